// The whole ledger in the order of the log: batches, entries, words and tiles.
import type { TrailEvent } from '../audit/trail.model.js';
import type { Transaction } from '../kernel/database.js';
import type { LoggedBatch } from './batch-leaf.js';
import { RowCursor } from './row-cursor.js';

/** A batch's own row, with its place in the log or in the queue. */
export interface BatchRow extends Omit<LoggedBatch, 'recordedAt'> {
  /** Null: not in the log. */
  readonly position: number | null;
  /** Null: not in the queue. */
  readonly turn: number | null;
}

/** An entry's own row. */
export interface EntryRow {
  readonly batchId: string;
  readonly leaf: number;
  readonly subjectId: string;
  readonly recordId: string;
  readonly version: number;
  readonly facts: Buffer;
  /** What commits to the withheld facts as they are stored; null where there are none. */
  readonly withheld: string | null;
}

/** The words of an entry: what commits to them as they are stored. */
export interface WordsRow {
  readonly batchId: string;
  readonly leaf: number;
  readonly subjectId: string;
  readonly revision: number;
  readonly words: string | null;
  readonly withheld: string | null;
}

/** A leaf of a batch of the audit trail. */
export interface SealRow {
  readonly batchId: string;
  readonly leaf: number;
  readonly eventId: string;
  /** Undefined: there is no such event. Its time has a fraction where it is not one that the platform writes. */
  readonly event: TrailEvent | undefined;
}

/** A tile of a batch's tree. */
export interface TileRow {
  readonly batchId: string;
  readonly level: number;
  readonly tile: number;
  readonly hashes: Buffer;
}

// Sorted by the server: it may use its disk for that, and the order does not depend on any index. First the
// batches of the log, then those that wait; what belongs to neither comes last and is seen as not belonging.
/** The rows of a ledger table, called `x`, in that order; more terms of order can be put behind. */
export function inLogOrder(table: string, columns: string, since: number): string {
  return `
    select ${columns}
      from ${table} x
      left join ledger_log l on l.batch_id = x.batch_id
      left join ledger_outbox o on o.batch_id = x.batch_id
     where l.position is null or l.position >= ${Math.trunc(since)}
     order by l.position nulls last, o.turn nulls last, x.batch_id`;
}

/** Room for the sorting, and plans for reading to the end. Call once in the transaction, before the others. */
export async function prepareReading(tx: Transaction): Promise<void> {
  await tx.query(`set local work_mem = '64MB'; set local cursor_tuple_fraction = 1`);
}

/** A moment in milliseconds; with a fraction where the server holds microseconds that we never write. */
export function millisecondsOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::double precision`;
}

/** `since`: the position in the log of the first batch wanted. */
export function batchesInLogOrder(tx: Transaction, since: number): Promise<RowCursor<BatchRow>> {
  const columns = `x.batch_id, x.type, x.agency_code, x.kind, x.entries, x.root,
    ${millisecondsOf('x.received_at')}, l.position, o.turn`;
  type Columns = [
    string,
    LoggedBatch['type'],
    string,
    string,
    number,
    Buffer,
    number,
    number | null,
    number | null,
  ];
  return RowCursor.open(tx, inLogOrder('ledger_batch', columns, since), (row: Columns) => {
    const [batchId, type, agencyCode, kind, entries, root, receivedAt, position, turn] = row;
    return { batchId, type, agencyCode, kind, entries, root, receivedAt, position, turn };
  });
}

// SHA-256(salt || bytes) as in entry.ts, taken by the server: the words need not travel, and both processors
// work. Half a part (a salt alone, bytes alone) gives a text that nothing commits to.
function commitmentOf(salt: string, bytes: string): string {
  return `case num_nonnulls(${salt}, ${bytes}) when 0 then null when 1 then ''
    else translate(encode(sha256(${salt} || ${bytes}), 'base64'), '+/=', '-_') end`;
}

export function entriesInLogOrder(tx: Transaction, since: number): Promise<RowCursor<EntryRow>> {
  const columns = `x.batch_id, x.leaf, x.subject_id, x.record_id, x.version, x.facts,
    ${commitmentOf('x.withheld_salt', 'x.withheld')}`;
  const sql = `${inLogOrder('ledger_entry', columns, since)}, x.leaf`;
  type Columns = [string, number, string, string, number, Buffer, string | null];
  return RowCursor.open(tx, sql, (row: Columns) => {
    const [batchId, leaf, subjectId, recordId, version, facts, withheld] = row;
    return { batchId, leaf, subjectId, recordId, version, facts, withheld };
  });
}

export function wordsInLogOrder(tx: Transaction, since: number): Promise<RowCursor<WordsRow>> {
  const columns = `x.batch_id, x.leaf, x.subject_id, x.revision, ${commitmentOf('x.salt', 'x.words')},
    ${commitmentOf('x.withheld_salt', 'x.withheld')}`;
  // The latest revision first: there should be no other, and then the older ones are the ones astray.
  const sql = `${inLogOrder('ledger_words', columns, since)}, x.leaf, x.revision desc`;
  type Columns = [string, number, string, number, string | null, string | null];
  return RowCursor.open(tx, sql, (row: Columns) => {
    const [batchId, leaf, subjectId, revision, words, withheld] = row;
    return { batchId, leaf, subjectId, revision, words, withheld };
  });
}

export function tilesInLogOrder(tx: Transaction, since: number): Promise<RowCursor<TileRow>> {
  const columns = 'x.batch_id, x.level, x.tile, x.hashes';
  const sql = `${inLogOrder('ledger_tile', columns, since)}, x.level, x.tile`;
  return RowCursor.open(tx, sql, (row: [string, number, number, Buffer]) => {
    const [batchId, level, tile, hashes] = row;
    return { batchId, level, tile, hashes };
  });
}

export function sealsInLogOrder(tx: Transaction, since: number): Promise<RowCursor<SealRow>> {
  // A row for each seal, whether or not there is such an event: a missing one is found.
  const seals = `(
    select s.batch_id, s.leaf, s.event_id, ${millisecondsOf('e.at')} as at, e.actor, e.act, e.object,
           e.purpose, e.matter, e.office, e.is_reading, e.outcome
      from audit_sealed s left join audit_event e on e.event_id = s.event_id)`;
  const columns = `x.batch_id, x.leaf, x.event_id, x.at, x.actor, x.act, x.object, x.purpose, x.matter,
    x.office, x.is_reading, x.outcome`;
  return RowCursor.open(tx, `${inLogOrder(seals, columns, since)}, x.leaf`, (row: SealColumns) => {
    const [batchId, leaf, eventId, at, ...rest] = row;
    return { batchId, leaf, eventId, event: at === null ? undefined : eventOf(eventId, at, rest) };
  });
}

type EventColumns = [
  actor: string,
  act: string,
  object: string,
  purpose: string | null,
  matter: string | null,
  office: string | null,
  isReading: boolean,
  outcome: TrailEvent['outcome'],
];
type SealColumns = [string, number, string, number | null, ...EventColumns];

function eventOf(eventId: string, at: number, columns: EventColumns): TrailEvent {
  const [actor, act, object, purpose, matter, office, isReading, outcome] = columns;
  return {
    eventId,
    at,
    actor,
    act,
    object,
    ...(purpose !== null && { purpose }),
    ...(matter !== null && { matter }),
    ...(office !== null && { office }),
    isReading,
    outcome,
  };
}
