// A request that was sent twice is done once: by the sender's key, the parameters and the hash of the content.
import { createHash } from 'node:crypto';
import { canonicalText } from '../kernel/canonical.js';
import type { Database } from '../kernel/database.js';
import { sha256 } from '../kernel/hash.js';
import type { Clock } from '../kernel/time.js';
import { refuse } from './batch-refusals.js';
import {
  deleteClaim,
  insertClaim,
  type KnownRequest,
  type RequestKey,
  selectRequest,
} from './idempotency.store.js';
import type { IntakeLimits } from './limits.loader.js';
import { deletePending } from './pending.store.js';

const keyPattern = /^[\x21-\x7e]{1,200}$/;
const minute = 60_000;

/** What claiming a key needs. */
export interface ClaimContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly limits: IntakeLimits;
}

/** A request with a key. */
export interface KeyedRequest extends RequestKey {
  /** What was asked besides the content. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Claims the key for a new batch; gives the batch of the first request where the key is taken by a request that
 * is done, whose content is then to be compared by `requireSameContent`.
 * Refuses `batch.key_malformed`, `batch.key_taken` (other parameters), `batch.key_under_way`.
 */
export async function claimKey(
  context: ClaimContext,
  request: KeyedRequest,
  batchId: string,
): Promise<KnownRequest | undefined> {
  const { database, clock, limits } = context;
  const { key } = request;
  if (!keyPattern.test(key)) throw refuse.key_malformed();
  const parameters = sha256(Buffer.from(canonicalText(request.parameters), 'utf8'));
  const now = clock.now();
  for (;;) {
    if (await insertClaim(database, request, { parameters, batchId, at: new Date(now) })) return;
    const known = await selectRequest(database, request);
    // It came to its end without a result between the two questions.
    if (!known) continue;
    if (known.content) {
      if (!known.parameters.equals(parameters)) throw refuse.key_taken({ key });
      return known;
    }
    if (known.touchedAt.getTime() > now - limits.silentMinutes * minute) {
      throw refuse.key_under_way({ key });
    }
    // Whoever was at work on it is gone.
    await deletePending(database, known.batchId);
    await deleteClaim(database, known.batchId);
  }
}

/** Reads the content of a repeated request to its end. Refuses `batch.key_taken` where it is another. */
export async function requireSameContent(
  known: KnownRequest,
  key: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const digest = createHash('sha256');
  for await (const piece of bytes) digest.update(piece);
  if (!known.content?.equals(digest.digest())) throw refuse.key_taken({ key });
}
