// SQL of the registry: parties_subject, parties_name, parties_representative.
import type { Queryable } from '../kernel/database.js';
import type { RepresentativeStatement, SubjectName, SubjectStatement } from './registry.model.js';

/** A subject with all its names in comparable form. */
export interface SubjectRow {
  subject_id: string;
  uscc: string | null;
  name: string;
  confirmed: boolean;
  folded_names: string[];
}

export function selectByCode(
  database: Queryable,
  codes: readonly string[],
): Promise<(SubjectRow & { code: string })[]> {
  return database.query(
    `select s.uscc as code, s.subject_id, s.uscc, s.name, s.confirmed,
            array(select n.folded from parties_name n where n.subject_id = s.subject_id) as folded_names
     from parties_subject s where s.uscc = any($1::text[])
     union all
     select s.registration_number, s.subject_id, s.uscc, s.name, s.confirmed,
            array(select n.folded from parties_name n where n.subject_id = s.subject_id)
     from parties_subject s where s.registration_number = any($1::text[])`,
    [codes],
  );
}

export function selectById(database: Queryable, subjectId: string): Promise<SubjectRow[]> {
  return database.query(
    `select s.subject_id, s.uscc, s.name, s.confirmed,
            array(select n.folded from parties_name n where n.subject_id = s.subject_id) as folded_names
     from parties_subject s where s.subject_id = $1`,
    [subjectId],
  );
}

export function selectByName(
  database: Queryable,
  folded: readonly string[],
): Promise<(SubjectRow & { sought: string })[]> {
  return database.query(
    `select f.folded as sought, s.subject_id, s.uscc, s.name, s.confirmed,
            array(select n.folded from parties_name n where n.subject_id = s.subject_id) as folded_names
     from parties_name f join parties_subject s using (subject_id)
     where f.folded = any($1::text[])
     order by s.subject_id`,
    [folded],
  );
}

// Columns of a statement as arrays for unnest, in the order of `statementColumns`.
const statementColumns =
  'subject_id, uscc, registration_number, name, category, status, confirmed, region, registered_on, name_is_person, facts';
const statementTypes =
  '$1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::date[], $10::bool[], $11::jsonb[]';

function statementArrays(statements: readonly SubjectStatement[]): unknown[] {
  return [
    statements.map((statement) => statement.subjectId),
    statements.map((statement) => statement.uscc),
    statements.map((statement) => statement.registrationNumber),
    statements.map((statement) => statement.name),
    statements.map((statement) => statement.category),
    statements.map((statement) => statement.status),
    statements.map((statement) => statement.confirmed),
    statements.map((statement) => statement.region),
    statements.map((statement) => statement.registeredOn),
    statements.map((statement) => statement.nameIsPerson),
    statements.map((statement) => JSON.stringify(statement.facts)),
  ];
}

export async function insertNewSubjects(
  database: Queryable,
  statements: readonly SubjectStatement[],
): Promise<Set<string>> {
  const rows = await database.query<{ subject_id: string }>(
    `insert into parties_subject (${statementColumns})
     select * from unnest(${statementTypes})
     on conflict do nothing returning subject_id`,
    statementArrays(statements),
  );
  return new Set(rows.map((row) => row.subject_id));
}

/** Who has one of these numbers, and which numbers these subjects have. */
export function selectNumberHolders(
  database: Queryable,
  numbers: readonly string[],
  subjectIds: readonly string[],
): Promise<{ number: string; subjectId: string }[]> {
  return database.query(
    `select registration_number as number, subject_id as "subjectId" from parties_subject
     where registration_number = any($1::text[])
     union
     select registration_number, subject_id from parties_subject
     where subject_id = any($2::uuid[]) and registration_number is not null`,
    [numbers, subjectIds],
  );
}

export async function upsertSubjects(
  database: Queryable,
  statements: readonly SubjectStatement[],
): Promise<void> {
  await database.query(
    `insert into parties_subject (${statementColumns})
     select * from unnest(${statementTypes})
     on conflict (subject_id) do update set
       registration_number = coalesce(excluded.registration_number, parties_subject.registration_number),
       name = excluded.name, category = excluded.category, status = excluded.status,
       confirmed = excluded.confirmed, region = excluded.region, registered_on = excluded.registered_on,
       name_is_person = excluded.name_is_person, facts = excluded.facts`,
    statementArrays(statements),
  );
}

/** A name that is current ends the currency of the subject's other names; a name once known is kept. */
export async function upsertNames(
  database: Queryable,
  names: readonly SubjectName[],
): Promise<void> {
  if (names.length === 0) return;
  const current = names.filter((name) => name.isCurrent);
  await database.query(
    `update parties_name n set is_current = false, used_until = coalesce(n.used_until, c.changed_on)
     from unnest($1::uuid[], $2::text[], $3::date[]) as c (subject_id, folded, changed_on)
     where n.subject_id = c.subject_id and n.folded <> c.folded and n.is_current`,
    [
      current.map((name) => name.subjectId),
      current.map((name) => name.folded),
      current.map((name) => name.usedFrom),
    ],
  );
  await database.query(
    `insert into parties_name (subject_id, folded, name, is_current, used_from, used_until)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bool[], $5::date[], $6::date[])
     on conflict (subject_id, folded) do update set
       name = excluded.name, is_current = excluded.is_current,
       used_from = coalesce(excluded.used_from, parties_name.used_from),
       used_until = case when excluded.is_current then null
                         else coalesce(excluded.used_until, parties_name.used_until) end`,
    [
      names.map((name) => name.subjectId),
      names.map((name) => name.folded),
      names.map((name) => name.name),
      names.map((name) => name.isCurrent),
      names.map((name) => name.usedFrom),
      names.map((name) => name.usedUntil),
    ],
  );
}

export async function upsertRepresentatives(
  database: Queryable,
  statements: readonly RepresentativeStatement[],
): Promise<void> {
  await database.query(
    `insert into parties_representative (subject_id, name, source_day)
     select * from unnest($1::uuid[], $2::text[], $3::date[])
     on conflict (subject_id) do update set name = excluded.name, source_day = excluded.source_day
     where excluded.source_day >= parties_representative.source_day
       and excluded.name <> parties_representative.name`,
    [
      statements.map((statement) => statement.subjectId),
      statements.map((statement) => statement.name),
      statements.map((statement) => statement.sourceDay),
    ],
  );
}

export async function deleteRepresentatives(
  database: Queryable,
  statements: readonly Omit<RepresentativeStatement, 'name'>[],
): Promise<void> {
  await database.query(
    `delete from parties_representative
     where (subject_id, source_day) in (select * from unnest($1::uuid[], $2::date[]))`,
    [
      statements.map((statement) => statement.subjectId),
      statements.map((statement) => statement.sourceDay),
    ],
  );
}

export async function deleteSubject(database: Queryable, subjectId: string): Promise<void> {
  await database.query('delete from parties_name where subject_id = $1', [subjectId]);
  await database.query('delete from parties_subject where subject_id = $1', [subjectId]);
}

export async function deleteRegistry(database: Queryable): Promise<void> {
  await database.query('delete from parties_name');
  await database.query('delete from parties_subject');
}
