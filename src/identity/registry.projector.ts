// Keeps the registry of organisations in step with the ledger: registrations, and organisations new with a record.
import type { Catalogue } from '../catalogue/catalogue.js';
import { displayName, readsLikePerson } from '../codes/organisation-name.js';
import { isUscc } from '../codes/uscc.js';
import type { Transaction } from '../kernel/database.js';
import { hasContent } from '../ledger/directory.projector.js';
import type { AppendedEntry, EntryChunk, Projector } from '../ledger/entry.model.js';
import { listSubjectChunks } from '../ledger/subject-replay.js';
import {
  applyRegistrations,
  clearRegistry,
  enterNewSubjects,
  forgetSubject,
} from '../parties/registry.js';
import type { SubjectStatement } from '../parties/registry.model.js';
import { kindOfUscc } from './kind-of-uscc.js';

const registrationKind = 'organisation-registration';
// The one category whose name can be nothing but its owner's (docs/people.md, guard 8).
const individualBusiness = 'individual_business';
const redactedName = '（名称已依法隐去）';

/** The projector of `parties_subject` and `parties_name`. */
export function registryProjector(catalogue: Catalogue): Projector {
  const apply: Projector['apply'] = (tx, chunk) =>
    chunk.kind === registrationKind
      ? applyRegistrationChunk(tx, chunk)
      : enterSubjectsOfChunk(tx, chunk, catalogue);
  return {
    name: 'registry',
    tables: ['parties_subject', 'parties_name'],
    apply,
    clear: clearRegistry,
    redacted: async (tx, subjectIds) => {
      for (const subjectId of subjectIds) {
        await forgetSubject(tx, subjectId);
        for (const chunk of await listSubjectChunks(tx, subjectId)) await apply(tx, chunk);
      }
    },
  };
}

async function applyRegistrationChunk(tx: Transaction, chunk: EntryChunk): Promise<void> {
  // One statement can say the same organisation once; several versions of it follow each other.
  let round = new Map<string, SubjectStatement>();
  for (const entry of chunk.entries) {
    if (!hasContent(entry)) continue;
    const statement = readRegistration(entry);
    if (round.has(statement.subjectId)) {
      await applyRegistrations(tx, [...round.values()]);
      round = new Map();
    }
    round.set(statement.subjectId, statement);
  }
  if (round.size > 0) await applyRegistrations(tx, [...round.values()]);
}

function readRegistration(entry: AppendedEntry): SubjectStatement {
  const { name, formerName } = entry.words;
  const {
    uscc,
    registrationNumber,
    organisationKind,
    status,
    region,
    registeredOn,
    formerNameUntil,
    ...facts
  } = entry.facts.f;
  const shown = displayName(name ?? redactedName);
  const category = organisationKind ?? 'other';
  return {
    subjectId: entry.subjectId,
    uscc: uscc !== undefined && isUscc(uscc) ? uscc : null,
    registrationNumber: registrationNumber ?? null,
    name: shown,
    formerName: formerName ? displayName(formerName) : null,
    nameChangedOn: wholeDay(formerNameUntil),
    category,
    status: status ?? 'unknown',
    confirmed: true,
    region: region ?? null,
    registeredOn: wholeDay(registeredOn),
    nameIsPerson: category === individualBusiness && readsLikePerson(shown),
    facts,
  };
}

// A day that is known by its month only cannot stand in a date column.
function wholeDay(written: string | undefined): string | null {
  return written?.length === 10 ? written : null;
}

async function enterSubjectsOfChunk(
  tx: Transaction,
  chunk: EntryChunk,
  catalogue: Catalogue,
): Promise<void> {
  if (chunk.possiblyNewSubjects.size === 0) return;
  const statements = new Map<string, SubjectStatement>();
  for (const entry of chunk.entries) {
    const { subjectId } = entry;
    if (!chunk.possiblyNewSubjects.has(subjectId) || statements.has(subjectId)) continue;
    if (hasContent(entry)) statements.set(subjectId, readNewSubject(entry, catalogue));
  }
  if (statements.size > 0) await enterNewSubjects(tx, [...statements.values()]);
}

function readNewSubject(entry: AppendedEntry, catalogue: Catalogue): SubjectStatement {
  const { k, g, f } = entry.facts;
  const { subject } = catalogue.get(k, g);
  const uscc = f[subject.uscc];
  const name = displayName(entry.words[subject.name] ?? redactedName);
  const category = uscc === undefined ? 'other' : kindOfUscc(uscc);
  const number = subject.registrationNumber && f[subject.registrationNumber];
  return {
    subjectId: entry.subjectId,
    uscc: uscc !== undefined && isUscc(uscc) ? uscc : null,
    // A number beside a code is left to the registration record, which knows it for certain.
    registrationNumber: uscc === undefined ? (number ?? null) : null,
    name,
    formerName: null,
    nameChangedOn: null,
    category,
    status: 'unknown',
    confirmed: false,
    region: uscc?.slice(2, 8) ?? null,
    registeredOn: null,
    nameIsPerson: category === individualBusiness && readsLikePerson(name),
    facts: {},
  };
}
