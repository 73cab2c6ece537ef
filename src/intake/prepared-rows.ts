// Reads the prepared rows of a chunk one by one.
import { randomFillSync } from 'node:crypto';
import { uuidBytes, uuidTexts } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import { decodeFacts, decodePart } from '../ledger/decoded-entry.js';
import { type EntryContent, encodeEntry } from '../ledger/entry.js';
import type { FieldValues, WordValues } from '../ledger/entry.model.js';
import { LaidOutEntry } from '../ledger/laid-out-entry.js';
import type { NewEntry } from '../ledger/new-entry.model.js';
import type { PreparedChunk, PreparedSubject } from './prepared.model.js';
import { readSubjects } from './subject-text.js';

/** The prepared rows of a chunk, one by one. */
export class PreparedRows {
  readonly #chunk: PreparedChunk;
  readonly #catalogueDay: IsoDay;
  readonly subjects: readonly PreparedSubject[];
  readonly recordIds: readonly string[];
  readonly #subjectIds: readonly string[];

  constructor(chunk: PreparedChunk, catalogueDay: IsoDay) {
    this.#chunk = chunk;
    this.#catalogueDay = catalogueDay;
    this.subjects = readSubjects(chunk.subjects);
    this.recordIds = uuidTexts(chunk.recordIds);
    this.#subjectIds = uuidTexts(chunk.subjectIds);
  }

  get verdicts(): PreparedChunk['verdicts'] {
    return this.#chunk.verdicts;
  }

  /** Line in the file of a row, counted among all rows of the chunk. */
  lineOf(row: number): number {
    return this.#chunk.lines[row] as number;
  }

  subject(index: number): PreparedSubject {
    return this.subjects[index] as PreparedSubject;
  }

  /** Id that follows from the row's code; zeros where it has none. */
  subjectId(index: number): string {
    return this.#subjectIds[index] as string;
  }

  digest(index: number): Uint8Array {
    return this.#prepared(index).contentDigest;
  }

  /** What the row says, every value where it belongs. */
  content(index: number): EntryContent {
    const { facts, withheld, words, withheldWords } = this.#prepared(index);
    return {
      fields: decodeFacts(facts).f,
      withheld: decodePart(withheld) as FieldValues,
      words: decodePart(words),
      withheldWords: decodePart(withheldWords),
    };
  }

  /** What is kept of a row that waits for a person; the representative's name is for the registry alone. */
  heldContent(index: number): unknown {
    const { representative: _, ...subject } = this.subject(index);
    const { withheld, words, withheldWords } = this.content(index);
    const facts = decodeFacts(this.#prepared(index).facts);
    return { subject, facts, withheld, words, withheldWords };
  }

  /** The entry to append. As prepared for a first version; put into bytes again where that does not hold. */
  entry(index: number, as: EntryPosition): NewEntry {
    const prepared = this.#prepared(index);
    if (as.version === 1 && as.subjectId === this.subjectId(index)) return prepared;
    const operation = as.version === 1 ? 'assert' : 'correct';
    const facts = decodeFacts(prepared.facts);
    const { fields, withheld, words, withheldWords } = this.content(index);
    const encoded = encodeEntry(
      operation,
      { ...facts, s: as.subjectId, n: as.version },
      {
        fields,
        withheld,
        words: withoutWords(words, as.withoutWords),
        withheldWords: withoutWords(withheldWords, as.withoutWords),
      },
      randomFillSync(Buffer.alloc(48)),
    );
    return {
      ...encoded,
      subjectBytes: uuidBytes(as.subjectId),
      recordBytes: prepared.recordBytes,
      operation,
      version: as.version,
    };
  }

  #prepared(index: number): LaidOutEntry {
    const { sourceDay } = this.subject(index);
    return new LaidOutEntry(this.#chunk.entries, index, sourceDay, this.#catalogueDay);
  }
}

/** Where an entry stands in its record's history. */
interface EntryPosition {
  readonly subjectId: string;
  readonly version: number;
  /** Fields whose words were redacted before and stay so. */
  readonly withoutWords?: ReadonlySet<string> | undefined;
}

function withoutWords(words: WordValues, redacted: ReadonlySet<string> | undefined): WordValues {
  if (!redacted) return words;
  const kept = Object.entries(words).map(([code, word]) => [
    code,
    redacted.has(code) ? null : word,
  ]);
  return Object.fromEntries(kept) as WordValues;
}
