// SQL of the search by name. Every list has a total order, so that a page can begin behind any row.
import type { Queryable } from '../kernel/database.js';

/** A name that was found. */
export interface FoundName {
  readonly subjectId: string;
  readonly folded: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

/** What is looked for, after which row, and how many. `folded` is the text in its comparable form. */
export interface NameQuery {
  readonly folded: string;
  readonly after: Pick<FoundName, 'folded' | 'subjectId'>;
  readonly limit: number;
}

const found = 'd.subject_id as "subjectId", d.folded, d.name, d.is_current as "isCurrent"';

// A subject is shown once: by its current name if that matches, otherwise by its first former name that does.
const bestOfSubject = `(d.is_current or not exists (
  select 1 from disclosure_search o
   where o.subject_id = d.subject_id and o.folded <> d.folded
     and (o.is_current or o.folded < d.folded) and strpos(o.folded, $1) > 0))`;

// Greater than every character: ends the range of names that begin with a text.
const lastCharacter = '\u{10ffff}';

/**
 * Names that begin with the text, in order; a name that is the text itself is the first.
 * `after` is at least the text itself: it alone is the lower bound of the range, because of two lower bounds
 * the server may start its walk at the wrong one.
 */
export function listNamesBeginning(database: Queryable, query: NameQuery): Promise<FoundName[]> {
  return database.query<FoundName>(
    `select ${found} from disclosure_search d
      where (d.folded, d.subject_id) > ($3, $4::uuid) and d.folded < $2
        and ${bestOfSubject}
      order by d.folded, d.subject_id limit $5`,
    [
      query.folded,
      query.folded + lastCharacter,
      query.after.folded,
      query.after.subjectId,
      query.limit,
    ],
  );
}

/** In which order names that contain a text are given: by name, or by subject (in no meaningful order). */
export type ContainingOrder = 'by-name' | 'by-subject';

const orders = {
  'by-name': { key: '(d.folded, d.subject_id) > ($3, $4::uuid)', by: 'd.folded, d.subject_id' },
  'by-subject': { key: '(d.subject_id, d.folded) > ($4::uuid, $3)', by: 'd.subject_id, d.folded' },
} as const;

/** Names that contain the text, but not at their beginning, found by their grams. Cheap where they are few. */
export function listNamesByGrams(
  database: Queryable,
  query: NameQuery & { readonly grams: readonly string[]; readonly order: ContainingOrder },
): Promise<FoundName[]> {
  const { key, by } = orders[query.order];
  // Materialized: the planner must not walk along an index instead because of the limit.
  return database.query<FoundName>(
    `with d as materialized (
       select subject_id, folded, name, is_current from disclosure_search
        where grams @> $2::text[] and strpos(folded, $1) > 1
     )
     select ${found} from d where ${key} and ${bestOfSubject} order by ${by} limit $5`,
    [query.folded, query.grams, query.after.folded, query.after.subjectId, query.limit],
  );
}

/**
 * The same in order of subject, found by looking at the next `stretch` names one after the other: cheap where
 * the text is frequent. May give less than there is.
 */
export function listNamesByWalking(
  database: Queryable,
  query: NameQuery & { readonly stretch: number },
): Promise<FoundName[]> {
  return database.query<FoundName>(
    `select ${found}
       from (select subject_id, folded from disclosure_search
              where (subject_id, folded) > ($4::uuid, $3)
              order by subject_id, folded limit $2) walked
       join disclosure_search d on d.subject_id = walked.subject_id and d.folded = walked.folded
      where strpos(walked.folded, $1) > 1 and ${bestOfSubject}
      order by walked.subject_id, walked.folded limit $5`,
    [query.folded, query.stretch, query.after.folded, query.after.subjectId, query.limit],
  );
}

/** What a list of hits shows of an organisation. */
export interface HitRow {
  readonly subjectId: string;
  readonly uscc: string;
  readonly name: string;
  readonly status: string;
  readonly category: string;
  readonly nameIsPerson: boolean;
  readonly recordCount: number;
}

const hit = `
  select s.subject_id as "subjectId", s.uscc, s.name, s.status, s.category,
         s.name_is_person as "nameIsPerson",
         (select count(*) from disclosure_record r
           where r.subject_id = s.subject_id and r.is_public) as "recordCount"
    from parties_subject s`;

/** The organisations of these ids, by id; those that may not be found by name are left out. */
export async function findHits(
  database: Queryable,
  subjectIds: readonly string[],
): Promise<Map<string, HitRow>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await database.query<HitRow>(
    `${hit} where s.subject_id = any($1::uuid[]) and s.uscc is not null and not s.name_is_person`,
    [subjectIds],
    'disclosure_hits',
  );
  return new Map(rows.map((row) => [row.subjectId, row]));
}

/** The organisation with this code. */
export async function findHitByCode(
  database: Queryable,
  uscc: string,
): Promise<HitRow | undefined> {
  const sql = `${hit} where s.uscc = $1`;
  return (await database.query<HitRow>(sql, [uscc], 'disclosure_hit_by_code'))[0];
}
