// Signing in: the factors it takes, what every failure looks like, and how long the way in stays closed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accessTest,
  caller,
  goodPassword,
  signedInStaff,
  totpCode,
} from '../../test/support/access.js';
import { Refusal } from '../kernel/errors.js';
import { suspendAccount } from './account-changes.js';
import { createAccount } from './accounts.js';
import { chargeAttempt } from './attempts.js';
import { authorise } from './permission.js';
import { consolePrincipal } from './principal.model.js';
import { reauthenticate } from './reauthentication.js';
import { redeemCode } from './redeem-code.js';
import { findSession, listSessions, signOut } from './sessions.js';
import { confirmTotp, giveCode, signInWithPassword, startTotp } from './sign-in.js';

const minute = 60_000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error.code;
  }
}

describe('signing in with a password', () => {
  it('opens nothing before the second factor; the password alone is half a way in', async () => {
    const { access, clock, agencies } = await accessTest();
    const staff = await signedInStaff(access, [{ role: 'data-reviewer', agencyCode: agencies[0] }]);
    clock.set('2026-04-10T02:01:00Z');
    const half = await signInWithPassword(access, {
      login: ` ${staff.login.toUpperCase()} `,
      password: goodPassword,
      from: caller,
    });
    assert.equal(half.stage, 'factor');
    const session = await findSession(access, half.token);
    assert.deepEqual([session?.principal.actor, session?.factors], ['anyone', ['totp']]);
    assert.throws(() => authorise(session?.principal ?? staff.principal, 'batch.list'), /sign_in/);
    const code = totpCode(staff.secret, clock.now());
    const open = await giveCode(access, { token: half.token, code, from: caller });
    assert.equal(open.stage, 'open');
    assert.notEqual(open.token, half.token);
    assert.equal(await findSession(access, half.token), undefined);
    const opened = await findSession(access, open.token);
    assert.equal(opened?.principal.actor, staff.accountId);
    authorise(opened?.principal ?? consolePrincipal, 'batch.list', { agencyCode: agencies[0] });
  });

  it('takes no code twice, not even at once', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, []);
    clock.set('2026-04-10T02:01:00Z');
    const code = totpCode(staff.secret, clock.now());
    const given = { login: staff.login, password: goodPassword, from: caller };
    const halves = [
      await signInWithPassword(access, given),
      await signInWithPassword(access, given),
    ];
    const outcomes = await Promise.all(
      halves.map(({ token }) => codeOf(giveCode(access, { token, code, from: caller }))),
    );
    assert.deepEqual(outcomes.toSorted(), ['access.code_wrong', 'done']);
    const later = await signInWithPassword(access, given);
    for (const old of [code, totpCode(staff.secret, clock.now() - 2 * minute), '000000', '']) {
      const outcome = await codeOf(
        giveCode(access, { token: later.token, code: old, from: caller }),
      );
      assert.equal(outcome, 'access.code_wrong', old);
    }
  });

  it('has staff enrol a factor before anything else', async () => {
    const { access, clock } = await accessTest();
    const { code } = await createAccount(access, consolePrincipal, {
      kind: 'staff',
      login: 'new.clerk',
      name: '新人',
    });
    const given = { login: 'new.clerk', password: goodPassword, from: caller };
    assert.equal(await codeOf(signInWithPassword(access, given)), 'access.sign_in_failed');
    await redeemCode(access, { ...given, code: code.toLowerCase().replaceAll('-', ' ') });
    const half = await signInWithPassword(access, given);
    assert.equal(half.stage, 'enrol');
    const { secret } = await startTotp(access, { token: half.token, issuer: '云溪' });
    const wrong = { token: half.token, code: '000000', from: caller };
    assert.equal(await codeOf(confirmTotp(access, wrong)), 'access.code_wrong');
    const right = { ...wrong, code: totpCode(secret, clock.now()) };
    assert.equal((await confirmTotp(access, right))?.stage, 'open');
    clock.set('2026-04-10T02:02:00Z');
    assert.equal((await signInWithPassword(access, given)).stage, 'factor');
  });

  it('fails alike for a wrong name, a wrong password and an account out of use', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, []);
    const asleep = await signedInStaff(access, []);
    await suspendAccount(access, consolePrincipal, asleep.accountId);
    const tries = [
      { login: 'nobody-of-this-name', password: goodPassword },
      { login: staff.login, password: 'quite another sentence' },
      { login: asleep.login, password: goodPassword },
    ];
    const answers = [];
    for (const each of tries) {
      const [refusal] = await Promise.allSettled([
        signInWithPassword(access, { ...each, from: caller }),
      ]);
      assert.equal(refusal?.status, 'rejected');
      answers.push(JSON.stringify((refusal.reason as Refusal).text));
    }
    assert.equal(new Set(answers).size, 1);
    const trail = await access.database.query<{ object: string }>(
      `select object from audit_event where act = 'session.sign-in' and outcome = 'refused'`,
    );
    assert.deepEqual(
      new Set(trail.map(({ object }) => object)),
      new Set(['unknown account', staff.accountId, asleep.accountId]),
    );
  });

  it('works as long for a name that nobody has', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, []);
    const real = {
      ...access,
      limits: { ...access.limits, passwordHash: { memoryKib: 65536, passes: 3 } },
    };
    // The price of a look at nobody is that of the limits, which here are dearer than the hash of the account.
    const timed = async (login: string, each: typeof access) => {
      const begun = performance.now();
      await codeOf(signInWithPassword(each, { login, password: 'wrong', from: caller }));
      return performance.now() - begun;
    };
    await timed('warm-up', real);
    const unknown = await timed('nobody-of-this-name', real);
    const cheap = await timed(staff.login, access);
    assert.ok(unknown > cheap, `${unknown} ms for nobody, ${cheap} ms for somebody`);
  });
});

describe('lock-out', () => {
  it('closes the way in for longer each time, for names that nobody has too', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, []);
    const { free, firstSeconds, mostSeconds } = access.limits.lockOutLogin;
    for (const login of [staff.login, 'nobody-of-this-name']) {
      const begin = clock.now();
      const attempt = () =>
        codeOf(signInWithPassword(access, { login, password: 'x', from: caller }));
      for (let at = 0; at <= free; at += 1) assert.equal(await attempt(), 'access.sign_in_failed');
      const waits = [];
      for (let round = 0; round < 8; round += 1) {
        assert.equal(await attempt(), 'access.wait');
        const [refusal] = await Promise.allSettled([
          signInWithPassword(access, { login, password: goodPassword, from: caller }),
        ]);
        assert.equal(refusal?.status, 'rejected', 'the right password does not open it earlier');
        const seconds = Number((refusal.reason as Refusal).values['seconds']);
        waits.push(seconds);
        clock.set(new Date(clock.now() + seconds * 1000).toISOString());
        assert.equal(await attempt(), 'access.sign_in_failed');
      }
      assert.equal(waits[0], firstSeconds);
      assert.equal(waits.at(-1), mostSeconds);
      assert.deepEqual(
        waits,
        waits.toSorted((one, other) => one - other),
      );
      clock.set(new Date(begin).toISOString());
    }
  });

  it('counts many attempts at once as one by one', async () => {
    const { access } = await accessTest();
    const { free } = access.limits.lockOutLogin;
    const outcomes = await Promise.all(
      Array.from({ length: free + 15 }, () =>
        codeOf(chargeAttempt(access, { kind: 'login', tried: 'wang', address: '192.0.2.9' })),
      ),
    );
    assert.equal(outcomes.filter((code) => code === 'done').length, free + 1);
  });

  it('also watches an address that tries many names', async () => {
    const { access } = await accessTest();
    const { free } = access.limits.lockOutAddress;
    const attempt = (at: number, address: string) =>
      codeOf(chargeAttempt(access, { kind: 'login', tried: `name-${at}`, address }));
    for (let at = 0; at <= free; at += 1) assert.equal(await attempt(at, '192.0.2.9'), 'done');
    assert.equal(await attempt(free + 1, '192.0.2.9'), 'access.wait');
    assert.equal(await attempt(free + 1, '192.0.2.10'), 'done');
  });

  it('guessing codes does not begin afresh with each password', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, []);
    clock.set('2026-04-10T02:05:00Z');
    const outcomes = [];
    for (let round = 0; round < 6; round += 1) {
      try {
        const given = { login: staff.login, password: goodPassword, from: caller };
        const { token } = await signInWithPassword(access, given);
        outcomes.push(await codeOf(giveCode(access, { token, code: '123456', from: caller })));
      } catch (error) {
        outcomes.push((error as Refusal).code);
      }
    }
    assert.ok(outcomes.includes('access.wait'), outcomes.join());
  });
});

describe('a session', () => {
  it('ends for want of use, at its absolute end, and when its holder signs out', async () => {
    const { access, clock } = await accessTest();
    const { token } = await signedInStaff(access, []);
    const { sessionIdleMinutes, sessionHours } = access.limits;
    const begun = clock.now();
    const at = (minutes: number) => clock.set(new Date(begun + minutes * minute).toISOString());
    const step = sessionIdleMinutes.staff - 1;
    let minutes = 0;
    for (; minutes < sessionHours.staff * 60; minutes += step) {
      at(minutes);
      assert.ok(await findSession(access, token), `after ${minutes} minutes in use`);
    }
    at(sessionHours.staff * 60);
    assert.equal(await findSession(access, token), undefined);

    const second = await signedInStaff(access, []);
    const now = clock.now();
    clock.set(new Date(now + sessionIdleMinutes.staff * minute).toISOString());
    assert.equal(await findSession(access, second.token), undefined);
    const third = await signedInStaff(access, []);
    await signOut(access, third.token);
    assert.equal(await findSession(access, third.token), undefined);
  });

  it('does not stay when its account is suspended, and its token is kept nowhere', async () => {
    const { access } = await accessTest();
    const { accountId, token } = await signedInStaff(access, []);
    const [row] = await access.database.query<{ text: string }>(
      'select string_agg(s::text, chr(10)) as text from access_session s',
    );
    assert.ok(row && !row.text.includes(token) && !row.text.includes('Firefox'));
    await suspendAccount(access, consolePrincipal, accountId);
    assert.equal(await findSession(access, token), undefined);
    assert.equal(await findSession(access, 'a token that nobody made'), undefined);
  });

  it('is listed for its holder only, with where it was opened', async () => {
    const { access } = await accessTest();
    const one = await signedInStaff(access, []);
    await signedInStaff(access, []);
    const [line, ...others] = await listSessions(access, one.principal);
    assert.deepEqual([line?.device, line?.isThis, others.length], ['Firefox, Linux', true, 0]);
  });

  it('opens grave acts for a while after its holder has proved who he is', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, [{ role: 'security-administrator' }]);
    const may = async () => {
      const session = await findSession(access, staff.token);
      assert.ok(session);
      return codeOf((async () => authorise(session.principal, 'account.create'))());
    };
    assert.equal(await may(), 'done');
    clock.set('2026-04-10T02:10:00Z');
    assert.equal(await may(), 'access.reauthenticate');
    const proof = { token: staff.token, password: goodPassword, from: caller };
    assert.equal(await codeOf(reauthenticate(access, proof)), 'access.sign_in_failed');
    const code = totpCode(staff.secret, clock.now());
    const wrong = { ...proof, password: 'wrong', code };
    assert.equal(await codeOf(reauthenticate(access, wrong)), 'access.sign_in_failed');
    await reauthenticate(access, { ...proof, code });
    assert.equal(await may(), 'done');
  });
});
