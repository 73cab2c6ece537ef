// `xinheng account`, what comes later: out of use and back, recovered, copied, erased.
import type { Command } from 'commander';
import { resumeAccount, suspendAccount } from '../access/account-changes.js';
import { eraseAccount, exportAccount } from '../access/account-copy.js';
import { findAccountId } from '../access/accounts.js';
import { demoCode } from '../access/demo-accounts.js';
import { consolePrincipal } from '../access/principal.model.js';
import { recoverAlone, startRecovery } from '../access/recoveries.js';
import type { Bilingual } from '../kernel/errors.js';
import { sayCode } from './account-code.js';
import { withApplication } from './application.js';
import { acting } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds these commands. */
export function defineCare(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const login = loginArgument(terminal);
  command
    .command('suspend')
    .description(words('停用账户，结束其会话', 'take an account out of use and end its sessions'))
    .argument(...login)
    .action(acting((text: string) => change(terminal, text, suspending)));
  command
    .command('resume')
    .description(words('恢复停用的账户', 'put a suspended account back into use'))
    .argument(...login)
    .action(acting((text: string) => change(terminal, text, resuming)));
  command
    .command('recover')
    .description(words('本人无法登录时恢复账户', 'recover an account whose holder cannot get in'))
    .argument(...login)
    .requiredOption('--reason <TEXT>', words('原因', 'why'))
    .option(
      '--alone',
      words('没有第二人时由控制台完成', 'finish it here where there is no second person'),
    )
    .action(
      acting((text: string, options: { reason: string; alone?: boolean }) =>
        recover(terminal, text, options),
      ),
    );
  defineCopies(command, terminal);
}

function loginArgument(terminal: Terminal): readonly [name: string, description: string] {
  const text = { zh: '登录名，或账户编号', en: 'sign-in name, or id of the account' };
  return ['<LOGIN>', terminal.words(text)];
}

function defineCopies(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const login = loginArgument(terminal);
  command
    .command('export')
    .description(words('导出账户的全部资料（JSON）', 'everything held about an account, as JSON'))
    .argument(...login)
    .action(acting((text: string) => copy(terminal, text)));
  command
    .command('erase')
    .description(
      words('抹去账户中的个人信息，不可撤回', 'erase what is personal; cannot be undone'),
    )
    .argument(...login)
    .action(acting((text: string) => change(terminal, text, erasing)));
  command
    .command('code')
    .description(words('演示账户现在的验证码', 'the code of a demo account just now'))
    .argument(...login)
    .action(acting((text: string) => code(terminal, text)));
}

type Change = readonly [
  work: (...on: Parameters<typeof suspendAccount>) => Promise<void>,
  done: Bilingual,
];
const suspending: Change = [suspendAccount, { zh: '已停用', en: 'is suspended' }];
const resuming: Change = [resumeAccount, { zh: '已恢复使用', en: 'is in use again' }];
const erasing: Change = [eraseAccount, { zh: '已抹去', en: 'is erased' }];

function change(terminal: Terminal, text: string, [work, done]: Change): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accountId = await findAccountId(access, consolePrincipal, text);
    await work(access, consolePrincipal, accountId);
    terminal.answer({ accountId });
    terminal.say({ zh: `账户 ${text} ${done.zh}。`, en: `The account ${text} ${done.en}.` });
    return 0;
  });
}

function recover(
  terminal: Terminal,
  text: string,
  { reason, alone }: { readonly reason: string; readonly alone?: boolean },
): Promise<ExitCode> {
  return withApplication(async ({ access, siteUrl }) => {
    const accountId = await findAccountId(access, consolePrincipal, text);
    const recovery = { accountId, reason };
    if (alone) {
      const released = await recoverAlone(access, consolePrincipal, recovery);
      terminal.answer(released);
      sayCode(terminal, released, siteUrl);
      return 0;
    }
    const recoveryId = await startRecovery(access, consolePrincipal, recovery);
    terminal.answer({ recoveryId });
    terminal.say({
      zh: `已发起恢复 ${recoveryId}。另一名安全或系统管理员在账户页面确认后得到一次性代码。`,
      en: `The recovery ${recoveryId} is started. Another security or system administrator confirms it on the accounts page and is given the one-time code.`,
    });
    return 0;
  });
}

function copy(terminal: Terminal, text: string): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accountId = await findAccountId(access, consolePrincipal, text);
    const held = await exportAccount(access, consolePrincipal, accountId);
    terminal.document(`${JSON.stringify(held, null, 2)}\n`);
    return 0;
  });
}

function code(terminal: Terminal, text: string): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accountId = await findAccountId(access, consolePrincipal, text);
    const shown = await demoCode(access, accountId);
    terminal.answer({ code: shown });
    terminal.say(shown);
    return 0;
  });
}
