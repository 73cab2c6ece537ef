// Rows of a catalogue item by field code, for tests: the example of the item, changed where the test says.
import { fieldIndex } from '../../src/catalogue/fields.js';
import { findingMessage } from '../../src/catalogue/findings.js';
import type { CatalogueItem } from '../../src/catalogue/item.model.js';
import { type CheckedRow, compileRowCheck, type RowCheck } from '../../src/catalogue/row-check.js';

export const testDay = '2026-05-01';

const checks = new WeakMap<CatalogueItem, RowCheck>();

/** The cells of the item's example with some of them changed. */
export function exampleCells(
  item: CatalogueItem,
  changes: Readonly<Record<string, string>> = {},
): string[] {
  const cells = item.fields.map((field) => (field.part === 'dropped' ? '' : (field.example ?? '')));
  for (const [code, cell] of Object.entries(changes)) {
    const position = fieldIndex(item, code);
    if (position < 0) throw new Error(`${item.kind} has no field ${code}`);
    cells[position] = cell;
  }
  return cells;
}

/** Checks the changed example. */
export function checkExample(
  item: CatalogueItem,
  changes: Readonly<Record<string, string>> = {},
  today = testDay,
): CheckedRow {
  let check = checks.get(item);
  if (!check) checks.set(item, (check = compileRowCheck(item)));
  return check.check(exampleCells(item, changes), today);
}

/** Findings as `FIELD code`, in the order found. */
export function briefly(item: CatalogueItem, row: CheckedRow): string[] {
  return row.findings.map(
    (finding) =>
      `${item.fields[finding.field]?.code ?? '-'} ${finding.code.replace('catalogue.', '')}`,
  );
}

/** What the row's findings say, in both languages. */
export function messages(item: CatalogueItem, row: CheckedRow): string {
  return row.findings
    .map((finding) => Object.values(findingMessage(item, finding)).join('\n'))
    .join('\n');
}
