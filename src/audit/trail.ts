// The audit trail: every act is written in the same transaction as what it did.
import type { Queryable } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { AuditedAct } from './trail.model.js';

/** Puts an act on the trail. Call it inside the transaction of the act. */
export async function recordAct(database: Queryable, act: AuditedAct): Promise<void> {
  await writeEvent(database, act, false);
}

/** Writes a line of the trail and puts it into the queue of those that wait for their seal. Gives its id. */
export async function writeEvent(
  database: Queryable,
  act: AuditedAct,
  isReading: boolean,
): Promise<string> {
  const id = newId(act.at);
  await database.query(
    `with written as (
       insert into audit_event
         (event_id, at, actor, act, object, purpose, matter, office, is_reading, outcome)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning event_id)
     insert into audit_unsealed (event_id) select event_id from written`,
    [
      id,
      // Whole milliseconds: the bytes that are hashed are made again from what is stored.
      new Date(act.at),
      act.actor,
      act.act,
      act.object,
      act.purpose ?? null,
      act.matter ?? null,
      act.office ?? null,
      isReading,
      act.outcome,
    ],
  );
  return id;
}
