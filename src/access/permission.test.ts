// The whole permission table, line by line, against a second reading of the file that knows nothing of the first.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Refusal } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { authorise, isAllowed, permissionTable } from './permission.js';
import { loadPermissions } from './permission.loader.js';
import { decideAct } from './permission.policy.js';
import { permissionPage } from './permission-page.js';
import {
  anyone,
  consolePrincipal,
  type Grant,
  type Principal,
  roles,
  type Target,
} from './principal.model.js';

const path = packageFile('data', 'access', 'permissions.yml');
const text = readFileSync(path, 'utf8');

interface WrittenAct {
  readonly grave?: boolean;
  readonly 'not-own'?: boolean;
  readonly scope?: string;
  readonly allow: Readonly<Record<string, string | string[]>>;
}

const written: Readonly<Record<string, WrittenAct>> = parse(text).acts;

/** A second reading: every way in which the line lets him pass is spelled out, and there is no other. */
function mayByTheFile(line: WrittenAct, who: Principal, target: Target): boolean {
  if ('anyone' in line.allow) return true;
  if (line['not-own'] && [target.createdBy, target.accountId].includes(who.actor)) return false;
  if (who.kind === 'client') {
    if (line.grave || !line.scope || !(who.scopes ?? []).includes(line.scope)) return false;
  }
  if (who.kind === 'console') return 'console' in line.allow;
  const mine = target.accountId === who.actor && who.kind === 'account';
  const words = (name: string) => ([] as string[]).concat(line.allow[name] ?? []);
  if (
    who.kind === 'account' &&
    words('signed-in').some((word) => word === 'any' || (word === 'own-account' && mine))
  )
    return true;
  return who.grants.some((grant) =>
    words(grant.role).some((word) => {
      if (word === 'any') return true;
      if (word === 'own-agency')
        return !!grant.agencyCode && grant.agencyCode === target.agencyCode;
      if (word === 'own-organisation') return !!grant.uscc && grant.uscc === target.uscc;
      if (word === 'own-district') return !!grant.district && grant.district === target.district;
      if (word === 'own-account') return mine;
      return (
        target.assignedTo === who.actor &&
        !!grant.agencyCode &&
        grant.agencyCode === target.agencyCode
      );
    }),
  );
}

const actors = ['a1', 'a2', 'a3'];
const agencies = ['A', 'B'];
const organisations = ['O', 'P'];
const districts = ['320506', '320507'];
const some = (values: readonly string[]) => fc.constantFrom(...values);
const anyGrant: fc.Arbitrary<Grant> = fc.record(
  {
    role: fc.constantFrom(...roles),
    agencyCode: some(agencies),
    uscc: some(organisations),
    district: some(districts),
  },
  { requiredKeys: ['role'] },
);
const anyTarget: fc.Arbitrary<Target> = fc.record(
  {
    agencyCode: some(agencies),
    uscc: some(organisations),
    district: some(districts),
    assignedTo: some(actors),
    createdBy: some(actors),
    accountId: some(actors),
  },
  { requiredKeys: [] },
);
const anyPrincipal: fc.Arbitrary<Principal> = fc.oneof(
  fc.constant(anyone),
  fc.constant(consolePrincipal),
  fc.record(
    {
      actor: some(actors),
      kind: fc.constantFrom('account', 'client'),
      grants: fc.array(anyGrant, { maxLength: 4 }),
      scopes: fc.subarray(['batches:write', 'batches:read']),
      reauthenticatedAt: fc.constant(1),
    },
    { requiredKeys: ['actor', 'kind', 'grants'] },
  ),
);
const anyAct = fc.constantFrom(...Object.keys(written));

describe('the permission table', () => {
  it('decides as it is written, whoever asks for whatever', () => {
    fc.assert(
      fc.property(anyAct, anyPrincipal, anyTarget, (act, who, target) => {
        const expected = mayByTheFile(written[act] as WrittenAct, who, target);
        assert.equal(isAllowed(who, act, target), expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it('refuses exactly what it does not allow, and a grave act until he has proved again who he is', () => {
    fc.assert(
      fc.property(anyAct, anyPrincipal, anyTarget, (act, who, target) => {
        const line = written[act] as WrittenAct;
        const proven = who.kind !== 'account' || !line.grave || who.reauthenticatedAt !== undefined;
        let code = 'allowed';
        try {
          authorise(who, act, target);
        } catch (error) {
          assert.ok(error instanceof Refusal);
          code = error.code;
        }
        if (mayByTheFile(line, who, target)) {
          assert.equal(code, proven ? 'allowed' : 'access.reauthenticate');
        } else if (who.kind === 'anyone') assert.equal(code, 'access.sign_in');
        else assert.match(code, /^access\.(?:not_allowed|out_of_scope)$/);
      }),
      { numRuns: 20_000 },
    );
  });

  it('lets a door pass whom some target would let pass, and nobody else', () => {
    fc.assert(
      fc.property(anyAct, anyPrincipal, anyTarget, (act, who, target) => {
        if (isAllowed(who, act, target)) assert.ok(isAllowed(who, act));
      }),
      { numRuns: 20_000 },
    );
    const steward: Principal = {
      actor: 'a1',
      kind: 'account',
      grants: [{ role: 'data-steward', agencyCode: 'A' }],
    };
    assert.equal(isAllowed(steward, 'batch.submit'), true);
    assert.equal(isAllowed(steward, 'batch.release'), false);
    assert.equal(
      isAllowed({ ...steward, grants: [{ role: 'data-steward' }] }, 'batch.submit'),
      false,
    );
  });

  it('gives no role everything, and nobody without a grant anything but his own', () => {
    const everything = { agencyCode: 'A', uscc: 'O', district: '320506', accountId: 'other' };
    for (const role of roles) {
      const who: Principal = {
        actor: 'a1',
        kind: 'account',
        reauthenticatedAt: 1,
        grants: [{ role, agencyCode: 'A', uscc: 'O', district: '320506' }],
      };
      const refused = Object.keys(written).filter((act) => !isAllowed(who, act, everything));
      assert.ok(refused.length > Object.keys(written).length / 4, role);
    }
    const bare: Principal = { actor: 'a1', kind: 'account', grants: [], reauthenticatedAt: 1 };
    const open = Object.keys(written).filter((act) => isAllowed(bare, act, everything));
    assert.ok(
      open.every((act) => 'anyone' in (written[act] as WrittenAct).allow),
      open.join(),
    );
  });

  it('releases nobody’s own batch, at the console neither', () => {
    for (const who of [
      {
        actor: 'a1',
        kind: 'account',
        grants: [{ role: 'data-reviewer', agencyCode: 'A' }],
      } as const,
      consolePrincipal,
    ]) {
      const waiting = { agencyCode: 'A', createdBy: who.actor };
      assert.equal(isAllowed(who, 'batch.release', waiting), false);
      assert.equal(isAllowed(who, 'batch.release', { ...waiting, createdBy: 'a2' }), true);
    }
  });

  it('knows cases: only the one to whom it is assigned, in his own agency', (t) => {
    const table = load(
      t,
      text.replace(
        'file.read:',
        'case.decide:\n    title: { zh: 办, en: decide }\n    allow: { case-officer: assigned-case }\n  file.read:',
      ),
    );
    const rule = table.acts.get('case.decide');
    assert.ok(rule);
    const officer: Principal = {
      actor: 'a1',
      kind: 'account',
      grants: [{ role: 'case-officer', agencyCode: 'A' }],
    };
    const mine = { assignedTo: 'a1', agencyCode: 'A' };
    assert.equal(decideAct(rule, officer, mine), 'allowed');
    assert.equal(decideAct(rule, officer, { ...mine, assignedTo: 'a2' }), 'not-allowed');
    assert.equal(decideAct(rule, officer, { ...mine, agencyCode: 'B' }), 'not-allowed');
    assert.equal(decideAct(rule, officer, { agencyCode: 'A' }), 'not-allowed');
  });

  it('has no act that the program could ask for and the file does not have', () => {
    assert.throws(() => isAllowed(anyone, 'batch.vanish'), /no act batch\.vanish/);
  });

  it('is what docs/permissions.md says', () => {
    assert.equal(
      readFileSync(packageFile('docs', 'permissions.md'), 'utf8'),
      permissionPage(permissionTable()),
      'run: npx xinheng permissions --markdown > docs/permissions.md',
    );
  });
});

function load(t: TestContext, content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'permissions-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'permissions.yml'), content);
  return loadPermissions(join(folder, 'permissions.yml'));
}

describe('the loader of the table', () => {
  const broken: [string, string | RegExp, string, RegExp][] = [
    [
      'an unknown role',
      'data-reviewer: own-agency, console: any }',
      'data-viewer: own-agency }',
      /no role data-viewer/,
    ],
    [
      'an unknown relation',
      'organisation-clerk: own-organisation',
      'organisation-clerk: own-town',
      /allow/,
    ],
    ['an unknown mark', 'grave: true', 'serious: true', /additional/i],
    [
      'an unlisted scope',
      'scope: batches:write',
      'scope: batches:all',
      /batches:all is not listed/,
    ],
    [
      'a grave act with a scope',
      'scope: batches:write',
      'scope: batches:write\n    grave: true',
      /grave/,
    ],
    [
      'a relation that no grant can fulfil',
      'auditor: any, console: any',
      'auditor: own-agency',
      /name no agency/,
    ],
    [
      'the public under a relation',
      '{ anyone: any }',
      '{ anyone: own-agency }',
      /anyone cannot be/,
    ],
    [
      'a restriction on anyone',
      '{ anyone: any }',
      '{ anyone: any }\n    not-own: true',
      /restricted in no way/,
    ],
    ['a role left out', /\n {2}rules-editor:.*/, '', /rules-editor/],
    ['an act without anybody', '{ anyone: any }', '{}', /allow/],
    ['an act named like nothing', 'public.read:', 'Public_Read:', /no name of an act/],
    ['text that is no YAML', '\nroles:', '\nroles: [', /./],
  ];
  for (const [name, from, to, told] of broken) {
    it(`refuses ${name}`, (t) => {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      assert.throws(
        () => load(t, changed),
        (error) =>
          error instanceof Refusal &&
          error.code === 'permissions.file_refused' &&
          told.test(error.text.en),
      );
    });
  }
});
