// SQL of batches that are not on file yet, and of what became of them.
import type { Queryable, Transaction } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** A batch that is arriving or waits. */
export interface PendingBatch {
  readonly batchId: string;
  readonly agencyCode: string;
  readonly kind: string;
  readonly catalogueDay: IsoDay;
  readonly fileName: string;
  readonly sourceDay: IsoDay;
  readonly receivedAt: Date;
  readonly checkDigest: Buffer;
  readonly submittedBy: string;
  readonly state: 'arriving' | 'waiting';
  readonly rowsRead: number;
  /** Null while it arrives. */
  readonly file: Buffer | null;
}

const pendingColumns = `
  batch_id as "batchId", agency_code as "agencyCode", kind, catalogue_day as "catalogueDay",
  file_name as "fileName", source_day as "sourceDay", received_at as "receivedAt",
  check_digest as "checkDigest", submitted_by as "submittedBy", state, rows_read as "rowsRead", file`;

export async function insertArriving(
  database: Queryable,
  batch: Omit<PendingBatch, 'state' | 'rowsRead' | 'file'>,
): Promise<void> {
  await database.query(
    `insert into intake_pending_batch (batch_id, agency_code, kind, catalogue_day, file_name, source_day,
       received_at, check_digest, submitted_by, state, touched_at, rows_read)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'arriving', $7, 0)`,
    [
      batch.batchId,
      batch.agencyCode,
      batch.kind,
      batch.catalogueDay,
      batch.fileName,
      batch.sourceDay,
      batch.receivedAt,
      batch.checkDigest,
      batch.submittedBy,
    ],
  );
}

/** How many batches of the sender are arriving, and how many of the agency wait. */
export async function countPending(
  database: Queryable,
  of: { readonly agencyCode: string; readonly actor: string },
): Promise<{ arriving: number; waiting: number }> {
  const [row] = await database.query<{ arriving: number; waiting: number }>(
    `select count(*) filter (where state = 'arriving' and submitted_by = $2) as arriving,
            count(*) filter (where state = 'waiting' and agency_code = $1) as waiting
     from intake_pending_batch`,
    [of.agencyCode, of.actor],
  );
  return row ?? { arriving: 0, waiting: 0 };
}

/** Stores a chunk of a batch that arrives; false where the batch was dropped meanwhile. */
export async function insertPendingChunk(
  database: Queryable,
  chunk: { batchId: string; number: number; rows: number; format: number; content: Buffer },
  at: Date,
): Promise<boolean> {
  const stored = await database.query(
    `with alive as (
       update intake_pending_batch set touched_at = greatest(touched_at, $6), rows_read = rows_read + $3
       where batch_id = $1 and state = 'arriving' returning batch_id)
     insert into intake_pending_chunk (batch_id, number, format, content)
     select batch_id, $2, $4, $5 from alive returning number`,
    [chunk.batchId, chunk.number, chunk.rows, chunk.format, chunk.content, at],
  );
  return stored.length === 1;
}

/** Marks a batch as wholly arrived; false where it was dropped meanwhile. */
export async function closeArrival(
  database: Queryable,
  batchId: string,
  file: Buffer,
): Promise<boolean> {
  const closed = await database.query(
    `update intake_pending_batch set state = 'waiting', file = $2
     where batch_id = $1 and state = 'arriving' returning batch_id`,
    [batchId, file],
  );
  return closed.length === 1;
}

export async function selectPending(
  database: Queryable,
  batchId: string,
  lock: 'for update' | '' = '',
): Promise<PendingBatch | undefined> {
  const [row] = await database.query<PendingBatch>(
    `select ${pendingColumns} from intake_pending_batch where batch_id = $1 ${lock}`,
    [batchId],
  );
  return row;
}

export async function selectPendingChunk(
  database: Queryable,
  batchId: string,
  number: number,
): Promise<{ format: number; content: Buffer } | undefined> {
  const [row] = await database.query<{ format: number; content: Buffer }>(
    'select format, content from intake_pending_chunk where batch_id = $1 and number = $2',
    [batchId, number],
  );
  return row;
}

/** Deletes the batch with all its content. */
export async function deletePending(database: Queryable, batchId: string): Promise<void> {
  await database.query(
    `with gone as (delete from intake_pending_batch where batch_id = $1)
     delete from intake_pending_chunk where batch_id = $1`,
    [batchId],
  );
}

/** How a batch ended that waited. */
export interface ReleaseRow {
  readonly outcome: 'released' | 'rejected' | 'withdrawn' | 'dropped';
  readonly decidedBy: string;
  readonly decidedAt: number;
  readonly reason: string | null;
}

export async function insertRelease(
  tx: Transaction,
  batch: PendingBatch,
  release: ReleaseRow,
): Promise<void> {
  await tx.query(
    `insert into intake_release (batch_id, agency_code, kind, file_name, source_day, received_at, rows_read,
       submitted_by, outcome, decided_by, decided_at, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      batch.batchId,
      batch.agencyCode,
      batch.kind,
      batch.fileName,
      batch.sourceDay,
      batch.receivedAt,
      batch.rowsRead,
      batch.submittedBy,
      release.outcome,
      release.decidedBy,
      new Date(release.decidedAt),
      release.reason,
    ],
  );
}

/** Batches of which nothing has arrived since, and batches that wait since before the other moment. */
export async function selectOverdue(
  database: Queryable,
  before: { readonly silentSince: Date; readonly waitingSince: Date },
): Promise<Pick<PendingBatch, 'batchId' | 'state'>[]> {
  return database.query(
    `select batch_id as "batchId", state from intake_pending_batch
     where (state = 'arriving' and touched_at < $1) or (state = 'waiting' and received_at < $2)`,
    [before.silentSince, before.waitingSince],
  );
}
