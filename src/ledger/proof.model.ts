// The proof file: what it looks like, and what comes out of checking one.
import { type Static, Type } from 'typebox';
import type { EntryFacts, FieldValues, WordValues } from './entry.model.js';
import type { Verdict } from './proof-reading.js';

/** The form that `proveRecord` writes; a later form gets another number, and this one stays readable. */
export const proofFormat = 'xinheng-proof/1';

const closed = { additionalProperties: false };
const id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const path = Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), { maxItems: 64 });

const opened = Type.Object(
  { salt: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }), text: Type.String() },
  closed,
);

const entry = Type.Object(
  {
    /** `content`: what holds today; `superseded`: what held before it; `redaction`; `mark`: the others. */
    role: Type.Union([
      Type.Literal('content'),
      Type.Literal('superseded'),
      Type.Literal('redaction'),
      Type.Literal('mark'),
    ]),
    /** The canonical text whose bytes are the leaf in the batch's tree. */
    facts: Type.String(),
    /** Parts behind a commitment, opened: SHA-256(salt || text) is what the facts (or a redaction) say. */
    words: Type.Optional(opened),
    withheld: Type.Optional(opened),
    withheldWords: Type.Optional(opened),
    batch: Type.Object(
      {
        /** The canonical text whose bytes are the leaf in the city log. */
        leaf: Type.String(),
        position: count,
        index: count,
        size: count,
        path,
      },
      closed,
    ),
    logPath: path,
  },
  closed,
);

/** Shape of a proof file. Hashes and salts are base64url without padding. */
export const recordProofSchema = Type.Object(
  {
    format: Type.Literal(proofFormat),
    record: id,
    subject: id,
    entries: Type.Array(entry, { minItems: 1, maxItems: 10_000 }),
    /** C2SP signed note: origin, size and root of the city log. */
    checkpoint: Type.String(),
    /** C2SP verifier key with which the note was signed. */
    key: Type.String(),
  },
  closed,
);

export type RecordProof = Static<typeof recordProofSchema>;
export type ProofEntry = Static<typeof entry>;
export type ProofRole = ProofEntry['role'];
export type OpenedPart = Static<typeof opened>;

/** What a proof that holds shows about one entry. */
export interface ProvenEntry {
  readonly role: ProofRole;
  readonly facts: EntryFacts;
  /** Null: not opened in this proof, or there are none. A word that is null was redacted. */
  readonly words: WordValues | null;
  readonly withheld: FieldValues | null;
  readonly withheldWords: WordValues | null;
  readonly batchId: string;
  readonly leaf: number;
  readonly logPosition: number;
  /** Milliseconds: received from the agency, and recorded by the platform. */
  readonly receivedAt: number;
  readonly recordedAt: number;
}

/** What a proof that holds shows. */
export interface ProvenRecord {
  readonly recordId: string;
  readonly subjectId: string;
  readonly entries: readonly ProvenEntry[];
  readonly log: { readonly name: string; readonly size: number; readonly root: string };
  /** The key that signed, and whether the reader brought it along instead of taking the file's word for it. */
  readonly key: { readonly name: string; readonly id: string; readonly pinned: boolean };
}

/** The outcome of checking a proof file. */
export type ProofVerdict = Verdict<ProvenRecord>;
