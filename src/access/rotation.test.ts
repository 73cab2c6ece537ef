// New keys: everybody still gets in, nothing is left under the old key, and a rotation that was cut off does no harm.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accessTest,
  caller,
  goodPassword,
  signedInStaff,
  totpCode,
} from '../../test/support/access.js';
import type { AccessContext } from './access.model.js';
import { listAccounts } from './accounts.js';
import { newKey, replaceKeyRing } from './key-ring.js';
import { linkOidc, signInWithOidc } from './oidc.js';
import { consolePrincipal } from './principal.model.js';
import { rotateSecrets } from './rotation.js';
import { sealedColumns } from './rotation.store.js';
import { findSession } from './sessions.js';
import { giveCode, signInWithPassword } from './sign-in.js';
import { Vault } from './vault.js';

const user = { issuer: 'https://id.yunxi.example', subject: 'user-4711' };

async function keysInUse({ database }: AccessContext): Promise<Set<number>> {
  const used = new Set<number>();
  for (const { table, column } of sealedColumns) {
    const rows = await database.query<{ sealed: Buffer }>(
      `select ${column} as sealed from ${table} where ${column} is not null`,
    );
    for (const { sealed } of rows) used.add(sealed.readUInt32BE(0));
  }
  return used;
}

describe('rotating the keys', () => {
  it('knows every sealed column there is', async () => {
    const { access } = await accessTest();
    const columns = await access.database.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and table_name like 'access%' and data_type = 'bytea'
         and column_name !~ '(_digest|_key)$'`,
    );
    assert.deepEqual(
      columns.map(({ name }) => name).toSorted(),
      sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted(),
    );
  });

  for (const cipher of ['aes', 'sm4'] as const) {
    it(`to ${cipher} leaves everybody a way in and nothing under the old key`, async () => {
      const { access, clock } = await accessTest();
      const people = [await signedInStaff(access, []), await signedInStaff(access, [])];
      const [first] = people;
      assert.ok(first);
      await linkOidc(access, first.principal, user);
      const before = await keysInUse(access);
      const vault = new Vault({ ...access.vault.settings, cipher });
      const outcome = await rotateSecrets({ ...access, vault }, consolePrincipal);
      assert.ok(outcome.sealed >= 8);
      const after = await keysInUse(access);
      assert.equal(after.size, 1);
      assert.ok([...before].every((id) => !after.has(id)));
      // The server that was running all along goes on with its own vault.
      clock.set('2026-04-10T02:05:00Z');
      for (const { login, secret, token } of people) {
        assert.equal((await findSession(access, token))?.login, login);
        const given = { login, password: goodPassword, from: caller };
        const half = await signInWithPassword(access, given);
        const code = totpCode(secret, clock.now());
        assert.equal(
          (await giveCode(access, { token: half.token, code, from: caller })).stage,
          'open',
        );
      }
      const found = await signInWithOidc(access, { ...user, hasSecondFactor: true, from: caller });
      assert.equal(found?.stage, 'open');
    });
  }

  it('that was cut off after its key was made is simply run again', async () => {
    const { access } = await accessTest();
    await signedInStaff(access, []);
    const { keyRingFile } = access.vault.settings;
    const former = access.vault.keys();
    replaceKeyRing(keyRingFile, [newKey('aes', former[0]?.made), ...former]);
    assert.equal((await listAccounts(access, consolePrincipal)).length, 1);
    await signedInStaff(access, []);
    await rotateSecrets(access, consolePrincipal);
    assert.equal((await keysInUse(access)).size, 1);
    assert.equal((await listAccounts(access, consolePrincipal)).length, 2);
  });

  it('is for whoever holds the server', async () => {
    const { access } = await accessTest();
    for (const role of ['security-administrator', 'system-administrator'] as const) {
      const { principal } = await signedInStaff(access, [{ role }]);
      await assert.rejects(rotateSecrets(access, principal), /access\.not_allowed/);
    }
  });
});
