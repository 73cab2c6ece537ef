// The directory of records: which record stands under a natural key, whose it is, its latest entry.
import { CopyWriter, copyRows } from '../kernel/copy.js';
import {
  ConcurrentChange,
  type Queryable,
  sqlState,
  type Transaction,
} from '../kernel/database.js';
import { isUuid, uuidBytes } from '../kernel/ids.js';
import { dayNumber, type IsoDay } from '../kernel/time.js';
import { hasContent, withdrawnBatchOf } from './entry.js';
import type { AppendedEntry, EntryChunk, Projector } from './entry.model.js';

/** A record's latest entry, as intake needs it to know the same content, a correction, another subject. */
export interface RecordHead {
  readonly recordId: string;
  readonly subjectId: string;
  readonly version: number;
  readonly sourceDay: IsoDay;
  /** Null once words of the record were redacted: from then on the whole content cannot be compared. */
  readonly digest: Uint8Array | null;
  readonly batchId: string;
  readonly leaf: number;
  readonly line?: number;
}

/** The heads of those of the records that exist, by record id. */
export async function findRecordHeads(
  database: Queryable,
  recordIds: readonly string[],
): Promise<Map<string, RecordHead>> {
  const rows = await database.query<{
    record_id: string;
    subject_id: string;
    version: number;
    source_day: string;
    digest: Buffer | null;
    batch_id: string;
    leaf: number;
  }>(
    `select record_id, subject_id, version, source_day, digest, batch_id, leaf
     from ledger_record where record_id = any($1::uuid[])`,
    // One text instead of an array: the driver would quote thousands of ids one by one.
    [`{${recordIds.join(',')}}`],
  );
  const heads = new Map<string, RecordHead>();
  for (const row of rows) {
    heads.set(row.record_id, {
      recordId: row.record_id,
      subjectId: row.subject_id,
      version: row.version,
      sourceDay: row.source_day,
      digest: row.digest,
      batchId: row.batch_id,
      leaf: row.leaf,
    });
  }
  return heads;
}

/** Where one record is; undefined also for a text that is no id of anything. */
export async function findRecordHead(
  database: Queryable,
  recordId: string,
): Promise<RecordHead | undefined> {
  if (!isUuid(recordId)) return undefined;
  return (await findRecordHeads(database, [recordId])).get(recordId);
}

export { hasContent } from './entry.js';

/** Keeps `ledger_record`. A record that another transaction put there first makes this one start again. */
export const directoryProjector: Projector = {
  name: 'record-directory',
  tables: ['ledger_record'],
  apply: async (tx, chunk) => {
    const first = chunk.entries.filter((entry) => entry.version === 1);
    const later = foldMoves(chunk.entries.filter((entry) => entry.version > 1));
    if (first.length > 0) tx.goOn(insertHeads(tx, chunk, first));
    if (later.length > 0) await moveHeads(tx, chunk, later);
  },
  clear: async (tx) => {
    await tx.query('delete from ledger_record');
  },
};

async function insertHeads(
  tx: Transaction,
  chunk: EntryChunk,
  entries: readonly AppendedEntry[],
): Promise<void> {
  const batch = uuidBytes(chunk.batchId);
  const rows = new CopyWriter(8, entries.length * 160);
  let day = '';
  let dayCount = 0;
  for (const entry of entries) {
    const sourceDay = entry.sourceDay;
    if (sourceDay !== day) {
      day = sourceDay;
      dayCount = dayNumber(day);
    }
    rows.row().bytes(entry.recordBytes).bytes(entry.subjectBytes).text(chunk.kind);
    rows.integer(1).bytes(batch).integer(entry.leaf).day(dayCount).bytes(entry.contentDigest);
  }
  try {
    await copyRows(
      tx,
      'ledger_record (record_id, subject_id, kind, version, batch_id, leaf, source_day, digest)',
      rows,
    );
  } catch (error) {
    if (sqlState(error) === '23505') throw new ConcurrentChange('a record was put on file twice');
    throw error;
  }
}

/** What the entries of one chunk make of a record's head. */
interface Move {
  readonly last: AppendedEntry;
  /** The last of them that says the whole content. */
  readonly content: AppendedEntry | undefined;
  /** Words of the record were redacted. */
  readonly redacted: boolean;
  /** Its content was taken back: the same content coming again is news. */
  readonly withdrawn: boolean;
}

// Of no content: whatever comes next under the key is something else than what stands there.
const noContent = Buffer.alloc(16);

function isWithdrawal({ operation, facts }: AppendedEntry): boolean {
  return operation === 'revoke' && withdrawnBatchOf(facts) !== undefined;
}

function foldMoves(entries: readonly AppendedEntry[]): Move[] {
  const moves = new Map<string, Move>();
  for (const entry of entries) {
    const before = moves.get(entry.recordId);
    moves.set(
      entry.recordId,
      hasContent(entry)
        ? { last: entry, content: entry, redacted: before?.redacted ?? false, withdrawn: false }
        : {
            last: entry,
            content: before?.content,
            redacted: entry.operation === 'redact' || (before?.redacted ?? false),
            withdrawn: isWithdrawal(entry) || (before?.withdrawn ?? false),
          },
    );
  }
  return [...moves.values()];
}

async function moveHeads(tx: Transaction, chunk: EntryChunk, moves: Move[]): Promise<void> {
  const moved = await tx.query(
    `update ledger_record r
     set subject_id = e.subject_id, version = e.version, batch_id = $1, leaf = e.leaf,
         source_day = coalesce(e.source_day, r.source_day),
         digest = case when e.redacted or r.digest is null then null else coalesce(e.digest, r.digest) end
     from unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::date[], $7::bytea[], $8::bool[])
       as e (record_id, subject_id, version, leaf, source_day, digest, redacted)
     where r.record_id = e.record_id and r.version < e.version
     returning r.record_id`,
    [
      chunk.batchId,
      moves.map(({ last }) => last.recordId),
      moves.map(({ last }) => last.subjectId),
      moves.map(({ last }) => last.version),
      moves.map(({ last }) => last.leaf),
      moves.map(({ content }) => content?.facts.d ?? null),
      moves.map(({ content, withdrawn }) =>
        withdrawn ? noContent : (content?.contentDigest ?? null),
      ),
      moves.map(({ redacted }) => redacted),
    ],
  );
  if (moved.length !== moves.length) throw new ConcurrentChange('a record was changed meanwhile');
}
