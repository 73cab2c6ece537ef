// What the transaction's thread and the row worker say to each other.
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Refusal } from '../kernel/errors.js';
import type { BatchFrame, FileSummary, PreparedChunk } from './prepared.model.js';

/** Rows that are prepared, decided and written together. */
export const rowsPerChunk = 2000;

/** The first chunks are smaller, so that the server has something to do soon; each has twice the rows of the last. */
export const rowsOfFirstChunk = 250;

/** Messages to the worker, answered one by one in their order. */
export type ToWorker =
  | { readonly do: 'begin'; readonly item: CatalogueItem; readonly frame: BatchFrame }
  | { readonly do: 'read'; readonly bytes: Uint8Array }
  | { readonly do: 'finish' };

/** Messages from the worker. */
export type FromWorker =
  | { readonly did: 'begun' }
  | { readonly did: 'read'; readonly chunks: readonly PreparedChunk[] }
  | {
      readonly did: 'finished';
      readonly chunks: readonly PreparedChunk[];
      readonly summary: FileSummary;
    }
  | { readonly did: 'refused'; readonly code: string; readonly values: Refusal['values'] }
  | { readonly did: 'failed'; readonly message: string };
