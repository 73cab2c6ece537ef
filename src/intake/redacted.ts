// Records whose words were redacted by law: a file that brings the same record again must not bring the words back.
import type { Queryable } from '../kernel/database.js';
import { findRecordState, listRecordHistory } from '../ledger/as-of.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { EntryContent } from '../ledger/entry.js';
import { redactedFieldsOf } from '../ledger/redaction.js';

/** What is on file of such a record, and which fields stay closed whatever comes later. */
export interface RedactedRecord {
  readonly content: EntryContent;
  readonly closed: ReadonlySet<string>;
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
  const history = await listRecordHistory(database, { subjectId, recordId });
  const closed = new Set(history.flatMap(({ entry }) => redactedFieldsOf(entry.facts)));
  const { facts, withheld, words, withheldWords } = state.content;
  return { content: { fields: facts.f, withheld, words, withheldWords }, closed };
}

/** Whether a row says the same as the record, but for the closed fields, which cannot be compared any more. */
export function agrees({ content, closed }: RedactedRecord, row: EntryContent): boolean {
  return (
    sameValues(content.fields, row.fields, closed) &&
    sameValues(content.withheld, row.withheld, closed) &&
    sameValues(content.words, row.words, closed) &&
    sameValues(content.withheldWords, row.withheldWords, closed)
  );
}

type Values = Readonly<Record<string, string | null>>;

function sameValues(left: Values, right: Values, except: ReadonlySet<string>): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => except.has(name) || left[name] === right[name]);
}
