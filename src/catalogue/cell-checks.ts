// One check per field, compiled once: a quick way for cells as most files have them, a thorough one for the rest.
import { isBlank } from '../codes/blank.js';
import { readAmount } from '../codes/written-amount.js';
import { readDay } from '../codes/written-day.js';
import { characterCount, cleanText } from './clean-text.js';
import { compileCodes } from './code-values.js';
import { type CatalogueItem, type FieldSpec, longTerm } from './item.model.js';
import { compileNumberOf, compileOtherUscc, compileSubjectUscc } from './number-checks.js';
import { found } from './row-findings.js';
import type { CellCheck, RowState } from './row-state.js';

// Agencies write the same few days, amounts and names again and again; more different cells than this are rare.
const mostRemembered = 4096;

/** The check of one field of the item. */
export function compileCell(item: CatalogueItem, position: number): CellCheck {
  const field = item.fields[position] as FieldSpec;
  const { subject } = item;
  if (field.part === 'dropped') return () => null;
  if (field.code === subject.uscc) return compileSubjectUscc(position);
  const check = subject.otherCodes.includes(field.code)
    ? compileNumberOf(field, position)
    : compileType(item, field, position);
  const blank = (row: RowState): null => {
    if (field.required && !row.hasFinding(position))
      row.report(position, found.required_missing, null);
    return null;
  };
  return (cell, row) => {
    if (cell === '') return blank(row);
    const text = isPlain(cell.charCodeAt(0)) ? cell : cleanText(cell);
    if (isBlank(text)) return blank(row);
    const value = check(text, row);
    // Nothing but marks that cannot be seen stood there.
    return value === '' ? blank(row) : value;
  };
}

// Letters, digits and Chinese characters; cells that begin otherwise are looked at more closely.
function isPlain(unit: number): boolean {
  return (unit > 0x20 && unit < 0x7f) || (unit > 0x3000 && unit < 0xd800);
}

function compileType(item: CatalogueItem, field: FieldSpec, position: number): CellCheck {
  switch (field.type) {
    case 'text':
      return compileText(field, position);
    case 'uscc':
      return compileOtherUscc(position);
    case 'organisation-code':
    case 'registration-number':
      return compileNumberOf(field, position);
    case 'day':
      return compileDay(field, position);
    case 'amount':
    case 'number':
      return compileAmount(field, position);
    case 'code':
    case 'codes':
      return compileCodes(item, field, position);
  }
}

function compileText(field: FieldSpec, position: number): CellCheck {
  const limit = field.maxLength ?? Number.POSITIVE_INFINITY;
  const isRegistry = field.part === 'registry';
  // A column often says the same in every row: the name of the agency, its code, the sort of decision.
  let [lastCell, lastText] = ['', ''];
  return (cell, row) => {
    if (cell === lastCell) return lastText;
    const clean = cleanText(cell);
    const text = row.mask(clean);
    if (text === clean && clean.length <= limit) [lastCell, lastText] = [cell, text];
    if (clean.length > limit && characterCount(clean) > limit) {
      const value = isRegistry || text !== clean ? null : clean;
      row.report(position, found.too_long, value, { length: characterCount(clean) });
    }
    return text;
  };
}

function compileDay(field: FieldSpec, position: number): CellCheck {
  const remembered = new Map<string, string | null>();
  const longTermAllowed = field.longTermAllowed === true;
  const notAfterToday = field.notAfterToday === true;
  const read = (cell: string): string | null => {
    const written = readDay(cell);
    const day = written === null ? null : (written.day ?? longTerm);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(cell, day);
    return day;
  };
  return (cell, row) => {
    let day = remembered.get(cell);
    if (day === undefined) day = read(cell);
    if (day === null) return row.reportWritten(position, found.day_not_understood, cleanText(cell));
    if (day === longTerm) {
      if (!longTermAllowed) row.report(position, found.long_term_not_allowed, cleanText(cell));
    } else if (notAfterToday && day > row.today) {
      row.report(position, found.day_after_today, day, { today: row.today });
    }
    return day;
  };
}

const amountDecimals = 6;

function compileAmount(field: FieldSpec, position: number): CellCheck {
  const unit = field.unit ?? null;
  const wholeDigits = field.maxLength === undefined ? 18 : field.maxLength - amountDecimals;
  const code = field.type === 'amount' ? found.amount_not_understood : found.number_not_understood;
  return (cell, row) => {
    const amount = readAmount(cell, unit);
    if (amount === null) return row.reportWritten(position, code, cleanText(cell));
    if (amount.length > wholeDigits) {
      const point = amount.indexOf('.');
      if ((point < 0 ? amount.length : point) > wholeDigits)
        row.report(position, found.amount_too_large, amount, { digits: wholeDigits });
    }
    return amount;
  };
}
