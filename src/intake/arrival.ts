// A file that comes once, as over a network: its prepared rows are stored piece by piece, outside any transaction.
import { dayInShanghai, type IsoDay } from '../kernel/time.js';
import { getAgency } from '../parties/agencies.js';
import { refuse } from './batch-refusals.js';
import type { IntakeLimits } from './limits.loader.js';
import {
  countPending,
  deletePending,
  insertArriving,
  insertPendingChunk,
} from './pending.store.js';
import { chunkFormat, packChunk } from './pending-chunks.js';
import type { FileSummary } from './prepared.model.js';
import { checkDigest } from './receipt.js';
import { streamRows } from './row-stream.js';
import { frameOf, type IntakeContext, newCheckCode, type Submission } from './submit.js';
import { fileDay, shownFileName } from './write-batch.js';

/** A file whose bytes can be read once. */
export interface Arrival
  extends Pick<Submission, 'kind' | 'agencyCode' | 'fileName' | 'actor' | 'onProgress'> {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly sourceDay?: IsoDay;
}

/** What receiving a file works with. */
export interface ArrivalContext extends IntakeContext {
  readonly limits: Pick<IntakeLimits, 'arrivingAtOnce' | 'waitingAtOnce'>;
}

/** A file that has arrived wholly. Nothing of it is on file yet; `hand-in.ts` says what becomes of it. */
export interface Arrived {
  readonly batchId: string;
  readonly checkCode: string;
  readonly file: FileSummary;
}

/**
 * Takes the bytes and stores the prepared rows. A slow sender holds neither a transaction nor the agency's turn; what
 * breaks off leaves nothing. Refuses `agency.unknown`, `catalogue.kind_unknown`, `file.*`, `batch.arrival_lost`,
 * `batch.too_many_arriving`, `batch.too_many_waiting`.
 */
export async function receiveFile(
  context: ArrivalContext,
  arrival: Arrival,
  batchId: string,
): Promise<Arrived> {
  const { database, clock } = context;
  const receivedAt = clock.now();
  const today = dayInShanghai(receivedAt);
  const item = context.catalogue.get(arrival.kind, today);
  const agency = await getAgency(database, arrival.agencyCode);
  await requireRoom(context, agency.code, arrival.actor);
  const sourceDay = fileDay(arrival.sourceDay, today);
  const checkCode = newCheckCode();
  await insertArriving(database, {
    batchId,
    agencyCode: agency.code,
    kind: item.kind,
    catalogueDay: today,
    fileName: shownFileName(arrival.fileName),
    sourceDay,
    receivedAt: new Date(receivedAt),
    checkDigest: checkDigest(checkCode),
    submittedBy: arrival.actor,
  });
  try {
    const frame = frameOf(context, { batchId, agencyCode: agency.code, today, sourceDay });
    const rows = streamRows(item, frame, arrival.bytes);
    const file = await storeAll(context, { batchId, rows, onProgress: arrival.onProgress });
    return { batchId, checkCode, file };
  } catch (error) {
    await deletePending(database, batchId);
    throw error;
  }
}

/** What waits takes space: so much at once of one sender, and of one agency. */
async function requireRoom(
  { database, limits }: ArrivalContext,
  agencyCode: string,
  actor: string,
): Promise<void> {
  const { arriving, waiting } = await countPending(database, { agencyCode, actor });
  const { arrivingAtOnce, waitingAtOnce } = limits;
  if (arriving >= arrivingAtOnce) throw refuse.too_many_arriving({ limit: arrivingAtOnce });
  if (waiting >= waitingAtOnce) {
    throw refuse.too_many_waiting({ agency: agencyCode, limit: waitingAtOnce });
  }
}

interface Storing {
  readonly batchId: string;
  readonly rows: ReturnType<typeof streamRows>;
  readonly onProgress: Submission['onProgress'];
}

async function storeAll(
  { database, clock }: IntakeContext,
  { batchId, rows, onProgress }: Storing,
): Promise<FileSummary> {
  let rowsRead = 0;
  try {
    for (let number = 0; ; number += 1) {
      const next = await rows.next();
      if (next.done) return next.value;
      const content = packChunk(next.value);
      const chunk = {
        batchId,
        number,
        rows: next.value.lines.length,
        format: chunkFormat,
        content,
      };
      if (!(await insertPendingChunk(database, chunk, new Date(clock.now())))) {
        throw refuse.arrival_lost();
      }
      rowsRead += chunk.rows;
      onProgress?.({ bytesRead: next.value.bytesRead, rowsRead });
    }
  } finally {
    // Lets the row worker go where the file was given up.
    await rows.return(undefined as never);
  }
}
