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

/** The verdict where no record stands under the row's key. */
export const notOnFile = { answer: 'admitted' } as const;

/**
 * Same key, same content: nothing happens. Same key, other content: a correction, never by an older file.
 * Same key, other subject: a person decides. `restAgrees` is asked only where words were redacted: then the content
 * is the same where all that is left of it is, so that a file handed in again never brings redacted words back.
 */
export function decideRow(
  row: IncomingRow,
  head: RecordHead | undefined,
  restAgrees: boolean,
): RowDecision {
  if (!head) return notOnFile;
  if (head.subjectId !== row.subjectId) return { answer: 'other_subject' };
  const isSame =
    head.digest === null ? restAgrees : Buffer.compare(head.digest, row.contentDigest) === 0;
  if (isSame) return { answer: 'unchanged' };
  if (row.sourceDay < head.sourceDay) return { answer: 'older', knownDay: head.sourceDay };
  return { answer: 'corrected', version: head.version + 1 };
}
