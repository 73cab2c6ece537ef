// Projections thrown away and rebuilt come to the same rows.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.js';
import { recordOf, TestLedger, type ToldEntry } from '../../test/support/ledger.js';
import { type Database, openDatabase, type Transaction } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { annotate, redact, relink, revoke } from './act.js';
import { directoryProjector } from './directory.projector.js';
import { hasContent } from './entry.js';
import type { AppendedEntry, EntryChunk, Projector } from './entry.model.js';
import { digestTables, rebuildProjections } from './rebuild.js';

const { database, superConnection } = await testDatabase();
let superuser: Database;

before(async () => {
  superuser = openDatabase(superConnection, 1);
  await superuser.query(`
    create table test_content (
      record_id uuid primary key, subject_id uuid not null, agency text not null, batch_id uuid not null,
      received_at timestamptz not null, content jsonb not null, marks text[] not null
    );
    create table test_subject (subject_id uuid primary key, first_batch uuid not null);
    grant select, insert, update, delete on test_content, test_subject to public`);
});
after(() => superuser.close());

/** Keeps everything that a projector can see, redacted words taken out. */
const contentProjector: Projector = {
  name: 'test-content',
  tables: ['test_content'],
  apply: async (tx, chunk) => {
    for (const entry of chunk.entries) await applyEntry(tx, chunk, entry);
  },
  clear: async (tx) => {
    await tx.query('delete from test_content');
  },
};

async function applyEntry(tx: Transaction, chunk: EntryChunk, entry: AppendedEntry): Promise<void> {
  const { words, withheld, withheldWords, facts, operation, leaf, version } = entry;
  if (operation === 'redact') {
    await tx.query(
      `update test_content set content = jsonb_set(content, '{words,facts}', 'null') where record_id = $1`,
      [entry.recordId],
    );
    return;
  }
  if (!hasContent(entry)) {
    await tx.query('update test_content set marks = marks || $2::text where record_id = $1', [
      entry.recordId,
      `${operation} ${version}`,
    ]);
    return;
  }
  const content = { fields: facts.f, words, withheld, withheldWords, leaf, version };
  await tx.query(
    `insert into test_content values ($1, $2, $3, $4, $5, $6, '{}') on conflict (record_id) do update set
       subject_id = excluded.subject_id, batch_id = excluded.batch_id,
       received_at = excluded.received_at, content = excluded.content`,
    [
      entry.recordId,
      entry.subjectId,
      chunk.agencyCode,
      chunk.batchId,
      new Date(chunk.receivedAt),
      JSON.stringify(content),
    ],
  );
}

/** Depends on the order of batches, as the registry does: the first one to name a subject counts. */
const subjectProjector: Projector = {
  name: 'test-subject',
  tables: ['test_subject'],
  apply: async (tx, chunk) => {
    for (const subject of chunk.possiblyNewSubjects) {
      await tx.query('insert into test_subject values ($1, $2) on conflict do nothing', [
        subject,
        chunk.batchId,
      ]);
    }
  },
  clear: async (tx) => {
    await tx.query('delete from test_subject');
  },
};

const projectors = [directoryProjector, contentProjector, subjectProjector];
const tables = ['ledger_record', 'test_content', 'test_subject'];
const ledger = new TestLedger(database, projectors);

function tell(number: string, subject: string, facts: string): ToldEntry {
  return {
    subject,
    number,
    withheld: { state: '1' },
    words: { facts, basis: '依据' },
    withheldWords: { remark: '备注' },
  };
}

async function rebuildsToTheSame(): Promise<void> {
  const live = await digestTables(database, tables);
  for (const table of tables) await database.query(`delete from ${table}`);
  await rebuildProjections(database, projectors);
  assert.deepEqual(await digestTables(database, tables), live);
}

describe('rebuild', () => {
  it('gives the same rows after every kind of entry, logged and waiting', async () => {
    const [first, second] = [ledger.newSubject(), ledger.newSubject()];
    const record = recordOf('1');
    ledger.clock.add(60_000);
    await ledger.submit([
      tell('1', first, '初稿'),
      tell('2', first, '一'),
      tell('3', second, '一'),
    ]);
    // An id before that of the batch it builds upon: the order is that of closing.
    ledger.clock.add(-60_000);
    await ledger.submit([tell('1', first, '更正'), tell('4', second, '一')]);
    await rebuildsToTheSame();
    await ledger.sequence();
    await rebuildsToTheSame();
    await ledger.act((context) => annotate(context, record, { mark: 'in-dispute' }));
    await ledger.act((context) => redact(context, record, { fields: ['facts'], basis: '依据' }));
    await rebuildsToTheSame();
    await ledger.act((context) => relink(context, record, { subjectId: second, reason: '更正' }));
    await ledger.act((context) => revoke(context, recordOf('2'), '撤销'));
    await ledger.sequence();
    await ledger.act((context) =>
      relink(context, recordOf('3'), { subjectId: ledger.newSubject(), reason: '新主体' }),
    );
    await ledger.submit([tell('1', second, '再次更正')]);
    await rebuildsToTheSame();
  });

  it('forgets the digest of redacted content for good: closed fields are closed to what comes later', async () => {
    const subject = ledger.newSubject();
    const digestOf = async (): Promise<Buffer | null | undefined> => {
      const [row] = await database.query<{ digest: Buffer | null }>(
        'select digest from ledger_record where record_id = $1',
        [recordOf('D')],
      );
      return row?.digest;
    };
    await ledger.submit([tell('D', subject, '一')]);
    assert.equal((await digestOf())?.length, 16);
    await ledger.act((context) =>
      redact(context, recordOf('D'), { fields: ['facts'], basis: '依据' }),
    );
    assert.equal(await digestOf(), null);
    await rebuildProjections(database, projectors);
    assert.equal(await digestOf(), null);
    await ledger.submit([tell('D', subject, '一')]);
    assert.equal(await digestOf(), null);
    await rebuildProjections(database, projectors);
    assert.equal(await digestOf(), null);
  });

  it('gives the same rows after random histories', async () => {
    const subjects = [0, 1, 2].map(() => ledger.newSubject());
    const step = fc.record({
      what: fc.constantFrom(
        'submit',
        'submit',
        'annotate',
        'revoke',
        'redact',
        'relink',
        'sequence',
      ),
      number: fc.nat(3),
      subject: fc.nat(2),
      milliseconds: fc.integer({ min: -1000, max: 1000 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (history) => {
        run += 1;
        const known = new Set<string>();
        for (const { what, number, subject, milliseconds } of history) {
          const name = `run ${run} ${process.pid}/${number}`;
          ledger.clock.add(milliseconds);
          if (what === 'sequence') await ledger.sequence();
          if (what === 'submit') {
            known.add(name);
            await ledger.submit([tell(name, subjects[subject] as string, String(milliseconds))]);
          } else if (known.has(name)) {
            await takeAct(what, recordOf(name), subjects[subject] as string);
          }
        }
        await rebuildsToTheSame();
      }),
      { numRuns: 8 },
    );
  });

  async function takeAct(what: string, record: string, subjectId: string): Promise<void> {
    await ledger
      .act(async (context) => {
        if (what === 'annotate') await annotate(context, record, { mark: 'in-dispute' });
        if (what === 'revoke') await revoke(context, record, '撤销');
        if (what === 'redact') await redact(context, record, { fields: ['facts'], basis: '依据' });
        if (what === 'relink') await relink(context, record, { subjectId, reason: '更正' });
      })
      .catch((error: unknown) => {
        const code = error instanceof Refusal ? error.code : '';
        if (!['record.revoked_already', 'record.same_subject'].includes(code)) throw error;
      });
  }

  it('mends what was changed by hand, in any column of the directory', async () => {
    const sound = await digestTables(database, ['ledger_record']);
    const changes = [
      `subject_id = '${ledger.newSubject()}'`,
      `kind = 'other'`,
      'version = version + 1',
      `batch_id = '${ledger.newSubject()}'`,
      'leaf = leaf + 1',
      'source_day = source_day + 1',
      `digest = '\\x00'`,
    ];
    for (const change of changes) {
      await database.query(`update ledger_record set ${change} where record_id = $1`, [
        recordOf('4'),
      ]);
      assert.notDeepEqual(await digestTables(database, ['ledger_record']), sound, change);
      await rebuildProjections(database, projectors);
      assert.deepEqual(await digestTables(database, ['ledger_record']), sound, change);
    }
  });

  it('tells how far it is, and what it did', async () => {
    const seen: [number, number][] = [];
    const outcome = await rebuildProjections(database, projectors, (done, all) =>
      seen.push([done, all]),
    );
    const [counts] = await database.query<{ batches: number; entries: number }>(
      'select count(*) as batches, sum(entries) as entries from ledger_batch',
    );
    assert.deepEqual(outcome, { batches: counts?.batches, entries: counts?.entries });
    assert.deepEqual(seen.at(-1), [outcome.entries, outcome.entries]);
  });

  it('keeps writers waiting and loses nothing of theirs', async () => {
    const subject = ledger.newSubject();
    const submits = ['1', '2', '3', '4'].map((number) =>
      ledger.submit([tell(`while ${number}`, subject, '一'), tell(number, subject, '更正')]),
    );
    await Promise.all([rebuildProjections(database, projectors), ...submits]);
    await rebuildProjections(database, projectors);
    const [row] = await database.query<{ count: number }>(
      'select count(*) from test_content where subject_id = $1',
      [subject],
    );
    assert.equal(row?.count, 8);
    await rebuildsToTheSame();
  });

  it('changes nothing where the ledger is not whole', async () => {
    const sound = await digestTables(database, tables);
    await superuser.query(
      `create table kept as select * from ledger_entry where record_id = '${recordOf('4')}';
       delete from ledger_entry where record_id = '${recordOf('4')}'`,
    );
    await assert.rejects(
      rebuildProjections(database, projectors),
      (error) => error instanceof Refusal && error.code === 'rebuild.ledger_unsound',
    );
    await superuser.query('insert into ledger_entry select * from kept; drop table kept');
    assert.deepEqual(await digestTables(database, tables), sound);
    await rebuildsToTheSame();
  });
});

describe('the digest of a table', () => {
  it('does not depend on the order of rows, and on everything else', async () => {
    await superuser.query(
      'create table test_a (a int, b text); create table test_b (a int, b text)',
    );
    await superuser.query('grant select, insert, update, delete on test_a, test_b to public');
    await superuser.query(`insert into test_a values (1, 'x'), (2, null), (2, null);
      insert into test_b values (2, null), (1, 'x'), (2, null)`);
    const digests = async (): Promise<unknown[]> =>
      Object.values(await digestTables(database, ['test_a', 'test_b']));
    const [a, b] = await digests();
    assert.deepEqual(a, b);
    for (const change of [
      "set b = 'y' where a = 1",
      'set a = 3 where a = 1',
      "set b = '' where a = 2",
    ]) {
      await database.query(`update test_b ${change}`);
      const [, changed] = await digests();
      assert.notDeepEqual(changed, a, change);
    }
    await database.query('delete from test_a');
    assert.deepEqual((await digests())[0], { rows: 0, digest: '0/0' });
  });

  it('takes names of tables only', async () => {
    await assert.rejects(digestTables(database, ['ledger_record; select 1']), TypeError);
  });
});
