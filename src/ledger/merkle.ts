// Merkle trees as in RFC 9162: hashes, growing a tree, paths of inclusion and consistency, and checking them.
import { sha256, sha256OfBoth } from '../kernel/hash.js';

const leafPrefix = Buffer.from([0]);

/** Hash of a leaf: SHA-256(0x00 || bytes). */
export function leafHash(bytes: Uint8Array): Buffer {
  return sha256OfBoth(leafPrefix, bytes);
}

const nodeInput = Buffer.alloc(65, 1);

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return sha256(nodeInput);
}

/** Root of the empty tree: SHA-256 of nothing. */
export const emptyRoot = sha256(new Uint8Array(0));

/** The roots of the complete subtrees on a growing tree's edge, largest first. */
export class TreeEdge {
  readonly #peaks: { height: number; hash: Buffer }[] = [];

  /** Puts one more leaf hash at the end. `onNode` is told of every subtree that this completes. */
  push(hash: Buffer, onNode?: (height: number, hash: Buffer) => void): void {
    this.pushSubtree(0, hash, onNode);
  }

  /** Puts the root of a complete subtree at the end, of no more than the height of the one before it. */
  pushSubtree(height: number, hash: Buffer, onNode?: (height: number, hash: Buffer) => void): void {
    let node = { height, hash };
    onNode?.(height, hash);
    for (;;) {
      const last = this.#peaks.at(-1);
      if (last?.height !== node.height) break;
      this.#peaks.pop();
      node = { height: node.height + 1, hash: nodeHash(last.hash, node.hash) };
      onNode?.(node.height, node.hash);
    }
    this.#peaks.push(node);
  }

  /** Root over all leaves so far. */
  root(): Buffer {
    let root: Buffer | undefined;
    for (const peak of this.#peaks.toReversed()) {
      root = root === undefined ? peak.hash : nodeHash(peak.hash, root);
    }
    return root ?? emptyRoot;
  }
}

/** Gives the root of the complete subtree of `height` whose first leaf is `position * 2^height`. */
export type SubtreeReader = (height: number, position: number) => Promise<Buffer>;

/** Root over the leaves [start, end); `start` is a multiple of the range's largest complete subtree. */
export async function rangeRoot(start: number, end: number, read: SubtreeReader): Promise<Buffer> {
  const size = end - start;
  if (size === 0) return emptyRoot;
  const height = Math.log2(size);
  if (Number.isInteger(height)) return read(height, start / size);
  const split = largestPowerBelow(size);
  const left = await rangeRoot(start, start + split, read);
  return nodeHash(left, await rangeRoot(start + split, end, read));
}

/** Path of inclusion of leaf `index` in the tree of `size` leaves (RFC 9162, 2.1.3.1), bottom first. */
export async function inclusionPath(
  index: number,
  size: number,
  read: SubtreeReader,
): Promise<Buffer[]> {
  const descend = async (start: number, end: number): Promise<Buffer[]> => {
    if (end - start === 1) return [];
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      return [...(await descend(start, middle)), await rangeRoot(middle, end, read)];
    }
    return [...(await descend(middle, end)), await rangeRoot(start, middle, read)];
  };
  return descend(0, size);
}

/** The root that a leaf hash and its path lead to; undefined where the path has the wrong length. */
export function rootFromInclusion(
  leaf: Uint8Array,
  place: { readonly index: number; readonly size: number },
  path: readonly Uint8Array[],
): Buffer | undefined {
  const { index, size } = place;
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return undefined;
  let hash: Buffer = Buffer.from(leaf);
  let node = index;
  let last = size - 1;
  for (const sibling of path) {
    if (sibling.length !== 32 || last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

/** Proof that the tree of `size` leaves continues the tree of `oldSize` (RFC 9162, 2.1.4.1). */
export async function consistencyPath(
  oldSize: number,
  size: number,
  read: SubtreeReader,
): Promise<Buffer[]> {
  const descend = async (start: number, end: number, complete: boolean): Promise<Buffer[]> => {
    if (oldSize === end) return complete ? [] : [await rangeRoot(start, end, read)];
    const middle = start + largestPowerBelow(end - start);
    if (oldSize <= middle) {
      return [...(await descend(start, middle, complete)), await rangeRoot(middle, end, read)];
    }
    return [...(await descend(middle, end, false)), await rangeRoot(start, middle, read)];
  };
  return oldSize === 0 || oldSize === size ? [] : descend(0, size, true);
}

/** Whether the path shows that `newRoot` continues `oldRoot` (RFC 9162, 2.1.4.2). */
export function continues(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && equal(older.root, newer.root);
  if (older.size === 0) return path.length === 0;
  let node = older.size - 1;
  let last = newer.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  const hashes = [...path];
  const first = node === 0 ? Buffer.from(older.root) : hashes.shift();
  if (first === undefined) return false;
  let oldHash: Uint8Array = first;
  let newHash: Uint8Array = first;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(oldHash, older.root) && equal(newHash, newer.root);
}

function largestPowerBelow(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
