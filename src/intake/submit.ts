// Handing in a file: every row answered, the batch wholly in or wholly out.
import { randomInt } from 'node:crypto';
import { recordAct } from '../audit/trail.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Database, Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { type Clock, dayInShanghai, type IsoDay } from '../kernel/time.js';
import type { Projector } from '../ledger/entry.model.js';
import { getAgency } from '../parties/agencies.js';
import type { Calendar } from '../rules/calendar.js';
import { refuse } from './batch-refusals.js';
import type { BatchRun } from './batch-run.js';
import type { BatchFrame, FileSummary } from './prepared.model.js';
import { checkDigest, getReceipt, type Receipt } from './receipt.js';
import { streamRows } from './row-stream.js';
import { fileDay, shownFileName, writeBatch } from './write-batch.js';

/** What intake works with. */
export interface IntakeContext {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly projectors: readonly Projector[];
}

/** A file as it is handed in. */
export interface Submission {
  readonly kind: string;
  readonly agencyCode: string;
  readonly fileName: string;
  /** Gives the bytes from their beginning each time it is called: a batch may have to start again. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** The source's own day, where rows carry none; today where nobody knows. */
  readonly sourceDay?: IsoDay;
  /** Who hands it in, as a pseudonym for the audit trail. */
  readonly actor: string;
  readonly onProgress?: (progress: SubmissionProgress) => void;
}

export interface SubmissionProgress {
  readonly bytesRead: number;
  readonly rowsRead: number;
}

/** The receipt, and the code that opens it on the public site; the code is not stored and cannot be had again. */
export interface SubmissionResult {
  readonly receipt: Receipt;
  readonly checkCode: string;
}

/**
 * Takes a file in: all of its rows answered in one transaction, which either holds as a whole or leaves nothing.
 * Refuses `agency.unknown`, `catalogue.kind_unknown`, `file.*`, and `batch.release_needed` where a second person
 * of the agency has to release it (see `handIn`).
 */
export async function submitFile(
  context: IntakeContext,
  submission: Submission,
): Promise<SubmissionResult> {
  const today = dayInShanghai(context.clock.now());
  const item = context.catalogue.get(submission.kind, today);
  const agency = await getAgency(context.database, submission.agencyCode);
  if (agency.needsRelease) throw refuse.release_needed({ agency: agency.code });
  const checkCode = newCheckCode();
  const batchId = await context.database.transaction((tx) =>
    writeFile(context, tx, { ...submission, item, today, checkCode }),
  );
  const receipt = await getReceipt(context.database, context.catalogue, { batchId });
  return { receipt, checkCode };
}

interface OpenSubmission extends Submission {
  readonly item: CatalogueItem;
  readonly today: IsoDay;
  readonly checkCode: string;
}

async function writeFile(
  context: IntakeContext,
  tx: Transaction,
  submission: OpenSubmission,
): Promise<string> {
  const { item, agencyCode, today } = submission;
  const receivedAt = context.clock.now();
  const batchId = newId(receivedAt);
  const sourceDay = fileDay(submission.sourceDay, today);
  const frame = frameOf(context, { batchId, agencyCode, today, sourceDay });
  await writeBatch(context, tx, {
    batch: {
      batchId,
      agencyCode,
      item,
      catalogueDay: today,
      sourceDay,
      receivedAt,
      fileName: shownFileName(submission.fileName),
      checkDigest: checkDigest(submission.checkCode),
    },
    answerRows: (run) =>
      takeAll(streamRows(item, frame, submission.open()), run, submission.onProgress),
  });
  const act = { actor: submission.actor, act: 'batch.submit', object: batchId };
  await recordAct(tx, { at: receivedAt, ...act, outcome: 'done' });
  return batchId;
}

/** What the row worker is told of a batch. */
export function frameOf(
  { calendar }: Pick<IntakeContext, 'calendar'>,
  batch: Omit<BatchFrame, 'calendarYears'>,
): BatchFrame {
  return { ...batch, calendarYears: calendar.content };
}

/** Has every chunk answered; gives what is known of the file at its end. */
export async function takeAll(
  rows: ReturnType<typeof streamRows>,
  run: BatchRun,
  onProgress: Submission['onProgress'],
): Promise<FileSummary> {
  try {
    for (;;) {
      const next = await rows.next();
      if (next.done) {
        await run.finish();
        return next.value;
      }
      await run.take(next.value);
      onProgress?.({ bytesRead: next.value.bytesRead, rowsRead: run.counts.read });
    }
  } finally {
    // Lets the row worker go where the batch was given up.
    await rows.return(undefined as never);
  }
}

// Letters and digits that cannot be mistaken for each other on paper.
const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLength = 12;

/** A new code that opens a receipt. */
export function newCheckCode(): string {
  let code = '';
  for (let at = 0; at < codeLength; at += 1) code += codeAlphabet[randomInt(codeAlphabet.length)];
  return code;
}
