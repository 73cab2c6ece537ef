// Reads the permission table and refuses what it does not understand: a word too few here is a door too many.
import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Errors } from 'typebox/value';
import { parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import {
  type ActRule,
  type Allowance,
  holders,
  type PermissionTable,
  places,
  type Relation,
  type RoleRule,
  relations,
  type Standing,
  standings,
} from './permission.model.js';
import { type Role, roles } from './principal.model.js';

const refuse = defineRefusals('permissions', {
  file_refused: {
    kind: 'invalid',
    zh: '权限表 {file} 不能载入：{faults}。改正后重新启动。',
    en: 'The permission table {file} was not loaded: {faults}. Mend it and start again.',
  },
});

const closed = { additionalProperties: false };
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const bilingual = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
);
const role = Type.Object(
  {
    title: bilingual,
    'held-by': Type.Array(oneOf(holders), { minItems: 1, uniqueItems: true }),
    needs: Type.Array(oneOf(places), { uniqueItems: true }),
    separated: Type.Optional(Type.Boolean()),
  },
  closed,
);
const relation = oneOf(relations);
const act = Type.Object(
  {
    title: bilingual,
    grave: Type.Optional(Type.Boolean()),
    'not-own': Type.Optional(Type.Boolean()),
    'reads-nonpublic': Type.Optional(Type.Boolean()),
    scope: Type.Optional(Type.String({ minLength: 1 })),
    allow: Type.Record(
      Type.String(),
      Type.Union([relation, Type.Array(relation, { minItems: 1, uniqueItems: true })]),
      { minProperties: 1 },
    ),
  },
  closed,
);
const fileSchema = Type.Object(
  {
    roles: Type.Object(Object.fromEntries(roles.map((name) => [name, role])), closed),
    scopes: Type.Record(Type.String(), bilingual),
    acts: Type.Record(Type.String(), act),
  },
  closed,
);

type WrittenAct = Static<typeof act>;

/** Loads the table. Refuses `permissions.file_refused` with every fault. */
export function loadPermissions(
  path: string = packageFile('data', 'access', 'permissions.yml'),
): PermissionTable {
  const document = parseDocument(readFileSync(path, 'utf8'));
  refuseFaults(
    path,
    document.errors.map(({ message }) => message.split('\n')[0] as string),
  );
  const content: unknown = document.toJS();
  refuseFaults(
    path,
    Errors(fileSchema, content).map(({ instancePath, message }) => `${instancePath} ${message}`),
  );
  const table = tableOf(content as Static<typeof fileSchema>);
  refuseFaults(path, [...findFaults(table)]);
  return table;
}

function refuseFaults(path: string, faults: readonly string[]): void {
  if (faults.length > 0) throw refuse.file_refused({ file: path, faults: faults.join('; ') });
}

function tableOf(written: Static<typeof fileSchema>): PermissionTable {
  const rules = Object.entries(written.roles).map(([name, rule]): [Role, RoleRule] => {
    const { title, separated = false } = rule;
    const heldBy = rule['held-by'] as RoleRule['heldBy'];
    const needs = rule.needs as RoleRule['needs'];
    return [name as Role, { role: name as Role, title, heldBy, needs, separated }];
  });
  return {
    roles: new Map(rules),
    scopes: new Map(Object.entries(written.scopes)),
    acts: new Map(Object.entries(written.acts).map(([name, each]) => [name, actOf(name, each)])),
  };
}

function actOf(name: string, written: WrittenAct): ActRule {
  return {
    act: name,
    title: written.title,
    grave: written.grave ?? false,
    notOwn: written['not-own'] ?? false,
    readsNonpublic: written['reads-nonpublic'] ?? false,
    ...(written.scope !== undefined && { scope: written.scope }),
    allow: Object.entries(written.allow).map(([who, under]): Allowance => {
      return { who: who as Role | Standing, relations: [under].flat() as Relation[] };
    }),
  };
}

const neededBy: Readonly<Partial<Record<Relation, RoleRule['needs'][number]>>> = {
  'own-agency': 'agency',
  'assigned-case': 'agency',
  'own-organisation': 'uscc',
  'own-district': 'district',
};

function* findFaults(table: PermissionTable): Iterable<string> {
  for (const rule of table.acts.values()) {
    if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(rule.act))
      yield `${rule.act} is no name of an act`;
    if (rule.scope !== undefined && !table.scopes.has(rule.scope)) {
      yield `${rule.act}: scope ${rule.scope} is not listed`;
    }
    if (rule.grave && rule.scope !== undefined) {
      yield `${rule.act}: a grave act is closed to API clients and has no scope`;
    }
    for (const allowance of rule.allow) yield* findAllowanceFaults(table, rule, allowance);
  }
}

// A relation that a grant of the role can never fulfil would read as a permission and be none.
function* findAllowanceFaults(
  table: PermissionTable,
  { act: name, allow, grave, notOwn, readsNonpublic }: ActRule,
  { who, relations: under }: Allowance,
): Iterable<string> {
  if ((standings as readonly string[]).includes(who)) {
    const fitting: readonly Relation[] = who === 'signed-in' ? ['any', 'own-account'] : ['any'];
    for (const each of under)
      if (!fitting.includes(each)) yield `${name}: ${who} cannot be ${each}`;
    if (who === 'anyone' && (allow.length > 1 || grave || notOwn || readsNonpublic)) {
      yield `${name}: what anyone may do is restricted in no way`;
    }
    return;
  }
  const rule = table.roles.get(who as Role);
  if (!rule) {
    yield `${name}: there is no role ${who}`;
    return;
  }
  for (const each of under) {
    const place = neededBy[each];
    if (place && !rule.needs.includes(place)) yield `${name}: grants of ${who} name no ${place}`;
  }
}
