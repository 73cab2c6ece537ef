// SQL for an organisation's own page, and for the few facts of it that lists show.
import type { Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** An organisation that may be shown: it has a code. Names are as registered: mask before showing. */
export interface OrganisationRow {
  readonly subjectId: string;
  readonly uscc: string;
  readonly name: string;
  readonly category: string;
  readonly status: string;
  readonly confirmed: boolean;
  readonly region: string | null;
  readonly registeredOn: IsoDay | null;
  readonly nameIsPerson: boolean;
  /** Newest first; null: none. */
  readonly formerNames:
    | readonly { readonly name: string; readonly usedUntil: IsoDay | null }[]
    | null;
}

const select = `
  select s.subject_id as "subjectId", s.uscc, s.name, s.category, s.status, s.confirmed, s.region,
         s.registered_on as "registeredOn", s.name_is_person as "nameIsPerson",
         (select json_agg(json_build_object('name', n.name, 'usedUntil', n.used_until)
                          order by n.used_until desc nulls last, n.folded)
            from parties_name n
           where n.subject_id = s.subject_id and not n.is_current) as "formerNames"
    from parties_subject s`;

/** The organisation with this code. */
export async function findOrganisation(
  database: Queryable,
  uscc: string,
): Promise<OrganisationRow | undefined> {
  const sql = `${select} where s.uscc = $1`;
  return (await database.query<OrganisationRow>(sql, [uscc], 'disclosure_organisation'))[0];
}

/** The organisation that a published record is about; undefined where there is none or it has no code. */
export async function findPublicSubject(
  database: Queryable,
  recordId: string,
): Promise<OrganisationRow | undefined> {
  const sql = `${select} join ledger_record r on r.subject_id = s.subject_id
                where r.record_id = $1 and s.uscc is not null`;
  return (await database.query<OrganisationRow>(sql, [recordId], 'disclosure_record_subject'))[0];
}
