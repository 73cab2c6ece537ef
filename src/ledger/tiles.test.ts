// Tiles: what is written a tile at a time gives the same tree as the one grown leaf by leaf.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Database } from '../kernel/database.js';
import { newId, uuidBytes } from '../kernel/ids.js';
import { inclusionPath, leafHash, rangeRoot, rootFromInclusion, TreeEdge } from './merkle.js';
import { batchSubtrees, type Tile, TileWriter } from './tiles.js';

const { database } = await testDatabase();

interface Grown {
  readonly root: Buffer;
  readonly tiles: readonly Tile[];
  readonly leaves: readonly Buffer[];
}

function grow(size: number): Grown {
  const edge = new TreeEdge();
  const writer = new TileWriter();
  const tiles: Tile[] = [];
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(String(index))));
  for (const leaf of leaves) {
    edge.push(leaf);
    writer.push(leaf);
    tiles.push(...writer.takeFull());
  }
  assert.equal(writer.size, size);
  const finished = writer.finish();
  assert.deepEqual(finished.root, edge.root());
  return { root: edge.root(), tiles: [...tiles, ...finished.tiles], leaves };
}

async function store(target: Database, batchId: string, tiles: readonly Tile[]): Promise<void> {
  const rows = new CopyWriter(4);
  for (const { level, tile, hashes } of tiles) {
    rows.row().bytes(uuidBytes(batchId)).smallInteger(level).integer(tile).bytes(hashes);
  }
  await target.transaction((tx) =>
    copyRows(tx, 'ledger_tile (batch_id, level, tile, hashes)', rows),
  );
}

const expectedTiles: [size: number, tiles: Record<number, number>][] = [
  [1, { 0: 1 }],
  [2, { 0: 1 }],
  [255, { 0: 1 }],
  [256, { 0: 1, 1: 1 }],
  [257, { 0: 2, 1: 1 }],
  [65_535, { 0: 256, 1: 1 }],
  [65_536, { 0: 256, 1: 1, 2: 1 }],
  [65_537, { 0: 257, 1: 1, 2: 1 }],
];

describe('the tiles of a batch', () => {
  for (const [size, counts] of expectedTiles) {
    it(`give root and paths of a tree of ${size}`, async () => {
      const { root, tiles, leaves } = grow(size);
      const levels: Record<number, number> = {};
      for (const { level } of tiles) levels[level] = (levels[level] ?? 0) + 1;
      assert.deepEqual(levels, counts);

      const batchId = newId(Date.now());
      await store(database, batchId, tiles);
      const read = batchSubtrees(database, batchId);
      assert.deepEqual(await rangeRoot(0, size, read), root);
      for (const index of new Set([0, 1, 254, 255, 256, 257, 65_534, 65_535, size - 1])) {
        if (index >= size) continue;
        const path = await inclusionPath(index, size, batchSubtrees(database, batchId));
        assert.deepEqual(
          rootFromInclusion(leaves[index] as Buffer, { index, size }, path),
          root,
          `leaf ${index}`,
        );
      }
    });
  }

  it('are missed by name', async () => {
    const batchId = newId(Date.now());
    await assert.rejects(batchSubtrees(database, batchId)(0, 300), {
      message: `tile 0/1 of batch ${batchId} is missing`,
    });
  });
});
