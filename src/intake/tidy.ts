// What broke off and what waited too long is dropped; keys of old requests are forgotten.
import { recordAct } from '../audit/trail.js';
import type { WritingContext } from './hand-in.js';
import { deleteClaim, deleteClaimsBefore } from './idempotency.store.js';
import { deletePending, insertRelease, selectOverdue, selectPending } from './pending.store.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The batches that were dropped because nobody released them in time. */
export interface Tidied {
  readonly dropped: readonly string[];
  /** Uploads that had broken off. */
  readonly brokenOff: number;
}

/** Does what is due. A dropped batch stays in its agency's list, with the day and without its content. */
export async function tidyPending(
  context: Pick<WritingContext, 'database' | 'clock' | 'limits'>,
): Promise<Tidied> {
  const { database, clock, limits } = context;
  const now = clock.now();
  const overdue = await selectOverdue(database, {
    silentSince: new Date(now - limits.silentMinutes * minute),
    waitingSince: new Date(now - limits.pendingDays * day),
  });
  const dropped: string[] = [];
  let brokenOff = 0;
  for (const { batchId, state } of overdue) {
    if (state === 'arriving') {
      await deletePending(database, batchId);
      await deleteClaim(database, batchId);
      brokenOff += 1;
    } else if (await dropWaiting(context, batchId)) {
      dropped.push(batchId);
    }
  }
  await deleteClaimsBefore(database, new Date(now - limits.requestKeyDays * day));
  return { dropped, brokenOff };
}

function dropWaiting(
  { database, clock }: Pick<WritingContext, 'database' | 'clock'>,
  batchId: string,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const pending = await selectPending(tx, batchId, 'for update');
    if (pending?.state !== 'waiting') return false;
    await deletePending(tx, batchId);
    const at = clock.now();
    const ending = { outcome: 'dropped' as const, decidedBy: 'process', decidedAt: at };
    await insertRelease(tx, pending, { ...ending, reason: null });
    await recordAct(tx, {
      at,
      actor: 'process',
      act: 'batch.drop',
      object: batchId,
      outcome: 'done',
    });
    return true;
  });
}
