// SQL of requests that may come twice.
import type { Queryable } from '../kernel/database.js';

/** A request that was done or is under way. */
export interface KnownRequest {
  readonly parameters: Buffer;
  readonly batchId: string;
  /** Null while it is under way. */
  readonly content: Buffer | null;
  /** The last sign of life of one under way. */
  readonly touchedAt: Date;
}

/** Who sent it, and the key he gave it. */
export interface RequestKey {
  readonly actor: string;
  readonly key: string;
}

/** Claims the key for a request; false where it is taken. */
export async function insertClaim(
  database: Queryable,
  { actor, key }: RequestKey,
  claim: { readonly parameters: Buffer; readonly batchId: string; readonly at: Date },
): Promise<boolean> {
  const claimed = await database.query(
    `insert into intake_idempotency (actor, key, parameters, batch_id, claimed_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning key`,
    [actor, key, claim.parameters, claim.batchId, claim.at],
  );
  return claimed.length === 1;
}

export async function selectRequest(
  database: Queryable,
  { actor, key }: RequestKey,
): Promise<KnownRequest | undefined> {
  const [row] = await database.query<KnownRequest>(
    `select i.parameters, i.batch_id as "batchId", i.content,
            greatest(i.claimed_at, p.touched_at) as "touchedAt"
     from intake_idempotency i left join intake_pending_batch p using (batch_id)
     where i.actor = $1 and i.key = $2`,
    [actor, key],
  );
  return row;
}

/** The request is done: from now on the key stands for this content. */
export async function closeClaim(
  database: Queryable,
  batchId: string,
  content: Buffer,
): Promise<void> {
  await database.query('update intake_idempotency set content = $2 where batch_id = $1', [
    batchId,
    content,
  ]);
}

/** Gives the key of a request that did not come to its end free again. */
export async function deleteClaim(database: Queryable, batchId: string): Promise<void> {
  await database.query('delete from intake_idempotency where batch_id = $1 and content is null', [
    batchId,
  ]);
}

export async function deleteClaimsBefore(database: Queryable, before: Date): Promise<void> {
  await database.query(
    'delete from intake_idempotency where content is not null and claimed_at < $1',
    [before],
  );
}
