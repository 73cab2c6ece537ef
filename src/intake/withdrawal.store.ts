// SQL of withdrawals of batches on file.
import type { Queryable, Transaction } from '../kernel/database.js';

/** A withdrawal, asked for or carried out. */
export interface WithdrawalRow {
  readonly batchId: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
  readonly revoked: number | null;
  readonly restored: number | null;
  readonly leftAlone: number | null;
}

/** Notes that somebody asks; false where somebody has already. */
export async function insertWithdrawal(
  tx: Transaction,
  asked: Pick<WithdrawalRow, 'batchId' | 'reason' | 'askedBy' | 'askedAt'>,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into intake_withdrawal (batch_id, reason, asked_by, asked_at)
     values ($1, $2, $3, $4) on conflict do nothing returning batch_id`,
    [asked.batchId, asked.reason, asked.askedBy, asked.askedAt],
  );
  return rows.length === 1;
}

export async function selectWithdrawal(
  database: Queryable,
  batchId: string,
  lock: 'for update' | '' = '',
): Promise<WithdrawalRow | undefined> {
  const [row] = await database.query<WithdrawalRow>(
    `select batch_id as "batchId", reason, asked_by as "askedBy", asked_at as "askedAt",
            decided_at as "decidedAt", revoked, restored, left_alone as "leftAlone"
     from intake_withdrawal where batch_id = $1 ${lock}`,
    [batchId],
  );
  return row;
}

export async function closeWithdrawal(
  tx: Transaction,
  done: {
    readonly batchId: string;
    readonly decidedBy: string;
    readonly decidedAt: Date;
    readonly revoked: number;
    readonly restored: number;
    readonly left: readonly { readonly recordId: string; readonly why: string }[];
  },
): Promise<void> {
  await tx.query(
    `update intake_withdrawal set decided_by = $2, decided_at = $3, revoked = $4, restored = $5, left_alone = $6
     where batch_id = $1`,
    [done.batchId, done.decidedBy, done.decidedAt, done.revoked, done.restored, done.left.length],
  );
  await tx.query(
    `insert into intake_withdrawal_left (batch_id, record_id, why)
     select $1, * from unnest($2::uuid[], $3::text[])`,
    [done.batchId, done.left.map(({ recordId }) => recordId), done.left.map(({ why }) => why)],
  );
}

export async function deleteWithdrawal(tx: Transaction, batchId: string): Promise<void> {
  await tx.query('delete from intake_withdrawal where batch_id = $1 and decided_at is null', [
    batchId,
  ]);
}

export function selectLeft(
  database: Queryable,
  batchId: string,
  limit: number,
): Promise<{ recordId: string; why: string }[]> {
  return database.query(
    `select record_id as "recordId", why from intake_withdrawal_left
     where batch_id = $1 order by record_id limit $2`,
    [batchId, limit],
  );
}

/** What held rows of the batch say is deleted: nobody is to put it on file any more. */
export async function clearHeldContent(tx: Transaction, batchId: string): Promise<void> {
  await tx.query('update intake_held set row_side = null where batch_id = $1', [batchId]);
}
