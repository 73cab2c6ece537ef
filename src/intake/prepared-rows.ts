// Reads the prepared rows of a chunk one by one.
import { randomFillSync } from 'node:crypto';
import { uuidBytes, uuidTexts } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import { decodeFacts, decodePart, type NewEntry } from '../ledger/append.js';
import { type CommittedPart, type EntryContent, encodeEntry } from '../ledger/entry.js';
import type { FieldValues, WordValues } from '../ledger/entry.model.js';
import type { PreparedChunk, PreparedSubject, Slices } from './prepared.model.js';
import { readSubjects } from './subject-text.js';

/** The prepared rows of a chunk, one by one. */
export class PreparedRows {
  readonly #chunk: PreparedChunk;
  readonly #catalogueDay: IsoDay;
  readonly subjects: readonly PreparedSubject[];
  readonly recordIds: readonly string[];
  readonly #subjectIds: readonly string[];
  #recordSet: ReadonlySet<string> | undefined;

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

  /** Whether one of the rows is about this record. */
  has(recordId: string): boolean {
    this.#recordSet ??= new Set(this.recordIds);
    return this.#recordSet.has(recordId);
  }

  subject(index: number): PreparedSubject {
    return this.subjects[index] as PreparedSubject;
  }

  /** Id that follows from the row's code; zeros where it has none. */
  subjectId(index: number): string {
    return this.#subjectIds[index] as string;
  }

  digest(index: number): Uint8Array {
    return this.#chunk.digests.subarray(index * 16, index * 16 + 16);
  }

  /** What the row says, every value where it belongs. */
  content(index: number): EntryContent {
    return {
      fields: decodeFacts(sliceAt(this.#chunk.facts, index)).f,
      withheld: decodePart(this.#part(this.#chunk.withheld, index, 0)) as FieldValues,
      words: decodePart(this.#part(this.#chunk.words, index, 1)),
      withheldWords: decodePart(this.#part(this.#chunk.withheldWords, index, 2)),
    };
  }

  /** What is kept of a row that waits for a person; the representative's name is for the registry alone. */
  heldContent(index: number): unknown {
    const { representative: _, ...subject } = this.subject(index);
    const { withheld, words, withheldWords } = this.content(index);
    const facts = decodeFacts(sliceAt(this.#chunk.facts, index));
    return { subject, facts, withheld, words, withheldWords };
  }

  /** The entry to append. As prepared for a first version; put into bytes again where that does not hold. */
  entry(index: number, as: EntryPosition): NewEntry {
    const withheld = this.#part(this.#chunk.withheld, index, 0);
    const words = this.#part(this.#chunk.words, index, 1);
    const withheldWords = this.#part(this.#chunk.withheldWords, index, 2);
    const recordBytes = this.#chunk.recordIds.subarray(index * 16, index * 16 + 16);
    const subjectBytes = this.#chunk.subjectIds.subarray(index * 16, index * 16 + 16);
    const facts = sliceAt(this.#chunk.facts, index);
    if (as.version === 1 && as.subjectId === this.subjectId(index)) {
      return {
        subjectBytes,
        recordBytes,
        operation: 'assert',
        version: 1,
        sourceDay: this.subject(index).sourceDay,
        catalogueDay: this.#catalogueDay,
        facts,
        leafHash: this.#chunk.leafHashes.subarray(index * 32, index * 32 + 32),
        withheld,
        words,
        withheldWords,
        contentDigest: this.digest(index),
      };
    }
    const operation = as.version === 1 ? 'assert' : 'correct';
    const prepared = decodeFacts(facts);
    const content = {
      fields: prepared.f,
      withheld: decodePart(withheld) as FieldValues,
      words: withoutWords(decodePart(words), as.withoutWords),
      withheldWords: withoutWords(decodePart(withheldWords), as.withoutWords),
    };
    const encoded = encodeEntry(
      operation,
      { ...prepared, s: as.subjectId, n: as.version },
      content,
      randomFillSync(Buffer.alloc(48)),
    );
    return {
      ...encoded,
      subjectBytes: uuidBytes(as.subjectId),
      recordBytes,
      operation,
      version: as.version,
    };
  }

  #part(slices: Slices, index: number, salt: number): CommittedPart | null {
    const bytes = sliceAt(slices, index);
    if (bytes.length === 0) return null;
    const at = index * 48 + salt * 16;
    return { bytes, salt: this.#chunk.salts.subarray(at, at + 16) };
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

function sliceAt(slices: Slices, index: number): Uint8Array {
  const start = index === 0 ? 0 : (slices.ends[index - 1] as number);
  return slices.bytes.subarray(start, slices.ends[index]);
}
