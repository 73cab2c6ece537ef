// Accounts: who may make them, what they may hold together, and that nothing personal stands in the open.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import { inventedUscc } from '../../test/support/intake.js';
import { sqlState } from '../kernel/database.js';
import { grantRole, resumeAccount, revokeRole, suspendAccount } from './account-changes.js';
import { createAccount, findAccountId, getAccount, listAccounts } from './accounts.js';
import { changePassword, listFactors, removeFactor } from './own-account.js';
import { consolePrincipal, type Grant, type Role, roles } from './principal.model.js';
import { redeemCode } from './redeem-code.js';
import { endOtherSessions, endSession, findSession, listSessions } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

const administrators = ['auditor', 'security-administrator', 'system-administrator'] as const;

describe('an account', () => {
  it('is made by the security administrator and nobody else', async () => {
    const { access, agencies } = await accessTest();
    const account = { kind: 'staff', login: 'made.by', name: '某' } as const;
    for (const role of roles) {
      const held: Grant[] = [{ role, agencyCode: agencies[0], district: '999901' }].map((grant) =>
        ['inspector', 'inspection-planner'].includes(role)
          ? grant
          : { role, agencyCode: agencies[0] },
      );
      const isOfClient = ['lender', 'credit-service-agency', 'organisation-clerk'].includes(role);
      if (isOfClient || role === 'security-administrator') continue;
      const needsAgency = ![
        'auditor',
        'system-administrator',
        'credit-office-operator',
        'rules-editor',
      ].includes(role);
      const { principal } = await signedInStaff(access, needsAgency ? held : [{ role }]);
      await assert.rejects(createAccount(access, principal, account), /access\.not_allowed/, role);
      await assert.rejects(listAccounts(access, principal), /access\.not_allowed/, role);
    }
    const { principal } = await signedInStaff(access, [{ role: 'security-administrator' }]);
    const { accountId } = await createAccount(access, principal, account);
    assert.equal((await getAccount(access, principal, accountId)).createdBy, principal.actor);
  });

  it('keeps nothing personal in the open: not in its tables, not on the trail', async () => {
    const { access } = await accessTest();
    const { accountId, code } = await createAccount(access, consolePrincipal, {
      kind: 'staff',
      login: 'ouyang.jing',
      name: '欧阳经办',
      contact: '0512-5550188',
    });
    await redeemCode(access, { login: 'ouyang.jing', code, password: goodPassword, from: caller });
    await signInWithPassword(access, {
      login: 'ouyang.jing',
      password: goodPassword,
      from: caller,
    });
    const tables = await access.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and (table_name like 'access%' or table_name like 'audit%')`,
    );
    assert.ok(tables.length > 10);
    for (const { name } of tables) {
      const rows = await access.database.query<{ text: string }>(
        `select t::text as text from ${name} t`,
      );
      const text = rows.map((row) => row.text).join('\n');
      for (const secret of ['ouyang', '欧阳', '5550188', goodPassword, code, caller.address]) {
        const hex = Buffer.from(secret).toString('hex');
        assert.ok(!text.includes(secret) && !text.includes(hex), `${name} has ${secret}`);
      }
    }
    const account = await getAccount(access, consolePrincipal, accountId);
    assert.deepEqual(
      [account.login, account.name, account.contact],
      ['ouyang.jing', '欧阳经办', '0512-5550188'],
    );
  });

  it('has a name of its own that is no number of anybody', async () => {
    const { access } = await accessTest();
    const make = (login: string) =>
      createAccount(access, consolePrincipal, { kind: 'staff', login, name: '某' });
    await make('Wang.Wei');
    await assert.rejects(make('wang.wei'), /access\.login_taken/);
    await assert.rejects(make('ＷＡＮＧ.wei'), /access\.login_taken/);
    for (const login of [
      'ab',
      '110101199001011234',
      '138-0013-8000',
      'x'.repeat(41),
      'wang wei',
      "a'--",
      '.wang',
    ]) {
      await assert.rejects(make(login), /access\.login_unfit/, login);
    }
    await make('王伟2');
  });

  it('takes an invitation once, in time, and no poor password', async () => {
    const { access, clock } = await accessTest();
    const make = (login: string) =>
      createAccount(access, consolePrincipal, { kind: 'staff', login, name: '某' });
    const { code } = await make('invited.one');
    const given = { login: 'invited.one', code, password: goodPassword, from: caller };
    const poor: [string, RegExp][] = [
      ['short', /password_length/],
      ['x'.repeat(129), /password_length/],
      ['Password123', /password_common/],
      ['my invited.one word', /password_is_login/],
    ];
    for (const [password, told] of poor) {
      await assert.rejects(redeemCode(access, { ...given, password }), told);
    }
    await assert.rejects(
      redeemCode(access, { ...given, code: 'AAAA-AAAA-AAAA-AAAA' }),
      /one_time_code_wrong/,
    );
    await redeemCode(access, given);
    await assert.rejects(redeemCode(access, given), /one_time_code_wrong/);
    const late = await make('invited.two');
    clock.set(new Date(late.endsAt).toISOString());
    await assert.rejects(
      redeemCode(access, { ...given, login: 'invited.two', code: late.code }),
      /one_time_code_wrong/,
    );
  });
});

describe('roles', () => {
  it('the three administrators are never in one hand, whatever the order', async () => {
    const { access } = await accessTest();
    for (const first of administrators) {
      for (const second of administrators.filter((role) => role !== first)) {
        const { accountId } = await signedInStaff(access, [{ role: first }]);
        await assert.rejects(
          grantRole(access, consolePrincipal, { accountId, role: second }),
          /access\.role_separated/,
        );
      }
    }
    const both: Grant[] = [{ role: 'auditor' }, { role: 'system-administrator' }];
    await assert.rejects(signedInStaff(access, both), /access\.role_separated/);
  });

  it('and the database holds to that too, when two grant at once', async () => {
    const { access } = await accessTest();
    const { accountId } = await signedInStaff(access, []);
    const insert = (role: string) =>
      access.database.query(
        `insert into access_grant (grant_id, account_id, holder, role, granted_at, granted_by)
         values (gen_random_uuid(), $1, 'staff', $2, now(), 'test')`,
        [accountId, role],
      );
    const outcomes = await Promise.allSettled(administrators.map((role) => insert(role)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal(sqlState(outcome.reason), '23505');
    }
  });

  it('are granted for what they need and to whom they are for', async () => {
    const { access, agencies } = await accessTest();
    const { accountId } = await signedInStaff(access, []);
    const grant = (role: Role, place: Partial<Grant> = {}) =>
      grantRole(access, consolePrincipal, { accountId, role, ...place });
    await assert.rejects(grant('data-steward'), /role_place/);
    await assert.rejects(grant('auditor', { agencyCode: agencies[0] }), /role_place/);
    await assert.rejects(grant('inspector', { agencyCode: agencies[0] }), /role_place/);
    await assert.rejects(grant('lender', { uscc: inventedUscc('91', 1) }), /role_not_for_holder/);
    await assert.rejects(
      grant('organisation-clerk', { uscc: inventedUscc('91', 1) }),
      /role_not_for_holder/,
    );
    await assert.rejects(
      grant('data-steward', { agencyCode: inventedUscc('11', 9) }),
      /agency\.unknown/,
    );
    const grantId = await grant('data-steward', { agencyCode: agencies[0] });
    await assert.rejects(grant('data-steward', { agencyCode: agencies[0] }), /role_held/);
    await grant('data-steward', { agencyCode: agencies[1] });
    await revokeRole(access, consolePrincipal, { accountId, grantId });
    await assert.rejects(
      revokeRole(access, consolePrincipal, { accountId, grantId }),
      /grant_unknown/,
    );
    await grant('data-steward', { agencyCode: agencies[0] });
  });

  it('nobody grants himself, suspends himself or takes from himself', async () => {
    const { access } = await accessTest();
    const { accountId, principal } = await signedInStaff(access, [
      { role: 'security-administrator' },
    ]);
    const refused = /access\.not_allowed/;
    await assert.rejects(
      grantRole(access, principal, { accountId, role: 'rules-editor' }),
      refused,
    );
    await assert.rejects(suspendAccount(access, principal, accountId), refused);
    const [held] = (await getAccount(access, principal, accountId)).grants;
    const grantId = held?.grantId ?? '';
    await assert.rejects(revokeRole(access, principal, { accountId, grantId }), refused);
  });

  it('work from the next request on, and no longer', async () => {
    const { access, agencies } = await accessTest();
    const staff = await signedInStaff(access, []);
    const grantsNow = async () => (await findSession(access, staff.token))?.principal.grants.length;
    const { accountId } = staff;
    const role = { role: 'data-steward', agencyCode: agencies[0] } as const;
    const grantId = await grantRole(access, consolePrincipal, { accountId, ...role });
    assert.equal(await grantsNow(), 1);
    await revokeRole(access, consolePrincipal, { accountId, grantId });
    assert.equal(await grantsNow(), 0);
  });
});

describe('one’s own account', () => {
  it('changes its password after a proof, and ends its other sessions with it', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, []);
    await changePassword(access, staff.principal, 'four other unlikely birds');
    assert.ok(await findSession(access, staff.token));
    const given = { login: staff.login, from: caller };
    await assert.rejects(
      signInWithPassword(access, { ...given, password: goodPassword }),
      /sign_in_failed/,
    );
    await signInWithPassword(access, { ...given, password: 'four other unlikely birds' });
    clock.set('2026-04-10T02:15:00Z');
    const session = await findSession(access, staff.token);
    assert.ok(session);
    await assert.rejects(
      changePassword(access, session.principal, 'yet another long sentence'),
      /access\.reauthenticate/,
    );
  });

  it('ends its own sessions and nobody else’s, and does not lose its last factor', async () => {
    const { access } = await accessTest();
    const [one, other] = [await signedInStaff(access, []), await signedInStaff(access, [])];
    await assert.rejects(
      endSession(access, one.principal, other.principal.sessionId ?? ''),
      /session_unknown/,
    );
    await endOtherSessions(access, one.principal);
    assert.equal((await listSessions(access, one.principal)).length, 1);
    assert.equal((await listSessions(access, other.principal)).length, 1);
    const [factor] = await listFactors(access, one.principal);
    await assert.rejects(
      removeFactor(access, one.principal, factor?.factorId ?? ''),
      /factor_needed/,
    );
    await assert.rejects(
      removeFactor(access, other.principal, factor?.factorId ?? ''),
      /factor_unknown/,
    );
  });

  it('is found by its name by whoever may list accounts, and comes back after a suspension', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, []);
    assert.equal(
      await findAccountId(access, consolePrincipal, staff.login.toUpperCase()),
      staff.accountId,
    );
    await assert.rejects(findAccountId(access, consolePrincipal, 'nobody'), /account_unknown/);
    await suspendAccount(access, consolePrincipal, staff.accountId);
    await assert.rejects(
      suspendAccount(access, consolePrincipal, staff.accountId),
      /account_state/,
    );
    await resumeAccount(access, consolePrincipal, staff.accountId);
    assert.equal((await listAccounts(access, consolePrincipal)).length, 1);
  });
});
