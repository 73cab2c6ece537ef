// Verifies the batches of the audit trail: every sealed event, in its place, and that none is in no place.
import { trailEventBytes } from '../audit/trail.model.js';
import type { Transaction } from '../kernel/database.js';
import { LedgerDoesNotFit } from './ledger-fault.js';
import { type BatchRow, type SealRow, sealsInLogOrder } from './log-order.store.js';
import { leafHash } from './merkle.js';
import type { RowCursor } from './row-cursor.js';
import { placeOf, type StoredTiles } from './stored-tiles.js';
import { TileWriter } from './tiles.js';

/** The seals still to be looked at, and how many were. */
export class Seals {
  readonly cursor: RowCursor<SealRow>;
  done = 0;

  constructor(cursor: RowCursor<SealRow>) {
    this.cursor = cursor;
  }

  /** Whatever is left belongs to no batch of the trail. */
  refuseRest(): void {
    const { row } = this.cursor;
    if (row) {
      throw new LedgerDoesNotFit('event_astray', { batch: row.batchId, event: row.eventId });
    }
  }
}

/** The seals in the order of the log, from position `since` on. */
export async function openSeals(tx: Transaction, since: number): Promise<Seals> {
  return new Seals(await sealsInLogOrder(tx, since));
}

/** Makes the batch's tree again from the events as they are stored; throws `LedgerDoesNotFit`. */
export async function verifyTrailBatch(
  seals: Seals,
  batch: BatchRow,
  tiles: StoredTiles,
): Promise<void> {
  const { cursor } = seals;
  const tree = new TileWriter();
  let leaf = 0;
  for (; cursor.row?.batchId === batch.batchId; await cursor.next()) {
    const { row } = cursor;
    const place = { ...placeOf(batch), leaf, event: row.eventId };
    if (row.leaf !== leaf) throw new LedgerDoesNotFit('event_place', place);
    const hash = leafHashOf(row);
    if (!hash?.equals(tiles.leafAt(leaf))) throw new LedgerDoesNotFit('event', place);
    tree.push(hash);
    tiles.compare(tree.takeFull());
    leaf += 1;
    seals.done += 1;
  }
  if (leaf !== batch.entries) throw new LedgerDoesNotFit('batch_entries', placeOf(batch));
  const { root, tiles: open } = tree.finish();
  tiles.compare(open);
  tiles.refuseRest();
  if (!root.equals(batch.root)) throw new LedgerDoesNotFit('batch_root', placeOf(batch));
}

// The platform writes whole milliseconds; what has a fraction was not written by it.
function leafHashOf({ event }: SealRow): Buffer | undefined {
  return event && Number.isInteger(event.at) ? leafHash(trailEventBytes(event)) : undefined;
}

/** An event is sealed, or it waits for its seal. */
export async function refuseUnsealed(tx: Transaction): Promise<void> {
  const [row] = await tx.query<{ event: string }>(
    `select coalesce(e.event_id, u.event_id) as event
       from audit_event e
       full join audit_unsealed u on u.event_id = e.event_id
       left join audit_sealed s on s.event_id = e.event_id
      where e.event_id is null or (u.event_id is null) = (s.event_id is null)
      order by 1 limit 1`,
  );
  if (row) throw new LedgerDoesNotFit('event_unsealed', { event: row.event });
}
