// Keeps the names that the public search knows. Runs after the registry's projector and reads its tables.
import { readsLikePerson } from '../codes/organisation-name.js';
import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Transaction } from '../kernel/database.js';
import { uuidBytes } from '../kernel/ids.js';
import type { EntryChunk, Projector } from '../ledger/entry.model.js';
import { gramsOf } from './name-grams.policy.js';
import {
  clearSearch,
  deleteNames,
  listPublishableNames,
  listSearchNames,
  type SearchName,
  updateNames,
} from './search-names.store.js';

const registrationKind = 'organisation-registration';
const columns = 'disclosure_search (subject_id, folded, name, is_current, grams)';

/**
 * The projector of `disclosure_search`. Names change with registrations, with new subjects and with links;
 * for those subjects the rows are made to agree with the registry. Subjects without a code and subjects whose
 * name is a person's name have no rows: they cannot be found by name.
 */
export const searchProjector: Projector = {
  name: 'search',
  tables: ['disclosure_search'],
  apply: (tx, chunk) => agreeWithRegistry(tx, subjectsWithChangedNames(chunk)),
  clear: clearSearch,
  redacted: agreeWithRegistry,
};

async function agreeWithRegistry(tx: Transaction, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const wanted = await listPublishableNames(tx, subjects);
  const present = new Map<string, SearchName>();
  for (const name of await listSearchNames(tx, subjects)) present.set(nameKey(name), name);

  const changed: SearchName[] = [];
  const missing: SearchName[] = [];
  for (const name of wanted) {
    // Also a former name: the trade can be found, its owner's name cannot.
    if (readsLikePerson(name.name)) continue;
    const before = present.get(nameKey(name));
    present.delete(nameKey(name));
    if (before === undefined) missing.push(name);
    else if (before.name !== name.name || before.isCurrent !== name.isCurrent) changed.push(name);
  }
  await deleteNames(tx, [...present.values()]);
  await updateNames(tx, changed);
  await copyNames(tx, missing);
}

function subjectsWithChangedNames(chunk: EntryChunk): string[] {
  const subjects = new Set(chunk.possiblyNewSubjects);
  const ofRegistrations = chunk.kind === registrationKind;
  for (const entry of chunk.entries) {
    const isContent = entry.operation === 'assert' || entry.operation === 'correct';
    if (ofRegistrations || !isContent) subjects.add(entry.subjectId);
  }
  return [...subjects];
}

async function copyNames(tx: Transaction, names: readonly SearchName[]): Promise<void> {
  if (names.length === 0) return;
  const rows = new CopyWriter(5, names.length * 500 + 64);
  for (const { subjectId, folded, name, isCurrent } of names) {
    rows.row().bytes(uuidBytes(subjectId)).text(folded).text(name).boolean(isCurrent);
    rows.textArray(gramsOf(folded));
  }
  await copyRows(tx, columns, rows);
}

function nameKey(name: SearchName): string {
  return name.subjectId + name.folded;
}
