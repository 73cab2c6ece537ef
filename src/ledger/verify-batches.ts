// Verifies the batches: every entry, its words and withheld facts, the tree over them, and the count.
import type { Transaction } from '../kernel/database.js';
import { decodeFacts } from './decoded-entry.js';
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
import { placeOf, StoredTiles } from './stored-tiles.js';
import { TileWriter } from './tiles.js';
import { findEntryFault } from './verify-entry.policy.js';
import { openSeals, refuseUnsealed, type Seals, verifyTrailBatch } from './verify-trail.js';

/** What the batches came to. */
export interface VerifiedBatches {
  readonly batches: number;
  readonly waiting: number;
  readonly entries: number;
  /** Events of the audit trail that batches hold. */
  readonly events: number;
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
    seals: await openSeals(tx, since),
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
    if (row.type === 'trail') await verifyTrail(reading, row);
    else await verifyBatch(reading, row);
  }
  refuseRest(reading);
  await refuseEmptyPlaces(tx);
  await refuseUnsealed(tx);
  const { done, seals } = reading;
  return { batches: logged, waiting, entries: done, events: seals.done };
}

interface Reading {
  readonly redactions: Redactions;
  readonly entries: RowCursor<EntryRow>;
  readonly words: RowCursor<WordsRow>;
  readonly tiles: RowCursor<TileRow>;
  readonly seals: Seals;
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

async function verifyTrail(reading: Reading, batch: BatchRow): Promise<void> {
  // Only events belong to such a batch.
  if (belongs(reading.entries.row, batch)) throw entryAstray(reading.entries.row);
  if (belongs(reading.words.row, batch)) throw wordsAstray(reading.words.row);
  await verifyTrailBatch(reading.seals, batch, await takeTiles(reading.tiles, batch));
}

async function verifyBatch(reading: Reading, batch: BatchRow): Promise<void> {
  const { entries, words, seals } = reading;
  if (belongs(seals.cursor.row, batch)) seals.refuseRest();
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

async function takeTiles(cursor: RowCursor<TileRow>, batch: BatchRow): Promise<StoredTiles> {
  const tiles = new StoredTiles(batch);
  for (; belongs(cursor.row, batch); await cursor.next()) tiles.add(cursor.row);
  return tiles;
}

/** Whatever is left belongs to no batch. */
function refuseRest({ entries, words, tiles, seals }: Reading): void {
  if (entries.row) throw entryAstray(entries.row);
  if (words.row) throw wordsAstray(words.row);
  seals.refuseRest();
  if (tiles.row) throw new LedgerDoesNotFit('tile_astray', { batch: tiles.row.batchId });
}

function entryAstray({ batchId, leaf, recordId }: EntryRow): LedgerDoesNotFit {
  return new LedgerDoesNotFit('entry_astray', { batch: batchId, leaf, record: recordId });
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

function entryFault(code: LedgerFaultCode, batch: BatchRow, row: EntryRow): LedgerDoesNotFit {
  return new LedgerDoesNotFit(code, { ...placeOf(batch), leaf: row.leaf, record: row.recordId });
}
