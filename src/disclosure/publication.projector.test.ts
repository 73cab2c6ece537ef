// Publication follows the ledger: what each kind of entry does to what the public sees and to the figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  csvOf,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
} from '../../test/support/intake.js';
import { type ActContext, annotate, redact, relink, revoke } from '../ledger/act.js';
import { rebuildProjections } from '../ledger/rebuild.js';
import { findHitByCode } from './search.store.js';

const city = await intakeTest();
const { database } = city;
const item = city.catalogue.get('administrative-penalty', '2026-04-10');

function handIn(rows: readonly RowValues[], sourceDay = '2026-04-10') {
  return city.submit(csvOf(item, rows), { sourceDay });
}

function act(work: (context: ActContext) => Promise<void>): Promise<void> {
  return database.transaction((tx) => work({ ...city, tx }));
}

interface Published {
  readonly record_id: string;
  readonly subject_id: string;
  readonly is_public: boolean;
  readonly decided_on: string;
}

async function publishedOf(number: number): Promise<Published[]> {
  return database.query<Published>(
    `select r.record_id, r.subject_id, r.is_public, r.decided_on::text
       from disclosure_record r join parties_subject s using (subject_id)
      where s.uscc = $1 order by r.is_public desc, r.record_id`,
    [inventedUscc('91', number)],
  );
}

async function countFigures(): Promise<{ figures: number; records: number }> {
  const [row] = await database.query<{ figures: number; records: number }>(
    `select (select coalesce(sum(added), 0) from disclosure_figure) as figures,
            (select count(*) from disclosure_record where is_public) as records`,
  );
  return row as { figures: number; records: number };
}

async function figuresAgree(): Promise<void> {
  const { figures, records } = await countFigures();
  assert.equal(figures, records);
}

test('an assert is public as the catalogue says', async () => {
  await handIn([
    penaltyRow(1),
    penaltyRow(2, { CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '' }),
    penaltyRow(3, { CF_JDRQ: '2026-03' }),
  ]);
  assert.equal((await publishedOf(1))[0]?.is_public, true);
  assert.equal((await publishedOf(2))[0]?.is_public, false);
  assert.equal((await publishedOf(3))[0]?.decided_on, '2026-03-01');
  await figuresAgree();
});

test('a correction can end publication and begin it', async () => {
  await handIn(
    [penaltyRow(1, { CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '' }), penaltyRow(2), penaltyRow(4)],
    '2026-04-11',
  );
  assert.equal((await publishedOf(1))[0]?.is_public, false);
  assert.equal((await publishedOf(2))[0]?.is_public, true);
  assert.equal((await publishedOf(4))[0]?.is_public, true);
  await figuresAgree();
});

test('a mark and a redaction leave publication as it is', async () => {
  const [record] = await publishedOf(2);
  assert.ok(record);
  const before = await countFigures();
  await act((context) => annotate(context, record.record_id, { mark: 'in-dispute' }));
  await act((context) =>
    redact(context, record.record_id, { fields: ['CF_SY'], basis: '个人信息保护法第四十七条' }),
  );
  assert.deepEqual(await publishedOf(2), [record]);
  assert.deepEqual(await countFigures(), before);
});

test('a link moves the record to the other subject, and its publication with it', async () => {
  const [record] = await publishedOf(2);
  const [other] = await publishedOf(4);
  assert.ok(record && other);
  await act((context) =>
    relink(context, record.record_id, { subjectId: other.subject_id, reason: '张冠李戴' }),
  );
  assert.deepEqual(
    (await publishedOf(2)).map((one) => one.is_public),
    [false],
  );
  assert.deepEqual(
    (await publishedOf(4)).map((one) => one.is_public),
    [true, true],
  );
  await figuresAgree();
  assert.equal((await findHitByCode(database, inventedUscc('91', 2)))?.recordCount, 0);
});

test('a revocation ends publication', async () => {
  const [record] = await publishedOf(3);
  assert.ok(record);
  await act((context) => revoke(context, record.record_id, '行政复议撤销'));
  assert.equal((await publishedOf(3))[0]?.is_public, false);
  await figuresAgree();
});

test('each batch keeps what it changed, also where that is nothing', async () => {
  const batches = await database.query<{ batch_id: string }>('select batch_id from ledger_batch');
  const figures = await database.query<{ batch_id: string }>(
    'select batch_id from disclosure_figure',
  );
  // Two batches, a link and a revocation say something about publication; a mark and a redaction do not.
  assert.equal(batches.length, 6);
  assert.equal(figures.length, 4);
});

test('thrown away and replayed, publication and search have the same rows', async () => {
  const read = () =>
    Promise.all([
      database.query('select * from disclosure_record order by subject_id, record_id'),
      database.query('select * from disclosure_figure order by batch_id, kind'),
      database.query('select * from disclosure_search order by subject_id, folded'),
    ]);
  const before = await read();
  await rebuildProjections(database, city.projectors);
  assert.deepEqual(await read(), before);
});
