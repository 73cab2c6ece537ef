// A file that comes once, as over a network: its prepared rows are stored piece by piece, outside any transaction.
import { dayInShanghai, type IsoDay } from '../kernel/time.js';
import { getAgency } from '../parties/agencies.js';
import { refuse } from './batch-refusals.js';
import { deletePending, insertArriving, insertPendingChunk } from './pending.store.js';
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

/** A file that has arrived wholly. Nothing of it is on file yet; `hand-in.ts` says what becomes of it. */
export interface Arrived {
  readonly batchId: string;
  readonly checkCode: string;
  readonly needsRelease: boolean;
  readonly file: FileSummary;
}

/**
 * Takes the bytes and stores the prepared rows. A slow sender holds neither a transaction nor the agency's turn; what
 * breaks off leaves nothing. Refuses `agency.unknown`, `catalogue.kind_unknown`, `file.*`, `batch.arrival_lost`.
 */
export async function receiveFile(
  context: IntakeContext,
  arrival: Arrival,
  batchId: string,
): Promise<Arrived> {
  const { database, clock } = context;
  const receivedAt = clock.now();
  const today = dayInShanghai(receivedAt);
  const item = context.catalogue.get(arrival.kind, today);
  const agency = await getAgency(database, arrival.agencyCode);
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
    return { batchId, checkCode, needsRelease: agency.needsRelease, file };
  } catch (error) {
    await deletePending(database, batchId);
    throw error;
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
