// `ledger verify`: recomputes everything from the stored bytes and names the first thing that does not fit.
import type { Database, Transaction } from '../kernel/database.js';
import { LedgerDoesNotFit, type LedgerFault } from './ledger-fault.js';
import type { LogVerifier } from './log-key.js';
import { prepareReading } from './log-order.store.js';
import { inSnapshot } from './snapshot.js';
import { verifyBatches } from './verify-batches.js';
import { verifyLog } from './verify-log.js';

/** How to verify. */
export interface VerifyOrder {
  /**
   * The log's keys as they are known outside the database. Without them the keys in the database are used: then
   * somebody who could rewrite the whole database and hold a key of his own would not be found.
   */
  readonly verifiers?: readonly LogVerifier[];
  /** Position from which batches are read in full; those before count as verified earlier. Default 0. */
  readonly since?: number;
  readonly onProgress?: (entriesDone: number, entriesInAll: number) => void;
}

/** What came out. The counts are 0 where a fault was found before they were known. */
export interface LedgerVerdict {
  readonly ok: boolean;
  /** Batches in the log, and those that still wait for their place. */
  readonly batches: number;
  readonly waiting: number;
  /** Entries read. */
  readonly entries: number;
  /** Events of the audit trail in the batches read. */
  readonly events: number;
  readonly checkpoints: number;
  readonly fault: LedgerFault | null;
}

const nothing = { batches: 0, waiting: 0, entries: 0, events: 0, checkpoints: 0 };

/**
 * Verifies the ledger as it is at one moment: the city log (leaves, tree, checkpoints, times, keys), every batch
 * (entries, words, withheld facts, tree, count; of the audit trail: its events) and every record's history. Batches that wait are verified up to
 * their root; agency, kind and time of receipt of a batch are vouched for from the moment it is in the log.
 */
export function verifyLedger(database: Database, order: VerifyOrder = {}): Promise<LedgerVerdict> {
  return inSnapshot(database, async (tx) => {
    try {
      await prepareReading(tx);
      const [sum] = await tx.query<{ entries: number }>(
        `select coalesce(sum(entries), 0)::bigint as entries from ledger_batch where type <> 'trail'`,
      );
      const log = await verifyLog(tx, order.verifiers);
      const batches = await verifyBatches(tx, order.since ?? 0, (done) =>
        order.onProgress?.(done, sum?.entries ?? 0),
      );
      await verifyHistories(tx);
      const { size, checkpoints } = log;
      return { ok: true, ...batches, batches: size, checkpoints, fault: null };
    } catch (error) {
      if (error instanceof LedgerDoesNotFit) return { ok: false, ...nothing, fault: error.fault };
      throw error;
    }
  });
}

// A record with one entry of version 1 is in order; only the others are sorted and looked through.
async function verifyHistories(tx: Transaction): Promise<void> {
  const [row] = await tx.query<{
    batch: string;
    position: number | null;
    leaf: number;
    record: string;
  }>(
    `with longer as (
       select record_id from ledger_entry group by record_id
       having count(*) > 1 or max(version) <> 1
     ), placed as (
       select e.batch_id, e.leaf, e.record_id, e.version, l.position, o.turn,
              row_number() over history as expected,
              lag(l.position) over history as position_before,
              lag(o.turn) over history as turn_before,
              lag(e.batch_id) over history as batch_before,
              lag(e.leaf) over history as leaf_before
         from longer
         join ledger_entry e on e.record_id = longer.record_id
         left join ledger_log l on l.batch_id = e.batch_id
         left join ledger_outbox o on o.batch_id = e.batch_id
       window history as (partition by e.record_id order by e.version, l.position, e.leaf)
     )
     select batch_id as batch, position, leaf, record_id as record from placed
      where version <> expected
         or (batch_id = batch_before and leaf < leaf_before)
         or position < position_before
         or (position is not null and position_before is null and expected > 1)
         or (position is null and turn < turn_before)
      order by position nulls last, turn, leaf limit 1`,
  );
  if (!row) return;
  const { position, ...place } = row;
  throw new LedgerDoesNotFit('record_versions', position === null ? place : { ...place, position });
}
