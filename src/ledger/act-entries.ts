// Entries that acts upon records are made of: marks, and content that is said again.
import { randomFillSync } from 'node:crypto';
import type { CanonicalValue } from '../kernel/canonical.js';
import { uuidBytes } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import type { StoredEntry } from './as-of.js';
import { encodeEntry, encodeMark } from './entry.js';
import type { EntryFacts, EntryOperation } from './entry.model.js';
import type { NewEntry } from './new-entry.model.js';

/** Where an act stands: its batch, its day, the record it speaks of, and the position it takes there. */
export interface ActPlace {
  readonly batchId: string;
  readonly day: IsoDay;
  readonly subjectId: string;
  /** The entry whose content holds. */
  readonly content: StoredEntry;
  readonly version: number;
}

/** The facts of a mark: what an act says of a record without saying its content. */
export function markFacts(
  place: ActPlace,
  operation: EntryOperation,
  says: CanonicalValue,
): EntryFacts {
  const { a, k, g, d, r } = place.content.facts;
  return {
    v: 1,
    o: operation,
    b: place.batchId,
    a,
    k,
    g,
    l: 0,
    s: place.subjectId,
    r,
    n: place.version,
    d,
    e: [place.day, null],
    f: {},
    m: says,
  };
}

/** The entry of a mark. */
export function markEntry(facts: EntryFacts): NewEntry {
  return {
    ...encodeMark(facts),
    withheld: null,
    words: null,
    withheldWords: null,
    contentDigest: new Uint8Array(16),
    subjectBytes: uuidBytes(facts.s),
    recordBytes: uuidBytes(facts.r),
    operation: facts.o,
    version: facts.n,
  };
}

/** An entry that says the content of an earlier one again, its words as they are by now. */
export function repeatContent(
  place: ActPlace,
  operation: 'link' | 'correct',
  says: CanonicalValue,
): NewEntry {
  const { content, subjectId, version } = place;
  const encoded = encodeEntry(
    operation,
    { ...markFacts(place, operation, says), e: content.facts.e },
    {
      fields: content.facts.f,
      withheld: content.withheld,
      words: content.words,
      withheldWords: content.withheldWords,
    },
    randomFillSync(Buffer.alloc(48)),
  );
  return {
    ...encoded,
    subjectBytes: uuidBytes(subjectId),
    recordBytes: uuidBytes(content.facts.r),
    operation,
    version,
  };
}
