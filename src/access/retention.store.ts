// What has been kept long enough.
import type { Queryable } from '../kernel/database.js';

/** Accounts that were not used since a day, counted from their making where never. */
export async function selectSleepers(database: Queryable, before: string): Promise<string[]> {
  const rows = await database.query<{ account_id: string }>(
    `select account_id from access_account
     where state = 'active' and not is_demo
       and coalesce(last_used_on, (created_at at time zone 'Asia/Shanghai')::date) < $1`,
    [before],
  );
  return rows.map((row) => row.account_id);
}

/** Accounts that were suspended before a moment, and those for organisations that were made before one and never bound. */
export async function selectErasable(
  database: Queryable,
  before: { readonly suspended: number; readonly unbound: number },
): Promise<string[]> {
  const rows = await database.query<{ account_id: string }>(
    `select account_id from access_account a
     where not is_demo
       and ((state = 'suspended' and ended_at < $1)
            or (kind = 'organisation' and state = 'active' and created_at < $2
                and not exists (select 1 from access_grant g where g.account_id = a.account_id)))`,
    [new Date(before.suspended), new Date(before.unbound)],
  );
  return rows.map((row) => row.account_id);
}

/** Drops what has ended: sessions, challenges, tokens, secrets, codes, letters, counted attempts. */
export async function deleteEnded(
  database: Queryable,
  before: { readonly now: number; readonly sessions: number; readonly attempts: number },
): Promise<void> {
  const [now, sessions] = [new Date(before.now), new Date(before.sessions)];
  const drop = (sql: string, moment: Date) => database.query(`delete from ${sql}`, [moment]);
  await drop('access_session where least(ended_at, ends_at, idle_until) < $1', sessions);
  await drop('access_challenge where ends_at < $1', now);
  await drop('access_token where ends_at < $1', now);
  await drop('access_client_secret where ends_at < $1', now);
  await drop('access_recovery where least(used_at, cancelled_at, ends_at) < $1', sessions);
  await drop('access_binding where bound_at is null and ends_at < $1', sessions);
  await drop('access_attempt where last_at < $1', new Date(before.attempts));
}
