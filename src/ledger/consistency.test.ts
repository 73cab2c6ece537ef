// That the log only grew: the proof between any two checkpoints, and every way of cheating with it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { newSigner, TestLedger } from '../../test/support/ledger.js';
import { openDatabase } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { proveConsistency } from './consistency.js';
import type { ConsistencyProof } from './consistency.model.js';
import { consistencyStepWords as words } from './consistency.words.js';
import { checkConsistency } from './consistency-check.js';
import { readVerifier } from './log-key.js';

const { database, superConnection } = await testDatabase();
const ledger = new TestLedger(database);
const verifier = readVerifier(ledger.signer.text);
assert.ok(verifier);
const subject = ledger.newSubject();
// Checkpoints of sizes 1, 2, 4, 7, 11.
const sizes = [1, 2, 4, 7, 11];
let number = 0;
for (const size of sizes) {
  while (number < size) await ledger.submit([{ subject, number: `B${(number += 1)}` }]);
  await ledger.sequence();
}

function isRefusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

const prove = (from: number, to?: number): Promise<ConsistencyProof> =>
  proveConsistency(database, to === undefined ? { from } : { from, to }, ledger.signer);

describe('a proof of consistency', () => {
  it('holds between every two checkpoints, and for the one the reader kept', async () => {
    for (const from of sizes) {
      for (const to of sizes.filter((size) => size >= from)) {
        const proof = JSON.parse(JSON.stringify(await prove(from, to))) as ConsistencyProof;
        const verdict = checkConsistency(proof, { verifier, since: proof.older });
        assert.equal(verdict.ok, true, `${from} to ${to}`);
        assert.deepEqual([verdict.shown?.older.size, verdict.shown?.newer.size], [from, to]);
        assert.ok(verdict.shown?.kept && verdict.shown.key.pinned);
      }
    }
    const unpinned = checkConsistency(await prove(2));
    assert.deepEqual(
      [unpinned.shown?.newer.size, unpinned.shown?.kept, unpinned.shown?.key.pinned],
      [11, false, false],
    );
  });

  it('does not hold with anything in it changed, nor for another checkpoint than the one kept', async () => {
    const proof = await prove(4, 11);
    const other = await prove(7, 11);
    const changed: [ConsistencyProof, object][] = [
      [{ ...proof, older: other.older }, words.path],
      [{ ...proof, newer: other.older }, words.path],
      [{ ...proof, path: proof.path.slice(1) }, words.path],
      [{ ...proof, path: proof.path.toReversed() }, words.path],
      [{ ...proof, older: proof.older.replace('\n4\n', '\n5\n') }, words.older],
      [{ ...proof, newer: proof.newer.replace('\n11\n', '\n12\n') }, words.newer],
      [{ ...proof, key: newSigner('other').text }, words.pinnedKey],
      [{ ...proof, path: ['x'] }, words.form],
    ];
    for (const [file, step] of changed) {
      const verdict = checkConsistency(file, { verifier });
      assert.equal(verdict.shown, null);
      assert.equal(verdict.steps.at(-1)?.what, step);
    }
    const kept = checkConsistency(proof, { verifier, since: other.older });
    assert.equal(kept.steps.at(-1)?.what, words.kept);
  });

  it('cannot be made for a history that was written anew', async () => {
    const older = openCheckpoint((await prove(4)).older, verifier);
    assert.ok(older);
    const forged = signCheckpoint(ledger.signer, 4, Buffer.alloc(32, 7));
    const verdict = checkConsistency({ ...(await prove(4)), older: forged }, { verifier });
    assert.equal(verdict.steps.at(-1)?.what, words.path, 'signed, and still not the same log');
    const superuser = openDatabase(superConnection, 1);
    try {
      await superuser.query(
        'update ledger_log_node set hash = $1 where level = 2 and position = 1',
        [Buffer.alloc(32)],
      );
      await assert.rejects(prove(4, 11), isRefusal('consistency.does_not_hold'));
      assert.ok(await prove(11, 11));
    } finally {
      await superuser.close();
    }
  });

  it('is refused for sizes that no checkpoint has, naming those nearby, and in the wrong order', async () => {
    await assert.rejects(prove(5), (error) => {
      assert.ok(error instanceof Refusal && error.code === 'consistency.no_checkpoint');
      return /4, 7/.test(error.text.en);
    });
    await assert.rejects(prove(2, 9), isRefusal('consistency.no_checkpoint'));
    await assert.rejects(prove(12), isRefusal('consistency.wrong_order'));
    await assert.rejects(prove(7, 4), isRefusal('consistency.wrong_order'));
  });
});
