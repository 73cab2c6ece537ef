// One record that the public may see today.
import { isUuid } from '../kernel/ids.js';
import type { PublicRecord } from './credit-file.model.js';
import { findPublicSubject } from './organisation.store.js';
import type { PublicReader } from './public-reader.model.js';
import { publicRecord } from './public-record.policy.js';
import { findPublicRecord } from './record-row.store.js';
import { refuse } from './refusals.js';

/**
 * The record as it stands now. Refuses `disclosure.record_unknown` alike for a record that never was, one that
 * is not public, one whose publication has ended, and one whose subject has no code: the answer tells nothing.
 */
export async function getPublicRecord(
  reader: PublicReader,
  recordId: string,
): Promise<PublicRecord> {
  const id = recordId.toLowerCase();
  const unknown = () => refuse.record_unknown({ record: recordId.slice(0, 40) });
  if (!isUuid(id)) throw unknown();
  const subject = await findPublicSubject(reader.database, id);
  if (!subject) throw unknown();
  const row = await findPublicRecord(reader.database, subject.subjectId, id);
  if (!row) throw unknown();
  return publicRecord(row, subject, reader.catalogue);
}
