// An entry that was laid out in another thread: read where it stands, and sent from there.
import type { IsoDay } from '../kernel/time.js';
import type { CommittedPart } from './entry.js';
import type { EntryOperation } from './entry.model.js';
import {
  absentLength,
  contentDigestLength,
  entryRow,
  type LaidOutEntries,
  leafHashLength,
  saltLength,
  wordRow,
} from './entry-rows.model.js';
import type { NewEntry } from './new-entry.model.js';

/** One of the entries that were laid out together. Its parts are cut out only where somebody asks for them. */
export class LaidOutEntry implements NewEntry {
  readonly all: LaidOutEntries;
  readonly index: number;
  readonly sourceDay: IsoDay;
  readonly catalogueDay: IsoDay;

  constructor(all: LaidOutEntries, index: number, sourceDay: IsoDay, catalogueDay: IsoDay) {
    this.all = all;
    this.index = index;
    this.sourceDay = sourceDay;
    this.catalogueDay = catalogueDay;
  }

  get operation(): EntryOperation {
    return 'assert';
  }
  get version(): number {
    return 1;
  }
  get subjectBytes(): Uint8Array {
    const at = this.#start + entryRow.subject;
    return this.all.entryRows.subarray(at, at + 16);
  }
  get recordBytes(): Uint8Array {
    const at = this.#start + entryRow.record;
    return this.all.entryRows.subarray(at, at + 16);
  }
  get facts(): Uint8Array {
    const at = this.#start + entryRow.length;
    return this.all.entryRows.subarray(at, at + lengthAt(this.all.entryRows, at - 4));
  }
  get leafHash(): Uint8Array {
    const at = this.index * leafHashLength;
    return this.all.leafHashes.subarray(at, at + leafHashLength);
  }
  get contentDigest(): Uint8Array {
    const at = this.index * contentDigestLength;
    return this.all.contentDigests.subarray(at, at + contentDigestLength);
  }
  get withheld(): CommittedPart | null {
    const rows = this.all.entryRows;
    const at = this.#start + entryRow.length;
    const bytesAt = at + lengthAt(rows, at - 4) + 4;
    const length = lengthAt(rows, bytesAt - 4);
    if (length === absentLength) return null;
    const saltAt = bytesAt + length + 4;
    return {
      bytes: rows.subarray(bytesAt, bytesAt + length),
      salt: rows.subarray(saltAt, saltAt + saltLength),
    };
  }
  get words(): CommittedPart | null {
    return this.#wordParts()[0];
  }
  get withheldWords(): CommittedPart | null {
    return this.#wordParts()[1];
  }

  get #start(): number {
    return startOf(this.all.entryEnds, this.index);
  }

  #wordParts(): [CommittedPart | null, CommittedPart | null] {
    const rows = this.all.wordRows;
    const start = startOf(this.all.wordEnds, this.index);
    if (this.all.wordEnds[this.index] === start) return [null, null];
    const first = wordPart(rows, start + wordRow.length);
    return [first.part, wordPart(rows, first.end).part];
  }
}

/** Part of a row of words that begins at `at` with its salt, and where it ends. */
function wordPart(rows: Uint8Array, at: number): { part: CommittedPart | null; end: number } {
  if (lengthAt(rows, at) === absentLength) return { part: null, end: at + 8 };
  const saltAt = at + 4;
  const bytesAt = saltAt + saltLength + 4;
  const end = bytesAt + lengthAt(rows, bytesAt - 4);
  const part = {
    bytes: rows.subarray(bytesAt, end),
    salt: rows.subarray(saltAt, saltAt + saltLength),
  };
  return { part, end };
}

/** Pieces of laid-out rows to be sent: rows that follow each other go out as one. */
export class LaidOutRuns {
  readonly #entries = new Runs();
  readonly #words = new Runs();

  get entryRows(): readonly Uint8Array[] {
    return this.#entries.finish();
  }

  get wordRows(): readonly Uint8Array[] {
    return this.#words.finish();
  }

  /** Adds an entry, which now gets its place in the batch's tree. */
  add({ all, index }: LaidOutEntry, leaf: number): void {
    const start = startOf(all.entryEnds, index);
    writeInteger(all.entryRows, start + entryRow.leaf, leaf);
    this.#entries.add(all.entryRows, start, all.entryEnds[index] as number);
    const wordStart = startOf(all.wordEnds, index);
    const wordEnd = all.wordEnds[index] as number;
    if (wordEnd === wordStart) return;
    writeInteger(all.wordRows, wordStart + wordRow.leaf, leaf);
    this.#words.add(all.wordRows, wordStart, wordEnd);
  }
}

class Runs {
  readonly #runs: Uint8Array[] = [];
  #bytes: Uint8Array | undefined;
  #start = 0;
  #end = 0;

  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#bytes !== bytes || this.#end !== start) {
      this.#close();
      this.#bytes = bytes;
      this.#start = start;
    }
    this.#end = end;
  }

  finish(): readonly Uint8Array[] {
    this.#close();
    this.#bytes = undefined;
    return this.#runs;
  }

  #close(): void {
    if (this.#bytes) this.#runs.push(this.#bytes.subarray(this.#start, this.#end));
  }
}

function startOf(ends: Uint32Array, index: number): number {
  return index === 0 ? 0 : (ends[index - 1] as number);
}

// Signed, as PostgreSQL reads it: -1 is no value.
function lengthAt(rows: Uint8Array, at: number): number {
  return (
    ((rows[at] as number) << 24) |
    ((rows[at + 1] as number) << 16) |
    ((rows[at + 2] as number) << 8) |
    (rows[at + 3] as number)
  );
}

function writeInteger(rows: Uint8Array, at: number, value: number): void {
  rows[at] = value >>> 24;
  rows[at + 1] = value >>> 16;
  rows[at + 2] = value >>> 8;
  rows[at + 3] = value;
}
