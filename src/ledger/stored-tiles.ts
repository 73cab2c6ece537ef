// The hashes of a batch's tree as they are stored, to be compared with those made again from its content.
import { LedgerDoesNotFit } from './ledger-fault.js';
import type { BatchRow, TileRow } from './log-order.store.js';
import { type Tile, tileHashes } from './tiles.js';

/** The stored tiles of one batch. */
export class StoredTiles {
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

/** Where a batch stands, for a fault. */
export function placeOf(batch: BatchRow): { batch: string; position?: number } {
  const place = { batch: batch.batchId };
  return batch.position === null ? place : { ...place, position: batch.position };
}
