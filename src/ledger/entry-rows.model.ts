// How rows of ledger_entry and ledger_words stand in binary COPY, and entries that were laid out so.

/** Where the values of a row of ledger_entry stand, from its beginning; facts, withheld part and its salt follow. */
export const entryRow = {
  columns: 8,
  subject: 6,
  record: 26,
  batch: 46,
  leaf: 66,
  version: 74,
  /** Of everything in front of the facts. */
  length: 82,
} as const;

/** The same for a row of ledger_words: the words and the withheld ones follow, each behind its salt. */
export const wordRow = {
  columns: 8,
  subject: 6,
  batch: 26,
  leaf: 46,
  revision: 54,
  /** Of everything in front of the first salt. */
  length: 56,
} as const;

export const saltLength = 16;
export const leafHashLength = 32;
export const contentDigestLength = 16;

/** In place of a value's length: there is none. */
export const absentLength = -1;

/** The columns in their order. */
export const entryColumns =
  'ledger_entry (subject_id, record_id, batch_id, leaf, version, facts, withheld, withheld_salt)';
export const wordColumns =
  'ledger_words (subject_id, batch_id, leaf, revision, salt, words, withheld_salt, withheld)';

/** First versions of records. Entry `i` stands in `entryRows` up to `entryEnds[i]`, its words likewise. */
export interface LaidOutEntries {
  readonly entryRows: Uint8Array;
  readonly entryEnds: Uint32Array;
  /** An entry without words has no row here. */
  readonly wordRows: Uint8Array;
  readonly wordEnds: Uint32Array;
  /** 32 bytes each. */
  readonly leafHashes: Uint8Array;
  /** 16 bytes each. */
  readonly contentDigests: Uint8Array;
}
