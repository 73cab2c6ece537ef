// The only way into the ledger: one batch, one transaction, the projectors with it.
import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Transaction } from '../kernel/database.js';
import { uuidBytes } from '../kernel/ids.js';
import type { BatchHeader } from './batch-leaf.js';
import { DecodedEntry } from './decoded-entry.js';
import type { CommittedPart } from './entry.js';
import type { EntryChunk, Projector } from './entry.model.js';
import { entryColumns, wordColumns } from './entry-rows.model.js';
import { LaidOutEntry, LaidOutRuns } from './laid-out-entry.js';
import type { NewEntry } from './new-entry.model.js';
import { type Tile, TileWriter } from './tiles.js';

/**
 * Writes one batch. Call `append` as often as needed, then `close` once, all in one transaction.
 * Nothing here waits for anybody: the place in the log is given later by the sequencer (log.ts).
 */
export class BatchAppender {
  readonly #tx: Transaction;
  readonly #header: BatchHeader;
  readonly #projectors: readonly Projector[];
  readonly #tree = new TileWriter();

  constructor(tx: Transaction, header: BatchHeader, projectors: readonly Projector[]) {
    this.#tx = tx;
    this.#header = header;
    this.#projectors = projectors;
  }

  get batchId(): string {
    return this.#header.batchId;
  }

  /** Entries appended so far. */
  get size(): number {
    return this.#tree.size;
  }

  /**
   * Appends entries in this order and lets the projectors follow. Wait for it before the next call.
   * `possiblyNewSubjects`: ids of subjects that the caller did not find in the registry.
   */
  async append(
    entries: readonly NewEntry[],
    possiblyNewSubjects: ReadonlySet<string>,
  ): Promise<void> {
    if (entries.length === 0) return;
    const firstLeaf = this.#tree.size;
    this.#sendEntries(entries, firstLeaf);
    const chunk: EntryChunk = {
      batchId: this.#header.batchId,
      agencyCode: this.#header.agencyCode,
      kind: this.#header.kind,
      receivedAt: this.#header.receivedAt,
      entries: entries.map((entry, index) => new DecodedEntry(entry, firstLeaf + index)),
      possiblyNewSubjects,
    };
    for (const projector of this.#projectors) await projector.apply(this.#tx, chunk);
  }

  // Not waited for: the server writes while projectors get their rows ready.
  #sendEntries(entries: readonly NewEntry[], firstLeaf: number): void {
    const batch = uuidBytes(this.#header.batchId);
    const laidOut = new LaidOutRuns();
    const rows = new CopyWriter(8);
    const words = new CopyWriter(8);
    for (const [index, entry] of entries.entries()) {
      const leaf = firstLeaf + index;
      this.#tree.push(entry.leafHash);
      if (entry instanceof LaidOutEntry) {
        laidOut.add(entry, leaf);
        continue;
      }
      rows.row().bytes(entry.subjectBytes).bytes(entry.recordBytes).bytes(batch).integer(leaf);
      rows.integer(entry.version).bytes(entry.facts);
      writePart(rows, entry.withheld, 'bytes-first');
      if (!entry.words && !entry.withheldWords) continue;
      words.row().bytes(entry.subjectBytes).bytes(batch).integer(leaf).smallInteger(0);
      writePart(words, entry.words, 'salt-first');
      writePart(words, entry.withheldWords, 'salt-first');
    }
    this.#tx.goOn(copyRows(this.#tx, entryColumns, rows, laidOut.entryRows));
    this.#tx.goOn(copyRows(this.#tx, wordColumns, words, laidOut.wordRows));
    this.#sendTiles(this.#tree.takeFull());
  }

  #sendTiles(tiles: readonly Tile[]): void {
    const batch = uuidBytes(this.#header.batchId);
    const rows = new CopyWriter(4, tiles.length * 8400);
    for (const tile of tiles) {
      rows.row().bytes(batch).smallInteger(tile.level).integer(tile.tile).bytes(tile.hashes);
    }
    this.#tx.goOn(copyRows(this.#tx, 'ledger_tile (batch_id, level, tile, hashes)', rows));
  }

  /** Writes the batch's own row and puts it into the sequencer's queue. Without entries: nothing to write. */
  async close(): Promise<void> {
    const size = this.#tree.size;
    if (size === 0) return;
    const { root, tiles } = this.#tree.finish();
    this.#sendTiles(tiles);
    const { batchId, type, agencyCode, kind, receivedAt } = this.#header;
    await this.#tx.query(
      `insert into ledger_batch (batch_id, type, agency_code, kind, entries, root, received_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [batchId, type, agencyCode, kind, size, root, new Date(receivedAt)],
    );
    await this.#tx.query('insert into ledger_outbox (batch_id) values ($1)', [batchId]);
  }
}

function writePart(
  rows: CopyWriter,
  part: CommittedPart | null,
  order: 'bytes-first' | 'salt-first',
): void {
  if (!part) rows.none().none();
  else if (order === 'bytes-first') rows.bytes(part.bytes).bytes(part.salt);
  else rows.bytes(part.salt).bytes(part.bytes);
}
