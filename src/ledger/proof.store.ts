// What a proof needs from the tables beside the entries' facts: salts, words as they are now, places in the log.
import type { Queryable } from '../kernel/database.js';
import type { CommittedPart } from './entry.js';

/** The parts of one entry that stand behind commitments. */
export interface StoredParts {
  readonly withheld: CommittedPart | null;
  readonly words: CommittedPart | null;
  readonly withheldWords: CommittedPart | null;
}

/** The parts of a record's entries under these subjects, by `batch/leaf`. */
export async function findStoredParts(
  database: Queryable,
  subjectIds: readonly string[],
  recordId: string,
): Promise<Map<string, StoredParts>> {
  const rows = await database.query<{
    place: string;
    withheld: Buffer | null;
    withheld_salt: Buffer | null;
    words: Buffer | null;
    salt: Buffer | null;
    withheld_words: Buffer | null;
    withheld_words_salt: Buffer | null;
  }>(
    `select e.batch_id || '/' || e.leaf as place, e.withheld, e.withheld_salt, w.words, w.salt,
            w.withheld as withheld_words, w.withheld_salt as withheld_words_salt
       from ledger_entry e
       left join ledger_words w
         on w.subject_id = e.subject_id and w.batch_id = e.batch_id and w.leaf = e.leaf
      where e.subject_id = any($1::uuid[]) and e.record_id = $2`,
    [subjectIds, recordId],
  );
  return new Map(
    rows.map((row) => [
      row.place,
      {
        withheld: part(row.withheld, row.withheld_salt),
        words: part(row.words, row.salt),
        withheldWords: part(row.withheld_words, row.withheld_words_salt),
      },
    ]),
  );
}

function part(bytes: Buffer | null, salt: Buffer | null): CommittedPart | null {
  return bytes && salt && { bytes, salt };
}

/** Where a batch stands in the city log, and its leaf there. */
export interface LogPlace {
  readonly position: number;
  readonly leaf: Buffer;
}

/** The places of those of the batches that are in the log, by batch. */
export async function findLogPlaces(
  database: Queryable,
  batchIds: readonly string[],
): Promise<Map<string, LogPlace>> {
  const rows = await database.query<LogPlace & { batch_id: string }>(
    'select batch_id, position, leaf from ledger_log where batch_id = any($1::uuid[])',
    [batchIds],
  );
  return new Map(rows.map((row) => [row.batch_id, row]));
}
