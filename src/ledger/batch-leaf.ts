// The batch's leaf in the city log: canonical bytes that say which batch, of whom, how many, with which root.
import { type CanonicalValue, canonicalText } from '../kernel/canonical.js';
import { isUuid } from '../kernel/ids.js';

/** What is appended together. All of it counts from the moment its transaction is committed, or none. */
export interface BatchHeader {
  readonly batchId: string;
  /**
   * `records`: handed over by an agency; `acts`: single acts such as a redaction; `trail`: events of the audit
   * trail (trail-seal.ts), which are no entries of the ledger.
   */
  readonly type: 'records' | 'acts' | 'trail';
  readonly agencyCode: string;
  readonly kind: string;
  /** Milliseconds. */
  readonly receivedAt: number;
}

/** A batch as the log knows it. */
export interface LoggedBatch extends BatchHeader {
  readonly entries: number;
  /** Merkle root over the entries' leaf hashes, 32 bytes. */
  readonly root: Uint8Array;
  /** Milliseconds. */
  readonly recordedAt: number;
}

/** The text whose bytes are the leaf. */
export function batchLeafText(batch: LoggedBatch): string {
  const leaf: CanonicalValue = {
    v: 1,
    batch: batch.batchId,
    type: batch.type,
    agency: batch.agencyCode,
    kind: batch.kind,
    entries: batch.entries,
    root: Buffer.from(batch.root).toString('base64url'),
    receivedAt: new Date(batch.receivedAt).toISOString(),
    recordedAt: new Date(batch.recordedAt).toISOString(),
  };
  return canonicalText(leaf);
}

/** Reads a leaf; undefined where the text is not exactly the canonical text of a batch. */
export function readBatchLeaf(text: string): LoggedBatch | undefined {
  let leaf: Record<string, unknown> | null;
  try {
    leaf = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return undefined;
  }
  const { batch, type, agency, kind, entries, root, receivedAt, recordedAt } = leaf ?? {};
  if (typeof batch !== 'string' || !isUuid(batch)) return undefined;
  if (type !== 'records' && type !== 'acts' && type !== 'trail') return undefined;
  if (typeof agency !== 'string' || typeof kind !== 'string') return undefined;
  if (typeof entries !== 'number' || !Number.isSafeInteger(entries) || entries < 1)
    return undefined;
  if (!isMoment(receivedAt) || !isMoment(recordedAt) || typeof root !== 'string') return undefined;
  const read: LoggedBatch = {
    batchId: batch,
    type,
    agencyCode: agency,
    kind,
    entries,
    root: Buffer.from(root, 'base64url'),
    receivedAt: Date.parse(receivedAt),
    recordedAt: Date.parse(recordedAt),
  };
  return read.root.length === 32 && batchLeafText(read) === text ? read : undefined;
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
