// Lays new entries out as rows of binary COPY while their texts are at hand, in whatever thread that is: afterwards
// only their place in the batch's tree is missing.

import { GrowingBytes } from '../kernel/growing-bytes.js';
import { sha256Base64, sha256Latin1 } from '../kernel/hash.js';
import { uuidBytes } from '../kernel/ids.js';
import { type ContentTexts, type EntryPlace, partSeparator, placeTexts } from './entry.js';
import {
  absentLength,
  contentDigestLength,
  entryRow,
  type LaidOutEntries,
  saltLength,
  wordRow,
} from './entry-rows.model.js';

/** Where an entry stands that is laid out: it puts a record on file. */
export type LaidOutPlace = Omit<EntryPlace, 'n' | 'm'>;

/** Whom an entry is about, and which record it is; 16 bytes each. */
export interface EntryIds {
  readonly subject: Uint8Array;
  readonly record: Uint8Array;
}

/** Where a part stands in the workspace, its salt in front; or the fields in their row. */
interface Part {
  readonly start: number;
  readonly end: number;
}

type Around = ReturnType<typeof placeTexts>;

/** Lays out the entries of one batch, chunk by chunk. */
export class EntryLayout {
  readonly #entries = new GrowingBytes();
  readonly #words = new GrowingBytes();
  readonly #hashes = new GrowingBytes();
  readonly #digests = new GrowingBytes();
  // The parts of the entry at hand, each behind its salt, and its content.
  readonly #parts = new GrowingBytes();
  readonly #content = new GrowingBytes();
  #entryEnds: number[] = [];
  #wordEnds: number[] = [];
  readonly #entryStart: Buffer;
  readonly #wordStart: Buffer;

  constructor(batchId: string) {
    const batch = uuidBytes(batchId);
    this.#entryStart = startOf(entryRow, batch);
    this.#entryStart.writeInt32BE(4, entryRow.version - 4);
    this.#entryStart.writeInt32BE(1, entryRow.version);
    this.#entryStart.writeInt32BE(16, entryRow.record - 4);
    this.#wordStart = startOf(wordRow, batch);
    this.#wordStart.writeInt32BE(2, wordRow.revision - 4);
  }

  /**
   * Adds an entry. `salts` holds 48 random bytes: for withheld facts, words, withheld words. The bytes are those of
   * `encodeEntry`; a test holds one against the other.
   */
  add(ids: EntryIds, place: LaidOutPlace, texts: ContentTexts, salts: Uint8Array): void {
    this.#parts.clear();
    const withheld = this.#addPart(texts.withheld, salts, 0);
    const words = this.#addPart(texts.words, salts, saltLength);
    const withheldWords = this.#addPart(texts.withheldWords, salts, 2 * saltLength);
    const around = placeTexts(
      'assert',
      { ...place, n: 1 },
      {
        i: this.#commitment(withheld),
        w: this.#commitment(words),
        h: this.#commitment(withheldWords),
      },
    );
    const fields = this.#addFacts(ids, around, texts.fields);
    this.#addDigest(fields, [withheld, words, withheldWords]);
    if (withheld) {
      addValue(this.#entries, this.#parts, withheld.start + saltLength, withheld.end);
      addValue(this.#entries, this.#parts, withheld.start, withheld.start + saltLength);
    } else this.#entries.add(absentPair);
    this.#entryEnds.push(this.#entries.length);
    if (words || withheldWords) this.#addWords(ids, [words, withheldWords]);
    this.#wordEnds.push(this.#words.length);
  }

  /** The entries since the last call; the next one begins anew. */
  finish(): LaidOutEntries {
    const laidOut = {
      entryRows: this.#entries.take(),
      entryEnds: Uint32Array.from(this.#entryEnds),
      wordRows: this.#words.take(),
      wordEnds: Uint32Array.from(this.#wordEnds),
      leafHashes: this.#hashes.take(),
      contentDigests: this.#digests.take(),
    };
    this.#entryEnds = [];
    this.#wordEnds = [];
    return laidOut;
  }

  #addPart(text: string | null, salts: Uint8Array, salt: number): Part | null {
    if (text === null) return null;
    const start = this.#parts.length;
    this.#parts.add(salts.subarray(salt, salt + saltLength));
    this.#parts.text(text);
    return { start, end: this.#parts.length };
  }

  #commitment(part: Part | null): string | undefined {
    return part ? sha256Base64(this.#parts.view(part.start, part.end)) : undefined;
  }

  /** Adds the row's beginning and its facts; gives where the fields stand. */
  #addFacts(ids: EntryIds, around: Around, fields: string): Part {
    const entries = this.#entries;
    const row = entries.length;
    entries.add(this.#entryStart);
    entries.set(ids.subject, row + entryRow.subject);
    entries.set(ids.record, row + entryRow.record);
    const factsStart = row + entryRow.length;
    entries.text(around.before);
    const start = entries.length;
    entries.text(fields);
    const end = entries.length;
    entries.text(around.after);
    // The zero byte in front of a leaf (RFC 9162) stands where the length comes afterwards.
    entries.setByte(0, factsStart - 1);
    this.#hashes.latin1(sha256Latin1(entries.view(factsStart - 1, entries.length)));
    entries.setInteger(entries.length - factsStart, factsStart - 4);
    return { start, end };
  }

  #addDigest(fields: Part, parts: readonly (Part | null)[]): void {
    const content = this.#content;
    content.clear();
    content.copy(this.#entries, fields.start, fields.end);
    for (const part of parts) {
      content.byte(partSeparator);
      if (part) content.copy(this.#parts, part.start + saltLength, part.end);
    }
    const digest = sha256Latin1(content.view(0, content.length));
    this.#digests.latin1(digest.slice(0, contentDigestLength));
  }

  #addWords(ids: EntryIds, parts: readonly (Part | null)[]): void {
    const start = this.#words.length;
    this.#words.add(this.#wordStart);
    this.#words.set(ids.subject, start + wordRow.subject);
    for (const part of parts) {
      if (part) {
        addValue(this.#words, this.#parts, part.start, part.start + saltLength);
        addValue(this.#words, this.#parts, part.start + saltLength, part.end);
      } else this.#words.add(absentPair);
    }
  }
}

// A part that an entry does not have, and its salt.
const absentPair = Buffer.alloc(8);
absentPair.writeInt32BE(absentLength, 0);
absentPair.writeInt32BE(absentLength, 4);

function addValue(rows: GrowingBytes, source: GrowingBytes, start: number, end: number): void {
  rows.integer(end - start);
  rows.copy(source, start, end);
}

function startOf(row: typeof entryRow | typeof wordRow, batch: Buffer): Buffer {
  const start = Buffer.alloc(row.length);
  start.writeInt16BE(row.columns, 0);
  for (const at of [row.subject, row.batch]) start.writeInt32BE(16, at - 4);
  start.writeInt32BE(4, row.leaf - 4);
  batch.copy(start, row.batch);
  return start;
}
