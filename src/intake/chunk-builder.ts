// Collects prepared rows into one message that can be handed from thread to thread without copying.
import type {
  LineFinding,
  PreparedChunk,
  PreparedSubject,
  RowVerdict,
  Slices,
} from './prepared.model.js';
import type { PreparedRow, RowOutcome } from './row-preparation.js';
import { writeSubjects } from './subject-text.js';

/** Bytes one behind the other, growing. Keeps its memory from chunk to chunk. */
class SliceBuilder {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;
  #ends: number[] = [];

  add(part: Uint8Array | null): void {
    if (part) {
      if (this.#length + part.length > this.#bytes.length) {
        const larger = Buffer.allocUnsafeSlow(
          Math.max(this.#bytes.length * 2, this.#length + part.length),
        );
        this.#bytes.copy(larger, 0, 0, this.#length);
        this.#bytes = larger;
      }
      this.#bytes.set(part, this.#length);
      this.#length += part.length;
    }
    this.#ends.push(this.#length);
  }

  finish(): Slices {
    // Own memory, so that it can be transferred.
    const bytes = new Uint8Array(this.#length);
    bytes.set(this.#bytes.subarray(0, this.#length));
    const ends = Uint32Array.from(this.#ends);
    this.#length = 0;
    this.#ends = [];
    return { bytes, ends };
  }
}

/** Values of one length, one behind the other. */
class ColumnBuilder {
  readonly #width: number;
  #bytes: Uint8Array;
  #length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#bytes = new Uint8Array(width * 4096);
  }

  add(value: Uint8Array): void {
    if (this.#length + this.#width > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(value, this.#length);
    this.#length += this.#width;
  }

  finish(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
  }
}

/** Builds chunks of rows, one after the other. */
export class ChunkBuilder {
  #lines: number[] = [];
  #verdicts: RowVerdict[] = [];
  #findings: LineFinding[] = [];
  #subjects: PreparedSubject[] = [];
  readonly #subjectIds = new ColumnBuilder(16);
  readonly #recordIds = new ColumnBuilder(16);
  readonly #digests = new ColumnBuilder(16);
  readonly #leafHashes = new ColumnBuilder(32);
  readonly #salts = new ColumnBuilder(48);
  readonly #facts = new SliceBuilder();
  readonly #withheld = new SliceBuilder();
  readonly #words = new SliceBuilder();
  readonly #withheldWords = new SliceBuilder();
  #masked = 0;

  get rows(): number {
    return this.#lines.length;
  }

  add(line: number, outcome: RowOutcome, salts: Uint8Array): void {
    this.#lines.push(line);
    this.#verdicts.push(outcome.verdict);
    this.#masked += outcome.masked;
    for (const finding of outcome.findings) this.#findings.push({ ...finding, line });
    if (outcome.prepared) this.#addPrepared(outcome.prepared, salts);
  }

  #addPrepared(row: PreparedRow, salts: Uint8Array): void {
    this.#subjects.push(row.subject);
    this.#subjectIds.add(row.subjectId);
    this.#recordIds.add(row.recordId);
    this.#digests.add(row.entry.contentDigest);
    this.#leafHashes.add(row.entry.leafHash);
    this.#salts.add(salts);
    this.#facts.add(row.entry.facts);
    this.#withheld.add(row.entry.withheld?.bytes ?? null);
    this.#words.add(row.entry.words?.bytes ?? null);
    this.#withheldWords.add(row.entry.withheldWords?.bytes ?? null);
  }

  /** The chunk; the next row begins a new one. */
  finish(bytesRead: number): PreparedChunk {
    const chunk: PreparedChunk = {
      lines: Uint32Array.from(this.#lines),
      verdicts: this.#verdicts,
      findings: this.#findings,
      masked: this.#masked,
      bytesRead,
      subjects: writeSubjects(this.#subjects),
      subjectIds: this.#subjectIds.finish(),
      recordIds: this.#recordIds.finish(),
      digests: this.#digests.finish(),
      leafHashes: this.#leafHashes.finish(),
      salts: this.#salts.finish(),
      facts: this.#facts.finish(),
      withheld: this.#withheld.finish(),
      words: this.#words.finish(),
      withheldWords: this.#withheldWords.finish(),
    };
    this.#lines = [];
    this.#verdicts = [];
    this.#findings = [];
    this.#subjects = [];
    this.#masked = 0;
    return chunk;
  }
}

/** The buffers of a chunk that change hands instead of being copied. */
export function transferList(chunk: PreparedChunk): ArrayBuffer[] {
  const arrays = [
    chunk.lines,
    chunk.subjectIds,
    chunk.recordIds,
    chunk.digests,
    chunk.leafHashes,
    chunk.salts,
    ...[chunk.facts, chunk.withheld, chunk.words, chunk.withheldWords].flatMap((slices) => [
      slices.bytes,
      slices.ends,
    ]),
  ];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
