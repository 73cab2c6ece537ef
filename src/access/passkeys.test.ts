// Passkeys: what opens a session, and everything that looks like it and does not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { SoftwareAuthenticator } from '../../test/support/authenticator.js';
import type { AccessContext } from './access.model.js';
import { suspendAccount } from './account-changes.js';
import { createAccount } from './accounts.js';
import { listFactors } from './own-account.js';
import type { PasskeySite } from './passkey-answers.js';
import {
  finishPasskeyEnrolment,
  finishPasskeyFactor,
  finishPasskeyProof,
  finishPasskeySignIn,
  startPasskeyEnrolment,
  startPasskeyFactor,
  startPasskeyProof,
  startPasskeySignIn,
} from './passkeys.js';
import { consolePrincipal } from './principal.model.js';
import { redeemCode } from './redeem-code.js';
import { findSession } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

const site: PasskeySite = {
  origin: 'https://credit.yunxi.example',
  id: 'credit.yunxi.example',
  name: '云溪',
};
const from = caller;
const failed = /access\.passkey_failed/;

/** Somebody of staff whose only second factor is a passkey. */
async function holder(access: AccessContext, login: string) {
  const { accountId, code } = await createAccount(access, consolePrincipal, {
    kind: 'staff',
    login,
    name: '某',
  });
  await redeemCode(access, { login, code, password: goodPassword, from });
  const half = await signInWithPassword(access, { login, password: goodPassword, from });
  const device = new SoftwareAuthenticator();
  const { challengeId, options } = await startPasskeyEnrolment(access, { token: half.token, site });
  const step = await finishPasskeyEnrolment(access, {
    token: half.token,
    challengeId,
    response: device.create(options.challenge, site),
    label: '办公室电脑',
    site,
    from,
  });
  return { accountId, device, token: step?.token ?? '' };
}

async function signIn(access: AccessContext, device: SoftwareAuthenticator, asked = site) {
  const { challengeId, options } = await startPasskeySignIn(access, { site });
  const response = device.get(options.challenge, asked);
  return finishPasskeySignIn(access, { challengeId, response, site, from });
}

describe('a passkey', () => {
  it('is enrolled at the first sign-in and is then both factors in one', async () => {
    const { access } = await accessTest();
    const { accountId, device, token } = await holder(access, 'li.si');
    const session = await findSession(access, token);
    assert.equal(session?.principal.actor, accountId);
    const [factor] = await listFactors(access, session?.principal ?? consolePrincipal);
    assert.deepEqual([factor?.kind, factor?.label], ['passkey', '办公室电脑']);
    const step = await signIn(access, device);
    assert.equal(step.stage, 'open');
    assert.equal((await findSession(access, step.token))?.principal.actor, accountId);
  });

  it('is a second factor after the password, and only its holder’s', async () => {
    const { access } = await accessTest();
    const one = await holder(access, 'li.si');
    const other = await holder(access, 'zhao.liu');
    const password = { login: 'li.si', password: goodPassword, from };
    const { token } = await signInWithPassword(access, password);
    const ask = () => startPasskeyFactor(access, { token, site });
    const strange = await ask();
    await assert.rejects(
      finishPasskeyFactor(access, {
        token,
        challengeId: strange.challengeId,
        response: other.device.get(strange.options.challenge, site),
        site,
        from,
      }),
      failed,
    );
    const { challengeId, options } = await ask();
    assert.equal(options.allowCredentials?.length, 1);
    const response = one.device.get(options.challenge, site);
    const step = await finishPasskeyFactor(access, { token, challengeId, response, site, from });
    assert.equal((await findSession(access, step.token))?.accountId, one.accountId);
  });

  it('proves again who one is', async () => {
    const { access, clock } = await accessTest();
    const { device, token } = await holder(access, 'li.si');
    clock.set('2026-04-10T02:20:00Z');
    const proved = async () => (await findSession(access, token))?.principal.reauthenticatedAt;
    assert.equal(await proved(), undefined);
    const { challengeId, options } = await startPasskeyProof(access, { token, site });
    const response = device.get(options.challenge, site);
    await finishPasskeyProof(access, { token, challengeId, response, site });
    assert.equal(await proved(), clock.now());
  });

  it('opens nothing by an answer given twice, too late, to another site or for another purpose', async () => {
    const { access, clock } = await accessTest();
    const { device, token } = await holder(access, 'li.si');
    const { challengeId, options } = await startPasskeySignIn(access, { site });
    const response = device.get(options.challenge, site);
    await finishPasskeySignIn(access, { challengeId, response, site, from });
    await assert.rejects(
      finishPasskeySignIn(access, { challengeId, response, site, from }),
      failed,
    );

    await assert.rejects(
      signIn(access, device, { ...site, origin: 'https://yunxi.example.evil' }),
      failed,
    );
    await assert.rejects(signIn(access, device, { ...site, id: 'evil.example' }), failed);

    const proof = await startPasskeyProof(access, { token, site });
    const forProof = device.get(proof.options.challenge, site);
    const crossed = { challengeId: proof.challengeId, response: forProof, site, from };
    await assert.rejects(finishPasskeySignIn(access, crossed), failed);

    const late = await startPasskeySignIn(access, { site });
    const answer = device.get(late.options.challenge, site);
    clock.set('2026-04-10T02:05:00Z');
    await assert.rejects(
      finishPasskeySignIn(access, { challengeId: late.challengeId, response: answer, site, from }),
      failed,
    );
  });

  it('opens nothing without its holder’s finger or PIN, from a copy, from a stranger, or out of use', async () => {
    const { access } = await accessTest();
    const { accountId, device } = await holder(access, 'li.si');
    const { challengeId, options } = await startPasskeySignIn(access, { site });
    const unverified = device.get(options.challenge, site, 0x01);
    await assert.rejects(
      finishPasskeySignIn(access, { challengeId, response: unverified, site, from }),
      failed,
    );
    await signIn(access, device);
    device.rewind();
    await assert.rejects(signIn(access, device), failed);
    await assert.rejects(signIn(access, new SoftwareAuthenticator()), failed);
    for (const response of [null, {}, { id: 7 }, 'text', { id: 'x', response: {} }]) {
      const asked = await startPasskeySignIn(access, { site });
      await assert.rejects(
        finishPasskeySignIn(access, { challengeId: asked.challengeId, response, site, from }),
        failed,
      );
    }
    for (let use = 0; use < 3; use += 1) device.get('raise the counter', site);
    await signIn(access, device);
    await suspendAccount(access, consolePrincipal, accountId);
    await assert.rejects(signIn(access, device), failed);
  });

  it('is added to an open session after a proof only, and once', async () => {
    const { access, clock } = await accessTest();
    const { token } = await signedInStaff(access, []);
    const device = new SoftwareAuthenticator();
    const enrol = async () => {
      const { challengeId, options } = await startPasskeyEnrolment(access, { token, site });
      const response = device.create(options.challenge, site);
      return finishPasskeyEnrolment(access, {
        token,
        challengeId,
        response,
        label: '',
        site,
        from,
      });
    };
    assert.equal(await enrol(), undefined);
    await assert.rejects(enrol(), /access\.passkey_known/);
    clock.set('2026-04-10T02:10:00Z');
    await assert.rejects(enrol(), /access\.reauthenticate/);
  });
});
