// `xinheng account grant` and `revoke`: the roles of an account.
import type { Command } from 'commander';
import { grantRole, revokeRole } from '../access/account-changes.js';
import { findAccountId, getAccount } from '../access/accounts.js';
import { consolePrincipal, type Grant } from '../access/principal.model.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { addPlaceOptions, grantOf, grantWords, type PlaceOptions } from './grant-options.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the two commands. */
export function defineRoles(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const add = (name: string, description: string): Command =>
    addPlaceOptions(
      command
        .command(name)
        .description(description)
        .argument('<LOGIN>', words('登录名，或账户编号', 'sign-in name, or id of the account'))
        .argument('<ROLE>', words('角色，见 xinheng permissions', 'a role of xinheng permissions')),
      terminal,
    );
  const granting = add('grant', words('授予一个角色', 'grant a role')).action(
    acting((login: string, role: string, options: PlaceOptions) =>
      grant(terminal, login, grantOf(role, options)),
    ),
  );
  addExamples(granting, terminal, ['xinheng account grant li.na data-reviewer --agency CODE']);
  add('revoke', words('收回一个角色', 'take a role back')).action(
    acting((login: string, role: string, options: PlaceOptions) =>
      revoke(terminal, login, grantOf(role, options)),
    ),
  );
}

function grant(terminal: Terminal, login: string, role: Grant): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accountId = await findAccountId(access, consolePrincipal, login);
    const grantId = await grantRole(access, consolePrincipal, { accountId, ...role });
    terminal.answer({ accountId, grantId });
    terminal.say({
      zh: `已授予 ${login}：${grantWords(role)}。`,
      en: `Granted to ${login}: ${grantWords(role)}.`,
    });
    return 0;
  });
}

function revoke(terminal: Terminal, login: string, role: Grant): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accountId = await findAccountId(access, consolePrincipal, login);
    const { grants } = await getAccount(access, consolePrincipal, accountId);
    const held = grants.find((each) => grantWords(each) === grantWords(role));
    if (!held) {
      const known = grants.map(grantWords).join('; ') || '—';
      throw refuse.role_not_held({ role: grantWords(role), login, known });
    }
    await revokeRole(access, consolePrincipal, { accountId, grantId: held.grantId });
    terminal.answer({ accountId, grantId: held.grantId });
    terminal.say({
      zh: `已从 ${login} 收回：${grantWords(role)}。`,
      en: `Taken back from ${login}: ${grantWords(role)}.`,
    });
    return 0;
  });
}
