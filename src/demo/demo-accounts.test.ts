// Demo accounts: one for each role of people, in a demo city only, and out of use without a demo.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller } from '../../test/support/access.js';
import { eraseAccount, exportAccount } from '../access/account-copy.js';
import { createAccount, getAccount } from '../access/accounts.js';
import { demoCode, listDemoAccounts } from '../access/demo-accounts.js';
import { changePassword, listFactors, removeFactor } from '../access/own-account.js';
import { consolePrincipal, roles } from '../access/principal.model.js';
import { findSession } from '../access/sessions.js';
import { giveCode, signInWithPassword } from '../access/sign-in.js';
import { enterAgencies } from '../parties/agencies.js';
import { recordDemoState } from './begun-city.js';
import { demoAgencies } from './city.js';
import { openDemoAccounts } from './demo-accounts.js';

const request = { seed: 1, size: 0.005, until: '2026-03-31' };

async function demoPlace() {
  const test = await accessTest();
  const { database, clock } = test.access;
  await enterAgencies(database, demoAgencies());
  await recordDemoState(database, 'begin', { at: clock.now(), request });
  await recordDemoState(database, 'complete', { at: clock.now() + 1, request });
  return test;
}

describe('demo accounts', () => {
  it('are there for every role of people, and signing in with what is told works', async () => {
    const { access } = await demoPlace();
    const { accounts } = await openDemoAccounts(access, true);
    const held = accounts.flatMap(({ grants }) => grants.map(({ role }) => role));
    // Clients have no accounts, and this city has no organisation to speak for.
    const others = new Set(['lender', 'credit-service-agency', 'organisation-clerk']);
    assert.deepEqual(held.toSorted(), roles.filter((role) => !others.has(role)).toSorted());
    for (const { accountId, login, password } of accounts) {
      const half = await signInWithPassword(access, { login, password, from: caller });
      assert.equal(half.stage, 'factor');
      const code = await demoCode(access, accountId);
      const step = await giveCode(access, { token: half.token, code, from: caller });
      assert.equal((await findSession(access, step.token))?.isDemo, true);
    }
  });

  it('tell their passwords to whoever starts the platform, and neither a page nor an export has them', async () => {
    const { access } = await demoPlace();
    const { accounts } = await openDemoAccounts(access, true);
    for (const { accountId, password } of accounts) {
      assert.ok(password.length > 0);
      const copy = await exportAccount(access, consolePrincipal, accountId);
      assert.equal(JSON.stringify(copy).includes(password), false);
      assert.equal((await getAccount(access, consolePrincipal, accountId)).contact, null);
    }
  });

  it('stay the same from start to start', async () => {
    const { access } = await demoPlace();
    const { accounts } = await openDemoAccounts(access, true);
    assert.deepEqual((await openDemoAccounts(access, true)).accounts, accounts);
  });

  it('are out of use after a start without a demo, with their sessions, and come back with one', async () => {
    const { access } = await demoPlace();
    const { accounts } = await openDemoAccounts(access, true);
    const [{ accountId, login, password }] = accounts as [(typeof accounts)[number]];
    const half = await signInWithPassword(access, { login, password, from: caller });
    const closed = await openDemoAccounts(access, false);
    assert.deepEqual(closed, { accounts: [], suspended: accounts.length });
    assert.equal(await findSession(access, half.token), undefined);
    await assert.rejects(
      signInWithPassword(access, { login, password, from: caller }),
      /sign_in_failed/,
    );
    await assert.rejects(demoCode(access, accountId), /access\.not_demo/);
    assert.deepEqual((await openDemoAccounts(access, true)).accounts, accounts);
  });

  it('stay as they are for the next visitor', async () => {
    const { access } = await demoPlace();
    const { accounts } = await openDemoAccounts(access, true);
    const [{ accountId, login, password }] = accounts as [(typeof accounts)[number]];
    const half = await signInWithPassword(access, { login, password, from: caller });
    const code = await demoCode(access, accountId);
    const { token } = await giveCode(access, { token: half.token, code, from: caller });
    const principal = (await findSession(access, token))?.principal ?? consolePrincipal;
    const [factor] = await listFactors(access, principal);
    const refused = /access\.demo_unchanged/;
    await assert.rejects(changePassword(access, principal, 'another long sentence'), refused);
    await assert.rejects(removeFactor(access, principal, factor?.factorId ?? ''), refused);
    await assert.rejects(eraseAccount(access, principal, accountId), refused);
  });

  it('are never made where there is no demo city, and tell nothing of other accounts', async () => {
    const { access } = await accessTest();
    assert.deepEqual(await openDemoAccounts(access, true), { accounts: [], suspended: 0 });
    assert.deepEqual(await listDemoAccounts(access), []);
    const { accountId } = await createAccount(access, consolePrincipal, {
      kind: 'staff',
      login: 'real.one',
      name: '某',
    });
    await assert.rejects(demoCode(access, accountId), /access\.not_demo/);
  });
});
