// The receipt: what the agency gets back for a batch, line by line.
import type { Catalogue } from '../catalogue/catalogue.js';
import { findingMessage, findingRule } from '../catalogue/findings.js';
// The registers whose findings receipts put into words.
import '../catalogue/row-findings.js';
import './row-findings.js';
import { fieldIndex, findField } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Queryable } from '../kernel/database.js';
import { type Bilingual, defineRefusals } from '../kernel/errors.js';
import { sha256 } from '../kernel/hash.js';
import { isUuid } from '../kernel/ids.js';
import {
  countFindings,
  type StoredFinding,
  selectBatch,
  selectFindings,
  selectHeld,
} from './batch.store.js';
import type { ColumnReport } from './prepared.model.js';
import type { RowCounts } from './row-answers.js';

const refuse = defineRefusals('receipt', {
  unknown: {
    kind: 'not_found',
    zh: '没有批次 {batch} 的回执，或者校验码不符。核对报送时得到的批次号和校验码。',
    en: 'There is no receipt of batch {batch}, or the check code is another. Compare both with what was given when the file was handed in.',
  },
});

/** One finding as people and programs read it. */
export interface ShownFinding {
  readonly line: number;
  /** The file's own heading; the field's label where the file has no such column; null for the whole row. */
  readonly column: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly rule: string;
  readonly value: string | null;
  readonly message: Bilingual;
}

/** What `check` answers, and the greater part of a receipt. */
export interface CheckReport {
  readonly kind: string;
  readonly encoding: string;
  readonly rows: RowCounts;
  readonly columns: ColumnReport;
  readonly masked: number;
  /** Rows on file or admitted that came after the catalogue's period. */
  readonly late: number;
  readonly findings: readonly ShownFinding[];
}

/** The receipt of a batch. */
export interface Receipt extends CheckReport {
  readonly batch: string;
  readonly agency: { readonly code: string; readonly name: Bilingual };
  readonly title: Bilingual;
  /** How many findings there are; `findings` is a part of them. */
  readonly findingsTotal: number;
  readonly fileName: string;
  readonly sourceDay: string;
  readonly receivedAt: string;
  /** Null while the batch waits for its place in the log, which takes seconds; always null without entries. */
  readonly logged: { readonly position: number; readonly recordedAt: string } | null;
  /** The first of `rows.held`. */
  readonly held: readonly {
    readonly line: number;
    readonly code: string;
    readonly candidates: readonly { readonly uscc: string | null; readonly name: string }[];
  }[];
}

/** Which receipt, and which part of its findings. */
export interface ReceiptQuery {
  readonly batchId: string;
  /** Where it is given, it must be the right one. */
  readonly checkCode?: string;
  /** Number of the first finding, from 1. */
  readonly from?: number;
  /** At most so many findings, and so many held rows; 1000 where nothing is said, null: all there are. */
  readonly limit?: number | null;
}

const usualLimit = 1000;

/** The receipt of a batch. Refuses `receipt.unknown`. */
export async function getReceipt(
  database: Queryable,
  catalogue: Catalogue,
  query: ReceiptQuery,
): Promise<Receipt> {
  const { batchId } = query;
  const batch = isUuid(batchId) ? await selectBatch(database, batchId) : undefined;
  const opens =
    query.checkCode === undefined || batch?.check_digest.equals(checkDigest(query.checkCode));
  if (!batch || !opens) throw refuse.unknown({ batch: batchId });
  const item = catalogue.get(batch.kind, batch.catalogue_day);
  const limit = query.limit === undefined ? usualLimit : query.limit;
  const findings = await selectFindings(database, batchId, { from: query.from ?? 1, limit });
  const findingsTotal = await countFindings(database, batchId);
  const held = await selectHeld(database, batchId, limit);
  return {
    batch: batchId,
    agency: {
      code: batch.agency_code,
      name: {
        zh: batch.agency_name_zh ?? batch.agency_code,
        en: batch.agency_name_en ?? batch.agency_code,
      },
    },
    kind: batch.kind,
    title: item.title,
    fileName: batch.file_name,
    sourceDay: batch.source_day,
    encoding: batch.encoding,
    receivedAt: batch.received_at.toISOString(),
    logged:
      batch.position === null || batch.recorded_at === null
        ? null
        : { position: batch.position, recordedAt: batch.recorded_at.toISOString() },
    rows: {
      read: batch.rows_read,
      admitted: batch.admitted,
      unchanged: batch.unchanged,
      corrected: batch.corrected,
      returned: batch.returned,
      held: batch.held,
    },
    columns: batch.columns,
    masked: batch.masked,
    late: batch.late,
    findingsTotal,
    findings: findings.map((finding) => showFinding(item, batch.heading_of, finding)),
    held: held.map((row) => ({ line: row.line, code: row.code, candidates: row.registry_side })),
  };
}

/** What is kept of a receipt's check code: the code itself is shown once and not stored. */
export function checkDigest(code: string): Buffer {
  return sha256(Buffer.from(code.trim().toUpperCase(), 'utf8'));
}

/** Puts a finding into words. */
export function showFinding(
  item: CatalogueItem,
  headingOf: Readonly<Record<string, string>>,
  finding: StoredFinding,
): ShownFinding {
  const { line, field, code, value } = finding;
  const spec = field === null ? undefined : findField(item, field);
  const told = {
    field: field === null ? -1 : fieldIndex(item, field),
    code,
    value,
    ...(finding.detail && { detail: finding.detail }),
  };
  return {
    line,
    column: field === null ? null : (headingOf[field] ?? spec?.label.zh ?? field),
    field,
    code,
    rule: findingRule(code),
    value,
    message: findingMessage(item, told),
  };
}
