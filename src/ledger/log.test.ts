// The sequencer: every batch once, without gaps, in the order of closing, at a time that only rises.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { newSigner, recordOf, SetClock, TestLedger } from '../../test/support/ledger.js';
import { openDatabase } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { findRecordState } from './as-of.js';
import { openCheckpoint } from './checkpoint.js';
import { databaseSubtrees, findCheckpoint, logRoot, logSize, sequenceBatches } from './log.js';
import { consistencyPath, continues } from './merkle.js';
import { verifyLedger } from './verify.js';

interface LogRow {
  readonly position: number;
  readonly batch_id: string;
  readonly recorded_at: Date;
}

const readLog = 'select position, batch_id, recorded_at from ledger_log order by position';

describe('the sequencer', () => {
  it('does nothing where nothing waits', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    assert.equal(await ledger.sequence(), 0);
    assert.equal(await logSize(database), 0);
    assert.equal(await findCheckpoint(database), undefined);
  });

  it('keeps the order in which batches were closed, whatever their ids say', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    const subject = ledger.newSubject();
    ledger.clock.add(60_000);
    const first = await ledger.submit([{ subject, number: '1' }]);
    ledger.clock.add(-60_000);
    const second = await ledger.submit([{ subject, number: '1', words: { facts: '更正' } }]);
    assert.ok(second < first);
    assert.equal(await ledger.sequence(), 2);
    const rows = await database.query<LogRow>(readLog);
    assert.deepEqual(
      rows.map((row) => row.batch_id),
      [first, second],
    );
    assert.ok((await verifyLedger(database)).ok);
  });

  it('gives each batch one place, however many work at once', async () => {
    const { database, connection } = await testDatabase();
    const ledger = new TestLedger(database);
    const others = Array.from({ length: 3 }, () => openDatabase(connection, 2));
    // Each process has its own idea of the time.
    const clocks = ['2026-01-05T01:00:00Z', '2026-01-05T00:00:00Z', '2026-01-05T02:00:00Z'].map(
      (start) => new SetClock(start),
    );
    const batches = 40;
    const progress = { submitted: 0 };
    const submitting = Promise.all(
      Array.from({ length: 4 }, async (_, worker) => {
        for (let at = 0; at < batches / 4; at += 1) {
          await ledger.submit([{ subject: ledger.newSubject(), number: `${worker}/${at}` }]);
          progress.submitted += 1;
        }
      }),
    );
    const taken = await Promise.all(
      others.map(async (other, index) => {
        let count = 0;
        while (progress.submitted < batches) {
          count += await sequenceBatches(other, clocks[index] as SetClock, ledger.signer);
        }
        return count;
      }),
    );
    await submitting;
    const rest = await ledger.sequence();
    await Promise.all(others.map((other) => other.close()));

    assert.equal(
      taken.reduce((sum, count) => sum + count, rest),
      batches,
    );
    const rows = await database.query<LogRow>(readLog);
    assert.deepEqual(
      rows.map((row) => row.position),
      Array.from({ length: batches }, (_, index) => index),
    );
    assert.equal(new Set(rows.map((row) => row.batch_id)).size, batches);
    const verdict = await verifyLedger(database, { verifiers: [ledger.signer] });
    assert.ok(verdict.ok, verdict.fault?.what.en);
    assert.equal(verdict.waiting, 0);
  });

  it('takes as many rounds as it needs', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    await database.query(
      `with made as (
         insert into ledger_batch (batch_id, type, agency_code, kind, entries, root, received_at)
         select gen_random_uuid(), 'records', 'a', 'k', 1, sha256(n::text::bytea), now()
           from generate_series(1, 1001) n returning batch_id
       ) insert into ledger_outbox (batch_id) select batch_id from made`,
    );
    assert.equal(await ledger.sequence(), 1001);
    assert.equal(await logSize(database), 1001);
    const sizes = await database.query<{ size: number }>(
      'select size from ledger_checkpoint order by size',
    );
    assert.deepEqual(
      sizes.map(({ size }) => size),
      [500, 1000, 1001],
    );
  });

  it('records a later time each round, also when the clock goes back', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    const subject = ledger.newSubject();
    await ledger.submit([{ subject, number: '1', fields: { amount: '1' } }]);
    await ledger.sequence();
    const known = ledger.clock.now();
    const look = async (): Promise<string | undefined> => {
      const state = await findRecordState(
        database,
        { subjectId: subject, recordId: recordOf('1') },
        { asOf: '2026-12-31', knownAt: known },
      );
      return state?.content.facts.f['amount'];
    };
    assert.equal(await look(), '1');
    ledger.clock.add(-86_400_000);
    await ledger.submit([{ subject, number: '1', fields: { amount: '2' } }]);
    await ledger.sequence();
    assert.equal(await look(), '1');
    const rows = await database.query<LogRow>(readLog);
    assert.deepEqual(
      rows.map((row) => row.recorded_at.getTime()),
      [known, known + 1],
    );
    assert.ok((await verifyLedger(database)).ok);
  });

  it('refuses a key that the database does not know', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    await ledger.submit([{ subject: ledger.newSubject(), number: '1' }]);
    await ledger.sequence();
    await ledger.submit([{ subject: ledger.newSubject(), number: '2' }]);
    await assert.rejects(
      sequenceBatches(database, ledger.clock, newSigner()),
      (error) => error instanceof Refusal && error.code === 'log.foreign_key',
    );
    assert.equal(await logSize(database), 1);
    assert.equal(await ledger.sequence(), 1);
  });
});

describe('checkpoints', () => {
  it('each continue the one before', async () => {
    const { database } = await testDatabase();
    const ledger = new TestLedger(database);
    const older: { size: number; root: Buffer }[] = [];
    for (const count of [1, 2, 1, 4, 3]) {
      for (let at = 0; at < count; at += 1) {
        await ledger.submit([{ subject: ledger.newSubject(), number: `${older.length}/${at}` }]);
      }
      await ledger.sequence();
      const stored = await findCheckpoint(database);
      assert.ok(stored);
      assert.equal(stored.signedAt, ledger.clock.now());
      const newer = openCheckpoint(stored.note, ledger.signer);
      assert.ok(newer);
      assert.deepEqual(newer.root, await logRoot(database, newer.size));
      for (const old of older) {
        const path = await consistencyPath(old.size, newer.size, databaseSubtrees(database));
        assert.ok(continues(old, newer, path));
      }
      older.push(newer);
    }
    assert.deepEqual(
      older.map(({ size }) => size),
      [1, 3, 4, 8, 11],
    );
  });
});
