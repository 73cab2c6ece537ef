// Nothing is kept longer than it may be, and nothing goes before its time.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { suspendAccount } from './account-changes.js';
import { getAccount } from './accounts.js';
import { consolePrincipal } from './principal.model.js';
import { registerAccount } from './registration.js';
import { applyRetention } from './retention.js';

const day = 86_400_000;

async function place() {
  const test = await accessTest();
  const { access, clock } = test;
  const begun = clock.now();
  return {
    ...test,
    after: (days: number) => clock.set(new Date(begun + days * day).toISOString()),
    stateOf: async (accountId: string) =>
      (await getAccount(access, consolePrincipal, accountId)).state,
  };
}

describe('what accounts hold', () => {
  it('an account that sleeps is suspended, then erased', async () => {
    const { access, after, stateOf } = await place();
    const { accountId } = await signedInStaff(access, []);
    const { sleepingAccountDays, suspendedAccountDays } = access.limits;
    after(sleepingAccountDays);
    assert.deepEqual(await applyRetention(access), { suspended: 0, erased: 0 });
    after(sleepingAccountDays + 1);
    assert.deepEqual(await applyRetention(access), { suspended: 1, erased: 0 });
    assert.equal(await stateOf(accountId), 'suspended');
    after(sleepingAccountDays + 1 + suspendedAccountDays);
    assert.deepEqual(await applyRetention(access), { suspended: 0, erased: 0 });
    after(sleepingAccountDays + 2 + suspendedAccountDays);
    assert.deepEqual(await applyRetention(access), { suspended: 0, erased: 1 });
    assert.equal(await stateOf(accountId), 'erased');
    assert.deepEqual(await applyRetention(access), { suspended: 0, erased: 0 });
  });

  it('an account that never came to speak for anybody is erased, one of staff is not', async () => {
    const { access, after, stateOf } = await place();
    const given = { login: 'org.one', name: '某', password: goodPassword, from: caller };
    const idle = await registerAccount(access, given);
    const staff = await signedInStaff(access, []);
    after(access.limits.unboundAccountDays + 1);
    await applyRetention(access);
    assert.deepEqual([await stateOf(idle), await stateOf(staff.accountId)], ['erased', 'active']);
  });

  it('sessions, codes and counted attempts go when their time has come', async () => {
    const { access, after } = await place();
    const staff = await signedInStaff(access, []);
    await suspendAccount(access, consolePrincipal, staff.accountId);
    const count = async (table: string) =>
      (await access.database.query<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n;
    after(access.limits.endedSessionDays - 1);
    await applyRetention(access);
    assert.ok(await count('access_session'));
    after(access.limits.endedSessionDays + 2);
    await applyRetention(access);
    for (const table of ['access_session', 'access_recovery', 'access_attempt']) {
      assert.equal(await count(table), 0, table);
    }
  });
});
