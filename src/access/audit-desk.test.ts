// The auditor's desk: the table is asked before anything is done, and what is searched for leaves no person's number.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, signedInStaff } from '../../test/support/access.js';
import { newSigner } from '../../test/support/ledger.js';
import { loadAuditRules } from '../audit/audit-rules.loader.js';
import { Refusal } from '../kernel/errors.js';
import { sequenceBatches } from '../ledger/log.js';
import { sealTrail } from '../ledger/trail-seal.js';
import { verifyLedger } from '../ledger/verify.js';
import { eraseAccount } from './account-copy.js';
import { type AuditDesk, exportTheTrail, readTheRegister, searchTheTrail } from './audit-desk.js';
import { anyone, consolePrincipal, type Principal } from './principal.model.js';

const { access, clock, storage } = await accessTest();
const { database } = storage;
const auditRules = loadAuditRules();
const desk = (principal: Principal): AuditDesk => ({ database, clock, auditRules, principal });

function refusedAs(code: string) {
  return (error: unknown): boolean => error instanceof Refusal && error.code === code;
}

describe('the desk', () => {
  it('is nobody else’s: not even the administrators search the trail', async () => {
    const page = { limit: 1 };
    await assert.rejects(searchTheTrail(desk(anyone), {}, page), refusedAs('access.sign_in'));
    for (const role of ['security-administrator', 'system-administrator'] as const) {
      const { principal } = await signedInStaff(access, [{ role }]);
      await assert.rejects(
        searchTheTrail(desk(principal), {}, page),
        refusedAs('access.not_allowed'),
      );
      assert.equal((await readTheRegister(desk(principal))).atLeast, 4);
    }
  });

  it('gives the export to an auditor who has just proved who he is, and not later', async () => {
    const { principal } = await signedInStaff(access, [{ role: 'auditor' }]);
    const { reauthenticatedAt, ...stale } = principal;
    assert.ok(reauthenticatedAt);
    await assert.rejects(
      exportTheTrail(desk(stale), {}, 'csv'),
      refusedAs('access.reauthenticate'),
    );
    const pieces = await exportTheTrail(desk(principal), {}, 'ndjson');
    assert.match(String((await pieces.next()).value), /account\.create/);
  });

  it('puts a search on the trail without the number of a person that was looked for', async () => {
    await searchTheTrail(desk(consolePrincipal), { object: '11010519491231002X' }, { limit: 1 });
    const { events } = await searchTheTrail(
      desk(consolePrincipal),
      { act: 'trail.search' },
      { limit: 50 },
    );
    const objects = events.map(({ object }) => object);
    assert.ok(
      objects.some((object) => object.startsWith('object=［')),
      objects.join(),
    );
    assert.doesNotMatch(objects.join(), /19491231/);
  });
});

describe('an account that is erased', () => {
  it('leaves its acts where they are under its pseudonym, and the trail verifies', async () => {
    const { accountId, principal, login } = await signedInStaff(access, [{ role: 'auditor' }]);
    await searchTheTrail(desk(principal), {}, { limit: 1 });
    const signer = newSigner();
    await sealTrail(database, clock, 1000);
    await sequenceBatches(database, clock, signer);
    await eraseAccount(access, principal, accountId);
    const before = await verifyLedger(database, { verifiers: [signer] });
    assert.ok(before.ok, before.fault?.what.en);
    assert.ok(before.events > 5);
    const { events } = await searchTheTrail(
      desk(consolePrincipal),
      { actor: accountId },
      { limit: 50 },
    );
    assert.ok(events.some(({ act, seal }) => act === 'trail.search' && seal !== null));
    assert.doesNotMatch(JSON.stringify(events), new RegExp(login));
  });
});
