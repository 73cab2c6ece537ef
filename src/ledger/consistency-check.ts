// Checks, offline, that the log of one checkpoint goes on in the log of a later one.
import { Value } from 'typebox/value';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import {
  type ConsistencyProof,
  consistencyProofSchema,
  type ProvenConsistency,
} from './consistency.model.js';
import { consistencyStepWords } from './consistency.words.js';
import type { LogVerifier } from './log-key.js';
import { continues } from './merkle.js';
import { checkBySteps, holds, readBase64url, readKey, type Verdict } from './proof-reading.js';

/**
 * Checks a parsed file. `verifier`: the log's key as published; without it the key in the file is used.
 * `since`: the text of a checkpoint that the reader kept; the older one must be that log: only so does the file show
 * that nothing was changed since the reader looked. Consistency: RFC 9162, 2.1.4.2.
 */
export function checkConsistency(
  file: unknown,
  options: { readonly verifier?: LogVerifier; readonly since?: string } = {},
): Verdict<ProvenConsistency> {
  const { verifier, since } = options;
  const words = consistencyStepWords;
  return checkBySteps((step) => {
    const proof = step(words.form, () => readForm(file));
    const pinned = verifier !== undefined;
    const key = step(pinned ? words.pinnedKey : words.ownKey, () => readKey(proof.key, verifier));
    const older = step(words.older, () => openCheckpoint(proof.older, key));
    const newer = step(words.newer, () => openCheckpoint(proof.newer, key));
    if (since !== undefined)
      step(words.kept, () => holds(isSame(openCheckpoint(since, key), older)));
    step(words.path, () => holds(goesOn(proof, older, newer)));
    return {
      log: newer.origin,
      older: { size: older.size, root: older.root.toString('base64url') },
      newer: { size: newer.size, root: newer.root.toString('base64url') },
      key: { id: key.keyId, pinned },
      kept: since !== undefined,
    };
  });
}

function readForm(file: unknown): ConsistencyProof | undefined {
  return Value.Check(consistencyProofSchema, file) ? file : undefined;
}

function isSame(kept: Checkpoint | undefined, older: Checkpoint): boolean {
  return kept?.size === older.size && kept.root.equals(older.root);
}

function goesOn({ path }: ConsistencyProof, older: Checkpoint, newer: Checkpoint): boolean {
  const hashes = path.map((text) => readBase64url(text));
  if (!hashes.every((hash) => hash?.length === 32)) return false;
  return continues(older, newer, hashes as Buffer[]);
}
