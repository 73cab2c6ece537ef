// The rows of a batch that waits, as they are stored: chunks of prepared rows in V8's own form, with a number for it.
import { deserialize, serialize } from 'node:v8';
import type { FileSummary, PreparedChunk } from './prepared.model.js';

/**
 * Number of the form in which prepared rows are stored. Raise it whenever the shape of `PreparedChunk` or the meaning
 * of a member changes: chunks of another number are refused, never misread. A test holds number and shape together.
 */
export const chunkFormat = 1;

/** The bytes of a chunk. */
export function packChunk(chunk: PreparedChunk): Buffer {
  return serialize(chunk);
}

/** The chunk in the bytes; undefined where they were written in another form. */
export function unpackChunk(stored: {
  format: number;
  content: Buffer;
}): PreparedChunk | undefined {
  return stored.format === chunkFormat ? (deserialize(stored.content) as PreparedChunk) : undefined;
}

/** The bytes of what is known of a file. */
export function packSummary(file: FileSummary): Buffer {
  return serialize(file);
}

/** What is known of a file. */
export function unpackSummary(stored: Buffer): FileSummary {
  return deserialize(stored) as FileSummary;
}
