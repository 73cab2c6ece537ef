// The registry of organisations: finding subjects, and keeping what registration records say of them.
import { foldName } from '../codes/organisation-name.js';
import { ConcurrentChange, type Queryable, sqlState } from '../kernel/database.js';
import type {
  RegisteredSubject,
  RepresentativeStatement,
  SubjectName,
  SubjectStatement,
} from './registry.model.js';
import {
  deleteRegistry,
  deleteRepresentatives,
  deleteSubject,
  insertNewSubjects,
  type SubjectRow,
  selectByCode,
  selectById,
  selectByName,
  selectNumberHolders,
  upsertNames,
  upsertRepresentatives,
  upsertSubjects,
} from './registry.store.js';

/** Subjects by code (unified social credit codes and registration numbers alike); unknown codes are absent. */
export async function findSubjectsByCode(
  database: Queryable,
  codes: readonly string[],
): Promise<Map<string, RegisteredSubject>> {
  if (codes.length === 0) return new Map();
  const found = new Map<string, RegisteredSubject>();
  for (const row of await selectByCode(database, codes)) {
    found.set(row.code, readSubject(row));
  }
  return found;
}

/** The subject with this id, if the registry has it. */
export async function findSubject(
  database: Queryable,
  subjectId: string,
): Promise<RegisteredSubject | undefined> {
  const [row] = await selectById(database, subjectId);
  return row && readSubject(row);
}

/** Subjects that bear or bore exactly these names, by the names' comparable form. */
export async function findSubjectsByName(
  database: Queryable,
  foldedNames: readonly string[],
): Promise<Map<string, RegisteredSubject[]>> {
  const found = new Map<string, RegisteredSubject[]>();
  if (foldedNames.length === 0) return found;
  for (const row of await selectByName(database, foldedNames)) {
    const subject = readSubject(row);
    const known = found.get(row.sought);
    if (known) known.push(subject);
    else found.set(row.sought, [subject]);
  }
  return found;
}

function readSubject(row: SubjectRow): RegisteredSubject {
  return {
    subjectId: row.subject_id,
    uscc: row.uscc,
    name: row.name,
    confirmed: row.confirmed,
    foldedNames: new Set(row.folded_names),
  };
}

/**
 * Enters organisations of which a record speaks and that are not in the registry yet, unconfirmed.
 * @returns ids of those that were new.
 */
export async function enterNewSubjects(
  database: Queryable,
  statements: readonly SubjectStatement[],
): Promise<Set<string>> {
  const entered = await insertNewSubjects(database, statements);
  const fresh = statements.filter((statement) => entered.has(statement.subjectId));
  await upsertNames(database, fresh.map(currentName));
  return entered;
}

/**
 * Refuses to go on where an organisation that was unknown when the rows were matched exists by now under another
 * name: then the rows must be matched again.
 */
export async function requireSameNames(
  database: Queryable,
  statements: readonly Pick<SubjectStatement, 'uscc' | 'name'>[],
): Promise<void> {
  const codes = statements.flatMap((statement) => statement.uscc ?? []);
  const known = await findSubjectsByCode(database, codes);
  for (const statement of statements) {
    const subject = statement.uscc === null ? undefined : known.get(statement.uscc);
    if (subject && !subject.foldedNames.has(foldName(statement.name))) {
      throw new ConcurrentChange('an organisation was entered under another name meanwhile');
    }
  }
}

/**
 * Takes over what registration records say: name, former name, status, category, region, days. A registration number
 * that another organisation has stays with that one: two cannot be found by it.
 */
export async function applyRegistrations(
  database: Queryable,
  statements: readonly SubjectStatement[],
): Promise<void> {
  try {
    await upsertSubjects(database, await withFreeNumbers(database, statements));
  } catch (error) {
    if (sqlState(error) === '23505') throw new ConcurrentChange('a number was taken meanwhile');
    throw error;
  }
  await upsertNames(database, statements.flatMap(namesOf));
}

// One by one in their order, so that the outcome does not depend on how many come at a time.
async function withFreeNumbers(
  database: Queryable,
  statements: readonly SubjectStatement[],
): Promise<readonly SubjectStatement[]> {
  const numbers = statements.flatMap((statement) => statement.registrationNumber ?? []);
  if (numbers.length === 0) return statements;
  const holderOf = new Map<string, string>();
  const numberOf = new Map<string, string>();
  const take = (number: string, subjectId: string): void => {
    const before = numberOf.get(subjectId);
    if (before !== undefined) holderOf.delete(before);
    holderOf.set(number, subjectId);
    numberOf.set(subjectId, number);
  };
  const subjectIds = statements.map((statement) => statement.subjectId);
  for (const held of await selectNumberHolders(database, numbers, subjectIds)) {
    take(held.number, held.subjectId);
  }
  return statements.map((statement) => {
    const { registrationNumber: number, subjectId } = statement;
    if (number === null) return statement;
    if ((holderOf.get(number) ?? subjectId) !== subjectId)
      return { ...statement, registrationNumber: null };
    take(number, subjectId);
    return statement;
  });
}

function currentName(statement: SubjectStatement): SubjectName {
  return {
    subjectId: statement.subjectId,
    folded: foldName(statement.name),
    name: statement.name,
    isCurrent: true,
    usedFrom: statement.nameChangedOn,
    usedUntil: null,
  };
}

function namesOf(statement: SubjectStatement): SubjectName[] {
  const current = currentName(statement);
  if (statement.formerName === null) return [current];
  const folded = foldName(statement.formerName);
  if (folded === current.folded) return [current];
  const former = {
    subjectId: statement.subjectId,
    folded,
    name: statement.formerName,
    isCurrent: false,
    usedFrom: null,
    usedUntil: statement.nameChangedOn,
  };
  return [current, former];
}

/** Keeps the representative's name where it is at least as new as the one on file. */
export async function applyRepresentatives(
  database: Queryable,
  statements: readonly RepresentativeStatement[],
): Promise<void> {
  if (statements.length === 0) return;
  // A file may say an organisation several times; one statement can name it once.
  const newest = new Map<string, RepresentativeStatement>();
  for (const statement of statements) {
    const before = newest.get(statement.subjectId);
    if (!before || statement.sourceDay >= before.sourceDay)
      newest.set(statement.subjectId, statement);
  }
  await upsertRepresentatives(database, [...newest.values()]);
}

/** Erases names of representatives that were said on these days; names said on other days stay. */
export async function forgetRepresentatives(
  database: Queryable,
  statements: readonly Omit<RepresentativeStatement, 'name'>[],
): Promise<void> {
  if (statements.length > 0) await deleteRepresentatives(database, statements);
}

/** Takes a subject and its names out, so that they can be put together anew. Its representative stays. */
export function forgetSubject(database: Queryable, subjectId: string): Promise<void> {
  return deleteSubject(database, subjectId);
}

/** Empties the registry so that it can be rebuilt from the ledger. Representatives stay: they are not in it. */
export function clearRegistry(database: Queryable): Promise<void> {
  return deleteRegistry(database);
}
