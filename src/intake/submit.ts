// Handing in a file: every row answered, the batch wholly in or wholly out.
import { randomInt } from 'node:crypto';
import { recordAct } from '../audit/trail.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { cleanText } from '../catalogue/clean-text.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { maskPersonalData } from '../codes/personal-data.js';
import type { Database, Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { type Clock, dayInShanghai, type IsoDay } from '../kernel/time.js';
import { BatchAppender } from '../ledger/append.js';
import type { Projector } from '../ledger/entry.model.js';
import { getAgency } from '../parties/agencies.js';
import type { Calendar } from '../rules/calendar.js';
import { insertBatch, takeAgencyTurn } from './batch.store.js';
import { BatchRun } from './batch-run.js';
import { LedgerSink } from './ledger-sink.js';
import type { FileSummary } from './prepared.model.js';
import { checkDigest, getReceipt, type Receipt } from './receipt.js';
import { streamRows } from './row-stream.js';

const fileNameLength = 200;

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
 * Refuses `agency.unknown`, `catalogue.kind_unknown`, `file.*`.
 */
export async function submitFile(
  context: IntakeContext,
  submission: Submission,
): Promise<SubmissionResult> {
  const today = dayInShanghai(context.clock.now());
  const item = context.catalogue.get(submission.kind, today);
  await getAgency(context.database, submission.agencyCode);
  const checkCode = newCheckCode();
  const batchId = await context.database.transaction((tx) =>
    writeBatch(context, tx, { ...submission, item, today, checkCode }),
  );
  const receipt = await getReceipt(context.database, context.catalogue, { batchId });
  return { receipt, checkCode };
}

interface OpenSubmission extends Submission {
  readonly item: CatalogueItem;
  readonly today: IsoDay;
  readonly checkCode: string;
}

async function writeBatch(
  context: IntakeContext,
  tx: Transaction,
  submission: OpenSubmission,
): Promise<string> {
  const { item, agencyCode, kind, today } = submission;
  const receivedAt = context.clock.now();
  const batchId = newId(receivedAt);
  const sourceDay = fileDay(submission.sourceDay, today);
  await takeAgencyTurn(tx, agencyCode);
  const header = { batchId, type: 'records' as const, agencyCode, kind, receivedAt };
  const sink = new LedgerSink(tx, item, new BatchAppender(tx, header, context.projectors));
  const run = new BatchRun(item, sink, today);
  const calendarYears = context.calendar.content;
  const frame = { batchId, agencyCode, today, sourceDay, calendarYears };
  const rows = streamRows(item, frame, submission.open());
  const file = await takeAll(rows, run, submission.onProgress);
  await sink.close();
  await insertBatch(tx, {
    batchId,
    agencyCode,
    kind,
    catalogueDay: today,
    fileName: shownFileName(submission.fileName),
    sourceDay,
    receivedAt,
    checkDigest: checkDigest(submission.checkCode),
    counts: run.counts,
    masked: run.masked,
    late: run.late,
    file,
  });
  const act = { actor: submission.actor, act: 'intake.submit', object: batchId };
  await recordAct(tx, { at: receivedAt, ...act, outcome: 'done' });
  return batchId;
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

// Files are named after those they are about now and then.
function shownFileName(fileName: string): string {
  return cleanText(maskPersonalData(cleanText(fileName)).text.slice(0, fileNameLength));
}

/** The day of a file: as stated, today where nothing is stated; a day to come is no day of anything on file. */
export function fileDay(stated: IsoDay | undefined, today: IsoDay): IsoDay {
  return stated !== undefined && stated < today ? stated : today;
}

// Letters and digits that cannot be mistaken for each other on paper.
const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLength = 12;

function newCheckCode(): string {
  let code = '';
  for (let at = 0; at < codeLength; at += 1) code += codeAlphabet[randomInt(codeAlphabet.length)];
  return code;
}
