// SQL with which disclosure_search follows the registry's names.
import type { Transaction } from '../kernel/database.js';

/** A name under which a subject can be found. */
export interface SearchName {
  readonly subjectId: string;
  readonly folded: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

/** The names of these subjects, current and former, that the public may find them by. */
export function listPublishableNames(
  tx: Transaction,
  subjectIds: readonly string[],
): Promise<SearchName[]> {
  return tx.query<SearchName>(
    `select n.subject_id as "subjectId", n.folded, n.name, n.is_current as "isCurrent"
       from parties_subject s join parties_name n on n.subject_id = s.subject_id
      where s.subject_id = any($1::uuid[]) and s.uscc is not null and not s.name_is_person`,
    [subjectIds],
  );
}

/** The rows on file of these subjects. */
export function listSearchNames(
  tx: Transaction,
  subjectIds: readonly string[],
): Promise<SearchName[]> {
  return tx.query<SearchName>(
    `select subject_id as "subjectId", folded, name, is_current as "isCurrent"
       from disclosure_search where subject_id = any($1::uuid[])`,
    [subjectIds],
  );
}

/** Takes names out of the search. */
export async function deleteNames(tx: Transaction, names: readonly SearchName[]): Promise<void> {
  if (names.length === 0) return;
  await tx.query(
    `delete from disclosure_search d using unnest($1::uuid[], $2::text[]) as gone (subject_id, folded)
      where d.subject_id = gone.subject_id and d.folded = gone.folded`,
    [names.map((name) => name.subjectId), names.map((name) => name.folded)],
  );
}

/** Changes how names are written and whether they are current; the comparable form stays. */
export async function updateNames(tx: Transaction, names: readonly SearchName[]): Promise<void> {
  if (names.length === 0) return;
  await tx.query(
    `update disclosure_search d set name = changed.name, is_current = changed.is_current
       from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[])
            as changed (subject_id, folded, name, is_current)
      where d.subject_id = changed.subject_id and d.folded = changed.folded`,
    [
      names.map((name) => name.subjectId),
      names.map((name) => name.folded),
      names.map((name) => name.name),
      names.map((name) => name.isCurrent),
    ],
  );
}

/** Empties the table, for a rebuild. */
export async function clearSearch(tx: Transaction): Promise<void> {
  await tx.query('delete from disclosure_search');
}
