// The entries of one subject, to replay them into a projection whose rows of that subject were taken out.
import type { Transaction } from '../kernel/database.js';
import type { EntryChunk } from './entry.model.js';
import { replayedEntry } from './rebuild.js';

interface SubjectEntry {
  readonly subjectId: string;
  readonly recordId: string;
  readonly batchId: string;
  readonly leaf: number;
  readonly version: number;
  readonly facts: Buffer;
  readonly withheld: Buffer | null;
  readonly words: Buffer | null;
  readonly withheldWords: Buffer | null;
  readonly agencyCode: string;
  readonly kind: string;
  readonly receivedAt: Date;
}

/** The subject's entries as they are stored now, in the order of a rebuild, a chunk for each entry. */
export async function listSubjectChunks(tx: Transaction, subjectId: string): Promise<EntryChunk[]> {
  const rows = await tx.query<SubjectEntry>(
    `select e.batch_id as "batchId", e.leaf, e.subject_id as "subjectId", e.record_id as "recordId", e.version,
            e.facts, e.withheld, w.words, w.withheld as "withheldWords",
            b.agency_code as "agencyCode", b.kind, b.received_at as "receivedAt"
       from ledger_entry e
       join ledger_batch b on b.batch_id = e.batch_id
       left join ledger_log l on l.batch_id = e.batch_id
       left join ledger_outbox o on o.batch_id = e.batch_id
       left join ledger_words w
         on w.subject_id = e.subject_id and w.batch_id = e.batch_id and w.leaf = e.leaf
      where e.subject_id = $1
      order by l.position nulls last, o.turn nulls last, e.batch_id, e.leaf`,
    [subjectId],
  );
  return rows.map((row) => ({
    batchId: row.batchId,
    agencyCode: row.agencyCode,
    kind: row.kind,
    receivedAt: row.receivedAt.getTime(),
    entries: [replayedEntry(row, row)],
    possiblyNewSubjects: new Set([row.subjectId]),
  }));
}
