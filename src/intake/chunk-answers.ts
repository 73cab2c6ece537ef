// The rows of a chunk with their answers, on their way into the ledger and the receipt.
import type { NewEntry } from '../ledger/new-entry.model.js';
import type { RepresentativeStatement } from '../parties/registry.model.js';
import type { LineFinding, PreparedChunk } from './prepared.model.js';
import { answerLetters, type RowAnswer } from './row-answers.js';

/** A row that waits for a person. */
export interface HeldRow {
  readonly line: number;
  readonly code: string;
  /** What the row says, masked; null where nothing of it may be kept. */
  readonly rowSide: unknown;
  readonly registrySide: readonly { uscc: string | null; name: string }[];
}

/** A subject that a row speaks of and the registry did not know. */
export interface NewSubject {
  readonly subjectId: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly foldedName: string;
}

/** A chunk of rows, every one of them answered. */
export interface AnsweredChunk {
  /** One letter a row (row-answers.ts). */
  readonly answers: string;
  readonly lines: Uint32Array;
  readonly findings: readonly LineFinding[];
  readonly held: readonly HeldRow[];
  readonly entries: readonly NewEntry[];
  readonly newSubjects: readonly NewSubject[];
  readonly representatives: readonly RepresentativeStatement[];
}

/** Collects the answers to a chunk. */
export class ChunkAnswers {
  readonly #chunk: PreparedChunk;
  readonly counts = new Map<RowAnswer, number>();
  /** Rows admitted after the catalogue's period. */
  late = 0;
  #answers = '';
  readonly #findings: LineFinding[];
  readonly #held: HeldRow[] = [];
  readonly #entries: NewEntry[] = [];
  readonly #newSubjects: NewSubject[] = [];
  readonly #representatives: RepresentativeStatement[] = [];

  constructor(chunk: PreparedChunk) {
    this.#chunk = chunk;
    this.#findings = [...chunk.findings];
  }

  get rows(): number {
    return this.#answers.length;
  }

  answer(answer: RowAnswer): void {
    this.#answers += answerLetters[answer];
    this.counts.set(answer, (this.counts.get(answer) ?? 0) + 1);
  }

  noteLate(): void {
    this.late += 1;
  }

  find(line: number, finding: Omit<LineFinding, 'line' | 'value'> & { value?: string }): void {
    this.#findings.push({ value: null, ...finding, line });
  }

  hold(row: HeldRow): void {
    this.#held.push(row);
  }

  append(entry: NewEntry): void {
    this.#entries.push(entry);
  }

  enter(subject: NewSubject): void {
    this.#newSubjects.push(subject);
  }

  represent(statement: RepresentativeStatement): void {
    this.#representatives.push(statement);
  }

  finish(): AnsweredChunk {
    return {
      answers: this.#answers,
      lines: this.#chunk.lines,
      findings: this.#findings,
      held: this.#held,
      entries: this.#entries,
      newSubjects: this.#newSubjects,
      representatives: this.#representatives,
    };
  }
}
