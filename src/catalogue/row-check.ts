// Checks the rows of a file against a catalogue item. The same code runs at the door, again later, and in a browser.
import type { IsoDay } from '../kernel/time.js';
import { compileCell } from './cell-checks.js';
import type { RowFinding } from './findings.js';
import type { CatalogueItem } from './item.model.js';
import { compileRules } from './row-rules.js';
import { RowState } from './row-state.js';

export type { RowFinding } from './findings.js';

/** A row after its check. */
export interface CheckedRow {
  /**
   * By field position: canonical where the field has no finding (days `2026-04-10`, `2026-04` or `long-term`,
   * amounts as plain decimals in the field's unit, codes of the list joined by `;`, texts cleaned and masked);
   * where it has one, the masked text as written. Null: blank, absent, dropped, or of a natural person.
   */
  readonly values: readonly (string | null)[];
  readonly findings: readonly RowFinding[];
  /** How many pieces of personal data were masked. */
  readonly masked: number;
  /** Whether the row is about a natural person: then it has one finding and no values. */
  readonly isPerson: boolean;
}

export interface RowCheck {
  readonly item: CatalogueItem;
  /**
   * Checks one row: cells by field position, '' where there is no cell; `today` is the day in Shanghai.
   * Never throws. The code of the subject gets no finding; `identity` decides about it.
   */
  check(cells: readonly string[], today: IsoDay): CheckedRow;
}

/** Compiles the check of an item: one closure per field, none of which is made anew for a row. */
export function compileRowCheck(item: CatalogueItem): RowCheck {
  const cellChecks = item.fields.map((_, position) => compileCell(item, position));
  const rules = compileRules(item);
  const row = new RowState();
  const size = cellChecks.length;
  return {
    item,
    check(cells, today) {
      row.begin(today);
      const values: (string | null)[] = [];
      for (let position = 0; position < size; position += 1)
        values.push((cellChecks[position] as (typeof cellChecks)[0])(cells[position] ?? '', row));
      if (row.personFinding !== null) return personRow(row.personField, row.personFinding, size);
      for (const rule of rules) rule(values, row);
      return { values, findings: row.findings, masked: row.masked, isPerson: false };
    },
  };
}

function personRow(field: number, code: string, size: number): CheckedRow {
  return {
    values: Array.from({ length: size }, () => null),
    findings: [{ field, code, value: null }],
    masked: 0,
    isPerson: true,
  };
}
