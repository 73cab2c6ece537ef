// One batch inside its transaction: whom each row is about, what stands on file, what is appended.
import { fieldIndex } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { type Candidates, type Match, matchSubject } from '../identity/match.policy.js';
import type { IsoDay } from '../kernel/time.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { FieldValues } from '../ledger/entry.model.js';
import type { RegisteredSubject } from '../parties/registry.model.js';
import { type AnsweredChunk, ChunkAnswers } from './chunk-answers.js';
import { decideRow } from './decide.policy.js';
import type { PreparedChunk, PreparedSubject } from './prepared.model.js';
import { PreparedRows } from './prepared-rows.js';
import { noRows, type RowAnswer } from './row-answers.js';
import { found } from './row-findings.js';

/** What the registry and the ledger are asked, and where rows go. Submitting and checking differ only here. */
export interface BatchSink {
  findSubjects(codes: readonly string[]): Promise<Map<string, RegisteredSubject>>;
  findNames(folded: readonly string[]): Promise<Map<string, RegisteredSubject[]>>;
  findSubject(subjectId: string): Promise<RegisteredSubject | undefined>;
  findHeads(recordIds: readonly string[]): Promise<Map<string, RecordHead>>;
  /** Whether the record's facts on file are these; asked only where its words were redacted. */
  factsAgree(head: RecordHead, fields: FieldValues, withheld: FieldValues): Promise<boolean>;
  take(answered: AnsweredChunk): Promise<void>;
}

const registrationKind = 'organisation-registration';
// Subjects remembered between chunks; a file about more of them asks the registry again.
const subjectsRemembered = 100_000;

/** Answers the rows of one batch, chunk by chunk, in the file's order. */
export class BatchRun {
  readonly counts = noRows();
  masked = 0;
  late = 0;
  readonly #item: CatalogueItem;
  readonly #sink: BatchSink;
  readonly #today: IsoDay;
  readonly #isRegistration: boolean;
  #subjects = new Map<string, RegisteredSubject>();
  // Answered, and written while the next chunk is decided; and the heads it will bring.
  #pending: AnsweredChunk | undefined;
  #headsWaiting = new Map<string, RecordHead>();

  /** `today`: the day whose catalogue the rows were checked against. */
  constructor(item: CatalogueItem, sink: BatchSink, today: IsoDay) {
    this.#item = item;
    this.#sink = sink;
    this.#today = today;
    this.#isRegistration = item.kind === registrationKind;
  }

  /**
   * Answers a chunk. Its look-ups go to the server before the writes of the chunk before it, so that the server
   * writes while rows are decided here; what those writes will bring is remembered meanwhile. Call `finish` at
   * the end.
   */
  async take(chunk: PreparedChunk): Promise<void> {
    // Registrations change the names, and names are looked up: these must see everything written.
    const rows = new PreparedRows(chunk, this.#today);
    if (this.#isRegistration || rows.subjects.some(isSoughtByName)) await this.finish();
    const asking = Promise.all([
      this.#learnSubjects(rows.subjects),
      this.#sink.findHeads(rows.recordIds),
    ]);
    asking.catch(() => {});
    const writing = this.#writePending();
    const [names, heads] = await asking;
    for (const [recordId, head] of this.#headsWaiting) {
      if (rows.has(recordId)) heads.set(recordId, head);
    }
    const known = await this.#lookCloser(rows, heads);
    this.#headsWaiting = new Map();
    const answered = new ChunkAnswers(chunk);
    this.#answerRows({ rows, names, heads, answered, ...known });
    this.#count(answered);
    this.masked += chunk.masked;
    this.#pending = answered.finish();
    await writing;
    if (this.#isRegistration) this.#forget(rows.subjects);
  }

  /** Writes what waits; afterwards everything taken is in the sink. */
  async finish(): Promise<void> {
    await this.#writePending();
    this.#headsWaiting = new Map();
  }

  #writePending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    const writing = pending ? this.#sink.take(pending) : Promise.resolve();
    // Awaited by the caller, who may be waiting for something else when it fails.
    writing.catch(() => {});
    return writing;
  }

  #answerRows(knowledge: Knowledge): void {
    const { rows, answered } = knowledge;
    let prepared = 0;
    for (const [row, verdict] of rows.verdicts.entries()) {
      const line = rows.lineOf(row);
      if (verdict === 'prepared') {
        answered.answer(this.#answerRow({ index: prepared, line }, knowledge));
        prepared += 1;
      } else if (verdict === 'held_unkept') {
        const code = found.name_reads_like_person;
        answered.hold({ line, code, rowSide: null, registrySide: [] });
        answered.answer('held');
      } else {
        answered.answer('returned');
      }
    }
  }

  /** What only a few rows need: facts behind redacted words, and who holds a record that a row claims. */
  async #lookCloser(
    rows: PreparedRows,
    heads: ReadonlyMap<string, RecordHead>,
  ): Promise<Pick<Knowledge, 'agreeing' | 'holders'>> {
    const agreeing = new Set<number>();
    const holders = new Map<string, RegisteredSubject>();
    if (heads.size === 0) return { agreeing, holders };
    for (const [index, recordId] of rows.recordIds.entries()) {
      const head = heads.get(recordId);
      if (!head) continue;
      if (head.digest === null) {
        const { fields, withheldFields } = rows;
        const agree = await this.#sink.factsAgree(head, fields(index), withheldFields(index));
        if (agree) agreeing.add(index);
      }
      if (head.subjectId === rows.subjectId(index) || holders.has(head.subjectId)) continue;
      const holder = await this.#sink.findSubject(head.subjectId);
      if (holder) holders.set(head.subjectId, holder);
    }
    return { agreeing, holders };
  }

  async #learnSubjects(
    subjects: readonly PreparedSubject[],
  ): Promise<Map<string, RegisteredSubject[]>> {
    if (this.#subjects.size > subjectsRemembered) this.#subjects = new Map();
    const codes = new Set<string>();
    const names = new Set<string>();
    for (const subject of subjects) {
      const code = subject.uscc === '' ? subject.registrationNumber : subject.uscc;
      if (code !== '' && !this.#subjects.has(code)) codes.add(code);
      if (isSoughtByName(subject)) names.add(subject.foldedName);
    }
    for (const [code, subject] of await this.#sink.findSubjects([...codes])) {
      this.#subjects.set(code, subject);
    }
    return names.size === 0 ? new Map() : this.#sink.findNames([...names]);
  }

  #forget(subjects: readonly PreparedSubject[]): void {
    for (const subject of subjects) this.#subjects.delete(subject.uscc);
  }

  #answerRow(place: RowPlace, knowledge: Knowledge): RowAnswer {
    const { rows, names, answered } = knowledge;
    const subject = rows.subject(place.index);
    const candidates: Candidates = {
      byUscc: this.#subjects.get(subject.uscc),
      byRegistrationNumber: this.#subjects.get(subject.registrationNumber),
      byName: names.get(subject.foldedName) ?? [],
    };
    const match = matchSubject(subject, candidates, this.#isRegistration);
    if (match.answer === 'returned') return this.#refuse(place, match, knowledge);
    if (match.answer === 'held') return this.#hold(place, knowledge, match);
    const derivedId = rows.subjectId(place.index);
    const subjectId = match.answer === 'agrees' ? match.subjectId : derivedId;
    const answer = this.#decide(place, subjectId, knowledge);
    if (match.answer === 'new' && answer === 'admitted') {
      this.#enter(subject, subjectId, knowledge);
    }
    if (answer !== 'returned' && answer !== 'held') {
      if (subject.late) this.late += 1;
      this.#noteRepresentative(subject, subjectId, match, answered);
    }
    return answer;
  }

  #decide(place: RowPlace, subjectId: string, knowledge: Knowledge): RowAnswer {
    const { rows, heads, answered, agreeing } = knowledge;
    const { index } = place;
    const recordId = rows.recordIds[index] as string;
    const { sourceDay } = rows.subject(index);
    const head = heads.get(recordId);
    const contentDigest = rows.digest(index);
    const row = { subjectId, sourceDay, contentDigest };
    const decision = decideRow(row, head, agreeing.has(index));
    switch (decision.answer) {
      case 'unchanged':
        return 'unchanged';
      case 'older': {
        const detail = { known: decision.knownDay, own: sourceDay };
        answered.find(place.line, { field: -1, code: found.older_than_on_record, detail });
        return 'returned';
      }
      case 'other_subject': {
        const holder = this.#holderOf(head as RecordHead, knowledge);
        return this.#hold(place, knowledge, {
          code: 'record_of_other_subject',
          candidates: holder ? [holder] : [],
          keepContent: true,
        });
      }
      default: {
        const version = decision.answer === 'corrected' ? decision.version : 1;
        answered.append(rows.entry(index, { subjectId, version }));
        // The same key may come again further down, before this entry is written.
        const digest = Buffer.from(contentDigest);
        const written = { recordId, subjectId, version, sourceDay, digest, batchId: '', leaf: -1 };
        heads.set(recordId, written);
        this.#headsWaiting.set(recordId, written);
        return decision.answer;
      }
    }
  }

  #holderOf(head: RecordHead, { holders }: Knowledge): RegisteredSubject | undefined {
    const holder = holders.get(head.subjectId);
    if (holder) return holder;
    // The record came with this very batch.
    return [...this.#subjects.values()].find((subject) => subject.subjectId === head.subjectId);
  }

  #enter(subject: PreparedSubject, subjectId: string, { names, answered }: Knowledge): void {
    const { uscc, registrationNumber, name, foldedName } = subject;
    const code = uscc === '' ? registrationNumber : uscc;
    const isUscc = uscc !== '';
    answered.enter({ subjectId, uscc: isUscc ? uscc : null, name, foldedName });
    const entered = {
      subjectId,
      uscc: isUscc ? uscc : null,
      name,
      confirmed: this.#isRegistration,
      foldedNames: new Set([foldedName]),
    };
    this.#subjects.set(code, entered);
    // A row further down that gives the name alone is answered alike, whether it stands in this chunk or the next.
    names.set(foldedName, [...(names.get(foldedName) ?? []), entered]);
  }

  // Only registrations speak for the registry; other rows may fill in an organisation they bring along.
  #noteRepresentative(
    subject: PreparedSubject,
    subjectId: string,
    match: Match,
    answered: ChunkAnswers,
  ): void {
    if (subject.representative === '') return;
    if (!this.#isRegistration && match.answer !== 'new') return;
    answered.represent({
      subjectId,
      name: subject.representative,
      sourceDay: subject.sourceDay,
    });
  }

  #refuse(
    place: RowPlace,
    match: Match & { readonly answer: 'returned' },
    { rows, answered }: Knowledge,
  ): RowAnswer {
    const subject = rows.subject(place.index);
    answered.find(place.line, {
      field: fieldIndex(this.#item, this.#item.subject.uscc),
      code: found[returnCode(match.code, subject)],
      ...(subject.uscc !== '' && { value: subject.uscc }),
      ...(subject.expectedCheck !== '' && { detail: { expected: subject.expectedCheck } }),
    });
    return 'returned';
  }

  #hold(
    place: RowPlace,
    { rows, answered }: Knowledge,
    why: Omit<Match & { readonly answer: 'held' }, 'answer'>,
  ): RowAnswer {
    const { index, line } = place;
    const { code, candidates, keepContent } = why;
    const subject = rows.subject(index);
    const isAboutCode = code === 'pilot_period_code';
    const registered = candidates.map((candidate) => candidate.name).join('、');
    answered.find(line, {
      field: fieldIndex(
        this.#item,
        isAboutCode ? this.#item.subject.uscc : this.#item.subject.name,
      ),
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

  #count(answered: ChunkAnswers): void {
    for (const [answer, rows] of answered.counts) this.counts[answer] += rows;
    this.counts.read += answered.rows;
  }
}

function returnCode(
  code: (Match & { readonly answer: 'returned' })['code'],
  subject: PreparedSubject,
): keyof typeof found {
  if (code === 'code_missing' || subject.usccFault === null) return 'code_missing';
  if (subject.usccFault === 'check') return 'pilot_period_code';
  return subject.usccFault === 'category' ? 'code_department' : `code_${subject.usccFault}`;
}

function isSoughtByName(subject: PreparedSubject): boolean {
  return subject.uscc === '' || subject.usccFault === 'check';
}

/** What is known while the rows of one chunk are answered. */
interface Knowledge {
  readonly rows: PreparedRows;
  readonly names: Map<string, RegisteredSubject[]>;
  readonly heads: Map<string, RecordHead>;
  /** Rows whose facts are those of their record, where its words were redacted. */
  readonly agreeing: ReadonlySet<number>;
  /** Subjects of records that rows about others claim. */
  readonly holders: ReadonlyMap<string, RegisteredSubject>;
  readonly answered: ChunkAnswers;
}

/** A prepared row and its line. */
interface RowPlace {
  readonly index: number;
  readonly line: number;
}
