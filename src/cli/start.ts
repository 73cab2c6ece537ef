// `xinheng start`: the platform with its doors open, until it is told to stop.
import type { Command } from 'commander';
import { type Doors, type PlatformParts, runPlatform } from '../main.js';
import { buildPlatform } from '../platform.js';
import { acting } from './command-parts.js';
import { gatherStatistics, showDemoProgress } from './demo-filling.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the action. */
export function define(command: Command, terminal: Terminal): void {
  command.action(acting(() => start(terminal)));
}

async function start(terminal: Terminal): Promise<ExitCode> {
  try {
    await runPlatform({
      build: (parts) => build(terminal, parts),
      announce: (urls) => announce(terminal, urls),
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

async function build(terminal: Terminal, parts: PlatformParts): Promise<Doors> {
  const demo = showDemoProgress(terminal);
  try {
    const doors = await buildPlatform(parts, demo.watch);
    if (demo.hasBegun()) await gatherStatistics(parts.storage);
    return doors;
  } finally {
    demo.end();
  }
}

function announce(terminal: Terminal, urls: readonly string[]): void {
  terminal.answer({ urls });
  for (const url of urls) {
    terminal.say({
      zh: `网站 ${url}    接口说明 ${url}/api/v1/openapi.json`,
      en: `Site ${url}/en    API ${url}/api/v1/openapi.json`,
    });
  }
  terminal.say({ zh: '按 Ctrl-C 停止。', en: 'Ctrl-C stops it.' });
}
