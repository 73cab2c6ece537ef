// SQL of intake: batches, answers, findings, held rows.

import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Queryable, Transaction } from '../kernel/database.js';
import { uuidBytes } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import type { HeldRow } from './chunk-answers.js';
import type { FileSummary, LineFinding } from './prepared.model.js';
import type { RowCounts } from './row-answers.js';

/** Waits until no other batch of the agency is being written; the turn ends with the transaction. */
export async function takeAgencyTurn(tx: Transaction, agencyCode: string): Promise<void> {
  await tx.query(
    'insert into intake_agency_turn (agency_code) values ($1) on conflict do nothing',
    [agencyCode],
  );
  await tx.query('select 1 from intake_agency_turn where agency_code = $1 for update', [
    agencyCode,
  ]);
}

/** The row of a batch. */
export interface BatchRow {
  readonly batchId: string;
  readonly agencyCode: string;
  readonly kind: string;
  readonly catalogueDay: IsoDay;
  readonly fileName: string;
  readonly sourceDay: IsoDay;
  readonly receivedAt: number;
  readonly checkDigest: Uint8Array;
  readonly counts: RowCounts;
  readonly masked: number;
  readonly late: number;
  readonly file: FileSummary;
}

export async function insertBatch(tx: Transaction, batch: BatchRow): Promise<void> {
  const { counts, file } = batch;
  await tx.query(
    `insert into intake_batch (batch_id, agency_code, kind, catalogue_day, file_name, file_digest, encoding,
       source_day, received_at, check_digest, rows_read, admitted, unchanged, corrected, returned, held,
       masked, late, columns, heading_of)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      batch.batchId,
      batch.agencyCode,
      batch.kind,
      batch.catalogueDay,
      batch.fileName,
      Buffer.from(file.digest),
      file.encoding,
      batch.sourceDay,
      new Date(batch.receivedAt),
      Buffer.from(batch.checkDigest),
      counts.read,
      counts.admitted,
      counts.unchanged,
      counts.corrected,
      counts.returned,
      counts.held,
      batch.masked,
      batch.late,
      JSON.stringify(file.columns),
      JSON.stringify(file.headingOf),
    ],
  );
}

export async function insertAnswers(
  tx: Transaction,
  batchId: string,
  piece: { readonly firstRow: number; readonly lines: Uint32Array; readonly answers: string },
): Promise<void> {
  await tx.query(
    'insert into intake_answer (batch_id, first_row, lines, answers) values ($1, $2, $3, $4)',
    [batchId, piece.firstRow, `{${piece.lines.join(',')}}`, piece.answers],
  );
}

/** A finding as stored: the field by its code. */
export type StoredFinding = Omit<LineFinding, 'field'> & { readonly field: string | null };

export async function insertFindings(
  tx: Transaction,
  place: { readonly batchId: string; readonly firstNumber: number },
  findings: readonly StoredFinding[],
): Promise<void> {
  if (findings.length === 0) return;
  const batch = uuidBytes(place.batchId);
  const rows = new CopyWriter(7, findings.length * 160);
  for (const [index, finding] of findings.entries()) {
    rows
      .row()
      .bytes(batch)
      .integer(place.firstNumber + index)
      .integer(finding.line);
    rows.optionalText(finding.field).text(finding.code).optionalText(finding.value);
    rows.json(finding.detail && JSON.stringify(finding.detail));
  }
  await copyRows(tx, 'intake_finding (batch_id, number, line, field, code, value, detail)', rows);
}

export async function insertHeld(
  tx: Transaction,
  batchId: string,
  held: readonly HeldRow[],
): Promise<void> {
  if (held.length === 0) return;
  await tx.query(
    `insert into intake_held (batch_id, line, code, row_side, registry_side)
     select $1, * from unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[])`,
    [
      batchId,
      held.map((row) => row.line),
      held.map((row) => row.code),
      held.map((row) => (row.rowSide === null ? null : JSON.stringify(row.rowSide))),
      held.map((row) => JSON.stringify(row.registrySide)),
    ],
  );
}

/** A batch with its place in the log. */
export interface StoredBatch {
  batch_id: string;
  agency_code: string;
  agency_name_zh: string | null;
  agency_name_en: string | null;
  kind: string;
  catalogue_day: string;
  file_name: string;
  encoding: string;
  source_day: string;
  received_at: Date;
  check_digest: Buffer;
  rows_read: number;
  admitted: number;
  unchanged: number;
  corrected: number;
  returned: number;
  held: number;
  masked: number;
  late: number;
  columns: FileSummary['columns'];
  heading_of: Record<string, string>;
  position: number | null;
  recorded_at: Date | null;
}

export async function selectBatch(
  database: Queryable,
  batchId: string,
): Promise<StoredBatch | undefined> {
  const [row] = await database.query<StoredBatch>(
    `select b.*, a.name_zh as agency_name_zh, a.name_en as agency_name_en, l.position, l.recorded_at
     from intake_batch b
     left join parties_agency a using (agency_code)
     left join ledger_log l using (batch_id)
     where b.batch_id = $1`,
    [batchId],
  );
  return row;
}

/** A run of rows: from which number on (the first is 1), and at most how many; null: all. */
export interface Part {
  readonly from: number;
  readonly limit: number | null;
}

/** Findings are numbered in order of line, so a part is a walk along the primary key. */
export async function selectFindings(
  database: Queryable,
  batchId: string,
  { from, limit }: Part,
): Promise<StoredFinding[]> {
  return database.query<StoredFinding>(
    `select line, field, code, value, detail from intake_finding
     where batch_id = $1 and number >= $2 order by number limit $3`,
    [batchId, from, limit],
  );
}

/** How many findings a batch has: the number of the last one. */
export async function countFindings(database: Queryable, batchId: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select coalesce(max(number), 0) as count from intake_finding where batch_id = $1',
    [batchId],
  );
  return row?.count ?? 0;
}

export async function selectHeld(
  database: Queryable,
  batchId: string,
  limit: number | null,
): Promise<{ line: number; code: string; registry_side: HeldRow['registrySide'] }[]> {
  return database.query(
    `select line, code, registry_side from intake_held
      where batch_id = $1 order by line limit $2`,
    [batchId, limit],
  );
}
