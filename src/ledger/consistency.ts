// Proofs of consistency: that the log of one checkpoint goes on in the log of a later one, with nothing changed or taken out.
import type { Database, Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { type ConsistencyProof, consistencyFormat } from './consistency.model.js';
import { checkConsistency } from './consistency-check.js';
import { databaseSubtrees, findCheckpoint } from './log.js';
import type { LogVerifier } from './log-key.js';
import { consistencyPath } from './merkle.js';
import { inSnapshot } from './snapshot.js';

const refuse = defineRefusals('consistency', {
  no_checkpoint: {
    kind: 'not_found',
    zh: '日志没有规模为 {size} 的检查点，最近的有：{near}。取其中之一；规模写在检查点的第二行。',
    en: 'The log has no checkpoint of size {size}; the nearest are: {near}. Take one of them; the size is the second line of a checkpoint.',
  },
  wrong_order: {
    kind: 'invalid',
    zh: '较早的规模 {from} 大于较晚的规模 {to}。把两者对调。',
    en: 'The earlier size {from} is greater than the later size {to}. Turn them round.',
  },
  does_not_hold: {
    kind: 'unavailable',
    zh: '日志从规模 {from} 到 {to} 对不上，无法出具证明。由管理员运行 xinheng ledger verify 查明。',
    en: 'The log of size {from} does not go on in that of size {to}, so no proof can be given. The operator finds the place with xinheng ledger verify.',
  },
});

/** Sizes of the two checkpoints; the later is the latest where none is named. */
export interface ConsistencyOrder {
  readonly from: number;
  readonly to?: number;
}

/**
 * Makes the proof that the log only grew between two checkpoints.
 * Refuses `consistency.no_checkpoint`, `wrong_order`, `does_not_hold`.
 */
export function proveConsistency(
  database: Database,
  { from, to }: ConsistencyOrder,
  verifier: LogVerifier,
): Promise<ConsistencyProof> {
  return inSnapshot(database, async (tx) => {
    const newer = to === undefined ? await findCheckpoint(tx) : await findNote(tx, to);
    if (!newer) throw await noCheckpoint(tx, to ?? 0);
    if (from > newer.size) throw refuse.wrong_order({ from, to: newer.size });
    const older = await findNote(tx, from);
    if (!older) throw await noCheckpoint(tx, from);
    const path = await consistencyPath(from, newer.size, databaseSubtrees(tx));
    const proof: ConsistencyProof = {
      format: consistencyFormat,
      older: older.note,
      newer: newer.note,
      path: path.map((hash) => hash.toString('base64url')),
      key: verifier.text,
    };
    if (!checkConsistency(proof, { verifier }).ok) {
      throw refuse.does_not_hold({ from, to: newer.size });
    }
    return proof;
  });
}

async function findNote(
  database: Queryable,
  size: number,
): Promise<{ size: number; note: string } | undefined> {
  const [row] = await database.query<{ size: number; note: string }>(
    'select size, note from ledger_checkpoint where size = $1',
    [size],
  );
  return row;
}

async function noCheckpoint(database: Queryable, size: number) {
  const rows = await database.query<{ size: number }>(
    `(select size from ledger_checkpoint where size < $1 order by size desc limit 1)
     union all
     (select size from ledger_checkpoint where size > $1 order by size limit 1)`,
    [size],
  );
  return refuse.no_checkpoint({ size, near: rows.map((row) => row.size).join(', ') || '–' });
}
