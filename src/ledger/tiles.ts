// The hashes of a batch's tree on disk: tiles of 256 hashes, a row each, instead of a row per leaf.
import type { Queryable } from '../kernel/database.js';
import { nodeHash, type SubtreeReader, TreeEdge } from './merkle.js';

const tileHeight = 8;
/** Hashes in a full tile. */
export const tileHashes = 2 ** tileHeight;

/** One tile: up to 256 hashes of level `8 * level` of the tree, beginning with hash `256 * tile`. */
export interface Tile {
  readonly level: number;
  readonly tile: number;
  readonly hashes: Buffer;
}

/** Grows a batch's tree and hands out its tiles as they fill up. */
export class TileWriter {
  readonly #open: { hashes: Buffer; count: number; tile: number }[] = [];
  #full: Tile[] = [];
  size = 0;

  push(leaf: Uint8Array): void {
    this.#put(0, leaf);
    this.size += 1;
  }

  #put(level: number, hash: Uint8Array): void {
    this.#open[level] ??= { hashes: Buffer.alloc(tileHashes * 32), count: 0, tile: 0 };
    const open = this.#open[level];
    open.hashes.set(hash, open.count * 32);
    open.count += 1;
    if (open.count < tileHashes) return;
    this.#full.push({ level, tile: open.tile, hashes: open.hashes });
    this.#open[level] = { hashes: Buffer.alloc(tileHashes * 32), count: 0, tile: open.tile + 1 };
    this.#put(level + 1, tileRoot(open.hashes));
  }

  /** The tiles that filled up since the last call. */
  takeFull(): Tile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The root and the tiles that stayed open; the writer is spent. */
  finish(): { root: Buffer; tiles: Tile[] } {
    const tiles = this.takeFull();
    for (const [level, open] of this.#open.entries()) {
      if (open.count === 0) continue;
      tiles.push({ level, tile: open.tile, hashes: open.hashes.subarray(0, open.count * 32) });
    }
    return { root: this.#root(), tiles };
  }

  // The hashes in the open tiles are the roots of complete subtrees, the largest and leftmost on the highest level.
  #root(): Buffer {
    const edge = new TreeEdge();
    for (let level = this.#open.length - 1; level >= 0; level -= 1) {
      const open = this.#open[level];
      if (!open) continue;
      for (let at = 0; at < open.count; at += 1) {
        const hash = Buffer.from(open.hashes.subarray(at * 32, at * 32 + 32));
        edge.pushSubtree(level * tileHeight, hash);
      }
    }
    return edge.root();
  }
}

/** Root of a power-of-two run of hashes. */
function tileRoot(hashes: Uint8Array): Buffer {
  let layer: Uint8Array[] = [];
  for (let at = 0; at < hashes.length; at += 32) layer.push(hashes.subarray(at, at + 32));
  while (layer.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < layer.length; at += 2) {
      above.push(nodeHash(layer[at] as Uint8Array, layer[at + 1] as Uint8Array));
    }
    layer = above;
  }
  return Buffer.from(layer[0] as Uint8Array);
}

/** Reads complete subtrees of a batch's tree; each tile is fetched once. */
export function batchSubtrees(database: Queryable, batchId: string): SubtreeReader {
  const cache = new Map<string, Promise<Buffer>>();
  const tileAt = (level: number, tile: number): Promise<Buffer> => {
    const key = `${level}/${tile}`;
    const known = cache.get(key) ?? readTile(database, { batchId, level, tile });
    cache.set(key, known);
    return known;
  };
  return async (height, position) => {
    const level = Math.floor(height / tileHeight);
    const count = 2 ** (height % tileHeight);
    const first = position * count;
    const tile = Math.floor(first / tileHashes);
    const start = (first - tile * tileHashes) * 32;
    const hashes = await tileAt(level, tile);
    return tileRoot(hashes.subarray(start, start + count * 32));
  };
}

async function readTile(
  database: Queryable,
  place: { batchId: string; level: number; tile: number },
): Promise<Buffer> {
  const [row] = await database.query<{ hashes: Buffer }>(
    'select hashes from ledger_tile where batch_id = $1 and level = $2 and tile = $3',
    [place.batchId, place.level, place.tile],
  );
  if (!row)
    throw new Error(`tile ${place.level}/${place.tile} of batch ${place.batchId} is missing`);
  return row.hashes;
}
