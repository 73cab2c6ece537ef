// SQL for the records that the public may see: publication, ledger entry, words, batch and place in the log.
import type { Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** A public record as stored. */
export interface RecordRow {
  readonly recordId: string;
  readonly decidedOn: IsoDay;
  readonly batchId: string;
  readonly version: number;
  /** Canonical JSON: the facts, and the public words as they stand after redactions. */
  readonly facts: string;
  readonly words: string | null;
  readonly receivedAt: Date;
  readonly agencyCode: string;
  readonly agencyName: string | null;
  readonly logPosition: number | null;
  readonly recordedAt: Date | null;
}

/** After which record a page begins. */
export interface RecordKey {
  readonly decidedOn: string;
  readonly recordId: string;
}

/** A page of an organisation's public records, and how many there are of each kind on all pages. */
export interface RecordPage {
  readonly totals: Readonly<Record<string, number>>;
  readonly rows: readonly RecordRow[];
}

const columns = `
  p.record_id as "recordId", p.decided_on as "decidedOn", p.batch_id as "batchId", e.version,
  convert_from(e.facts, 'UTF8') as facts, convert_from(w.words, 'UTF8') as words,
  b.received_at as "receivedAt", b.agency_code as "agencyCode", a.name_zh as "agencyName",
  l.position as "logPosition", l.recorded_at as "recordedAt"`;

// `p` is the publication; a redacted text has a higher revision. `limit 1`: one look-up by key for each record of
// the page, whatever the planner thinks; otherwise it reads all entries of a subject that has very many.
const joins = `
  join lateral (select version, facts from ledger_entry
                 where subject_id = $1 and record_id = p.record_id and batch_id = p.batch_id
                   and leaf = p.leaf limit 1) e on true
  left join lateral (select words from ledger_words
                      where subject_id = $1 and batch_id = p.batch_id and leaf = p.leaf
                      order by revision desc limit 1) w on true
  join ledger_batch b on b.batch_id = p.batch_id
  left join parties_agency a on a.agency_code = b.agency_code
  left join ledger_log l on l.batch_id = p.batch_id`;

const pageSql = `
  with mine as materialized (
    select record_id, kind, decided_on, batch_id, leaf
      from disclosure_record where subject_id = $1 and is_public
  ), totals as (
    select json_object_agg(kind, count order by kind) as totals
      from (select kind, count(*) as count from mine group by kind) as counted
  ), page as (
    select * from mine
     where decided_on < $2 or (decided_on = $2 and record_id > $3)
     order by decided_on desc, record_id limit $4
  )
  select t.totals, shown.*
    from totals t
    left join (select ${columns} from page p ${joins}) as shown on true
   order by shown."decidedOn" desc, shown."recordId"`;

/** Public records of a subject, newest decision first, and the totals; one round trip. */
export async function listPublicRecords(
  database: Queryable,
  subjectId: string,
  page: { readonly limit: number; readonly after: RecordKey | null },
): Promise<RecordPage> {
  const { decidedOn, recordId } = page.after ?? {
    decidedOn: 'infinity',
    recordId: '00000000-0000-0000-0000-000000000000',
  };
  const rows = await database.query<RecordRow & { totals: Record<string, number> | null }>(
    pageSql,
    [subjectId, decidedOn, recordId, page.limit],
    'disclosure_record_page',
  );
  return {
    totals: rows[0]?.totals ?? {},
    rows: rows.filter((row) => row.recordId !== null),
  };
}

/** One record of a subject, where the public may see it. */
export async function findPublicRecord(
  database: Queryable,
  subjectId: string,
  recordId: string,
): Promise<RecordRow | undefined> {
  const rows = await database.query<RecordRow>(
    `select ${columns}
       from disclosure_record p ${joins}
      where p.subject_id = $1 and p.record_id = $2 and p.is_public`,
    [subjectId, recordId],
    'disclosure_record',
  );
  return rows[0];
}
