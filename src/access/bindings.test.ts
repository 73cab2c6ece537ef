// Bindings: who comes to speak for an organisation, and who does not however he tries.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { inventedUscc } from '../../test/support/intake.js';
import type { AccessContext } from './access.model.js';
import {
  confirmBinding,
  endBinding,
  issueLetter,
  listBindings,
  listOwnBindings,
  redeemLetter,
  requestBinding,
} from './bindings.js';
import { isAllowed } from './permission.js';
import { consolePrincipal } from './principal.model.js';
import { registerAccount } from './registration.js';
import { findSession } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

const company = inventedUscc('91', 1);
const rival = inventedUscc('91', 2);
const { address } = caller;

async function city() {
  const test = await accessTest();
  for (const uscc of [company, rival]) {
    await test.access.database.query(
      `insert into parties_subject (subject_id, uscc, name, category, status, confirmed)
       values (gen_random_uuid(), $1, '云溪某公司', 'company', 'active', true)`,
      [uscc],
    );
  }
  const clerk = await registered(test.access, 'company.clerk');
  const window = await signedInStaff(test.access, [
    { role: 'window-clerk', agencyCode: test.agencies[0] },
  ]);
  return { ...test, clerk, window: window.principal };
}

/** Registers an account and signs in; `now` gives its principal as of now. */
async function registered(access: AccessContext, login: string) {
  const from = caller;
  await registerAccount(access, { login, name: '某经办', password: goodPassword, from });
  const { token, stage } = await signInWithPassword(access, {
    login,
    password: goodPassword,
    from,
  });
  assert.equal(stage, 'open');
  const now = async () => (await findSession(access, token))?.principal ?? consolePrincipal;
  return { principal: await now(), now };
}

describe('a binding', () => {
  it('is made by the code of the letter, for that organisation only and once', async () => {
    const { access, clerk, window } = await city();
    const letter = await issueLetter(access, window, company);
    assert.equal(letter.organisation, '云溪某公司');
    assert.equal(isAllowed(await clerk.now(), 'file.read-own', { uscc: company }), false);
    const wrong = /access\.letter_wrong/;
    const give = (uscc: string, code: string) =>
      redeemLetter(access, clerk.principal, { uscc, code, address });
    await assert.rejects(give(rival, letter.code), wrong);
    await assert.rejects(give(company, 'AAAA-AAAA-AAAA-AAAA'), wrong);
    await assert.rejects(give('no code', letter.code), wrong);
    await give(company.toLowerCase(), letter.code.toLowerCase());
    assert.equal(isAllowed(await clerk.now(), 'file.read-own', { uscc: company }), true);
    assert.equal(isAllowed(await clerk.now(), 'file.read-own', { uscc: rival }), false);
    const other = await registered(access, 'second.clerk');
    const again = { uscc: company, code: letter.code, address };
    await assert.rejects(redeemLetter(access, other.principal, again), wrong);
    const [row] = await access.database.query<{ text: string }>(
      'select string_agg(b::text, chr(10)) as text from access_binding b',
    );
    assert.ok(!row?.text.includes(letter.code));
  });

  it('does not come of a letter that has run out, nor by guessing', async () => {
    const { access, clock, clerk, window } = await city();
    const letter = await issueLetter(access, window, company);
    const outcomes = [];
    for (let at = 0; at < 8; at += 1) {
      const given = { uscc: company, code: `AAAA-AAAA-AAAA-AAA${at}`, address };
      const outcome = await redeemLetter(access, clerk.principal, given).catch(String);
      outcomes.push(String(outcome));
    }
    assert.match(outcomes.at(-1) ?? '', /access\.wait/);
    clock.set(new Date(letter.endsAt).toISOString());
    const given = { uscc: company, code: letter.code, address };
    await assert.rejects(redeemLetter(access, clerk.principal, given), /letter_wrong/);
  });

  it('is confirmed at the window by a clerk of the window, and by nobody for himself', async () => {
    const { access, clerk, window, agencies } = await city();
    const bindingId = await requestBinding(access, clerk.principal, company);
    assert.deepEqual(
      (await listBindings(access, window)).map(({ login, uscc }) => [login, uscc]),
      [['company.clerk', company]],
    );
    const refused = /access\.not_allowed/;
    await assert.rejects(confirmBinding(access, clerk.principal, bindingId), refused);
    await assert.rejects(listBindings(access, clerk.principal), refused);
    const steward = await signedInStaff(access, [
      { role: 'data-steward', agencyCode: agencies[0] },
    ]);
    await assert.rejects(confirmBinding(access, steward.principal, bindingId), refused);
    await confirmBinding(access, window, bindingId);
    assert.equal(isAllowed(await clerk.now(), 'readings.read-own', { uscc: company }), true);
    await assert.rejects(confirmBinding(access, window, bindingId), /binding_unknown/);
    await assert.rejects(confirmBinding(access, window, 'no id'), /binding_unknown/);
  });

  it('is for accounts of organisations, and for organisations that exist', async () => {
    const { access, clerk, window } = await city();
    await assert.rejects(requestBinding(access, window, company), /binding_for_organisations/);
    const letter = await issueLetter(access, consolePrincipal, company);
    const given = { uscc: company, code: letter.code, address };
    await assert.rejects(redeemLetter(access, window, given), /binding_for_organisations/);
    const unknown = inventedUscc('91', 77);
    await assert.rejects(requestBinding(access, clerk.principal, unknown), /organisation_unknown/);
    await assert.rejects(issueLetter(access, window, unknown), /organisation_unknown/);
    await assert.rejects(issueLetter(access, clerk.principal, company), /not_allowed/);
  });

  it('ends by its holder or the office, and what it allowed ends with it', async () => {
    const { access, clerk, window } = await city();
    const other = await registered(access, 'second.clerk');
    for (const ender of [clerk.principal, window]) {
      const bindingId = await requestBinding(access, clerk.principal, company);
      await confirmBinding(access, window, bindingId);
      await assert.rejects(endBinding(access, other.principal, bindingId), /not_allowed/);
      await endBinding(access, ender, bindingId);
      assert.equal(isAllowed(await clerk.now(), 'file.read-own', { uscc: company }), false);
    }
    assert.deepEqual(await listOwnBindings(access, clerk.principal), []);
  });

  it('a request that waits too long or was made again is no longer confirmed', async () => {
    const { access, clock, clerk, window } = await city();
    const first = await requestBinding(access, clerk.principal, company);
    const second = await requestBinding(access, clerk.principal, company);
    await assert.rejects(confirmBinding(access, window, first), /binding_unknown/);
    const { windowDays } = access.limits;
    clock.set(new Date(clock.now() + windowDays * 86_400_000).toISOString());
    await assert.rejects(confirmBinding(access, window, second), /binding_unknown/);
  });
});

describe('registering', () => {
  it('gives an account that can do nothing, and not many of them to one address', async () => {
    const { access } = await accessTest();
    const from = caller;
    const register = (login: string, name = '某') =>
      registerAccount(access, { login, name, password: goodPassword, from });
    await assert.rejects(register('first.name', ''), /text_missing/);
    const outcomes = [];
    for (let at = 0; at < 8; at += 1) outcomes.push(await register(`name-${at}`).catch(String));
    assert.match(outcomes.at(-1) ?? '', /access\.wait/);
    const { token } = await signInWithPassword(access, {
      login: 'name-0',
      password: goodPassword,
      from,
    });
    assert.deepEqual((await findSession(access, token))?.principal.grants, []);
  });
});
