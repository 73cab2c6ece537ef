// SQL of disclosure_record and disclosure_figure.
import type { Transaction } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** A row of `disclosure_record`. */
export interface PublicationRow {
  readonly subjectId: string;
  readonly recordId: string;
  readonly kind: string;
  readonly decidedOn: IsoDay;
  readonly batchId: string;
  readonly leaf: number;
  readonly isPublic: boolean;
}

/** The rows on file of these records, each under the subject named with it. */
export function findPublications(
  tx: Transaction,
  records: readonly { readonly subjectId: string; readonly recordId: string }[],
): Promise<PublicationRow[]> {
  return tx.query<PublicationRow>(
    `select d.subject_id as "subjectId", d.record_id as "recordId", d.kind, d.decided_on as "decidedOn",
            d.batch_id as "batchId", d.leaf, d.is_public as "isPublic"
       from unnest($1::uuid[], $2::uuid[]) as wanted (subject_id, record_id)
       join disclosure_record d on d.subject_id = wanted.subject_id and d.record_id = wanted.record_id`,
    [records.map((record) => record.subjectId), records.map((record) => record.recordId)],
  );
}

/** Writes rows that may exist already. */
export async function savePublications(
  tx: Transaction,
  rows: readonly PublicationRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into disclosure_record (subject_id, record_id, kind, decided_on, batch_id, leaf, is_public)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::uuid[], $6::int[], $7::boolean[])
     on conflict (subject_id, record_id) do update
        set kind = excluded.kind, decided_on = excluded.decided_on, batch_id = excluded.batch_id,
            leaf = excluded.leaf, is_public = excluded.is_public`,
    [
      rows.map((row) => row.subjectId),
      rows.map((row) => row.recordId),
      rows.map((row) => row.kind),
      rows.map((row) => row.decidedOn),
      rows.map((row) => row.batchId),
      rows.map((row) => row.leaf),
      rows.map((row) => row.isPublic),
    ],
  );
}

/** Adds to what a batch changed in the number of public records of a kind; also a change of nothing is kept. */
export async function addFigure(
  tx: Transaction,
  figure: { readonly batchId: string; readonly kind: string; readonly added: number },
): Promise<void> {
  await tx.query(
    `insert into disclosure_figure (batch_id, kind, added) values ($1, $2, $3)
     on conflict (batch_id, kind) do update set added = disclosure_figure.added + excluded.added`,
    [figure.batchId, figure.kind, figure.added],
  );
}

/** Empties both tables, for a rebuild. */
export async function clearPublication(tx: Transaction): Promise<void> {
  await tx.query('delete from disclosure_record');
  await tx.query('delete from disclosure_figure');
}
