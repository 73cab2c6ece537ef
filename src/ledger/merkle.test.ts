// Trees, paths and their checking, against the vectors of Certificate Transparency and against all small sizes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  consistencyPath,
  continues,
  emptyRoot,
  inclusionPath,
  leafHash,
  nodeHash,
  rangeRoot,
  rootFromInclusion,
  type SubtreeReader,
  TreeEdge,
} from './merkle.js';

// The tree of google/certificate-transparency, merkletree/merkle_tree_test.cc.
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((bytes) => leafHash(Buffer.from(bytes, 'hex')));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const node01 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const leaf1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const node47 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const leaf4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const node67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';

const inclusions: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [0, 8, [leaf1, node01, node47]],
  [5, 8, [leaf4, node67, roots[3] as string]],
  [2, 3, [roots[1] as string]],
  [1, 5, [roots[0] as string, node01, leaf4]],
];
const consistencies: [oldSize: number, size: number, path: string[]][] = [
  [1, 1, []],
  [1, 8, [leaf1, node01, node47]],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      node67,
      roots[3] as string,
    ],
  ],
  [2, 5, [node01, leaf4]],
];

function hex(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('hex'));
}

function edgeRoot(hashes: readonly Buffer[]): Buffer {
  const edge = new TreeEdge();
  for (const hash of hashes) edge.push(hash);
  return edge.root();
}

function memorySubtrees(hashes: readonly Buffer[]): SubtreeReader {
  const levels: Buffer[][] = [[...hashes]];
  for (let below = hashes; below.length > 1; ) {
    const above: Buffer[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) {
      above.push(nodeHash(below[at] as Buffer, below[at + 1] as Buffer));
    }
    levels.push(above);
    below = above;
  }
  return (height, position) => Promise.resolve(levels[height]?.[position] as Buffer);
}

function manyLeaves(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
}

describe('Merkle tree of RFC 9162', () => {
  it('has the roots of the published vectors', async () => {
    assert.equal(
      emptyRoot.toString('hex'),
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    assert.deepEqual(edgeRoot([]), emptyRoot);
    for (const [index, root] of roots.entries()) {
      const part = leaves.slice(0, index + 1);
      assert.equal(edgeRoot(part).toString('hex'), root);
      const read = memorySubtrees(part);
      assert.equal((await rangeRoot(0, part.length, read)).toString('hex'), root);
    }
  });

  it('has the paths of inclusion of the published vectors', async () => {
    for (const [index, size, path] of inclusions) {
      const read = memorySubtrees(leaves.slice(0, size));
      assert.deepEqual(hex(await inclusionPath(index, size, read)), path);
    }
  });

  it('has the paths of consistency of the published vectors', async () => {
    for (const [oldSize, size, path] of consistencies) {
      const read = memorySubtrees(leaves.slice(0, size));
      assert.deepEqual(hex(await consistencyPath(oldSize, size, read)), path);
    }
  });

  it('tells of every subtree as it is completed', () => {
    const edge = new TreeEdge();
    const heights = manyLeaves(8).map((hash) => {
      const completed: number[] = [];
      edge.push(hash, (height) => completed.push(height));
      return completed;
    });
    assert.deepEqual(heights, [[0], [0, 1], [0], [0, 1, 2], [0], [0, 1], [0], [0, 1, 2, 3]]);
  });
});

describe('paths of inclusion', () => {
  it('lead to the root from every leaf of every size up to 70, and from no other place', async () => {
    for (let size = 1; size <= 70; size += 1) {
      const hashes = manyLeaves(size);
      const read = memorySubtrees(hashes);
      const root = edgeRoot(hashes);
      for (let index = 0; index < size; index += 1) {
        const path = await inclusionPath(index, size, read);
        const leaf = hashes[index] as Buffer;
        assert.deepEqual(rootFromInclusion(leaf, { index, size }, path), root);
        for (let wrong = 0; wrong <= size; wrong += 1) {
          if (wrong === index) continue;
          assert.notDeepEqual(rootFromInclusion(leaf, { index: wrong, size }, path), root);
        }
      }
    }
  });

  it('lead nowhere when too long, too short or broken', async () => {
    const hashes = manyLeaves(37);
    const root = edgeRoot(hashes);
    const path = await inclusionPath(20, 37, memorySubtrees(hashes));
    const place = { index: 20, size: 37 };
    const leaf = hashes[20] as Buffer;
    assert.equal(rootFromInclusion(leaf, place, path.slice(0, -1)), undefined);
    assert.equal(rootFromInclusion(leaf, place, [...path, root]), undefined);
    assert.equal(rootFromInclusion(leaf, place, [root.subarray(1), ...path.slice(1)]), undefined);
    assert.notDeepEqual(rootFromInclusion(leaf, place, path.toReversed()), root);
    for (const index of [-1, 0.5, 37, Number.NaN]) {
      assert.equal(rootFromInclusion(leaf, { index, size: 37 }, path), undefined);
    }
  });

  it('hold in large trees', async () => {
    const hashes = manyLeaves(3000);
    const read = memorySubtrees(hashes);
    const edges = new Map<number, Buffer>();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 71, max: 3000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (size, part) => {
          const index = Math.floor(part * size);
          const root = edges.get(size) ?? edgeRoot(hashes.slice(0, size));
          edges.set(size, root);
          const path = await inclusionPath(index, size, read);
          assert.deepEqual(rootFromInclusion(hashes[index] as Buffer, { index, size }, path), root);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('paths of consistency', () => {
  it('show for every pair of sizes up to 70 that the larger tree continues the smaller', async () => {
    const hashes = manyLeaves(70);
    const read = memorySubtrees(hashes);
    const trees = Array.from({ length: 71 }, (_, size) => ({
      size,
      root: edgeRoot(hashes.slice(0, size)),
    }));
    for (const older of trees) {
      for (const newer of trees.slice(older.size)) {
        const path = await consistencyPath(older.size, newer.size, read);
        assert.ok(continues(older, newer, path), `${older.size} to ${newer.size}`);
        if (older.size === 0 || older.size === newer.size) continue;
        const other = { size: older.size, root: leafHash(older.root) };
        assert.ok(!continues(other, newer, path), `another ${older.size} to ${newer.size}`);
        const shorter = { size: older.size - 1, root: older.root };
        assert.ok(!continues(shorter, newer, path) || shorter.size === 0);
      }
    }
  });

  it('do not show it for a tree in which something was changed', async () => {
    const hashes = manyLeaves(70);
    const changed = hashes.with(10, leafHash(Buffer.from('changed')));
    for (const oldSize of [11, 32, 33, 64]) {
      const older = { size: oldSize, root: edgeRoot(hashes.slice(0, oldSize)) };
      const newer = { size: 70, root: edgeRoot(changed) };
      const path = await consistencyPath(oldSize, 70, memorySubtrees(changed));
      assert.ok(!continues(older, newer, path));
    }
  });

  it('never lead from a larger tree to a smaller one', () => {
    assert.ok(
      !continues({ size: 2, root: edgeRoot(leaves.slice(0, 2)) }, { size: 1, root: emptyRoot }, []),
    );
  });
});
