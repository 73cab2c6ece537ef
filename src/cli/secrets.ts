// `xinheng secrets rotate`: new keys for what accounts hold.
import type { Command } from 'commander';
import { consolePrincipal } from '../access/principal.model.js';
import { rotateSecrets } from '../access/rotation.js';
import { withApplication } from './application.js';
import { acting } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the command of the group. */
export function define(command: Command, terminal: Terminal): void {
  command
    .command('rotate')
    .description(
      terminal.words({
        zh: '换新密钥并重新加密账户资料',
        en: 'make a new key and seal with it what accounts hold',
      }),
    )
    .action(acting(() => rotate(terminal)));
}

function rotate(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const outcome = await rotateSecrets(access, consolePrincipal);
    const { keyRingFile } = access.vault.settings;
    terminal.answer(outcome);
    terminal.say({
      zh: `已换新密钥（${outcome.cipher}），重新加密 ${outcome.sealed} 处。备份 ${keyRingFile}。`,
      en: `There is a new key (${outcome.cipher}); ${outcome.sealed} values were sealed with it. Back up ${keyRingFile}.`,
    });
    return 0;
  });
}
