// What is sealed opens with the ring, in its own place, unchanged; and in no other case.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { accessTest, signedInStaff } from '../../test/support/access.js';
import { openAccess } from './open-access.js';
import { Vault } from './vault.js';

const place = { column: 'access_account_private.name', row: 'r1' };

function ringFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ring-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'secrets', 'keys.json');
}

for (const cipher of ['aes', 'sm4'] as const) {
  describe(`the vault with ${cipher}`, () => {
    it('opens what it sealed, also after a restart, and never seals alike twice', (t) => {
      const keyRingFile = ringFile(t);
      const vault = new Vault({ keyRingFile, cipher });
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
          const sealed = vault.seal(text, place);
          assert.equal(
            new Vault({ keyRingFile, cipher }).open(sealed, place),
            Buffer.from(text).toString(),
          );
          assert.notDeepEqual(vault.seal(text, place), sealed);
        }),
        { numRuns: 50 },
      );
    });

    it('opens nothing that was changed, moved to another row or column, or cut', (t) => {
      const vault = new Vault({ keyRingFile: ringFile(t), cipher });
      const sealed = vault.seal('欧阳经办', place);
      assert.ok(!sealed.includes('欧阳'));
      for (let at = 0; at < sealed.length; at += 1) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] as number) ^ 1;
        assert.throws(() => vault.open(changed, place), `byte ${at}`);
        assert.throws(() => vault.open(sealed.subarray(0, at), place), `cut at ${at}`);
      }
      assert.throws(() => vault.open(sealed, { ...place, row: 'r2' }));
      assert.throws(() => vault.open(sealed, { ...place, column: 'access_account_private.login' }));
    });
  });
}

describe('the key ring', () => {
  it('is made once, for its owner only, and the same for all who open it', (t) => {
    const keyRingFile = ringFile(t);
    const [one, other] = [1, 2].map(() => new Vault({ keyRingFile, cipher: 'aes' }));
    assert.deepEqual(one?.keys(), other?.keys());
    assert.equal(statSync(keyRingFile).mode & 0o777, 0o600);
  });

  it('is refused where others can read it, and where it is broken', (t) => {
    const keyRingFile = ringFile(t);
    const open = () => new Vault({ keyRingFile, cipher: 'aes' });
    open();
    chmodSync(keyRingFile, 0o640);
    assert.throws(open, /key_ring\.open_to_others/);
    chmodSync(keyRingFile, 0o600);
    for (const content of ['', '{}', '{"keys":[]}', '{"keys":[{"id":1}]}']) {
      writeFileSync(keyRingFile, content);
      assert.throws(open, /key_ring\.unreadable/);
    }
  });

  it('that does not hold the key of the accounts is refused at the start', async (t) => {
    const { access } = await accessTest();
    const { database, clock } = access;
    const settings = { keyRingFile: ringFile(t), cipher: 'aes' } as const;
    await openAccess(database, clock, settings);
    assert.ok(existsSync(settings.keyRingFile));
    await signedInStaff(access, []);
    await assert.rejects(openAccess(database, clock, settings), /vault\.key_missing/);
    await openAccess(database, clock, access.vault.settings);
  });

  it('makes keyed hashes that differ by purpose and by ring', (t) => {
    const [one, other] = [ringFile(t), ringFile(t)].map(
      (keyRingFile) => new Vault({ keyRingFile, cipher: 'aes' }),
    );
    const key = one?.storedKey('login', 'wang');
    assert.deepEqual(one?.lookUpKeys('login', 'wang'), [key]);
    assert.notDeepEqual(one?.storedKey('attempt login', 'wang'), key);
    assert.notDeepEqual(other?.storedKey('login', 'wang'), key);
  });
});
