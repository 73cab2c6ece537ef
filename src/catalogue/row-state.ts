// What is gathered while one row is checked.
import { maskPersonalData } from '../codes/personal-data.js';
import type { IsoDay } from '../kernel/time.js';
import { characterCount } from './clean-text.js';
import type { FindingDetail, RowFinding } from './findings.js';

/** A row's values by field position; null where there is none. */
export type RowValues = (string | null)[];

/** Checks one cell: gives the canonical value, null where the cell is blank, and reports findings. */
export type CellCheck = (cell: string, row: RowState) => string | null;

/** Checks what must be so between fields. */
export type RowRule = (values: RowValues, row: RowState) => void;

const longestShown = 100;
export const noFindings: readonly RowFinding[] = Object.freeze([]);

/** Reused for every row of one compiled check, so that a row without findings allocates nothing but its values. */
export class RowState {
  today: IsoDay = '';
  masked = 0;
  /** Code of the finding by which the row is about a natural person; nothing of the row is kept. */
  personFinding: string | null = null;
  personField = -1;
  #findings: RowFinding[] | null = null;

  begin(today: IsoDay): void {
    this.today = today;
    this.masked = 0;
    this.personFinding = null;
    this.#findings = null;
  }

  get findings(): readonly RowFinding[] {
    return this.#findings ?? noFindings;
  }

  report(field: number, code: string, value: string | null, detail?: FindingDetail): void {
    const finding = { field, code, value: value === null ? null : shownValue(value) };
    this.#findings ??= [];
    this.#findings.push(detail ? { ...finding, detail } : finding);
  }

  /** Reports a cell as it was written (cleaned) and gives what may be kept of it. */
  reportWritten(field: number, code: string, written: string, detail?: FindingDetail): string {
    const masked = this.mask(written);
    this.report(field, code, masked === written ? written : null, detail);
    return masked;
  }

  reportPerson(field: number, code: string): void {
    this.personFinding ??= code;
    this.personField = field;
  }

  hasFinding(field: number): boolean {
    return this.#findings?.some((finding) => finding.field === field) ?? false;
  }

  /** Masks what is personal in a text and counts it. */
  mask(text: string): string {
    const masked = maskPersonalData(text);
    if (masked.count === 0) return text;
    this.masked += masked.count;
    return masked.text;
  }
}

// Null where something had to be masked: the rest could still say whom it is about.
function shownValue(value: string): string | null {
  const masked = maskPersonalData(value);
  if (masked.count > 0) return null;
  return characterCount(value) > longestShown ? `${value.slice(0, longestShown - 1)}…` : value;
}
