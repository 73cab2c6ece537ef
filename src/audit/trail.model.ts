// A line of the audit trail as it is stored, and the bytes by which the log vouches for it.
import { canonicalBytes } from '../kernel/canonical.js';

/** Who did what to which object, and for what. No personal data: the actor is a pseudonym. */
export interface AuditedAct {
  /** Milliseconds. */
  readonly at: number;
  /** `console` for whoever holds the server, `process` for the platform itself, else an account's or client's id. */
  readonly actor: string;
  /** The act by its name in the program, e.g. `intake.submit`. */
  readonly act: string;
  /** What it was done to: the id of a batch or record, a code. */
  readonly object: string;
  readonly purpose?: string;
  readonly matter?: string;
  /** Code of the agency for which the actor did it. */
  readonly office?: string;
  readonly outcome: 'done' | 'refused';
}

/** A stored line. */
export interface TrailEvent extends AuditedAct {
  readonly eventId: string;
  /** Whether something that is not public was shown. */
  readonly isReading: boolean;
}

/**
 * The bytes whose hash is the event's leaf. Every column is in them. The id holds 74 random bits, so that a
 * leaf, or the root over a single one, does not tell what was done.
 */
export function trailEventBytes(event: TrailEvent): Buffer {
  return canonicalBytes({
    v: 1,
    event: event.eventId,
    at: new Date(event.at).toISOString(),
    actor: event.actor,
    act: event.act,
    object: event.object,
    purpose: event.purpose,
    matter: event.matter,
    office: event.office,
    reading: event.isReading ? true : undefined,
    outcome: event.outcome,
  });
}
