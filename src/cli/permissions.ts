// `xinheng permissions`: who may do what.
import type { Command } from 'commander';
import { permissionTable } from '../access/permission.js';
import type { ActRule } from '../access/permission.model.js';
import { allowanceWords, markWords, permissionPage } from '../access/permission-page.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

interface Options {
  readonly for?: string;
  readonly markdown?: boolean;
}

/** Adds options and action. */
export function define(command: Command, terminal: Terminal): void {
  command
    .option('--for <ROLE>', terminal.words({ zh: '只看一个角色', en: 'of one role only' }))
    .option(
      '--markdown',
      terminal.words({
        zh: '按 docs/permissions.md 的样子打印',
        en: 'as docs/permissions.md has it',
      }),
    )
    .action(acting(async (options: Options) => print(terminal, options)));
  addExamples(command, terminal, ['xinheng permissions --for data-reviewer']);
}

function print(terminal: Terminal, { for: role, markdown }: Options): ExitCode {
  const table = permissionTable();
  if (markdown) {
    terminal.document(permissionPage(table));
    return 0;
  }
  const known = [...table.roles.keys(), 'signed-in', 'anyone', 'console'];
  if (role !== undefined && !known.includes(role)) {
    throw refuse.role_unknown({ role, known: known.join(', ') });
  }
  const isAsked = ({ allow }: ActRule) =>
    role === undefined || allow.some(({ who }) => who === role);
  const acts = [...table.acts.values()].filter(isAsked);
  terminal.answer({
    roles: [...table.roles.values()],
    scopes: Object.fromEntries(table.scopes),
    acts,
  });
  terminal.table(
    acts.map((rule) => [
      rule.act,
      terminal.words(rule.title),
      allowanceWords(rule).join(', '),
      markWords(rule).join(', '),
    ]),
  );
  if (acts.length === 0) {
    terminal.say({
      zh: '这一角色还没有任何权限。',
      en: 'The table allows this role nothing yet.',
    });
  }
  return 0;
}
