// The permission table as a page of the documentation.
import type { ActRule, PermissionTable, RoleRule } from './permission.model.js';

const head = `# Who may do what

Printed from \`data/access/permissions.yml\` by \`xinheng permissions --markdown\`; a test says when it is stale. The same table
answers for the API, the pages and their buttons. What a line does not allow is refused.

Relations: *own agency*, *own organisation*, *own district*: the one that the role was granted for. *Assigned case*: assigned to
oneself, in one's own agency. *Own account*: one's own. No relation: whatever it is done to.

Marks: **grave** wants a recent re-authentication and is closed to API clients; **not own**: not to what one made oneself,
and not to one's own account; **on record** needs purpose and matter and is put on the reading log.
`;

/** The page in Markdown, in the order of the table. */
export function permissionPage(table: PermissionTable): string {
  const roles = [...table.roles.values()].map((rule) => row(roleCells(rule)));
  const scopes = [...table.scopes].map(([scope, { zh, en }]) => row([`\`${scope}\``, zh, en]));
  const acts = [...table.acts.values()].map((rule) => row(actCells(rule)));
  return [
    head,
    '## Roles\n',
    row(['Role', '', 'Held by', 'Is granted for', '']),
    row(Array.from({ length: 5 }, () => '---')),
    ...roles,
    '\n## Scopes of API clients\n',
    row(['Scope', '', '']),
    row(Array.from({ length: 3 }, () => '---')),
    ...scopes,
    '\n## Acts\n',
    row(['Act', '', 'Who may', 'Marks', 'Scope']),
    row(Array.from({ length: 5 }, () => '---')),
    ...acts,
    '',
  ].join('\n');
}

/** Who may, in words: `data-reviewer (own agency)`. */
export function allowanceWords({ allow }: ActRule): string[] {
  return allow.map(({ who, relations }) => {
    const under = relations.filter((relation) => relation !== 'any');
    return under.length === 0 ? who : `${who} (${under.join(' or ').replaceAll('-', ' ')})`;
  });
}

/** The marks of an act, in words. */
export function markWords({ grave, notOwn, readsNonpublic }: ActRule): string[] {
  return [grave && 'grave', notOwn && 'not own', readsNonpublic && 'on record'].filter(
    (mark) => mark !== false,
  );
}

function roleCells({ role, title, heldBy, needs, separated }: RoleRule): string[] {
  const apart = separated ? 'never with another of these' : '';
  return [`\`${role}\``, title.zh, heldBy.join(', '), needs.join(' and '), apart];
}

function actCells(rule: ActRule): string[] {
  const scope = rule.scope === undefined ? '' : `\`${rule.scope}\``;
  const titles = `${rule.title.zh}; ${rule.title.en}`;
  return [
    `\`${rule.act}\``,
    titles,
    allowanceWords(rule).join(', '),
    markWords(rule).join(', '),
    scope,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
