// The answer to one row: whom it is about, what stands on file, what is appended.
import { fieldIndex } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { foldName } from '../codes/organisation-name.js';
import { type Candidates, type Match, matchSubject } from '../identity/match.js';
import type { IsoDay } from '../kernel/time.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { NewEntry } from '../ledger/new-entry.model.js';
import type { RegisteredSubject } from '../parties/registry.model.js';
import type { ChunkAnswers } from './chunk-answers.js';
import { decideRow, notOnFile, type RowDecision } from './decide.policy.js';
import type { PreparedSubject } from './prepared.model.js';
import type { PreparedRows } from './prepared-rows.js';
import { agrees, type RedactedRecord } from './redacted.js';
import type { RowAnswer } from './row-answers.js';
import { found } from './row-findings.js';

/** What is known while the rows of one chunk are answered; answers add to it for the rows further down. */
export interface Knowledge {
  readonly item: CatalogueItem;
  /** Whether the kind is the one that speaks for the registry. */
  readonly isRegistration: boolean;
  /** Whether a row of the chunk looks for its subject by name. */
  readonly seeksNames: boolean;
  readonly rows: PreparedRows;
  /** Subjects by their code or older number. */
  readonly subjects: Map<string, RegisteredSubject>;
  /** Bearers of the names that are looked for. */
  readonly names: Map<string, RegisteredSubject[]>;
  readonly heads: ReadonlyMap<string, RecordHead>;
  /** Those that come with rows of this chunk, which are not written yet. */
  readonly headsWaiting: Map<string, RecordHead>;
  /** Records whose words were redacted, by record. */
  readonly redacted: Map<string, RedactedRecord>;
  /** Subjects of records that rows about others claim. */
  readonly holders: ReadonlyMap<string, RegisteredSubject>;
  readonly answered: ChunkAnswers;
}

/** A prepared row, counted among the prepared rows of its chunk, and its line. */
export interface RowPlace {
  readonly index: number;
  readonly line: number;
}

/** The kind of records that speaks for the registry, and its field that the registry takes names from besides. */
export const registrationKind = 'organisation-registration';
export const formerNameField = 'formerName';

/** Answers a prepared row. */
export function answerRow(place: RowPlace, knowledge: Knowledge): RowAnswer {
  const { rows, subjects, names, answered } = knowledge;
  const subject = rows.subject(place.index);
  const candidates: Candidates = {
    byUscc: subjects.get(subject.uscc),
    byRegistrationNumber: subjects.get(subject.registrationNumber),
    byName: names.get(subject.foldedName) ?? [],
  };
  const match = matchSubject(subject, candidates, knowledge.isRegistration);
  if (match.answer === 'returned') return refuse(place, match, knowledge);
  if (match.answer === 'held') return hold(place, knowledge, match);
  const derivedId = rows.subjectId(place.index);
  const subjectId = match.answer === 'agrees' ? match.subjectId : derivedId;
  const answer = decide(place, subjectId, knowledge);
  if (match.answer === 'new' && answer === 'admitted') enter(subject, subjectId, knowledge);
  if (answer === 'returned' || answer === 'held') return answer;
  if (knowledge.isRegistration && knowledge.seeksNames) learn(place.index, subjectId, knowledge);
  // A record is late when it comes for the first time; what is on file already is not late again.
  if (subject.late && answer === 'admitted') answered.noteLate();
  // Only registrations speak for the registry; other rows may fill in an organisation they bring along.
  if (subject.representative !== '' && (knowledge.isRegistration || match.answer === 'new')) {
    const { representative: name, sourceDay } = subject;
    answered.represent({ subjectId, name, sourceDay });
  }
  return answer;
}

/** Whether the row's subject is looked for by its name. */
export function isSoughtByName(subject: PreparedSubject): boolean {
  return subject.uscc === '' || subject.usccFault === 'check';
}

function decide({ index, line }: RowPlace, subjectId: string, knowledge: Knowledge): RowAnswer {
  const { rows, heads, answered } = knowledge;
  const recordId = rows.recordIds[index] as string;
  const { sourceDay } = rows.subject(index);
  const head = knowledge.headsWaiting.get(recordId) ?? heads.get(recordId);
  const redacted = head?.digest === null ? knowledge.redacted.get(recordId) : undefined;
  const decision = head ? decideKnown(index, subjectId, head, knowledge) : notOnFile;
  switch (decision.answer) {
    case 'unchanged':
      return 'unchanged';
    case 'older': {
      const detail = { known: decision.knownDay, own: sourceDay };
      answered.find(line, { field: -1, code: found.older_than_on_record, detail });
      return 'returned';
    }
    case 'other_subject': {
      const holder = holderOf(head as RecordHead, knowledge);
      return hold({ index, line }, knowledge, {
        code: 'record_of_other_subject',
        candidates: holder ? [holder] : [],
        keepContent: true,
      });
    }
    default: {
      const version = decision.answer === 'corrected' ? decision.version : 1;
      const withoutWords = redacted?.closed;
      const entry = rows.entry(index, { subjectId, version, withoutWords });
      answered.append(entry);
      if (redacted) {
        knowledge.redacted.set(recordId, { ...redacted, content: rows.content(index) });
      }
      // The same key may come again further down, before this entry is written.
      const written = new WaitingHead(
        recordId,
        { subjectId, sourceDay },
        entry,
        redacted !== undefined,
      );
      knowledge.headsWaiting.set(recordId, written);
      return decision.answer;
    }
  }
}

/** The head of a record whose latest entry waits to be written. */
class WaitingHead implements RecordHead {
  readonly recordId: string;
  readonly subjectId: string;
  readonly batchId = '';
  readonly leaf = -1;
  readonly #entry: NewEntry;
  readonly sourceDay: IsoDay;
  readonly #isRedacted: boolean;

  constructor(
    recordId: string,
    { subjectId, sourceDay }: { readonly subjectId: string; readonly sourceDay: IsoDay },
    entry: NewEntry,
    isRedacted: boolean,
  ) {
    this.recordId = recordId;
    this.subjectId = subjectId;
    this.sourceDay = sourceDay;
    this.#entry = entry;
    this.#isRedacted = isRedacted;
  }

  get version(): number {
    return this.#entry.version;
  }
  get digest(): Uint8Array | null {
    return this.#isRedacted ? null : this.#entry.contentDigest;
  }
}

function decideKnown(
  index: number,
  subjectId: string,
  head: RecordHead,
  { rows, redacted }: Knowledge,
): RowDecision {
  const { sourceDay } = rows.subject(index);
  const closed = head.digest === null ? redacted.get(head.recordId) : undefined;
  const isSame = closed !== undefined && agrees(closed, rows.content(index));
  return decideRow({ subjectId, sourceDay, contentDigest: rows.digest(index) }, head, isSame);
}

function holderOf(
  head: RecordHead,
  { holders, subjects }: Knowledge,
): RegisteredSubject | undefined {
  const holder = holders.get(head.subjectId);
  if (holder) return holder;
  // The record came with this very batch.
  return [...subjects.values()].find((subject) => subject.subjectId === head.subjectId);
}

function enter(subject: PreparedSubject, subjectId: string, knowledge: Knowledge): void {
  const { uscc, registrationNumber, name, foldedName } = subject;
  const isUscc = uscc !== '';
  const entered = {
    subjectId,
    uscc: isUscc ? uscc : null,
    name,
    confirmed: knowledge.isRegistration,
    foldedNames: new Set([foldedName]),
  };
  knowledge.answered.enter({ subjectId, uscc: entered.uscc, name, foldedName });
  knowledge.subjects.set(isUscc ? uscc : registrationNumber, entered);
  // A row further down that gives the name alone is answered alike, whether it stands in this chunk or the next.
  const { names } = knowledge;
  names.set(foldedName, [...(names.get(foldedName) ?? []), entered]);
}

// A registration brings names and a number. Rows of a registration file that have no code look for them.
function learn(index: number, subjectId: string, knowledge: Knowledge): void {
  const { rows, subjects, names } = knowledge;
  const { uscc, registrationNumber, name, foldedName } = rows.subject(index);
  const { fields, words } = rows.content(index);
  const before = subjects.get(uscc === '' ? registrationNumber : uscc);
  const formerName = words[formerNameField];
  const folded = [foldedName, ...(formerName ? [foldName(formerName)] : [])];
  const foldedNames = new Set([...(before?.foldedNames ?? []), ...folded]);
  const code = before?.uscc ?? (uscc === '' ? null : uscc);
  const known = { subjectId, uscc: code, name, confirmed: true, foldedNames };
  for (const each of folded) {
    const others = (names.get(each) ?? []).filter((other) => other.subjectId !== subjectId);
    names.set(each, [...others, known]);
  }
  if (uscc !== '') subjects.set(uscc, known);
  const number = fields[knowledge.item.subject.registrationNumber ?? ''];
  const holder = number === undefined ? undefined : subjects.get(number);
  if (number !== undefined && (!holder || holder.subjectId === subjectId)) {
    subjects.set(number, known);
  }
}

function refuse(
  { index, line }: RowPlace,
  match: Match & { readonly answer: 'returned' },
  { item, rows, answered }: Knowledge,
): RowAnswer {
  const subject = rows.subject(index);
  answered.find(line, {
    field: fieldIndex(item, item.subject.uscc),
    code: found[returnCode(match.code, subject)],
    ...(subject.uscc !== '' && { value: subject.uscc }),
    ...(subject.expectedCheck !== '' && { detail: { expected: subject.expectedCheck } }),
  });
  return 'returned';
}

function returnCode(
  code: (Match & { readonly answer: 'returned' })['code'],
  subject: PreparedSubject,
): keyof typeof found {
  if (code === 'code_missing' || subject.usccFault === null) return 'code_missing';
  if (subject.usccFault === 'check') return 'pilot_period_code';
  return subject.usccFault === 'category' ? 'code_department' : `code_${subject.usccFault}`;
}

function hold(
  { index, line }: RowPlace,
  { item, rows, answered }: Knowledge,
  why: Omit<Match & { readonly answer: 'held' }, 'answer'>,
): RowAnswer {
  const { code, candidates, keepContent } = why;
  const subject = rows.subject(index);
  const isAboutCode = code === 'pilot_period_code';
  const registered = candidates.map((candidate) => candidate.name).join('、');
  answered.find(line, {
    field: fieldIndex(item, isAboutCode ? item.subject.uscc : item.subject.name),
    code: found[code],
    ...(isAboutCode && { value: subject.uscc }),
    detail: { registered, count: candidates.length, expected: subject.expectedCheck },
  });
  answered.hold({
    line,
    code: found[code],
    rowSide: keepContent ? rows.heldContent(index) : null,
    registrySide: candidates.map(({ uscc, name }) => ({ uscc, name })),
  });
  return 'held';
}
