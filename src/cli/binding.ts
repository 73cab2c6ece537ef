// `xinheng binding letter`: the letter by which an organisation comes to be bound to an account.
import type { Command } from 'commander';
import { issueLetter } from '../access/bindings.js';
import { consolePrincipal } from '../access/principal.model.js';
import { timeInShanghai } from '../kernel/time.js';
import { withApplication } from './application.js';
import { acting } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the command of the group. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .command('letter')
    .description(words('打印寄给机构的函件', 'print the letter to an organisation'))
    .argument('<USCC>', words('机构的统一社会信用代码', "the organisation's code"))
    .action(acting((uscc: string) => letter(terminal, uscc)));
}

function letter(terminal: Terminal, code: string): Promise<ExitCode> {
  return withApplication(async ({ access, siteUrl }) => {
    const made = await issueLetter(access, consolePrincipal, code);
    const { organisation, uscc, endsAt } = made;
    const until = timeInShanghai(endsAt);
    terminal.answer(made);
    terminal.say({
      zh: `致 ${organisation}（${uscc}）\n\n贵单位的经办人可在 ${siteUrl}/bindings/letter 登录后输入以下代码，代表贵单位查看信用档案：\n\n    ${made.code}\n\n${until} 前有效，只能使用一次。收到本函而未申请的，不必理会。`,
      en: `To ${organisation} (${uscc})\n\nWhoever acts for you signs in at ${siteUrl}/en/bindings/letter and enters this code to see your credit file:\n\n    ${made.code}\n\nIt holds until ${until} and works once. If you did not ask for it, nothing needs to be done.`,
    });
    return 0;
  });
}
