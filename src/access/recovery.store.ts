// One-time codes of accounts, by digest.
import type { Queryable } from '../kernel/database.js';

export interface RecoveryRow {
  readonly recovery_id: string;
  readonly account_id: string;
  readonly kind: 'invitation' | 'recovery';
  readonly reason: string;
  readonly started_by: string;
  readonly started_at: Date;
  readonly confirmed_by: string | null;
  readonly ends_at: Date;
}

const columns =
  'recovery_id, account_id, kind, reason, started_by, started_at, confirmed_by, ends_at';

export async function insertRecovery(
  database: Queryable,
  recovery: {
    readonly recoveryId: string;
    readonly accountId: string;
    readonly kind: 'invitation' | 'recovery';
    readonly reason: string;
    readonly by: string;
    readonly at: number;
    readonly endsAt: number;
    readonly codeDigest: Buffer | null;
  },
): Promise<void> {
  await database.query(
    `insert into access_recovery
       (recovery_id, account_id, kind, reason, started_by, started_at, ends_at, code_digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      recovery.recoveryId,
      recovery.accountId,
      recovery.kind,
      recovery.reason,
      recovery.by,
      new Date(recovery.at),
      new Date(recovery.endsAt),
      recovery.codeDigest,
    ],
  );
}

/** Uses a code up; whether there was such a one for the account. */
export async function useCode(
  database: Queryable,
  use: { readonly accountId: string; readonly codeDigest: Buffer; readonly at: number },
): Promise<RecoveryRow | undefined> {
  const [row] = await database.query<RecoveryRow>(
    `update access_recovery set used_at = $3
     where account_id = $1 and code_digest = $2 and ends_at > $3
       and used_at is null and cancelled_at is null
     returning ${columns}`,
    [use.accountId, use.codeDigest, new Date(use.at)],
  );
  return row;
}
