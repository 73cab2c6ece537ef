// Searching the trail, page by page, newest first; each line with its seal in the log.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import { addDays, type IsoDay, startOfDay } from '../kernel/time.js';
import { type EventRow, eventColumns, eventOfRow } from './event-row.js';
import { refuse } from './refusals.js';
import type { TrailEvent } from './trail.model.js';

/** What is looked for; what is not given does not matter. */
export interface TrailQuery {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly object?: string | undefined;
  /** First day. */
  readonly from?: IsoDay | undefined;
  /** Last day. */
  readonly to?: IsoDay | undefined;
  /** Only looks at what is not public. */
  readonly readingsOnly?: boolean | undefined;
}

/** A line of the trail, and where the log vouches for it. */
export interface FoundEvent extends TrailEvent {
  /** Batch and leaf in the log; null: it waits for its seal. */
  readonly seal: { readonly batchId: string; readonly leaf: number } | null;
}

const piece = 1000;

/** One page. `next` begins the following one; null: there is none. Refuses `reading.cursor_unknown`. */
export async function searchTrail(
  database: Queryable,
  query: TrailQuery,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ events: FoundEvent[]; next: string | null }> {
  const { limit, after } = page;
  if (after !== undefined && !isUuid(after)) {
    throw refuse.cursor_unknown({ after: after.slice(0, 40) });
  }
  const values: unknown[] = [];
  const terms = termsOf(query, after, (value) => `$${values.push(value)}`);
  const rows = await database.query<EventRow & { batchId: string | null; leaf: number | null }>(
    `select ${eventColumns}, s.batch_id as "batchId", s.leaf
       from audit_event e left join audit_sealed s on s.event_id = e.event_id
      where ${terms.join(' and ') || 'true'}
      order by e.at desc, e.event_id desc limit ${Math.trunc(limit) + 1}`,
    values,
  );
  const events = rows.slice(0, limit).map(({ batchId, leaf, ...row }) => ({
    ...eventOfRow(row),
    seal: batchId === null || leaf === null ? null : { batchId, leaf },
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.eventId ?? null) : null };
}

function termsOf(
  query: TrailQuery,
  after: string | undefined,
  parameter: (value: unknown) => string,
): string[] {
  const { actor, act, object, from, to, readingsOnly } = query;
  const terms: string[] = [];
  if (actor !== undefined) terms.push(`e.actor = ${parameter(actor)}`);
  if (act !== undefined) terms.push(`e.act = ${parameter(act)}`);
  if (object !== undefined) terms.push(`e.object = ${parameter(object)}`);
  if (from !== undefined) terms.push(`e.at >= ${parameter(new Date(startOfDay(from)))}`);
  if (to !== undefined) terms.push(`e.at < ${parameter(new Date(startOfDay(addDays(to, 1))))}`);
  if (readingsOnly) terms.push('e.is_reading');
  if (after !== undefined) {
    terms.push(
      `(e.at, e.event_id) < (select at, event_id from audit_event where event_id = ${parameter(after)}::uuid)`,
    );
  }
  return terms;
}

/** Everything that fits, a thousand lines at a time: no transaction stays open while the reader takes his time. */
export async function* exportTrail(
  database: Queryable,
  query: TrailQuery,
): AsyncGenerator<readonly FoundEvent[]> {
  let after: string | undefined;
  do {
    const { events, next } = await searchTrail(database, query, { limit: piece, after });
    if (events.length > 0) yield events;
    after = next ?? undefined;
  } while (after !== undefined);
}

/** What was looked for, in one line, for the trail itself. */
export function writtenQuery(query: TrailQuery): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined);
  return parts.map(([name, value]) => `${name}=${String(value)}`).join(' ') || 'everything';
}
