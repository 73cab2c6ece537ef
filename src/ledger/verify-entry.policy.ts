// Whether one stored entry is what its own bytes say.
import type { BatchHeader } from './batch-leaf.js';
import { type FactsFrame, readFactBytes } from './facts-form.js';
import type { LedgerFaultCode } from './ledger-fault.js';
import type { EntryRow, WordsRow } from './log-order.store.js';
import type { Redactions } from './redaction.js';

/** What stands beside an entry. */
export interface EntrySurroundings {
  readonly batch: Pick<BatchHeader, 'batchId' | 'agencyCode' | 'kind'>;
  /** The words of the entry as they are now. */
  readonly words: WordsRow | undefined;
  /** All redactions of the ledger. */
  readonly redactions: Redactions;
}

/** The fault of an entry; undefined where it fits. Its hash in the batch's tree is the caller's to compare. */
export function findEntryFault(
  row: EntryRow,
  { batch, words, redactions }: EntrySurroundings,
): LedgerFaultCode | undefined {
  const facts = readFactBytes(row.facts);
  if (!facts) return 'entry_facts';
  const agree =
    facts.b === batch.batchId &&
    facts.a === batch.agencyCode &&
    facts.k === batch.kind &&
    facts.n === row.version &&
    facts.s === row.subjectId &&
    facts.r === row.recordId;
  if (!agree) return 'entry_columns';
  if (row.withheld !== (facts.i ?? null)) return 'entry_withheld';
  return wordsFit(facts, row, { words, redactions }) ? undefined : 'entry_words';
}

function wordsFit(
  facts: FactsFrame,
  row: EntryRow,
  { words, redactions }: Pick<EntrySurroundings, 'words' | 'redactions'>,
): boolean {
  const redacted = redactions.find(facts, row.leaf);
  const revision = redacted?.revision ?? 0;
  const publicWords = redacted ? redacted.w : (facts.w ?? null);
  const otherWords = redacted ? redacted.h : (facts.h ?? null);
  const hasWords = publicWords !== null || otherWords !== null;
  if (!words) return !hasWords;
  return (
    hasWords &&
    words.revision === revision &&
    words.subjectId === row.subjectId &&
    words.words === publicWords &&
    words.withheld === otherWords
  );
}
