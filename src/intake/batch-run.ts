// One batch inside its transaction: whom each row is about, what stands on file, what is appended.
import { fieldIndex } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { type Candidates, type Match, matchSubject } from '../identity/match.policy.js';
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
  readonly #isRegistration: boolean;
  #subjects = new Map<string, RegisteredSubject>();

  constructor(item: CatalogueItem, sink: BatchSink) {
    this.#item = item;
    this.#sink = sink;
    this.#isRegistration = item.kind === registrationKind;
  }

  async take(chunk: PreparedChunk): Promise<void> {
    const names = await this.#learnSubjects(chunk);
    const rows = new PreparedRows(chunk);
    const heads = await this.#sink.findHeads(rows.recordIds());
    const answered = new ChunkAnswers(chunk);
    let prepared = 0;
    for (let row = 0; row < chunk.verdicts.length; row += 1) {
      const verdict = chunk.verdicts[row];
      if (verdict === 'prepared') {
        const line = chunk.lines[row] as number;
        answered.answer(
          await this.#answerRow({ rows, index: prepared, line }, names, heads, answered),
        );
        prepared += 1;
      } else if (verdict === 'held_unkept') {
        const line = chunk.lines[row] as number;
        answered.hold({
          line,
          code: found.name_reads_like_person,
          rowSide: null,
          registrySide: [],
        });
        answered.answer('held');
      } else {
        answered.answer('returned');
      }
    }
    this.#count(answered);
    this.masked += chunk.masked;
    await this.#sink.take(answered.finish());
    if (this.#isRegistration) this.#forget(chunk.subjects);
  }

  async #learnSubjects(chunk: PreparedChunk): Promise<Map<string, RegisteredSubject[]>> {
    if (this.#subjects.size > subjectsRemembered) this.#subjects = new Map();
    const codes = new Set<string>();
    const names = new Set<string>();
    for (const subject of chunk.subjects) {
      const code = subject.uscc === '' ? subject.registrationNumber : subject.uscc;
      if (code !== '' && !this.#subjects.has(code)) codes.add(code);
      if (subject.uscc === '' || subject.usccFault === 'check') names.add(subject.foldedName);
    }
    for (const [code, subject] of await this.#sink.findSubjects([...codes])) {
      this.#subjects.set(code, subject);
    }
    return names.size === 0 ? new Map() : this.#sink.findNames([...names]);
  }

  #forget(subjects: readonly PreparedSubject[]): void {
    for (const subject of subjects) this.#subjects.delete(subject.uscc);
  }

  async #answerRow(
    place: RowPlace,
    names: Map<string, RegisteredSubject[]>,
    heads: Map<string, RecordHead>,
    answered: ChunkAnswers,
  ): Promise<RowAnswer> {
    const subject = place.rows.subject(place.index);
    const candidates: Candidates = {
      byUscc: this.#subjects.get(subject.uscc),
      byRegistrationNumber: this.#subjects.get(subject.registrationNumber),
      byName: names.get(subject.foldedName) ?? [],
    };
    const match = matchSubject(subject, candidates, this.#isRegistration);
    if (match.answer === 'returned') return this.#refuse(place, match, answered);
    if (match.answer === 'held') {
      return this.#hold(place, answered, match);
    }
    const derivedId = place.rows.subjectId(place.index);
    const subjectId = match.answer === 'agrees' ? match.subjectId : derivedId;
    const answer = await this.#decide(place, subjectId, heads, answered);
    if (match.answer === 'new' && answer === 'admitted') this.#enter(place, subjectId, answered);
    if (answer !== 'returned' && answer !== 'held') {
      if (subject.late) this.late += 1;
      this.#noteRepresentative(subject, subjectId, match, answered);
    }
    return answer;
  }

  async #decide(
    place: RowPlace,
    subjectId: string,
    heads: Map<string, RecordHead>,
    answered: ChunkAnswers,
  ): Promise<RowAnswer> {
    const { rows, index } = place;
    const recordId = rows.recordId(index);
    const subject = rows.subject(index);
    const head = heads.get(recordId);
    const contentDigest = rows.digest(index);
    const factsAgree =
      head?.digest === null &&
      (await this.#sink.factsAgree(head, rows.fields(index), rows.withheldFields(index)));
    const decision = decideRow(
      { subjectId, sourceDay: subject.sourceDay, contentDigest },
      head,
      factsAgree,
    );
    switch (decision.answer) {
      case 'unchanged':
        return 'unchanged';
      case 'older':
        answered.find(place.line, {
          field: -1,
          code: found.older_than_on_record,
          detail: { known: decision.knownDay, own: subject.sourceDay },
        });
        return 'returned';
      case 'other_subject': {
        const holder = await this.#sink.findSubject((head as RecordHead).subjectId);
        return this.#hold(place, answered, {
          code: 'record_of_other_subject',
          candidates: holder ? [holder] : [],
          keepContent: true,
        });
      }
      default: {
        const version = decision.answer === 'corrected' ? decision.version : 1;
        answered.append(rows.entry(index, { subjectId, version }));
        // The same key may come again further down in this very chunk.
        heads.set(recordId, {
          recordId,
          subjectId,
          version,
          sourceDay: subject.sourceDay,
          digest: Buffer.from(contentDigest),
          batchId: '',
          leaf: -1,
        });
        return decision.answer;
      }
    }
  }

  #enter(place: RowPlace, subjectId: string, answered: ChunkAnswers): void {
    const { uscc, registrationNumber, name, foldedName } = place.rows.subject(place.index);
    const code = uscc === '' ? registrationNumber : uscc;
    const isUscc = uscc !== '';
    answered.enter({ subjectId, uscc: isUscc ? uscc : null, name, foldedName });
    this.#subjects.set(code, {
      subjectId,
      uscc: isUscc ? uscc : null,
      name,
      confirmed: this.#isRegistration,
      foldedNames: new Set([foldedName]),
    });
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
    answered: ChunkAnswers,
  ): RowAnswer {
    const subject = place.rows.subject(place.index);
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
    answered: ChunkAnswers,
    why: Omit<Match & { readonly answer: 'held' }, 'answer'>,
  ): RowAnswer {
    const { rows, index, line } = place;
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

interface RowPlace {
  readonly rows: PreparedRows;
  readonly index: number;
  readonly line: number;
}
