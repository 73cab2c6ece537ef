// SQL for the operator's look at a file: what the public sees of it today, and where its records came from.
import type { Queryable } from '../kernel/database.js';

/** Ids of the subject's records that are public today. */
export async function listPublicRecordIds(
  database: Queryable,
  subjectId: string,
): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ recordId: string }>(
    'select record_id as "recordId" from disclosure_record where subject_id = $1 and is_public',
    [subjectId],
  );
  return new Set(rows.map((row) => row.recordId));
}

/** Where a batch stands in the log, and what its agency is called. */
export interface BatchPlace {
  readonly position: number | null;
  readonly agencyName: string | null;
}

/** The places of batches, by id. */
export async function findBatchPlaces(
  database: Queryable,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, BatchPlace>> {
  const rows = await database.query<BatchPlace & { batchId: string }>(
    `select b.batch_id as "batchId", l.position, a.name_zh as "agencyName"
       from ledger_batch b
       left join ledger_log l on l.batch_id = b.batch_id
       left join parties_agency a on a.agency_code = b.agency_code
      where b.batch_id = any($1::uuid[])`,
    [batchIds],
  );
  return new Map(rows.map((row) => [row.batchId, row]));
}
