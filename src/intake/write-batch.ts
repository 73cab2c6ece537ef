// Writing a batch in the transaction of its caller: rows answered, entries, answers, findings, the batch's own row.
import { cleanText } from '../catalogue/clean-text.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { maskPersonalData } from '../codes/personal-data.js';
import type { Transaction } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';
import { BatchAppender } from '../ledger/append.js';
import type { Projector } from '../ledger/entry.model.js';
import { insertBatch, takeAgencyTurn } from './batch.store.js';
import { BatchRun } from './batch-run.js';
import { LedgerSink } from './ledger-sink.js';
import type { FileSummary } from './prepared.model.js';

const fileNameLength = 200;

/** A batch on its way into the ledger. */
export interface BatchToWrite {
  readonly batchId: string;
  readonly agencyCode: string;
  readonly item: CatalogueItem;
  /** The day whose catalogue the rows are checked against. */
  readonly catalogueDay: IsoDay;
  readonly sourceDay: IsoDay;
  readonly receivedAt: number;
  /** As shown: see `shownFileName`. */
  readonly fileName: string;
  readonly checkDigest: Uint8Array;
}

/** Writes the batch; `answerRows` has every chunk of it answered and gives what is known of the file at its end. */
export async function writeBatch(
  context: { readonly projectors: readonly Projector[] },
  tx: Transaction,
  {
    batch,
    answerRows,
  }: { batch: BatchToWrite; answerRows: (run: BatchRun) => Promise<FileSummary> },
): Promise<void> {
  const { batchId, agencyCode, item, catalogueDay, receivedAt } = batch;
  await takeAgencyTurn(tx, agencyCode);
  const header = { batchId, type: 'records' as const, agencyCode, kind: item.kind, receivedAt };
  const sink = new LedgerSink(tx, item, new BatchAppender(tx, header, context.projectors));
  const run = new BatchRun(item, sink, catalogueDay);
  const file = await answerRows(run);
  await sink.close();
  await insertBatch(tx, {
    batchId,
    agencyCode,
    kind: item.kind,
    catalogueDay,
    fileName: batch.fileName,
    sourceDay: batch.sourceDay,
    receivedAt,
    checkDigest: batch.checkDigest,
    counts: run.counts,
    masked: run.masked,
    late: run.late,
    file,
  });
}

/** The name of a file as it is kept: files are named after those they are about now and then. */
export function shownFileName(fileName: string): string {
  return cleanText(maskPersonalData(cleanText(fileName)).text.slice(0, fileNameLength));
}

/** The day of a file: as stated, today where nothing is stated; a day to come is no day of anything on file. */
export function fileDay(stated: IsoDay | undefined, today: IsoDay): IsoDay {
  return stated !== undefined && stated < today ? stated : today;
}
