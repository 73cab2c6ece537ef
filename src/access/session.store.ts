// Sessions in the database: found by the digest of their token.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import type { SessionStage } from './access.model.js';
import type { AccountKind } from './account.store.js';
import { grantColumns } from './grant.store.js';

export interface SessionRow {
  readonly session_id: string;
  readonly account_id: string;
  readonly stage: SessionStage;
  readonly way: string;
  readonly opened_at: Date;
  readonly last_seen_at: Date;
  readonly ends_at: Date;
  readonly reauthenticated_at: Date | null;
  readonly kind: AccountKind;
  readonly is_demo: boolean;
  readonly login: Buffer;
  readonly name: Buffer;
  readonly grants: Record<string, unknown>[];
  readonly factors: ('totp' | 'passkey')[];
}

export async function insertSession(
  database: Queryable,
  session: {
    readonly sessionId: string;
    readonly tokenDigest: Buffer;
    readonly accountId: string;
    readonly stage: SessionStage;
    readonly way: string;
    readonly at: number;
    readonly idleUntil: number;
    readonly endsAt: number;
    readonly device: Buffer;
  },
): Promise<void> {
  const at = new Date(session.at);
  await database.query(
    `insert into access_session (session_id, token_digest, account_id, stage, way, opened_at, last_seen_at,
       idle_until, ends_at, reauthenticated_at, device)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10)`,
    [
      session.sessionId,
      session.tokenDigest,
      session.accountId,
      session.stage,
      session.way,
      at,
      new Date(session.idleUntil),
      new Date(session.endsAt),
      session.stage === 'open' ? at : null,
      session.device,
    ],
  );
}

/** The session in force with this token, of an account in use. */
export async function selectSession(
  database: Queryable,
  tokenDigest: Buffer,
  at: number,
): Promise<SessionRow | undefined> {
  const [row] = await database.query<SessionRow>(
    `select s.session_id, s.account_id, s.stage, s.way, s.opened_at, s.last_seen_at, s.ends_at,
            s.reauthenticated_at, a.kind, a.is_demo, p.login, p.name,
            coalesce((select json_agg(${grantColumns}) from access_grant g
                      where g.account_id = a.account_id and g.ended_at is null), '[]') as grants,
            array(select distinct f.kind from access_factor f
                  where f.account_id = a.account_id and f.state = 'active') as factors
     from access_session s
     join access_account a using (account_id) join access_account_private p using (account_id)
     where s.token_digest = $1 and s.ended_at is null and s.ends_at > $2 and s.idle_until > $2
       and a.state = 'active'`,
    [tokenDigest, new Date(at)],
    'access session',
  );
  return row;
}

export async function touchSession(
  database: Queryable,
  sessionId: string,
  { at, idleUntil }: { readonly at: number; readonly idleUntil: number },
): Promise<void> {
  await database.query(
    'update access_session set last_seen_at = $2, idle_until = $3 where session_id = $1',
    [sessionId, new Date(at), new Date(idleUntil)],
  );
}

export async function markReauthenticated(
  database: Queryable,
  sessionId: string,
  at: number,
): Promise<void> {
  await database.query('update access_session set reauthenticated_at = $2 where session_id = $1', [
    sessionId,
    new Date(at),
  ]);
}

/** Ends a session of an account; whether there was one. */
export async function endSessionById(
  database: Queryable,
  { accountId, sessionId, at }: { accountId: string; sessionId: string; at: number },
): Promise<boolean> {
  if (!isUuid(sessionId)) return false;
  const rows = await database.query(
    `update access_session set ended_at = $3
     where session_id = $1 and account_id = $2 and ended_at is null returning 1`,
    [sessionId, accountId, new Date(at)],
  );
  return rows.length > 0;
}

/** Ends the sessions of an account, all or all but one. */
export async function endSessionsOf(
  database: Queryable,
  { accountId, at, but }: { accountId: string; at: number; but?: string },
): Promise<void> {
  await database.query(
    `update access_session set ended_at = $2
     where account_id = $1 and ended_at is null and session_id is distinct from $3`,
    [accountId, new Date(at), but ?? null],
  );
}

/** The sessions in force of an account, newest first. */
export function selectSessionsOf(
  database: Queryable,
  accountId: string,
  at: number,
): Promise<
  (Pick<SessionRow, 'session_id' | 'way' | 'opened_at' | 'last_seen_at' | 'ends_at'> & {
    readonly device: Buffer | null;
  })[]
> {
  return database.query(
    `select session_id, way, opened_at, last_seen_at, ends_at, device from access_session
     where account_id = $1 and ended_at is null and stage = 'open' and ends_at > $2 and idle_until > $2
     order by opened_at desc`,
    [accountId, new Date(at)],
  );
}
