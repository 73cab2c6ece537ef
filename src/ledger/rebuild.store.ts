// What `rebuild` reads of the ledger, and how it compares tables.
import type { Queryable, Transaction } from '../kernel/database.js';
import { inLogOrder } from './log-order.store.js';
import { RowCursor } from './row-cursor.js';

/** An entry with the bytes that projectors read. */
export interface ReplayRow {
  readonly batchId: string;
  readonly leaf: number;
  readonly subjectId: string;
  readonly recordId: string;
  readonly version: number;
  readonly facts: Buffer;
  readonly withheld: Buffer | null;
}

/** The words of an entry as they are now. */
export interface ReplayWords {
  readonly batchId: string;
  readonly leaf: number;
  readonly words: Buffer | null;
  readonly withheld: Buffer | null;
}

export function entriesToReplay(tx: Transaction): Promise<RowCursor<ReplayRow>> {
  const columns = 'x.batch_id, x.leaf, x.subject_id, x.record_id, x.version, x.facts, x.withheld';
  type Columns = [string, number, string, string, number, Buffer, Buffer | null];
  return RowCursor.open(tx, `${inLogOrder('ledger_entry', columns, 0)}, x.leaf`, (row: Columns) => {
    const [batchId, leaf, subjectId, recordId, version, facts, withheld] = row;
    return { batchId, leaf, subjectId, recordId, version, facts, withheld };
  });
}

export function wordsToReplay(tx: Transaction): Promise<RowCursor<ReplayWords>> {
  const sql = inLogOrder('ledger_words', 'x.batch_id, x.leaf, x.words, x.withheld', 0);
  type Columns = [string, number, Buffer | null, Buffer | null];
  return RowCursor.open(tx, `${sql}, x.leaf`, (row: Columns) => {
    const [batchId, leaf, words, withheld] = row;
    return { batchId, leaf, words, withheld };
  });
}

/** How many entries the batches hold together; events of the audit trail are none. */
export async function countEntries(database: Queryable): Promise<number> {
  const [row] = await database.query<{ entries: number }>(
    `select coalesce(sum(entries), 0)::bigint as entries from ledger_batch where type <> 'trail'`,
  );
  return row?.entries ?? 0;
}

/** Keeps writers off the tables until the transaction ends; readers go on seeing the rows as they were. */
export async function lockTables(tx: Transaction, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  await tx.query(`lock table ${tables.map(plainName).join(', ')} in exclusive mode`);
}

/** What a table holds: the number of its rows and a digest of all of them, whatever their order. */
export interface TableDigest {
  readonly rows: number;
  readonly digest: string;
}

/** Two 64-bit sums over the MD5 of each row: it finds what differs by mistake, not by ill will. */
export async function digestTable(database: Queryable, table: string): Promise<TableDigest> {
  const [row] = await database.query<TableDigest>(
    `select count(*)::bigint as rows,
            coalesce(sum(('x' || left(hash, 16))::bit(64)::bigint::numeric), 0) || '/' ||
            coalesce(sum(('x' || right(hash, 16))::bit(64)::bigint::numeric), 0) as digest
       from (select md5(t::text) as hash from ${plainName(table)} t) hashed`,
  );
  return row as TableDigest;
}

function plainName(table: string): string {
  if (!/^[a-z][a-z_]*$/.test(table)) throw new TypeError(`${table} is not the name of a table`);
  return table;
}
