// Verifies the city log: its leaves against the batches, its tree, its checkpoints, its times and its keys.
import type { Transaction } from '../kernel/database.js';
import { type BatchHeader, batchLeafText } from './batch-leaf.js';
import { openCheckpoint } from './checkpoint.js';
import { LedgerDoesNotFit } from './ledger-fault.js';
import { type LogVerifier, readVerifier } from './log-key.js';
import { millisecondsOf } from './log-order.store.js';
import { leafHash, TreeEdge } from './merkle.js';
import { RowCursor } from './row-cursor.js';

/** What the log came to. */
export interface VerifiedLog {
  readonly size: number;
  readonly checkpoints: number;
}

interface StoredKey {
  readonly verifier: LogVerifier;
  readonly addedAt: number;
  firstSignedAt: number | undefined;
}

interface LogRow {
  readonly position: number;
  readonly batchId: string;
  readonly leaf: Buffer;
  readonly recordedAt: number;
  readonly leafText: string | undefined;
}

interface NodeRow {
  readonly height: number;
  readonly hash: Buffer;
  /** How many leaves the log had when the subtree was complete. */
  readonly completedAt: number;
}

interface CheckpointRow {
  readonly size: number;
  readonly note: string;
  readonly signedAt: number;
}

/** Reads the whole log; throws `LedgerDoesNotFit` at the first place that does not fit. */
export async function verifyLog(
  tx: Transaction,
  given: readonly LogVerifier[] | undefined,
): Promise<VerifiedLog> {
  const keys = await readKeys(tx, given);
  const rows = await openRows(tx);
  const nodes = await openNodes(tx);
  const checkpoints = await openCheckpoints(tx);
  const edge = new TreeEdge();
  let size = 0;
  let rounds = 0;
  let last = 0;
  for (; rows.row; await rows.next()) {
    const { row } = rows;
    checkRow(row, { size, last });
    if (size > 0 && row.recordedAt > last) {
      await checkRound(checkpoints, { size, root: edge.root(), recordedAt: last, keys });
      rounds += 1;
    }
    last = row.recordedAt;
    const completed: { height: number; hash: Buffer }[] = [];
    edge.push(leafHash(row.leaf), (height, hash) => completed.push({ height, hash }));
    size += 1;
    for (const node of completed) await checkNode(nodes, { ...node, size });
  }
  if (nodes.row) throw new LedgerDoesNotFit('log_node', { position: nodes.row.completedAt - 1 });
  if (size > 0) {
    await checkRound(checkpoints, { size, root: edge.root(), recordedAt: last, keys });
    rounds += 1;
  }
  if (checkpoints.row) throw new LedgerDoesNotFit('checkpoint', { position: checkpoints.row.size });
  for (const { verifier, addedAt, firstSignedAt } of keys) {
    if (addedAt !== firstSignedAt) throw new LedgerDoesNotFit('key_time', { key: verifier.keyId });
  }
  await checkSequencer(tx, last);
  return { size, checkpoints: rounds };
}

async function readKeys(
  tx: Transaction,
  given: readonly LogVerifier[] | undefined,
): Promise<StoredKey[]> {
  const cursor = await RowCursor.open(
    tx,
    `select key_id, verifier, ${millisecondsOf('added_at')} from ledger_key order by added_at, key_id`,
    ([id, text, addedAt]: [string, string, number]) => ({ id, text, addedAt }),
  );
  const keys: StoredKey[] = [];
  for (; cursor.row; await cursor.next()) {
    const { id, text, addedAt } = cursor.row;
    const verifier = readVerifier(text);
    if (verifier?.keyId !== id || verifier.text !== text) {
      throw new LedgerDoesNotFit('key_unreadable', { key: id });
    }
    if (given && !given.some((key) => key.text === text)) {
      throw new LedgerDoesNotFit('key_foreign', { key: id });
    }
    keys.push({ verifier, addedAt, firstSignedAt: undefined });
  }
  return keys;
}

function openRows(tx: Transaction): Promise<RowCursor<LogRow>> {
  type Columns = [
    number,
    string,
    Buffer,
    number,
    BatchHeader['type'],
    string,
    string,
    number,
    Buffer,
    number | null,
  ];
  return RowCursor.open(
    tx,
    `select l.position, l.batch_id, l.leaf, ${millisecondsOf('l.recorded_at')},
            b.type, b.agency_code, b.kind, b.entries, b.root, ${millisecondsOf('b.received_at')}
       from ledger_log l left join ledger_batch b on b.batch_id = l.batch_id order by l.position`,
    (row: Columns) => {
      const [position, batchId, leaf, recordedAt, type, agencyCode, kind, entries, root] = row;
      const receivedAt = row[9] ?? Number.NaN;
      const leafText =
        isWholeMoment(recordedAt) && isWholeMoment(receivedAt)
          ? batchLeafText({
              batchId,
              type,
              agencyCode,
              kind,
              entries,
              root,
              receivedAt,
              recordedAt,
            })
          : undefined;
      return { position, batchId, leaf, recordedAt, leafText };
    },
  );
}

// The platform writes whole milliseconds; a Date holds no more than this many.
function isWholeMoment(milliseconds: number): boolean {
  return Number.isInteger(milliseconds) && Math.abs(milliseconds) <= 8.64e15;
}

function checkRow(row: LogRow, before: { readonly size: number; readonly last: number }): void {
  const place = { position: row.position, batch: row.batchId };
  if (row.position !== before.size) {
    throw new LedgerDoesNotFit('log_position', { position: before.size });
  }
  if (row.leafText === undefined || row.leaf.toString('utf8') !== row.leafText) {
    throw new LedgerDoesNotFit('log_leaf', place);
  }
  if (row.recordedAt < before.last) throw new LedgerDoesNotFit('log_time', place);
}

// In the order in which a growing log completes its subtrees, so that one reading of it is enough.
function openNodes(tx: Transaction): Promise<RowCursor<NodeRow>> {
  return RowCursor.open(
    tx,
    `select level, hash, (position + 1) << level::int as completed_at
       from ledger_log_node order by completed_at, level`,
    ([height, hash, completedAt]: [number, Buffer, number]) => ({ height, hash, completedAt }),
  );
}

async function checkNode(
  nodes: RowCursor<NodeRow>,
  expected: { readonly height: number; readonly hash: Buffer; readonly size: number },
): Promise<void> {
  const { row } = nodes;
  if (
    row?.height !== expected.height ||
    row.completedAt !== expected.size ||
    !row.hash.equals(expected.hash)
  ) {
    throw new LedgerDoesNotFit('log_node', { position: expected.size - 1 });
  }
  await nodes.next();
}

function openCheckpoints(tx: Transaction): Promise<RowCursor<CheckpointRow>> {
  return RowCursor.open(
    tx,
    `select size, note, ${millisecondsOf('signed_at')} from ledger_checkpoint order by size`,
    ([size, note, signedAt]: [number, string, number]) => ({ size, note, signedAt }),
  );
}

/** The sequencer signs once a round: batches of one recorded time, and one checkpoint over all up to them. */
async function checkRound(
  checkpoints: RowCursor<CheckpointRow>,
  round: {
    readonly size: number;
    readonly root: Buffer;
    readonly recordedAt: number;
    readonly keys: readonly StoredKey[];
  },
): Promise<void> {
  const { row } = checkpoints;
  const fault = new LedgerDoesNotFit('checkpoint', { position: round.size });
  if (row?.size !== round.size || row.signedAt !== round.recordedAt) throw fault;
  for (const key of round.keys) {
    const checkpoint = openCheckpoint(row.note, key.verifier);
    if (!checkpoint) continue;
    if (checkpoint.size !== round.size || !checkpoint.root.equals(round.root)) throw fault;
    key.firstSignedAt ??= row.signedAt;
    await checkpoints.next();
    return;
  }
  throw fault;
}

async function checkSequencer(tx: Transaction, last: number): Promise<void> {
  const [row] = await tx.query<{ recorded_at: number }>(
    `select ${millisecondsOf('recorded_at')} as recorded_at from ledger_sequencer`,
  );
  if (row?.recorded_at !== last) throw new LedgerDoesNotFit('sequencer', {});
}
