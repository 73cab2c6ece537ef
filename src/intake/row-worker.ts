// The thread that reads files: parses, checks, masks and hashes rows, a few chunks ahead of the transaction.
import { createHash, type Hash, randomFillSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { shownHeading } from '../catalogue/headings.policy.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { Refusal } from '../kernel/errors.js';
import { Calendar } from '../rules/calendar.js';
import { ChunkBuilder, transferList } from './chunk-builder.js';
import type { BatchFrame, FileSummary, PreparedChunk } from './prepared.model.js';
import { rowPreparation } from './row-preparation.js';
import {
  type FromWorker,
  rowsOfFirstChunk,
  rowsPerChunk,
  type ToWorker,
} from './row-worker.model.js';
import { TableReader, type TableRow } from './table-reader.js';

interface Reading {
  readonly item: CatalogueItem;
  readonly table: TableReader;
  readonly prepare: ReturnType<typeof rowPreparation>;
  readonly digest: Hash;
  readonly chunk: ChunkBuilder;
  bytesRead: number;
  /** Of the chunk at hand. */
  rowsWanted: number;
}

// So few rows are in memory at a time that collecting garbage finds little to keep.
const bytesAtATime = 32 * 1024;

let reading: Reading | undefined;

function begin(item: CatalogueItem, frame: BatchFrame): void {
  reading = {
    item,
    table: new TableReader(item),
    prepare: rowPreparation(item, frame, new Calendar(frame.calendarYears)),
    digest: createHash('sha256'),
    chunk: new ChunkBuilder(frame.batchId),
    bytesRead: 0,
    rowsWanted: rowsOfFirstChunk,
  };
}

function prepareRows(current: Reading, rows: readonly TableRow[], out: PreparedChunk[]): void {
  const salts = randomFillSync(Buffer.allocUnsafe(rows.length * 48));
  for (const [index, row] of rows.entries()) {
    const own = salts.subarray(index * 48, index * 48 + 48);
    current.chunk.add(row.line, current.prepare(row), own);
    if (current.chunk.rows < current.rowsWanted) continue;
    out.push(current.chunk.finish(current.bytesRead));
    current.rowsWanted = Math.min(current.rowsWanted * 2, rowsPerChunk);
  }
}

function answer(message: ToWorker): { message: FromWorker; transfer: ArrayBuffer[] } {
  if (message.do === 'begin') {
    begin(message.item, message.frame);
    return { message: { did: 'begun' }, transfer: [] };
  }
  const current = reading;
  // The file was refused, and these pieces of it were under way already.
  if (!current) return { message: { did: 'read', chunks: [] }, transfer: [] };
  const chunks: PreparedChunk[] = [];
  if (message.do === 'read') {
    const bytes = Buffer.from(message.bytes.buffer, message.bytes.byteOffset, message.bytes.length);
    current.digest.update(bytes);
    current.bytesRead += bytes.length;
    for (let at = 0; at < bytes.length; at += bytesAtATime) {
      prepareRows(current, current.table.push(bytes.subarray(at, at + bytesAtATime)), chunks);
    }
    return { message: { did: 'read', chunks }, transfer: chunks.flatMap(transferList) };
  }
  prepareRows(current, current.table.end(), chunks);
  if (current.chunk.rows > 0) chunks.push(current.chunk.finish(current.bytesRead));
  reading = undefined;
  return {
    message: { did: 'finished', chunks, summary: summarise(current) },
    transfer: chunks.flatMap(transferList),
  };
}

function summarise(current: Reading): FileSummary {
  const headings = current.table.headings;
  const headingOf: Record<string, string> = {};
  for (const [index, field] of current.item.fields.entries()) {
    const heading = headings?.headings[headings.columnOfField[index] ?? -1];
    if (heading !== undefined) headingOf[field.code] = shownHeading(heading);
  }
  return {
    encoding: current.table.encoding,
    digest: current.digest.digest(),
    columns: {
      mapped: headings?.mapped ?? [],
      unknown: headings?.unknown ?? [],
      dropped: headings?.dropped ?? [],
    },
    headingOf,
  };
}

parentPort?.on('message', (message: ToWorker) => {
  try {
    const { message: reply, transfer } = answer(message);
    parentPort?.postMessage(reply, transfer);
  } catch (error) {
    reading = undefined;
    const reply: FromWorker =
      error instanceof Refusal
        ? { did: 'refused', code: error.code, values: error.values }
        : { did: 'failed', message: (error as Error).stack ?? String(error) };
    parentPort?.postMessage(reply);
  }
});
