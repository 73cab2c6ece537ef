// What becomes of a row whose subject is known, given the record that stands under its natural key.
import type { IsoDay } from '../kernel/time.js';
import type { RecordHead } from '../ledger/directory.projector.js';

/** What a row brings. */
export interface IncomingRow {
  readonly subjectId: string;
  readonly sourceDay: IsoDay;
  readonly contentDigest: Uint8Array;
}

/** The verdict on a row. */
export type RowDecision =
  | { readonly answer: 'admitted' }
  | { readonly answer: 'unchanged' }
  | { readonly answer: 'corrected'; readonly version: number }
  | { readonly answer: 'older'; readonly knownDay: IsoDay }
  | { readonly answer: 'other_subject' };

/**
 * Same key, same content: nothing happens. Same key, other content: a correction, never by an older file.
 * Same key, other subject: a person decides. `factsAgree` is asked only where words were redacted, when the
 * whole content can no longer be compared: then equal facts count as the same content, so that a file handed in
 * again never brings redacted words back.
 */
export function decideRow(
  row: IncomingRow,
  head: RecordHead | undefined,
  factsAgree: boolean,
): RowDecision {
  if (!head) return { answer: 'admitted' };
  if (head.subjectId !== row.subjectId) return { answer: 'other_subject' };
  const isSame =
    head.digest === null ? factsAgree : Buffer.compare(head.digest, row.contentDigest) === 0;
  if (isSame) return { answer: 'unchanged' };
  if (row.sourceDay < head.sourceDay) return { answer: 'older', knownDay: head.sourceDay };
  return { answer: 'corrected', version: head.version + 1 };
}
