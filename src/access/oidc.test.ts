// The city's identity provider as a way in: by a link that the holder of the account made himself.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { suspendAccount } from './account-changes.js';
import { linkOidc, listOwnLinks, proveByOidc, signInWithOidc, unlinkOidc } from './oidc.js';
import { consolePrincipal } from './principal.model.js';
import { registerAccount } from './registration.js';
import { findSession } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

const user = { issuer: 'https://id.yunxi.example', subject: 'user-4711' };
const from = caller;

describe('a link to the identity provider', () => {
  it('opens the account that made it, and no other user or provider does', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, []);
    const signIn = (each: typeof user) =>
      signInWithOidc(access, { ...each, hasSecondFactor: true, from });
    assert.equal(await signIn(user), undefined);
    await linkOidc(access, staff.principal, user);
    const step = await signIn(user);
    assert.equal((await findSession(access, step?.token ?? ''))?.accountId, staff.accountId);
    assert.equal(await signIn({ ...user, subject: 'user-4712' }), undefined);
    assert.equal(await signIn({ ...user, issuer: 'https://id.evil.example' }), undefined);
    assert.equal((await listOwnLinks(access, staff.principal))[0]?.issuer, user.issuer);
    const [row] = await access.database.query<{ text: string }>(
      'select o::text as text from access_oidc_subject o',
    );
    assert.ok(row && !row.text.includes('4711'));
    await unlinkOidc(access, staff.principal, user.issuer);
    assert.equal(await signIn(user), undefined);
  });

  it('still asks for the second factor where the provider did not', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, []);
    await linkOidc(access, staff.principal, user);
    const step = await signInWithOidc(access, { ...user, hasSecondFactor: false, from });
    assert.equal(step?.stage, 'factor');
  });

  it('belongs to one account, and is made after a proof', async () => {
    const { access, clock } = await accessTest();
    const [one, other] = [await signedInStaff(access, []), await signedInStaff(access, [])];
    await linkOidc(access, one.principal, user);
    await assert.rejects(linkOidc(access, other.principal, user), /access\.oidc_linked/);
    clock.set('2026-04-10T02:10:00Z');
    const session = await findSession(access, other.token);
    const later = { ...user, subject: 'user-4712' };
    assert.ok(session);
    await assert.rejects(linkOidc(access, session.principal, later), /access\.reauthenticate/);
  });

  it('opens nothing for an account out of use, and proves nobody else', async () => {
    const { access, clock } = await accessTest();
    const [one, other] = [await signedInStaff(access, []), await signedInStaff(access, [])];
    await linkOidc(access, one.principal, user);
    clock.set('2026-04-10T02:10:00Z');
    await assert.rejects(proveByOidc(access, { ...user, token: other.token }), /sign_in_failed/);
    await proveByOidc(access, { ...user, token: one.token });
    assert.ok((await findSession(access, one.token))?.principal.reauthenticatedAt);
    await suspendAccount(access, consolePrincipal, one.accountId);
    await assert.rejects(
      signInWithOidc(access, { ...user, hasSecondFactor: true, from }),
      /sign_in_failed/,
    );
  });

  it('of an organisation’s account opens it without a second factor, which it need not have', async () => {
    const { access } = await accessTest();
    await registerAccount(access, { login: 'org.one', name: '某', password: goodPassword, from });
    const { token } = await signInWithPassword(access, {
      login: 'org.one',
      password: goodPassword,
      from,
    });
    const session = await findSession(access, token);
    assert.ok(session);
    await linkOidc(access, session.principal, user);
    const step = await signInWithOidc(access, { ...user, hasSecondFactor: false, from });
    assert.equal(step?.stage, 'open');
  });
});
