// What redactions say: which words of which earlier entries were replaced, and by what.
import type { EntryFacts } from './entry.model.js';

/** Codes of the fields that a redact entry closes; nothing for every other kind of entry. */
export function redactedFieldsOf(facts: EntryFacts): string[] {
  const says = facts.m as { readonly fields?: unknown } | null | undefined;
  if (facts.o !== 'redact' || !Array.isArray(says?.fields)) return [];
  return says.fields.filter((field) => typeof field === 'string');
}

/** One entry's words as a redaction left them. */
export interface RedactedWords {
  /** The record of the redaction; it may speak of that record's entries only. */
  readonly recordId: string;
  /** Position of the redaction in the record's history. */
  readonly version: number;
  readonly batchId: string;
  readonly leaf: number;
  /** 1 for the first redaction of these words, then one more each time. */
  readonly revision: number;
  /** Commitments to the public words and to the others as they are now; null where there are none. */
  readonly w: string | null;
  readonly h: string | null;
}

/** What a redact entry says about other entries; nothing for every other kind of entry. */
export function redactionsOf(facts: EntryFacts): RedactedWords[] {
  const says = facts.m as { readonly entries?: unknown } | null | undefined;
  if (facts.o !== 'redact' || !Array.isArray(says?.entries)) return [];
  return says.entries.filter(isRedacted).map(({ batch, leaf, revision, w, h }) => ({
    recordId: facts.r,
    version: facts.n,
    batchId: batch,
    leaf,
    revision,
    w,
    h,
  }));
}

interface Said {
  readonly batch: string;
  readonly leaf: number;
  readonly revision: number;
  readonly w: string | null;
  readonly h: string | null;
}

function isRedacted(value: unknown): value is Said {
  if (typeof value !== 'object' || value === null) return false;
  const { batch, leaf, revision, w, h } = value as Record<string, unknown>;
  return (
    typeof batch === 'string' &&
    Number.isSafeInteger(leaf) &&
    Number.isSafeInteger(revision) &&
    [w, h].every((text) => text === null || typeof text === 'string')
  );
}

/** The latest redactions by the entry they speak of. */
export class Redactions {
  readonly #latest = new Map<string, RedactedWords>();

  constructor(redactions: Iterable<RedactedWords>) {
    for (const redacted of redactions) {
      const key = placeKey(redacted.batchId, redacted.leaf);
      const before = this.#latest.get(key);
      if (!before || before.revision < redacted.revision) this.#latest.set(key, redacted);
    }
  }

  /** How the words of this entry were left; undefined where they are as received. */
  find(entry: Pick<EntryFacts, 'b' | 'r' | 'n'>, leaf: number): RedactedWords | undefined {
    if (this.#latest.size === 0) return undefined;
    const redacted = this.#latest.get(placeKey(entry.b, leaf));
    return redacted?.recordId === entry.r && redacted.version > entry.n ? redacted : undefined;
  }
}

function placeKey(batchId: string, leaf: number): string {
  return `${batchId}/${leaf}`;
}
