// What must be so after every kill: batches wholly in or wholly out, and everything that follows from them.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { RowCounts } from '../../src/intake/row-answers.js';
import { submitFile } from '../../src/intake/submit.js';
import type { Queryable } from '../../src/kernel/database.js';
import { digestTables, rebuildProjections } from '../../src/ledger/rebuild.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { enterAgencies } from '../../src/parties/agencies.js';
import type { Application } from '../../src/wiring.js';
import { testAgency } from '../support/intake.js';

interface Batch {
  readonly batchId: string;
  readonly rows: RowCounts;
}

/** The batches of a file: none where none was committed. */
export async function batchesOf(database: Queryable, fileName: string): Promise<Batch[]> {
  const rows = await database.query<RowCounts & { batchId: string }>(
    `select batch_id as "batchId", rows_read as read, admitted, unchanged, corrected, returned, held
       from intake_batch where file_name = $1 order by received_at, batch_id`,
    [fileName],
  );
  return rows.map(({ batchId, ...counts }) => ({ batchId, rows: counts }));
}

/** Everything that a committed batch consists of is there, and adds up. */
export async function assertWhole(database: Queryable, { batchId, rows }: Batch): Promise<void> {
  const { read, admitted, unchanged, corrected, returned, held } = rows;
  assert.equal(read, admitted + unchanged + corrected + returned + held);
  const entries = admitted + corrected;
  const [found] = await database.query<Record<string, number>>(
    `select (select coalesce(sum(entries), 0) from ledger_batch where batch_id = $1) as "said",
            (select count(*) from ledger_entry where batch_id = $1) as "entries",
            (select count(distinct leaf) from ledger_entry where batch_id = $1) as "leaves",
            (select count(*) from ledger_words where batch_id = $1) as "words",
            (select count(*) from ledger_outbox where batch_id = $1)
              + (select count(*) from ledger_log where batch_id = $1) as "places",
            (select sum(length(answers)) from intake_answer where batch_id = $1) as "answers",
            (select sum(length(regexp_replace(answers, '[^r]', '', 'g'))) from intake_answer where batch_id = $1)
              as "returned",
            (select count(*) from intake_held where batch_id = $1) as "held",
            (select count(distinct line) from intake_finding where batch_id = $1) as "told",
            (select coalesce(sum(added), 0) from disclosure_figure where batch_id = $1) as "published",
            (select count(*) from audit_event where object = $1::text) as "acts"`,
    [batchId],
  );
  assert.deepEqual(numbers(found), {
    said: entries,
    entries,
    leaves: entries,
    words: entries,
    places: entries > 0 ? 1 : 0,
    answers: read,
    returned,
    held,
    told: returned + held,
    published: admitted,
    acts: 1,
  });
}

// Rows of tables that belong to a batch, and where that batch must be.
const belonging = [
  ['ledger_entry', 'ledger_batch'],
  ['ledger_words', 'ledger_batch'],
  ['ledger_tile', 'ledger_batch'],
  ['ledger_outbox', 'ledger_batch'],
  ['ledger_log', 'ledger_batch'],
  ['ledger_record', 'ledger_batch'],
  ['ledger_batch', 'intake_batch'],
  ['disclosure_record', 'ledger_batch'],
  ['disclosure_figure', 'ledger_batch'],
  ['intake_answer', 'intake_batch'],
  ['intake_finding', 'intake_batch'],
  ['intake_held', 'intake_batch'],
] as const;

/** Nothing of a batch that was not committed is anywhere; records and subjects are those of the entries. */
export async function assertNothingHalf(database: Queryable): Promise<void> {
  for (const [table, owner] of belonging) {
    const lost = await database.query(
      `select batch_id from ${table} t
        where not exists (select 1 from ${owner} o where o.batch_id = t.batch_id) limit 1`,
    );
    assert.deepEqual(lost, [], `${table} has rows of a batch that is not in ${owner}`);
  }
  const [found] = await database.query<Record<string, number>>(
    `select (select count(*) from ledger_record) as heads,
            (select count(distinct record_id) from ledger_entry) as records,
            (select count(*) from ledger_record r where r.version <>
              (select count(*) from ledger_entry e where e.subject_id = r.subject_id and e.record_id = r.record_id))
              as "wrongVersions",
            (select count(*) from parties_subject) as subjects,
            (select count(distinct subject_id) from ledger_entry) as "subjectsOfEntries",
            (select count(*) from parties_representative) as representatives,
            (select count(*) from disclosure_search) as names,
            (select count(*) from audit_event where act = 'batch.submit') as acts,
            (select count(*) from intake_batch) as batches`,
  );
  const { heads, records, wrongVersions, subjects, ...others } = numbers(found);
  assert.deepEqual({ heads, wrongVersions }, { heads: records, wrongVersions: 0 });
  const { subjectsOfEntries, representatives, names, acts, batches } = others;
  assert.deepEqual(
    { subjectsOfEntries, representatives, names, acts },
    { subjectsOfEntries: subjects, representatives: subjects, names: subjects, acts: batches },
  );
}

/** The sequencer comes to its end, and the ledger verifies with the key of the log. */
export async function assertSequencedAndSound(application: Application): Promise<void> {
  await application.sequence();
  const { database, logKey } = application;
  const [found] = await database.query<Record<string, number>>(
    `select (select count(*) from ledger_outbox) as waiting, (select count(*) from ledger_log) as logged,
            (select count(*) from ledger_batch) as batches,
            (select coalesce(max(position) + 1, 0) from ledger_log) as size`,
  );
  const { waiting, logged, batches, size } = numbers(found);
  assert.deepEqual({ waiting, logged, size }, { waiting: 0, logged: batches, size: batches });
  const verdict = await verifyLedger(database, { verifiers: [logKey] });
  assert.deepEqual({ ok: verdict.ok, fault: verdict.fault }, { ok: true, fault: null });
}

/** Digests of all projections. */
export function digestProjections({ database, projectors }: Application): Promise<unknown> {
  return digestTables(
    database,
    projectors.flatMap((projector) => projector.tables),
  );
}

/** Projections thrown away come back to the same rows. */
export async function assertRebuilds(application: Application): Promise<void> {
  const before = await digestProjections(application);
  await rebuildProjections(application.database, application.projectors);
  assert.deepEqual(await digestProjections(application), before);
}

/** Puts the test agency on file. */
export function enterAgency({ database }: Application): Promise<void> {
  return enterAgencies(database, [
    { code: testAgency, nameZh: '云溪市试验局', nameEn: 'Test bureau of Yunxi', region: '999900' },
  ]);
}

/** Hands a text in as a file of the test agency. */
export async function handIn(
  application: Application,
  fileName: string,
  text: string,
): Promise<RowCounts> {
  await enterAgency(application);
  const { receipt } = await submitFile(application, {
    kind: 'administrative-penalty',
    agencyCode: testAgency,
    fileName,
    open: () => Readable.from([Buffer.from(text, 'utf8')]),
    actor: 'console',
  });
  return receipt.rows;
}

function numbers(row: Record<string, unknown> | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]),
  );
}
