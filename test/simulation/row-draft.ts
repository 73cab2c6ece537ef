// A row on its way into a file: every cell as it is written, and what it means.
import type { IsoDay } from '../../src/kernel/time.js';
import type { RowValues } from '../support/intake.js';

/** Values by field code in canonical form, where each belongs. */
export interface Content {
  readonly facts: Readonly<Record<string, string>>;
  readonly withheld: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string | null>>;
  readonly withheldWords: Readonly<Record<string, string | null>>;
}

/** What a row says of its subject. */
export interface SubjectMeaning {
  /** In normal form; '' where there is none. */
  readonly code: string;
  /** `check`: nothing but the last check character is wrong. */
  readonly fault: 'check' | 'other' | null;
  readonly number: string;
  readonly name: string;
  readonly isSentence: boolean;
}

/** A row and what it means, whatever is on file. */
export interface SimulatedRow {
  readonly kind: string;
  readonly cells: RowValues;
  /** What the row check alone says; `judged`: it depends on what is on file. */
  readonly fate: 'returned' | 'held_unkept' | 'judged';
  /** Days that must not lie in the future. */
  readonly pastDays: readonly IsoDay[];
  /** The natural key. */
  readonly record: string;
  readonly subject: SubjectMeaning;
  /** The row's own; undefined: that of the file. */
  readonly sourceDay?: IsoDay;
  readonly content: Content;
  readonly isPublic: boolean;
  /** Places where something was masked or a personal number was left out. */
  readonly masked: number;
}

/** Collects the cells of a row. */
export class RowDraft {
  readonly cells: Record<string, string> = {};
  readonly facts: Record<string, string> = {};
  readonly withheld: Record<string, string> = {};
  readonly words: Record<string, string> = {};
  readonly withheldWords: Record<string, string> = {};
  masked = 0;

  fact(code: string, value: string, written = value): this {
    return this.#put(this.facts, code, { value, written });
  }

  withheldFact(code: string, value: string): this {
    return this.#put(this.withheld, code, { value, written: value });
  }

  word(code: string, value: string, written = value): this {
    return this.#put(this.words, code, { value, written });
  }

  withheldWord(code: string, value: string): this {
    return this.#put(this.withheldWords, code, { value, written: value });
  }

  /** A cell of which nothing becomes part of the record. */
  unkept(code: string, written: string): this {
    this.cells[code] = written;
    return this;
  }

  get content(): Content {
    const { facts, withheld, words, withheldWords } = this;
    return { facts, withheld, words, withheldWords };
  }

  #put(
    part: Record<string, string>,
    code: string,
    { value, written }: { value: string; written: string },
  ): this {
    this.cells[code] = written;
    if (value === '') delete part[code];
    else part[code] = value;
    return this;
  }
}
