// Everything that hangs on an account: read for its copy, and taken away with what is personal.
import type { Queryable } from '../kernel/database.js';

/** Rows as they are for a copy of the account; what is sealed stays sealed here. */
export interface AccountTraces {
  readonly grants: Record<string, unknown>[];
  readonly factors: {
    factor_id: string;
    kind: string;
    label: Buffer | null;
    made_at: Date;
    last_used_at: Date | null;
  }[];
  readonly sessions: {
    session_id: string;
    way: string;
    opened_at: Date;
    last_seen_at: Date;
    ended_at: Date | null;
    device: Buffer | null;
  }[];
  readonly bindings: Record<string, unknown>[];
  readonly links: { issuer: string; subject: Buffer; linked_at: Date }[];
  readonly recoveries: Record<string, unknown>[];
}

export async function selectTraces(database: Queryable, accountId: string): Promise<AccountTraces> {
  const rowsOf = <Row extends object>(sql: string) => database.query<Row>(sql, [accountId]);
  return {
    grants: await rowsOf(
      `select role, agency_code, uscc, district, granted_at, ended_at from access_grant
       where account_id = $1 order by granted_at`,
    ),
    factors: await rowsOf(
      `select factor_id, kind, label, made_at, last_used_at from access_factor
       where account_id = $1 order by made_at`,
    ),
    sessions: await rowsOf(
      `select session_id, way, opened_at, last_seen_at, ended_at, device from access_session
       where account_id = $1 order by opened_at`,
    ),
    bindings: await rowsOf(
      `select uscc, way, asked_at, bound_at, ended_at from access_binding
       where account_id = $1 order by asked_at`,
    ),
    links: await rowsOf(
      `select issuer, subject, linked_at from access_oidc_subject
       where account_id = $1 order by linked_at`,
    ),
    recoveries: await rowsOf(
      `select kind, reason, started_at, confirmed_at, used_at from access_recovery
       where account_id = $1 order by started_at`,
    ),
  };
}

/** Takes away everything by which the account could be told to be somebody's. */
export async function deleteTraces(database: Queryable, accountId: string): Promise<void> {
  for (const table of [
    'access_account_private',
    'access_factor',
    'access_session',
    'access_challenge',
    'access_recovery',
    'access_oidc_subject',
  ]) {
    await database.query(`delete from ${table} where account_id = $1`, [accountId]);
  }
}

/** Ends what an account was bound to or had asked for. */
export async function endBindingsOf(
  database: Queryable,
  accountId: string,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> {
  await database.query(
    `update access_binding set ended_at = $2, ended_by = $3 where account_id = $1 and ended_at is null`,
    [accountId, new Date(at), by],
  );
}
