// Records whose words were redacted by law: a file that brings the same record again must not bring the words back.
import type { Queryable } from '../kernel/database.js';
import { findRecordState } from '../ledger/as-of.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { FieldValues } from '../ledger/entry.model.js';

/** What can still be compared of such a record, and which of its words stay out of whatever comes later. */
export interface RedactedRecord {
  readonly fields: FieldValues;
  readonly withheld: FieldValues;
  /** Codes of the fields that were redacted. */
  readonly words: ReadonlySet<string>;
}

/** The record behind a head without a digest. */
export async function getRedactedRecord(
  database: Queryable,
  head: RecordHead,
): Promise<RedactedRecord> {
  const { subjectId, recordId } = head;
  const viewpoint = { asOf: '9999-12-31', knownAt: null };
  const state = await findRecordState(database, { subjectId, recordId }, viewpoint);
  if (!state) throw new Error(`the record ${recordId} has a head and no content`);
  const { facts, withheld, words, withheldWords } = state.content;
  const redacted = Object.entries({ ...words, ...withheldWords }).filter(
    ([, word]) => word === null,
  );
  return { fields: facts.f, withheld, words: new Set(redacted.map(([code]) => code)) };
}

/** Whether a row says the same facts: then it counts as the same content, its words cannot be compared. */
export function agrees(
  record: RedactedRecord,
  row: { readonly fields: () => FieldValues; readonly withheld: () => FieldValues },
): boolean {
  return sameValues(record.fields, row.fields()) && sameValues(record.withheld, row.withheld());
}

function sameValues(left: FieldValues, right: FieldValues): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}
