// An account that acted is erased; what it did stays on the sealed trail, which verifies as before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eraseAccount } from '../../src/access/account-copy.js';
import { openDatabase } from '../../src/kernel/database.js';
import { sealTrail } from '../../src/ledger/trail-seal.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { signedInStaff } from '../support/access.js';
import { apiTest } from '../support/api.js';
import { penaltyRow } from '../support/intake.js';

test('the trail of an erased account verifies, and only as long as nobody touches it', async () => {
  const api = await apiTest();
  const { city, logKey, sequence } = api;
  const { access, database, clock } = api.context;
  await api.handIn('administrative-penalty', [penaltyRow(1)]);
  const staff = await signedInStaff(access, [{ role: 'security-administrator' }]);
  const verify = async () => {
    await sealTrail(database, clock, 1000);
    await sequence();
    return (await verifyLedger(database, { verifiers: [logKey] })).fault;
  };
  assert.equal(await verify(), null);
  await eraseAccount(access, staff.principal, staff.accountId);
  assert.equal(await verify(), null);
  const acts = await database.query('select 1 from audit_event where actor = $1', [
    staff.accountId,
  ]);
  assert.ok(acts.length > 2);
  // The owner of the tables could take the account's acts away; that is found.
  const owner = openDatabase(city.storage.superConnection, 1);
  await owner.query('delete from audit_event where actor = $1', [staff.accountId]);
  await owner.close();
  assert.notEqual(await verify(), null);
});
