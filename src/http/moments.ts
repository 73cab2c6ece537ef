// Moments as the API writes them (RFC 3339).

/** Milliseconds as `2026-04-10T01:30:00.000Z`; null stays null. */
export function writtenMoment<Moment extends number | null>(
  milliseconds: Moment,
): Moment extends number ? string : string | null {
  return (milliseconds === null ? null : new Date(milliseconds).toISOString()) as never;
}
