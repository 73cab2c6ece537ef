// One record that the public may see today, and its proof.
import type { Database } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import type { LogVerifier } from '../ledger/log-key.js';
import { proveRecord } from '../ledger/proof.js';
import type { RecordProof } from '../ledger/proof.model.js';
import type { PublicRecord } from './credit-file.model.js';
import { findPublicSubject, type OrganisationRow } from './organisation.store.js';
import type { PublicReader } from './public-reader.model.js';
import { namesPerson, publicRecord } from './public-record.policy.js';
import { findPublicRecord, type RecordRow } from './record-row.store.js';
import { refuse } from './refusals.js';

/**
 * The record as it stands now. Refuses `disclosure.record_unknown` alike for a record that never was, one that
 * is not public, one whose publication has ended, and one whose subject has no code: the answer tells nothing.
 */
export async function getPublicRecord(
  reader: PublicReader,
  recordId: string,
): Promise<PublicRecord> {
  const { subject, row } = await findShown(reader, recordId);
  return publicRecord(row, subject, reader.catalogue);
}

/**
 * The proof of a public record for the public. Where a person's name stands in it (that of its subject, now or
 * formerly, or its own) the words stay closed: the proof then shows the facts, and the commitment to the words.
 * Refuses `disclosure.record_unknown`, `proof.not_logged`, `proof.does_not_hold`.
 */
export async function getPublicProof(
  reader: PublicReader & { readonly database: Database },
  recordId: string,
  verifier: LogVerifier,
): Promise<RecordProof> {
  const { subject, row } = await findShown(reader, recordId);
  const proof = await proveRecord(reader.database, row.recordId, { verifier, publicOnly: true });
  if (!namesPerson(row, subject, reader.catalogue)) return proof;
  return { ...proof, entries: proof.entries.map(({ words: _closed, ...entry }) => entry) };
}

async function findShown(
  reader: PublicReader,
  recordId: string,
): Promise<{ subject: OrganisationRow; row: RecordRow }> {
  const id = recordId.toLowerCase();
  const unknown = () => refuse.record_unknown({ record: recordId.slice(0, 40) });
  if (!isUuid(id)) throw unknown();
  const subject = await findPublicSubject(reader.database, id);
  if (!subject) throw unknown();
  const row = await findPublicRecord(reader.database, subject.subjectId, id);
  if (!row) throw unknown();
  return { subject, row };
}
