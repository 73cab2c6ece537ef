// Failed attempts in the database, by keyed hash of what was tried.
import type { Queryable } from '../kernel/database.js';

/** What the attempts were made upon. */
export type AttemptKind = 'login' | 'address' | 'client' | 'binding';

export interface AttemptRow {
  readonly failures: number;
  readonly last_at: Date;
  readonly closed_until: Date | null;
}

/** Locks the row of a key, which is made where there is none. */
export async function lockAttempts(
  database: Queryable,
  kind: AttemptKind,
  key: Buffer,
): Promise<AttemptRow> {
  await database.query(
    `insert into access_attempt (kind, tried_key, failures, last_at) values ($1, $2, 0, 'epoch')
     on conflict (kind, tried_key) do nothing`,
    [kind, key],
  );
  const [row] = await database.query<AttemptRow>(
    `select failures, last_at, closed_until from access_attempt
     where kind = $1 and tried_key = $2 for update`,
    [kind, key],
  );
  return row as AttemptRow;
}

export async function writeAttempts(
  database: Queryable,
  kind: AttemptKind,
  {
    key,
    failures,
    at,
    closedUntil,
  }: {
    readonly key: Buffer;
    readonly failures: number;
    readonly at: number;
    readonly closedUntil: number | null;
  },
): Promise<void> {
  await database.query(
    `update access_attempt set failures = $3, last_at = $4, closed_until = $5
     where kind = $1 and tried_key = $2`,
    [kind, key, failures, new Date(at), closedUntil === null ? null : new Date(closedUntil)],
  );
}

export async function deleteAttempts(
  database: Queryable,
  kind: AttemptKind,
  keys: readonly Buffer[],
): Promise<void> {
  await database.query('delete from access_attempt where kind = $1 and tried_key = any($2)', [
    kind,
    keys,
  ]);
}

/** Takes one failure off again. */
export async function forgiveAttempt(
  database: Queryable,
  kind: AttemptKind,
  key: Buffer,
): Promise<void> {
  await database.query(
    `update access_attempt set failures = greatest(failures - 1, 0), closed_until = null
     where kind = $1 and tried_key = $2`,
    [kind, key],
  );
}
