// The one way to read what is not public: the line of the reading log and the read are one transaction.
import type { Database, Queryable, Transaction } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import type { AuditRules, Purpose } from './audit-rules.model.js';
import { requirePlainText } from './plain-text.js';
import { refuse } from './refusals.js';
import { writeEvent } from './trail.js';

/** A look, by whom and why. */
export interface ReadingOrder {
  /** Milliseconds. */
  readonly at: number;
  /** A pseudonym. */
  readonly actor: string;
  /** Code of the agency for which he looks; none: whoever runs the platform, or the organisation itself. */
  readonly office?: string;
  /** The line of the permission table, e.g. `file.read`. */
  readonly act: string;
  /** Id of a purpose, or its title. */
  readonly purpose: string;
  /** Number of the case or document. */
  readonly matter: string;
  /** Whom it is about: codes of organisations; the id of a record whose organisation has none. */
  readonly about: readonly string[];
}

const longestMatter = 120;

/**
 * Reads what is not public. `read` runs in the transaction in which the line of the reading log is written, and its
 * result is handed out after the commit only: a process that dies on the way has shown nothing and logged nothing,
 * or logged it. `read` gives nothing out itself. Refuses `reading.purpose_unknown`, `reading.matter_missing`,
 * `reading.personal_data`, before anything is read.
 */
export async function readWithRecord<Result>(
  database: Database,
  order: ReadingOrder & { readonly purposes: AuditRules['purposes'] },
  read: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const { purposes, about, purpose, ...act } = order;
  const matter = requireMatter(order.matter);
  const known = requirePurpose(purposes, purpose);
  return database.transaction(async (tx) => {
    for (const object of about) {
      const event = { ...act, object, purpose: known.id, matter, outcome: 'done' as const };
      await writeEvent(tx, event, true);
    }
    return read(tx);
  });
}

/** The purpose with this id or title. Refuses `reading.purpose_unknown`, naming those that are known. */
export function requirePurpose(purposes: readonly Purpose[], text: string): Purpose {
  const asked = text.trim();
  const found = purposes.find(
    ({ id, title }) => id === asked || title.zh === asked || title.en === asked,
  );
  if (found) return found;
  const list = (language: 'zh' | 'en', between: string) =>
    purposes.map(({ id, title }) => `${id}（${title[language]}）`).join(between);
  throw refuse.purpose_unknown({
    purpose: asked.slice(0, 40),
    zhPurposes: list('zh', '、'),
    enPurposes: list('en', ', ').replaceAll('（', ' (').replaceAll('）', ')'),
  });
}

/** The matter in one line. Refuses `reading.matter_missing`, `reading.personal_data`. */
export function requireMatter(text: string): string {
  const matter = requirePlainText('matter', text);
  if (matter.length < 2 || matter.length > longestMatter) {
    throw refuse.matter_missing({ most: longestMatter });
  }
  return matter;
}

/** A look as the organisation may see it: never who it was. */
export interface Reading {
  readonly readingId: string;
  /** Milliseconds. */
  readonly at: number;
  readonly act: string;
  readonly purpose: string;
  readonly matter: string;
  /** Code of the agency; null: whoever runs the platform, or the organisation itself. */
  readonly office: string | null;
  /** On what the look was withheld at first, and until when; null: it was not. */
  readonly withheld: { readonly basis: string; readonly until: IsoDay } | null;
}

interface ReadingRow extends Omit<Reading, 'at' | 'withheld'> {
  readonly at: Date;
  readonly basis: string | null;
  readonly until: IsoDay | null;
}

/**
 * Who looked at the organisation, newest first; a look under an embargo from its end on. `next` begins the following
 * page; null where there is none. Refuses `reading.cursor_unknown`.
 */
export async function listReadings(
  database: Queryable,
  about: string,
  page: { readonly today: IsoDay; readonly limit: number; readonly after?: string | undefined },
): Promise<{ readings: Reading[]; next: string | null }> {
  const { today, limit, after } = page;
  if (after !== undefined && !isUuid(after)) throw refuse.cursor_unknown({ after });
  const rows = await database.query<ReadingRow>(
    `select e.event_id as "readingId", e.at, e.act, e.purpose, e.matter, e.office, m.basis,
            m.shown_from as until
       from audit_event e
       left join lateral (
         select basis, shown_from from audit_embargo b
          where b.uscc = e.object and b.office = e.office and b.matter = e.matter
          order by b.set_at desc, b.embargo_id desc limit 1) m on true
      where e.is_reading and e.object = $1 and (m.shown_from is null or m.shown_from <= $2)
        and ($3::uuid is null or (e.at, e.event_id) < (select at, event_id from audit_event where event_id = $3))
      order by e.at desc, e.event_id desc limit $4`,
    [about, today, after ?? null, limit + 1],
  );
  const readings = rows.slice(0, limit).map(({ at, basis, until, ...row }) => ({
    ...row,
    at: at.getTime(),
    withheld: basis === null || until === null ? null : { basis, until },
  }));
  return { readings, next: rows.length > limit ? (readings.at(-1)?.readingId ?? null) : null };
}
