// One batch inside its transaction: looks up what its rows need, has them answered, hands the answers on.
import { setImmediate } from 'node:timers/promises';
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { IsoDay } from '../kernel/time.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { RegisteredSubject } from '../parties/registry.model.js';
import { answerRow, isSoughtByName, type Knowledge, registrationKind } from './answer-row.js';
import { type AnsweredChunk, ChunkAnswers } from './chunk-answers.js';
import type { PreparedChunk, PreparedSubject } from './prepared.model.js';
import { PreparedRows } from './prepared-rows.js';
import type { RedactedRecord } from './redacted.js';
import { noRows } from './row-answers.js';
import { found } from './row-findings.js';

/** What the registry and the ledger are asked, and where rows go. Submitting and checking differ only here. */
export interface BatchSink {
  findSubjects(codes: readonly string[]): Promise<Map<string, RegisteredSubject>>;
  findNames(folded: readonly string[]): Promise<Map<string, RegisteredSubject[]>>;
  findSubject(subjectId: string): Promise<RegisteredSubject | undefined>;
  findHeads(recordIds: readonly string[]): Promise<Map<string, RecordHead>>;
  /** Asked only for records whose words were redacted. */
  getRedacted(head: RecordHead): Promise<RedactedRecord>;
  take(answered: AnsweredChunk): Promise<void>;
}

const usuallyRemembered = 100_000;
// Meanwhile the connection gets its next bytes, and others their turn.
const rowsBetweenPauses = 128;

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
  // Records with redacted words that the file has met.
  readonly #redacted = new Map<string, RedactedRecord>();

  readonly #subjectsRemembered: number;
  #writing: Promise<void> = Promise.resolve();

  /**
   * `today`: the day whose catalogue the rows were checked against. `subjectsRemembered`: so many subjects are kept
   * in mind between chunks; a file about more of them asks the registry again.
   */
  constructor(
    item: CatalogueItem,
    sink: BatchSink,
    today: IsoDay,
    subjectsRemembered = usuallyRemembered,
  ) {
    this.#subjectsRemembered = subjectsRemembered;
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
    const forgets = this.#subjects.size > this.#subjectsRemembered;
    const seeksNames = rows.subjects.some(isSoughtByName);
    if (forgets || this.#isRegistration || seeksNames) await this.finish();
    if (forgets) this.#subjects = new Map();
    const asking = Promise.all([
      this.#learnSubjects(rows.subjects),
      this.#sink.findHeads(rows.recordIds),
    ]);
    asking.catch(() => {});
    await this.#writing;
    this.#writing = this.#writePending();
    const [names, heads] = await asking;
    for (const recordId of rows.recordIds) {
      const head = this.#headsWaiting.get(recordId);
      if (head) heads.set(recordId, head);
    }
    const holders = await this.#lookCloser(rows, heads);
    this.#headsWaiting = new Map();
    const answered = new ChunkAnswers(chunk);
    await this.#answerRows({
      item: this.#item,
      isRegistration: this.#isRegistration,
      seeksNames,
      rows,
      subjects: this.#subjects,
      names,
      heads,
      headsWaiting: this.#headsWaiting,
      redacted: this.#redacted,
      holders,
      answered,
    });
    this.#count(answered);
    this.masked += chunk.masked;
    this.#pending = answered.finish();
    // What registrations say is in the registry once they are written; the next chunk asks for it.
    if (this.#isRegistration) this.#subjects.clear();
  }

  /** Writes what waits; afterwards everything taken is in the sink. */
  async finish(): Promise<void> {
    await this.#writing;
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

  async #answerRows(knowledge: Knowledge): Promise<void> {
    const { rows, answered } = knowledge;
    let prepared = 0;
    for (let row = 0; row < rows.verdicts.length; row += 1) {
      const verdict = rows.verdicts[row];
      if (row % rowsBetweenPauses === rowsBetweenPauses - 1) await setImmediate();
      const line = rows.lineOf(row);
      if (verdict === 'prepared') {
        answered.answer(answerRow({ index: prepared, line }, knowledge));
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

  /** What only a few rows need: the facts of records with redacted words, and who holds a record that a row claims. */
  async #lookCloser(
    rows: PreparedRows,
    heads: ReadonlyMap<string, RecordHead>,
  ): Promise<Map<string, RegisteredSubject>> {
    const holders = new Map<string, RegisteredSubject>();
    if (heads.size === 0) return holders;
    for (const [index, recordId] of rows.recordIds.entries()) {
      const head = heads.get(recordId);
      if (!head) continue;
      if (head.digest === null && !this.#redacted.has(recordId)) {
        this.#redacted.set(recordId, await this.#sink.getRedacted(head));
      }
      if (head.subjectId === rows.subjectId(index) || holders.has(head.subjectId)) continue;
      const holder = await this.#sink.findSubject(head.subjectId);
      if (holder) holders.set(head.subjectId, holder);
    }
    return holders;
  }

  async #learnSubjects(
    subjects: readonly PreparedSubject[],
  ): Promise<Map<string, RegisteredSubject[]>> {
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

  #count(answered: ChunkAnswers): void {
    for (const [answer, rows] of answered.counts) this.counts[answer] += rows;
    this.counts.read += answered.rows;
    this.late += answered.late;
  }
}
