// `xinheng start`: the platform with its doors open, until it is told to stop.
import type { Command } from 'commander';
import type { DemoAccount } from '../access/demo-accounts.js';
import { type PlatformParts, runPlatform } from '../main.js';
import { buildPlatform, type Platform } from '../platform.js';
import { acting } from './command-parts.js';
import { gatherStatistics, showDemoProgress } from './demo-filling.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the action. */
export function define(command: Command, terminal: Terminal): void {
  command.action(acting(() => start(terminal)));
}

async function start(terminal: Terminal): Promise<ExitCode> {
  let demoAccounts: readonly DemoAccount[] = [];
  try {
    await runPlatform({
      build: async (parts) => {
        const platform = await build(terminal, parts);
        ({ demoAccounts } = platform);
        return platform;
      },
      announce: (urls) => announce(terminal, urls, demoAccounts),
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    terminal.note({
      zh: '演示城市没有生成完就停止了。下次启动时接着生成。',
      en: 'Stopped before the demo city was complete. The next start goes on with it.',
    });
  }
  return 0;
}

async function build(terminal: Terminal, parts: PlatformParts): Promise<Platform> {
  const demo = showDemoProgress(terminal);
  try {
    const doors = await buildPlatform(parts, demo.watch);
    if (demo.hasBegun()) await gatherStatistics(parts.storage);
    return doors;
  } finally {
    demo.end();
  }
}

function announce(
  terminal: Terminal,
  urls: readonly string[],
  demoAccounts: readonly DemoAccount[],
): void {
  terminal.answer(demoAccounts.length > 0 ? { urls, demoAccounts } : { urls });
  for (const url of urls) {
    terminal.say({
      zh: `网站 ${url}    接口说明 ${url}/api/v1/openapi.json`,
      en: `Site ${url}/en    API ${url}/api/v1/openapi.json`,
    });
  }
  sayDemoAccounts(terminal, demoAccounts);
  terminal.say({ zh: '按 Ctrl-C 停止。', en: 'Ctrl-C stops it.' });
}

function sayDemoAccounts(terminal: Terminal, accounts: readonly DemoAccount[]): void {
  const [example] = accounts;
  if (!example) return;
  terminal.say({
    zh: '演示账户（登录名、密码、验证器密钥），只在演示城市中有，DEMO=off 启动时全部停用：',
    en: 'Demo accounts (name, password, secret of the authenticator), in the demo city only; a start with DEMO=off takes them out of use:',
  });
  terminal.table(accounts.map(({ login, password, secret }) => [login, password, secret ?? '–']));
  terminal.say({
    zh: `没有验证器应用时，现在的验证码：xinheng account code ${example.login}`,
    en: `Without an authenticator app, the code of this moment: xinheng account code ${example.login}`,
  });
}
