// Recovery: one starts it, another confirms it, and neither can do both.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { getAccount } from './accounts.js';
import { consolePrincipal } from './principal.model.js';
import { confirmRecovery, listRecoveries, recoverAlone, startRecovery } from './recoveries.js';
import { redeemCode } from './redeem-code.js';
import { findSession } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

const password = 'three different umbrellas';

async function people() {
  const test = await accessTest();
  const { access } = test;
  return {
    ...test,
    first: await signedInStaff(access, [{ role: 'security-administrator' }]),
    second: await signedInStaff(access, [{ role: 'system-administrator' }]),
    clerk: await signedInStaff(access, [{ role: 'rules-editor' }]),
  };
}

describe('the recovery of an account', () => {
  it('takes two: its code exists only when a second person has confirmed', async () => {
    const { access, first, second, clerk } = await people();
    const { accountId, login } = clerk;
    const recovery = { accountId, reason: '手机遗失' };
    const recoveryId = await startRecovery(access, first.principal, recovery);
    const [waiting] = await listRecoveries(access, second.principal);
    assert.deepEqual([waiting?.login, waiting?.reason], [login, '手机遗失']);
    await assert.rejects(confirmRecovery(access, first.principal, recoveryId), /not_allowed/);
    await assert.rejects(confirmRecovery(access, clerk.principal, recoveryId), /not_allowed/);
    await assert.rejects(confirmRecovery(access, consolePrincipal, recoveryId), /not_allowed/);
    assert.ok(await findSession(access, clerk.token), 'nothing has changed yet');
    const { code } = await confirmRecovery(access, second.principal, recoveryId);
    await assert.rejects(confirmRecovery(access, second.principal, recoveryId), /recovery_unknown/);
    await redeemCode(access, { login, code, password, from: caller });
    assert.equal(await findSession(access, clerk.token), undefined);
    await assert.rejects(
      signInWithPassword(access, { login, password: goodPassword, from: caller }),
      /sign_in_failed/,
    );
    const half = await signInWithPassword(access, { login, password, from: caller });
    assert.equal(half.stage, 'enrol', 'the lost factor is gone, a new one is enrolled');
    assert.equal((await getAccount(access, first.principal, accountId)).grants.length, 1);
  });

  it('nobody starts his own, nor confirms his own that another started', async () => {
    const { access, first, second } = await people();
    const own = { accountId: first.accountId, reason: '手机遗失' };
    await assert.rejects(startRecovery(access, first.principal, own), /not_allowed/);
    const recoveryId = await startRecovery(access, consolePrincipal, {
      accountId: second.accountId,
      reason: '手机遗失',
    });
    await assert.rejects(confirmRecovery(access, second.principal, recoveryId), /not_allowed/);
    await confirmRecovery(access, first.principal, recoveryId);
  });

  it('is not confirmed by an account that whoever started it has made', async () => {
    const { access, first, second, clerk } = await people();
    const grants = [{ role: 'system-administrator' }] as const;
    const puppet = await signedInStaff(access, grants, first.principal);
    const recoveryId = await startRecovery(access, first.principal, {
      accountId: clerk.accountId,
      reason: '手机遗失',
    });
    await assert.rejects(
      confirmRecovery(access, puppet.principal, recoveryId),
      /access\.second_person_dependent/,
    );
    await confirmRecovery(access, second.principal, recoveryId);
  });

  it('runs out, and a new one takes the place of the old', async () => {
    const { access, clock, first, second, clerk } = await people();
    const recovery = { accountId: clerk.accountId, reason: '手机遗失' };
    const old = await startRecovery(access, first.principal, recovery);
    const recent = await startRecovery(access, first.principal, recovery);
    await assert.rejects(confirmRecovery(access, second.principal, old), /recovery_unknown/);
    const hours = access.limits.recoveryHours;
    clock.set(new Date(clock.now() + hours.confirm * 3_600_000).toISOString());
    await assert.rejects(confirmRecovery(access, second.principal, recent), /recovery_unknown/);
    await assert.rejects(confirmRecovery(access, second.principal, 'no id'), /recovery_unknown/);
    await assert.rejects(
      startRecovery(access, first.principal, { ...recovery, reason: ' ' }),
      /text_missing|reauthenticate/,
    );
  });

  it('is finished by the console alone only where there is no second person', async () => {
    const { access } = await accessTest();
    const { accountId, login } = await signedInStaff(access, [{ role: 'security-administrator' }]);
    const recovery = { accountId, reason: '唯一的管理员遗失手机' };
    const { code } = await recoverAlone(access, consolePrincipal, recovery);
    await redeemCode(access, { login, code, password, from: caller });
    await signedInStaff(access, [{ role: 'system-administrator' }]);
    await assert.rejects(recoverAlone(access, consolePrincipal, recovery), /second_person_there/);
  });

  it('is held to two by the database too', async () => {
    const { access, first, clerk } = await people();
    const recoveryId = await startRecovery(access, first.principal, {
      accountId: clerk.accountId,
      reason: '手机遗失',
    });
    for (const by of [first.accountId, clerk.accountId]) {
      await assert.rejects(
        access.database.query(
          `update access_recovery set confirmed_by = $2, code_digest = '\\x00' where recovery_id = $1`,
          [recoveryId, by],
        ),
        /check constraint/,
      );
    }
  });
});
