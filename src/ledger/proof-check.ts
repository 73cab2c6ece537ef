// Checks a proof file, offline: nothing but the file and, at best, the log's published key.
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type LoggedBatch, readBatchLeaf } from './batch-leaf.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { commitment, textLeafHash } from './entry.js';
import type { EntryFacts, WordValues } from './entry.model.js';
import { readFactText } from './facts-form.js';
import type { LogVerifier } from './log-key.js';
import { rootFromInclusion } from './merkle.js';
import {
  type OpenedPart,
  type ProofEntry,
  type ProofVerdict,
  type ProvenEntry,
  type RecordProof,
  recordProofSchema,
} from './proof.model.js';
import { proofStepWords } from './proof.words.js';
import { checkBySteps, holds, readBase64url, readKey } from './proof-reading.js';
import { proofRoles } from './proof-roles.policy.js';
import { Redactions, redactionsOf } from './redaction.js';

const wordsSchema = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));

interface ReadEntry {
  readonly stored: ProofEntry;
  readonly facts: EntryFacts;
  readonly batch: LoggedBatch;
}

/**
 * Checks a parsed proof file. Each step builds upon those before it, so the first one that does not hold ends
 * the check. `verifier`: the log's key as published; without it the key in the file is used, which shows that
 * the file is whole but not whose log it is: compare `shown.key.id` with the published one.
 * Hashes and paths: RFC 9162, 2.1; checkpoint: C2SP tlog-checkpoint; canonical texts: RFC 8785.
 */
export function checkProof(
  file: unknown,
  options: { readonly verifier?: LogVerifier } = {},
): ProofVerdict {
  return checkBySteps((step) => {
    const proof = step(proofStepWords.form, () => readForm(file));
    const pinned = options.verifier !== undefined;
    const key = step(pinned ? proofStepWords.pinnedKey : proofStepWords.ownKey, () =>
      readKey(proof.key, options.verifier),
    );
    const log = step(proofStepWords.checkpoint, () => openCheckpoint(proof.checkpoint, key));
    const entries = step(proofStepWords.facts, () => readEntries(proof));
    step(proofStepWords.agreement, () => holds(entriesAgree(proof, entries)));
    step(proofStepWords.batchPath, () => holds(entries.every(standsInBatch)));
    step(proofStepWords.logPath, () => holds(entries.every((entry) => standsInLog(entry, log))));
    const shown = step(proofStepWords.commitments, () => openParts(entries));
    return {
      recordId: proof.record,
      subjectId: proof.subject,
      entries: shown,
      log: { name: log.origin, size: log.size, root: log.root.toString('base64url') },
      key: { name: key.name, id: key.keyId, pinned },
    };
  });
}

function readForm(file: unknown): RecordProof | undefined {
  return Value.Check(recordProofSchema, file) ? file : undefined;
}

function readEntries(proof: RecordProof): ReadEntry[] | undefined {
  const entries: ReadEntry[] = [];
  for (const stored of proof.entries) {
    const facts = readFactText(stored.facts);
    const batch = readBatchLeaf(stored.batch.leaf);
    if (!facts || !batch) return undefined;
    entries.push({ stored, facts, batch });
  }
  return entries;
}

/** The entries are of one record and the right batches, play the parts they are given, and stand once each. */
function entriesAgree(proof: RecordProof, entries: readonly ReadEntry[]): boolean {
  const roles = proofRoles(entries.map(({ facts }) => facts));
  const content = entries.find(({ stored }) => stored.role === 'content');
  return (
    content?.facts.s === proof.subject &&
    new Set(entries.map(({ facts }) => facts.n)).size === entries.length &&
    entries.every(
      ({ stored, facts, batch }, index) =>
        facts.r === proof.record &&
        facts.b === batch.batchId &&
        facts.a === batch.agencyCode &&
        facts.k === batch.kind &&
        batch.entries === stored.batch.size &&
        stored.role === roles[index],
    )
  );
}

function standsInBatch({ stored, batch }: ReadEntry): boolean {
  const place = { index: stored.batch.index, size: stored.batch.size };
  return leadsTo(stored.facts, { place, path: stored.batch.path, root: batch.root });
}

function standsInLog({ stored }: ReadEntry, log: Checkpoint): boolean {
  const place = { index: stored.batch.position, size: log.size };
  return leadsTo(stored.batch.leaf, { place, path: stored.logPath, root: log.root });
}

interface Inclusion {
  readonly place: { readonly index: number; readonly size: number };
  readonly path: readonly string[];
  readonly root: Uint8Array;
}

function leadsTo(leafText: string, { place, path, root }: Inclusion): boolean {
  const hashes = path.map((text) => readBase64url(text));
  if (!hashes.every((hash) => hash !== undefined)) return false;
  const found = rootFromInclusion(textLeafHash(leafText).leafHash, place, hashes);
  return found !== undefined && Buffer.compare(found, root) === 0;
}

function openParts(entries: readonly ReadEntry[]): ProvenEntry[] | undefined {
  const redactions = new Redactions(entries.flatMap(({ facts }) => redactionsOf(facts)));
  const shown: ProvenEntry[] = [];
  for (const { stored, facts, batch } of entries) {
    const redacted = redactions.find(facts, stored.batch.index);
    const words = openPart(stored.words, redacted ? redacted.w : facts.w);
    const withheldWords = openPart(stored.withheldWords, redacted ? redacted.h : facts.h);
    const withheld = openPart(stored.withheld, facts.i);
    if (!words || !withheldWords || !withheld) return undefined;
    shown.push({
      role: stored.role,
      facts,
      words: words.values,
      withheld: withheld.values as ProvenEntry['withheld'],
      withheldWords: withheldWords.values,
      batchId: batch.batchId,
      leaf: stored.batch.index,
      logPosition: stored.batch.position,
      receivedAt: batch.receivedAt,
      recordedAt: batch.recordedAt,
    });
  }
  return shown;
}

/** Undefined where the opened part is not what was committed to; null values where nothing was opened. */
function openPart(
  part: OpenedPart | undefined,
  committed: string | null | undefined,
): { values: WordValues | null } | undefined {
  if (part === undefined) return { values: null };
  const salt = readBase64url(part.salt);
  if (!salt) return undefined;
  const found = commitment({ salt, bytes: Buffer.from(part.text, 'utf8') });
  if (found !== committed) return undefined;
  return readWords(part.text);
}

function readWords(text: string): { values: WordValues } | undefined {
  try {
    const values: unknown = JSON.parse(text);
    return Value.Check(wordsSchema, values) ? { values } : undefined;
  } catch {
    return undefined;
  }
}
