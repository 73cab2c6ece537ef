// Sealing the trail: which events wait, and which leaf of which batch each one became.
import type { Queryable, Transaction } from '../kernel/database.js';
import { type EventRow, eventColumns, eventOfRow } from './event-row.js';
import type { TrailEvent } from './trail.model.js';

/**
 * Takes the oldest events out of the queue, `most` at most, for this transaction to seal. Events that another
 * process is sealing are passed over.
 */
export async function takeUnsealed(tx: Transaction, most: number): Promise<TrailEvent[]> {
  const rows = await tx.query<EventRow>(
    `with taken as (
       delete from audit_unsealed where event_id in (
         select event_id from audit_unsealed order by event_id limit $1 for update skip locked)
       returning event_id)
     select ${eventColumns} from taken join audit_event e using (event_id) order by e.event_id`,
    [most],
  );
  return rows.map(eventOfRow);
}

/** Writes down that the events became the leaves of this batch, in this order from leaf 0. */
export async function writeSeals(
  tx: Transaction,
  batchId: string,
  events: readonly TrailEvent[],
): Promise<void> {
  await tx.query(
    `insert into audit_sealed (batch_id, leaf, event_id)
     select $1, ordinality - 1, event_id from unnest($2::uuid[]) with ordinality as e (event_id)`,
    [batchId, events.map((event) => event.eventId)],
  );
}

/** How many events wait for their seal. */
export async function countUnsealed(database: Queryable): Promise<number> {
  const [row] = await database.query<{ waiting: number }>(
    'select count(*)::bigint as waiting from audit_unsealed',
  );
  return row?.waiting ?? 0;
}
