// The city log: the sequencer gives each committed batch its place, and signs a checkpoint.
import type { Database, Queryable, Transaction } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import type { Clock } from '../kernel/time.js';
import { type BatchHeader, batchLeafText } from './batch-leaf.js';
import { signCheckpoint } from './checkpoint.js';
import type { LogSigner } from './log-key.js';
import { emptyRoot, leafHash, nodeHash, rangeRoot, type SubtreeReader } from './merkle.js';

const refuse = defineRefusals('log', {
  foreign_key: {
    kind: 'unavailable',
    zh: '本进程的日志签名密钥（{own}）不是本数据库登记的密钥（{known}）。使用原密钥文件启动。',
    en: 'The log key of this process ({own}) is not the one this database knows ({known}). Start with the original key file.',
  },
});

// As many batches as one transaction takes; what is left waits for the next round.
const batchesPerRound = 500;

interface WaitingBatch extends BatchHeader {
  readonly entries: number;
  readonly root: Buffer;
}

/**
 * Gives every committed batch that waits its place in the log and signs one checkpoint over all.
 * Safe in any number of processes: the row of `ledger_sequencer` lets one at a time through.
 * The order is that in which the batches were closed: whoever built upon a batch closed after it.
 * The time recorded rises with every round, so a past view (known at T) never changes.
 * @returns how many batches got their place.
 */
export async function sequenceBatches(
  database: Database,
  clock: Clock,
  signer: LogSigner,
): Promise<number> {
  let sequenced = 0;
  for (;;) {
    const taken = await database.transaction((tx) => sequenceRound(tx, clock, signer));
    sequenced += taken;
    if (taken < batchesPerRound) return sequenced;
  }
}

async function sequenceRound(tx: Transaction, clock: Clock, signer: LogSigner): Promise<number> {
  const [turn] = await tx.query<{ recorded_at: Date }>(
    'select recorded_at from ledger_sequencer where only_row for update',
  );
  const waiting = await listWaiting(tx);
  if (waiting.length === 0) return 0;
  // Later than the round before, also where the clock went back: what was known at its time never changes.
  const last = (turn as { recorded_at: Date }).recorded_at.getTime();
  const recordedAt = Math.max(clock.now(), last + 1);
  await requireKnownKey(tx, signer, recordedAt);
  const size = await logSize(tx);
  const grown = new GrowingLog(size, databaseSubtrees(tx));
  for (const [index, batch] of waiting.entries()) {
    const leaf = Buffer.from(batchLeafText({ ...batch, recordedAt }), 'utf8');
    await tx.query(
      'insert into ledger_log (position, batch_id, leaf, recorded_at) values ($1, $2, $3, $4)',
      [size + index, batch.batchId, leaf, new Date(recordedAt)],
    );
    await grown.push(leafHash(leaf));
  }
  await insertNodes(tx, grown);
  await tx.query('delete from ledger_outbox where batch_id = any($1::uuid[])', [
    waiting.map((batch) => batch.batchId),
  ]);
  await tx.query('update ledger_sequencer set recorded_at = $1 where only_row', [
    new Date(recordedAt),
  ]);
  const newSize = size + waiting.length;
  const note = signCheckpoint(signer, newSize, await rangeRoot(0, newSize, grown.read));
  await tx.query('insert into ledger_checkpoint (size, note, signed_at) values ($1, $2, $3)', [
    newSize,
    note,
    new Date(recordedAt),
  ]);
  return waiting.length;
}

async function listWaiting(tx: Transaction): Promise<WaitingBatch[]> {
  const rows = await tx.query<{
    batch_id: string;
    type: BatchHeader['type'];
    agency_code: string;
    kind: string;
    entries: number;
    root: Buffer;
    received_at: Date;
  }>(
    `select b.batch_id, b.type, b.agency_code, b.kind, b.entries, b.root, b.received_at
     from ledger_outbox o join ledger_batch b using (batch_id)
     order by o.turn limit ${batchesPerRound}`,
  );
  return rows.map((row) => ({
    batchId: row.batch_id,
    type: row.type,
    agencyCode: row.agency_code,
    kind: row.kind,
    entries: row.entries,
    root: row.root,
    receivedAt: row.received_at.getTime(),
  }));
}

async function requireKnownKey(
  tx: Transaction,
  signer: LogSigner,
  recordedAt: number,
): Promise<void> {
  const known = await tx.query<{ key_id: string }>('select key_id from ledger_key');
  if (known.length === 0) {
    await tx.query('insert into ledger_key (key_id, verifier, added_at) values ($1, $2, $3)', [
      signer.keyId,
      signer.text,
      new Date(recordedAt),
    ]);
  } else if (!known.some((key) => key.key_id === signer.keyId)) {
    throw refuse.foreign_key({
      own: signer.keyId,
      known: known.map((key) => key.key_id).join(' '),
    });
  }
}

/** How many batches the log holds. */
export async function logSize(database: Queryable): Promise<number> {
  const [row] = await database.query<{ size: number }>(
    'select coalesce(max(position) + 1, 0)::bigint as size from ledger_log',
  );
  return row?.size ?? 0;
}

/** The latest signed checkpoint, if the log has begun. */
export async function findCheckpoint(
  database: Queryable,
): Promise<{ size: number; note: string; signedAt: number } | undefined> {
  const [row] = await database.query<{ size: number; note: string; signed_at: Date }>(
    'select size, note, signed_at from ledger_checkpoint order by size desc limit 1',
  );
  return row && { size: row.size, note: row.note, signedAt: row.signed_at.getTime() };
}

/** Reads complete subtrees of the city log. */
export function databaseSubtrees(database: Queryable): SubtreeReader {
  return async (height, position) => {
    const [row] = await database.query<{ hash: Buffer }>(
      'select hash from ledger_log_node where level = $1 and position = $2',
      [height, position],
    );
    if (!row) throw new Error(`node ${height}/${position} of the log is missing`);
    return row.hash;
  };
}

/** The log's nodes as leaves are added, older ones read from the database. */
class GrowingLog {
  #size: number;
  readonly #stored: SubtreeReader;
  readonly nodes = new Map<string, { height: number; position: number; hash: Buffer }>();

  constructor(size: number, stored: SubtreeReader) {
    this.#size = size;
    this.#stored = stored;
  }

  readonly read: SubtreeReader = async (height, position) =>
    this.nodes.get(`${height}/${position}`)?.hash ?? this.#stored(height, position);

  async push(leaf: Buffer): Promise<void> {
    let node = { height: 0, position: this.#size, hash: leaf };
    this.nodes.set(`0/${node.position}`, node);
    while (node.position % 2 === 1) {
      const left = await this.read(node.height, node.position - 1);
      const height = node.height + 1;
      const position = (node.position - 1) / 2;
      node = { height, position, hash: nodeHash(left, node.hash) };
      this.nodes.set(`${height}/${position}`, node);
    }
    this.#size += 1;
  }
}

async function insertNodes(tx: Transaction, grown: GrowingLog): Promise<void> {
  const nodes = [...grown.nodes.values()];
  await tx.query(
    `insert into ledger_log_node (level, position, hash)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [
      nodes.map((node) => node.height),
      nodes.map((node) => node.position),
      nodes.map((node) => node.hash),
    ],
  );
}

/** Root of the log at a size that a checkpoint speaks of. */
export function logRoot(database: Queryable, size: number): Promise<Buffer> {
  return size === 0 ? Promise.resolve(emptyRoot) : rangeRoot(0, size, databaseSubtrees(database));
}
