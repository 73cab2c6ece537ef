// Verifies the batches: every entry, its words and withheld facts, the tree over them, and the count.
import type { Transaction } from '../kernel/database.js';
import { decodeFacts } from './append.js';
import { LedgerDoesNotFit, type LedgerFaultCode } from './ledger-fault.js';
import {
  type BatchRow,
  batchesInLogOrder,
  type EntryRow,
  entriesInLogOrder,
  type TileRow,
  tilesInLogOrder,
  type WordsRow,
  wordsInLogOrder,
} from './log-order.store.js';
import { leafHash } from './merkle.js';
import { Redactions, redactionsOf } from './redaction.js';
import type { RowCursor } from './row-cursor.js';
import { type Tile, TileWriter, tileHashes } from './tiles.js';
import { findEntryFault } from './verify-entry.policy.js';

/** What the batches came to. */
export interface VerifiedBatches {
  readonly batches: number;
  readonly waiting: number;
  readonly entries: number;
}

/** Called now and then with the number of entries done. */
export type VerifyProgress = (entriesDone: number) => void;

/** Reads every batch from position `since` on, and those that wait; throws `LedgerDoesNotFit`. */
export async function verifyBatches(
  tx: Transaction,
  since: number,
  onProgress: VerifyProgress,
): Promise<VerifiedBatches> {
  const reading: Reading = {
    redactions: await readRedactions(tx),
    entries: await entriesInLogOrder(tx, since),
    words: await wordsInLogOrder(tx, since),
    tiles: await tilesInLogOrder(tx, since),
    onProgress,
    done: 0,
  };
  const batches = await batchesInLogOrder(tx, since);
  let logged = 0;
  let waiting = 0;
  for (; batches.row; await batches.next()) {
    const { row } = batches;
    if ((row.position === null) === (row.turn === null)) {
      throw new LedgerDoesNotFit('batch_unplaced', placeOf(row));
    }
    if (row.position === null) waiting += 1;
    else logged += 1;
    await verifyBatch(reading, row);
  }
  refuseRest(reading);
  await refuseEmptyPlaces(tx);
  return { batches: logged, waiting, entries: reading.done };
}

interface Reading {
  readonly redactions: Redactions;
  readonly entries: RowCursor<EntryRow>;
  readonly words: RowCursor<WordsRow>;
  readonly tiles: RowCursor<TileRow>;
  readonly onProgress: VerifyProgress;
  done: number;
}

/** Redactions come after what they speak of, so they are read first; they are checked in their own turn. */
async function readRedactions(tx: Transaction): Promise<Redactions> {
  const rows = await tx.query<{ facts: Buffer }>(
    `select e.facts from ledger_batch b join ledger_entry e on e.batch_id = b.batch_id
      where b.type = 'acts' and position('"o":"redact"'::bytea in e.facts) > 0`,
  );
  return new Redactions(
    rows.flatMap(({ facts }) => {
      try {
        return redactionsOf(decodeFacts(facts));
      } catch {
        return [];
      }
    }),
  );
}

async function verifyBatch(reading: Reading, batch: BatchRow): Promise<void> {
  const { entries, words } = reading;
  const tiles = await takeTiles(reading.tiles, batch);
  const tree = new TileWriter();
  let leaf = 0;
  for (; belongs(entries.row, batch); entries.advance() || (await entries.refill())) {
    const { row } = entries;
    const fault = (code: LedgerFaultCode): LedgerDoesNotFit => entryFault(code, batch, row);
    if (row.leaf !== leaf) {
      throw new LedgerDoesNotFit('entry_place', { ...placeOf(batch), leaf });
    }
    const hash = leafHash(row.facts);
    if (!hash.equals(tiles.leafAt(leaf))) throw fault('entry_hash');
    const own = belongs(words.row, batch) && words.row.leaf === leaf ? words.row : undefined;
    const code = findEntryFault(row, { batch, words: own, redactions: reading.redactions });
    if (code) throw fault(code);
    if (own && !words.advance()) await words.refill();
    if (belongs(words.row, batch) && words.row.leaf <= leaf) throw wordsAstray(words.row);
    tree.push(hash);
    leaf += 1;
    tiles.compare(tree.takeFull());
    reading.done += 1;
    if (reading.done % 10_000 === 0) reading.onProgress(reading.done);
  }
  if (leaf !== batch.entries) throw new LedgerDoesNotFit('batch_entries', placeOf(batch));
  if (belongs(words.row, batch)) throw wordsAstray(words.row);
  const { root, tiles: open } = tree.finish();
  tiles.compare(open);
  tiles.refuseRest();
  if (!root.equals(batch.root)) throw new LedgerDoesNotFit('batch_root', placeOf(batch));
}

function belongs<Row extends { readonly batchId: string }>(
  row: Row | undefined,
  batch: BatchRow,
): row is Row {
  return row?.batchId === batch.batchId;
}

/** The stored tiles of one batch. */
class StoredTiles {
  readonly #batch: BatchRow;
  readonly #tiles = new Map<string, Buffer>();

  constructor(batch: BatchRow) {
    this.#batch = batch;
  }

  add(row: TileRow): void {
    this.#tiles.set(`${row.level}/${row.tile}`, row.hashes);
  }

  /** The stored hash of an entry; no bytes where there is none. */
  leafAt(leaf: number): Buffer {
    const at = (leaf % tileHashes) * 32;
    const tile = this.#tiles.get(`0/${Math.floor(leaf / tileHashes)}`);
    return tile?.subarray(at, at + 32) ?? Buffer.alloc(0);
  }

  compare(tiles: readonly Tile[]): void {
    for (const { level, tile, hashes } of tiles) {
      const key = `${level}/${tile}`;
      if (!this.#tiles.get(key)?.equals(hashes)) this.#refuse();
      this.#tiles.delete(key);
    }
  }

  refuseRest(): void {
    if (this.#tiles.size > 0) this.#refuse();
  }

  #refuse(): never {
    throw new LedgerDoesNotFit('tile', placeOf(this.#batch));
  }
}

async function takeTiles(cursor: RowCursor<TileRow>, batch: BatchRow): Promise<StoredTiles> {
  const tiles = new StoredTiles(batch);
  for (; belongs(cursor.row, batch); await cursor.next()) tiles.add(cursor.row);
  return tiles;
}

/** Whatever is left belongs to no batch. */
function refuseRest({ entries, words, tiles }: Reading): void {
  if (entries.row) {
    const { batchId, leaf, recordId } = entries.row;
    throw new LedgerDoesNotFit('entry_astray', { batch: batchId, leaf, record: recordId });
  }
  if (words.row) throw wordsAstray(words.row);
  if (tiles.row) throw new LedgerDoesNotFit('tile_astray', { batch: tiles.row.batchId });
}

function wordsAstray({ batchId, leaf }: WordsRow): LedgerDoesNotFit {
  return new LedgerDoesNotFit('words_astray', { batch: batchId, leaf });
}

async function refuseEmptyPlaces(tx: Transaction): Promise<void> {
  const [row] = await tx.query<{ batch_id: string }>(
    `select o.batch_id from ledger_outbox o
      where not exists (select from ledger_batch b where b.batch_id = o.batch_id) limit 1`,
  );
  if (row) throw new LedgerDoesNotFit('batch_missing', { batch: row.batch_id });
}

function placeOf(batch: BatchRow): { batch: string; position?: number } {
  const place = { batch: batch.batchId };
  return batch.position === null ? place : { ...place, position: batch.position };
}

function entryFault(code: LedgerFaultCode, batch: BatchRow, row: EntryRow): LedgerDoesNotFit {
  return new LedgerDoesNotFit(code, { ...placeOf(batch), leaf: row.leaf, record: row.recordId });
}
