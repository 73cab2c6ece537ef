// Collects prepared rows into one message that can be handed from thread to thread without copying.
import { GrowingBytes } from '../kernel/growing-bytes.js';
import { EntryLayout } from '../ledger/entry-layout.js';
import type { LineFinding, PreparedChunk, RowVerdict } from './prepared.model.js';
import type { PreparedRow, RowOutcome } from './row-preparation.js';
import { SubjectWriter } from './subject-text.js';

/** Builds chunks of rows of one batch, one after the other. */
export class ChunkBuilder {
  #lines: number[] = [];
  #verdicts: RowVerdict[] = [];
  #findings: LineFinding[] = [];
  readonly #subjects = new SubjectWriter();
  readonly #subjectIds = new GrowingBytes();
  readonly #recordIds = new GrowingBytes();
  readonly #entries: EntryLayout;
  #masked = 0;

  constructor(batchId: string) {
    this.#entries = new EntryLayout(batchId);
  }

  get rows(): number {
    return this.#lines.length;
  }

  /** `salts`: 48 fresh random bytes. */
  add(line: number, outcome: RowOutcome, salts: Uint8Array): void {
    this.#lines.push(line);
    this.#verdicts.push(outcome.verdict);
    this.#masked += outcome.masked;
    for (const finding of outcome.findings) this.#findings.push({ ...finding, line });
    if (outcome.prepared) this.#addPrepared(outcome.prepared, salts);
  }

  #addPrepared(row: PreparedRow, salts: Uint8Array): void {
    this.#subjects.add(row.subject);
    this.#subjectIds.add(row.ids.subject);
    this.#recordIds.add(row.ids.record);
    this.#entries.add(row.ids, row.place, row.texts, salts);
  }

  /** The chunk; the next row begins a new one. */
  finish(bytesRead: number): PreparedChunk {
    const chunk: PreparedChunk = {
      lines: Uint32Array.from(this.#lines),
      verdicts: this.#verdicts,
      findings: this.#findings,
      masked: this.#masked,
      bytesRead,
      subjects: this.#subjects.take(),
      subjectIds: this.#subjectIds.take(),
      recordIds: this.#recordIds.take(),
      entries: this.#entries.finish(),
    };
    this.#lines = [];
    this.#verdicts = [];
    this.#findings = [];
    this.#masked = 0;
    return chunk;
  }
}

/** The buffers of a chunk that change hands instead of being copied. */
export function transferList(chunk: PreparedChunk): ArrayBuffer[] {
  const { lines, subjects, subjectIds, recordIds, entries } = chunk;
  const arrays = [lines, subjects, subjectIds, recordIds, ...Object.values(entries)];
  return arrays.map((array: Uint8Array | Uint32Array) => array.buffer as ArrayBuffer);
}
