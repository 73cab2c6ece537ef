// `xinheng account`: accounts, by whoever holds the server.
import type { Command } from 'commander';
import { createAccount, listAccounts } from '../access/accounts.js';
import { consolePrincipal } from '../access/principal.model.js';
import { defineCare } from './account-care.js';
import { sayCode } from './account-code.js';
import { defineRoles } from './account-roles.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { addPlaceOptions, grantOf, grantWords, type PlaceOptions } from './grant-options.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

interface CreateOptions extends PlaceOptions {
  readonly name?: string;
  readonly kind: string;
  readonly contact?: string;
  readonly role?: string;
}

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .command('list')
    .description(words('全部账户及其角色', 'all accounts and their roles'))
    .action(acting(() => list(terminal)));
  const creating = command
    .command('create')
    .description(words('建立账户，给出一次性代码', 'create an account; gives a one-time code'))
    .argument('<LOGIN>', words('登录名', 'sign-in name'))
    .option('--name <NAME>', words('姓名', 'how colleagues call its holder'))
    .option(
      '--kind <KIND>',
      words('staff（默认）或 organisation', 'staff or organisation'),
      'staff',
    )
    .option('--contact <TEXT>', words('账户事宜的联系方式', 'where its holder is reached about it'))
    .option('--role <ROLE>', words('一并授予的角色', 'a role to grant at once'));
  addPlaceOptions(creating, terminal).action(
    acting((text: string, options: CreateOptions) => create(terminal, text, options)),
  );
  addExamples(creating, terminal, [
    'xinheng account create wang.wei --name 王伟 --role security-administrator',
    'xinheng account create li.na --name 李娜 --role data-steward --agency CODE',
  ]);
  defineRoles(command, terminal);
  defineCare(command, terminal);
}

function list(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const accounts = [];
    for (let after: string | null = null; ; ) {
      const page = await listAccounts(access, consolePrincipal, after);
      accounts.push(...page);
      after = page.at(-1)?.accountId ?? null;
      if (after === null) break;
    }
    terminal.answer(accounts);
    terminal.table(
      accounts.map((account) => [
        account.login ?? account.accountId,
        account.name ?? '',
        account.kind,
        account.state,
        account.grants.map(grantWords).join(', '),
      ]),
    );
    if (accounts.length === 0) {
      terminal.say({
        zh: '还没有账户。第一个安全管理员由控制台建立：xinheng account create 登录名 --name 姓名 --role security-administrator。',
        en: 'There is no account yet. The console makes the first security administrator: xinheng account create LOGIN --name NAME --role security-administrator.',
      });
    }
    return 0;
  });
}

function create(terminal: Terminal, login: string, options: CreateOptions): Promise<ExitCode> {
  const { contact, kind, name, role } = options;
  if (kind !== 'staff' && kind !== 'organisation') throw refuse.account_kind_unknown({ kind });
  if (name === undefined) throw refuse.account_name_missing();
  return withApplication(async ({ access, siteUrl }) => {
    const made = await createAccount(access, consolePrincipal, {
      kind,
      login,
      name,
      ...(contact !== undefined && { contact }),
      grants: role === undefined ? [] : [grantOf(role, options)],
    });
    terminal.answer(made);
    terminal.say({ zh: `已建立账户 ${login}。`, en: `The account ${login} is made.` });
    sayCode(terminal, made, siteUrl);
    return 0;
  });
}
