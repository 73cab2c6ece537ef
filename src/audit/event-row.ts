// A row of the trail as it comes from the database.
import type { TrailEvent } from './trail.model.js';

/** The columns of `audit_event e`, in the names of `EventRow`. */
export const eventColumns = `e.event_id as "eventId", e.at, e.actor, e.act, e.object, e.purpose, e.matter,
  e.office, e.is_reading as "isReading", e.outcome`;

/** A row with those columns. */
export interface EventRow {
  readonly eventId: string;
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly object: string;
  readonly purpose: string | null;
  readonly matter: string | null;
  readonly office: string | null;
  readonly isReading: boolean;
  readonly outcome: 'done' | 'refused';
}

/** The event that the row holds. */
export function eventOfRow(row: EventRow): TrailEvent {
  const { purpose, matter, office, at, ...plain } = row;
  return {
    ...plain,
    at: at.getTime(),
    ...(purpose !== null && { purpose }),
    ...(matter !== null && { matter }),
    ...(office !== null && { office }),
  };
}
