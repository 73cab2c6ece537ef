// The copy of an account has everything, its erasure leaves nothing, and the trail verifies as before.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, caller, goodPassword, signedInStaff } from '../../test/support/access.js';
import type { AccessContext } from './access.model.js';
import { eraseAccount, exportAccount } from './account-copy.js';
import { getAccount } from './accounts.js';
import { linkOidc } from './oidc.js';
import { consolePrincipal } from './principal.model.js';
import { findSession } from './sessions.js';
import { signInWithPassword } from './sign-in.js';

async function everyRow({ database }: AccessContext): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'
     and table_name like 'access%'`,
  );
  const texts = [];
  for (const { name } of tables) {
    const rows = await database.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(...rows.map(({ text }) => `${name} ${text}`));
  }
  return texts.join('\n');
}

describe('the copy of an account', () => {
  it('has all that is held, opened, for its holder and the security administrator only', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, [{ role: 'rules-editor' }]);
    const user = { issuer: 'https://id.yunxi.example', subject: 'user-4711' };
    await linkOidc(access, staff.principal, user);
    const copy = await exportAccount(access, staff.principal, staff.accountId);
    assert.equal(copy.account.login, staff.login);
    const text = JSON.stringify(copy);
    for (const part of ['rules-editor', 'Firefox, Linux', 'user-4711', 'totp']) {
      assert.ok(text.includes(part), part);
    }
    assert.ok(!text.includes(staff.secret) && !text.includes('argon2'));
    const other = await signedInStaff(access, [{ role: 'system-administrator' }]);
    await assert.rejects(
      exportAccount(access, other.principal, staff.accountId),
      /access\.not_allowed/,
    );
    const admin = await signedInStaff(access, [{ role: 'security-administrator' }]);
    await exportAccount(access, admin.principal, staff.accountId);
  });
});

describe('erasing an account', () => {
  it('leaves its id on the trail and nothing by which it was somebody’s', async () => {
    const { access } = await accessTest();
    const staff = await signedInStaff(access, [{ role: 'rules-editor' }]);
    const { accountId, login } = staff;
    const trail = () =>
      access.database.query<{ text: string }>(
        `select e::text as text from audit_event e
         where actor = $1 and act <> 'account.erase-own' order by event_id`,
        [accountId],
      );
    const before = await trail();
    assert.ok(before.length > 0);
    await eraseAccount(access, staff.principal, accountId);
    assert.deepEqual(await trail(), before);
    const rows = (await everyRow(access)).split('\n').filter((row) => row.includes(accountId));
    assert.deepEqual(
      new Set(rows.map((row) => row.split(' ')[0])),
      new Set(['access_account', 'access_grant']),
      rows.join('\n'),
    );
    const account = await getAccount(access, consolePrincipal, accountId);
    assert.deepEqual(
      [account.state, account.login, account.name, account.contact, account.hasPassword],
      ['erased', null, null, null, false],
    );
    assert.deepEqual(account.grants, []);
    assert.equal(await findSession(access, staff.token), undefined);
    await assert.rejects(
      signInWithPassword(access, { login, password: goodPassword, from: caller }),
      /sign_in_failed/,
    );
    await assert.rejects(eraseAccount(access, consolePrincipal, accountId), /account_state/);
  });

  it('is not for others to do, and not without a recent proof', async () => {
    const { access, clock } = await accessTest();
    const staff = await signedInStaff(access, []);
    const other = await signedInStaff(access, [{ role: 'auditor' }]);
    await assert.rejects(eraseAccount(access, other.principal, staff.accountId), /not_allowed/);
    clock.set('2026-04-10T02:10:00Z');
    const session = await findSession(access, staff.token);
    assert.ok(session);
    await assert.rejects(
      eraseAccount(access, session.principal, staff.accountId),
      /access\.reauthenticate/,
    );
  });
});
