// The audit trail: every act is written in the same transaction as what it did.
import type { Queryable } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';

/** Who did what to which object, and for what. No personal data: the actor is a pseudonym. */
export interface AuditedAct {
  /** Milliseconds. */
  readonly at: number;
  /** `console` for whoever holds the server, `process` for the platform itself. */
  readonly actor: string;
  /** The act by its name in the program, e.g. `intake.submit`. */
  readonly act: string;
  /** What it was done to: the id of a batch or record, a code. */
  readonly object: string;
  readonly purpose?: string;
  readonly matter?: string;
  readonly outcome: 'done' | 'refused';
}

/** Puts an act on the trail. Call it inside the transaction of the act. */
export async function recordAct(database: Queryable, act: AuditedAct): Promise<void> {
  await database.query(
    `insert into audit_event (event_id, at, actor, act, object, purpose, matter, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId(act.at),
      new Date(act.at),
      act.actor,
      act.act,
      act.object,
      act.purpose ?? null,
      act.matter ?? null,
      act.outcome,
    ],
  );
}
