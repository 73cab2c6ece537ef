// The file that shows that the log continued: what it looks like, and what comes out of checking one.
import { type Static, Type } from 'typebox';

/** The form that `proveConsistency` writes. */
export const consistencyFormat = 'xinheng-consistency/1';

const closed = { additionalProperties: false };

/** Shape of the file. Hashes are base64url without padding, in the order of RFC 9162, 2.1.4.1. */
export const consistencyProofSchema = Type.Object(
  {
    format: Type.Literal(consistencyFormat),
    /** Signed notes over the log as it was and as it became. */
    older: Type.String(),
    newer: Type.String(),
    path: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), { maxItems: 64 }),
    /** C2SP verifier key with which both were signed. */
    key: Type.String(),
  },
  closed,
);

export type ConsistencyProof = Static<typeof consistencyProofSchema>;

/** What a file that holds shows. */
export interface ProvenConsistency {
  readonly log: string;
  readonly older: { readonly size: number; readonly root: string };
  readonly newer: { readonly size: number; readonly root: string };
  /** The key that signed; `pinned`: the reader brought it along. */
  readonly key: { readonly id: string; readonly pinned: boolean };
  /** Whether the older checkpoint is one that the reader had kept. */
  readonly kept: boolean;
}
