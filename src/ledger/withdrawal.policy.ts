// What becomes of a record when a batch that brought content for it is taken back.
import type { StoredEntry } from './as-of.js';
import { hasContent } from './entry.js';

/** Why a record is left as it is: what happened to it after the batch. */
export type LeftWhy = 'changed' | 'moved' | 'revoked' | 'marked' | 'redacted';

/** The verdict on a record. */
export type WithdrawalDecision =
  | { readonly do: 'revoke' }
  | {
      readonly do: 'restore';
      readonly content: StoredEntry;
      /** The revocation that held of the former content. */
      readonly revocation: StoredEntry | undefined;
    }
  | { readonly do: 'leave'; readonly why: LeftWhy };

/**
 * Decides by the record's entries in the order of its history, one of them at least of the batch. What the batch
 * put on file is revoked, what it corrected gets its former content back; a record to which anything happened
 * since is a matter of its own.
 */
export function decideWithdrawal(
  entries: readonly StoredEntry[],
  batchId: string,
): WithdrawalDecision {
  const first = entries.findIndex((entry) => entry.batchId === batchId);
  const last = entries.findLastIndex((entry) => entry.batchId === batchId);
  const since = entries.slice(last + 1);
  if (since.length > 0) return { do: 'leave', why: whatHappened(since) };
  const before = entries.slice(0, first);
  const at = before.findLastIndex((entry) => hasContent({ operation: entry.facts.o }));
  const content = before[at];
  if (!content) return { do: 'revoke' };
  const revocation = before.slice(at + 1).find((entry) => entry.facts.o === 'revoke');
  return { do: 'restore', content, revocation };
}

function whatHappened(since: readonly StoredEntry[]): LeftWhy {
  const operations = new Set(since.map((entry) => entry.facts.o));
  if (operations.has('unlink') || operations.has('link')) return 'moved';
  if (operations.has('correct')) return 'changed';
  if (operations.has('revoke')) return 'revoked';
  return operations.has('redact') ? 'redacted' : 'marked';
}
