// An entry of the ledger: what it says, and the shapes in which it travels through the rooms.
import type { CanonicalValue } from '../kernel/canonical.js';
import type { Transaction } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/**
 * The kinds of entry. `assert` puts a record on file, `correct` replaces its content, `annotate` adds a mark,
 * `revoke` says that the decision was annulled, `link`/`unlink` say and take back whom it is about,
 * `redact` commits to the redacted words of earlier entries.
 */
export type EntryOperation =
  | 'assert'
  | 'correct'
  | 'annotate'
  | 'revoke'
  | 'link'
  | 'unlink'
  | 'redact';

/** Field values by field code, as text in canonical form (days `2026-04-10`, amounts `0.2`). */
export type FieldValues = Readonly<Record<string, string>>;

/** The words of an entry; null where a word was redacted by law. */
export type WordValues = Readonly<Record<string, string | null>>;

/**
 * The facts of an entry, version 1 of the schema. Their RFC 8785 bytes are what is stored and hashed.
 * Member names are short because they are stored with every record.
 */
export interface EntryFacts {
  readonly v: 1;
  /** Operation. */
  readonly o: EntryOperation;
  /** Batch, source agency, kind of record, and the day whose catalogue governs. */
  readonly b: string;
  readonly a: string;
  readonly k: string;
  readonly g: IsoDay;
  /** Line in the file handed over; 0 where there was no file. */
  readonly l: number;
  /** Subject, record, and the position in the record's history (from 1). */
  readonly s: string;
  readonly r: string;
  readonly n: number;
  /** The source's own day. */
  readonly d: IsoDay;
  /** effectiveFrom and effectiveTo (half-open); null: open. */
  readonly e: readonly [IsoDay | null, IsoDay | null];
  /** Public facts by field code. */
  readonly f: FieldValues;
  /** Commitment to the withheld facts: base64url of SHA-256(salt || bytes). */
  readonly i?: string;
  /** Commitments to the public words and to the words that are not for the public. */
  readonly w?: string;
  readonly h?: string;
  /** What an annotate, revoke, link, unlink or redact says. */
  readonly m?: CanonicalValue;
}

/** One appended entry as a projector sees it. Members beyond the ids are decoded when asked for. */
export interface AppendedEntry {
  readonly subjectId: string;
  readonly recordId: string;
  /** The same two as their 16 bytes, for binary COPY. */
  readonly subjectBytes: Uint8Array;
  readonly recordBytes: Uint8Array;
  readonly operation: EntryOperation;
  readonly version: number;
  /** The source's own day, and the day whose catalogue governs. */
  readonly sourceDay: IsoDay;
  readonly catalogueDay: IsoDay;
  /** One public fact by its field code, much cheaper than reading all of `facts` for it. */
  findField(code: string): string | undefined;
  readonly leaf: number;
  readonly facts: EntryFacts;
  /** Facts that are not for the public, by field code. */
  readonly withheld: FieldValues;
  readonly words: WordValues;
  readonly withheldWords: WordValues;
  /** Digest of facts and words together (16 bytes), to know the same content again. */
  readonly contentDigest: Uint8Array;
}

/** Some entries of one batch, in the order of the batch, as append and rebuild hand them to projectors. */
export interface EntryChunk {
  readonly batchId: string;
  readonly agencyCode: string;
  readonly kind: string;
  readonly receivedAt: number;
  readonly entries: readonly AppendedEntry[];
  /**
   * The subjects that may be new with this chunk. `append` names those that were unknown to the caller;
   * `rebuild` names all subjects of the chunk. A projector inserts them where they do not exist yet.
   */
  readonly possiblyNewSubjects: ReadonlySet<string>;
}

/**
 * What must change in the same transaction as the ledger. A projector owns its tables and nobody else writes
 * them; `clear` empties them so that `rebuild` can replay the ledger into them to the same rows.
 */
export interface Projector {
  readonly name: string;
  /** The tables it owns; `rebuild` compares them before and after. */
  readonly tables: readonly string[];
  apply(tx: Transaction, chunk: EntryChunk): Promise<void>;
  clear(tx: Transaction): Promise<void>;
  /**
   * Words of entries under these subjects were redacted after the projector had read them: what it keeps of them
   * must be what a rebuild would now make of it. Only for projectors that keep words.
   */
  redacted?(tx: Transaction, subjectIds: readonly string[]): Promise<void>;
}
