// The stored rows of a batch, answered like those of a file that is read.
import type { Queryable } from '../kernel/database.js';
import { refuse } from './batch-refusals.js';
import type { BatchRun } from './batch-run.js';
import { selectPendingChunk } from './pending.store.js';
import { unpackChunk } from './pending-chunks.js';

/** Has every stored chunk answered, in the file's order. Refuses `batch.prepared_otherwise`. */
export async function takeStored(
  database: Queryable,
  batchId: string,
  run: BatchRun,
): Promise<void> {
  for (let number = 0; ; number += 1) {
    const stored = await selectPendingChunk(database, batchId, number);
    if (!stored) break;
    const chunk = unpackChunk(stored);
    if (!chunk) throw refuse.prepared_otherwise({ batch: batchId });
    await run.take(chunk);
  }
  await run.finish();
}
