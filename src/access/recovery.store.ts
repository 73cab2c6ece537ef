// One-time codes of accounts, by digest.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';

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

/** Whatever is still open for an account becomes void. */
export async function cancelRecoveries(
  database: Queryable,
  accountId: string,
  at: number,
): Promise<void> {
  await database.query(
    `update access_recovery set cancelled_at = $2
     where account_id = $1 and used_at is null and cancelled_at is null`,
    [accountId, new Date(at)],
  );
}

/** Recoveries that wait for their second person, oldest first. */
export function selectWaitingRecoveries(database: Queryable, at: number): Promise<RecoveryRow[]> {
  return database.query<RecoveryRow>(
    `select ${columns} from access_recovery
     where kind = 'recovery' and confirmed_by is null and cancelled_at is null and ends_at > $1
     order by started_at, recovery_id`,
    [new Date(at)],
  );
}

/** Locks a recovery that waits for its second person. */
export async function lockWaitingRecovery(
  database: Queryable,
  recoveryId: string,
  at: number,
): Promise<RecoveryRow | undefined> {
  if (!isUuid(recoveryId)) return undefined;
  const [row] = await database.query<RecoveryRow>(
    `select ${columns} from access_recovery
     where recovery_id = $1 and kind = 'recovery' and confirmed_by is null and cancelled_at is null
       and ends_at > $2 for update`,
    [recoveryId, new Date(at)],
  );
  return row;
}

export async function confirmRecoveryRow(
  database: Queryable,
  recoveryId: string,
  confirmed: {
    readonly by: string;
    readonly at: number;
    readonly codeDigest: Buffer;
    readonly endsAt: number;
  },
): Promise<void> {
  await database.query(
    `update access_recovery set confirmed_by = $2, confirmed_at = $3, code_digest = $4, ends_at = $5
     where recovery_id = $1`,
    [
      recoveryId,
      confirmed.by,
      new Date(confirmed.at),
      confirmed.codeDigest,
      new Date(confirmed.endsAt),
    ],
  );
}

/** How many others in use could be the second person. */
export async function countSecondPersons(database: Queryable, but: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(distinct a.account_id) as count
     from access_account a join access_grant g using (account_id)
     where a.state = 'active' and a.account_id <> $1 and g.ended_at is null
       and g.role in ('security-administrator', 'system-administrator')`,
    [but],
  );
  return row?.count ?? 0;
}
