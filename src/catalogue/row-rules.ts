// What must be so between the fields of a row: conditions, and the consistency rules of the item.

import { isUscc } from '../codes/uscc.js';
import { amountsInText, yuanOf } from '../codes/written-amount.js';
import { codeValuesOf, fieldIndex } from './fields.js';
import type { CatalogueItem, Consistency, FieldSpec } from './item.model.js';
import { found } from './row-findings.js';
import type { RowRule, RowState } from './row-state.js';

/** The rules between fields of an item, in the order of the fields. */
export function compileRules(item: CatalogueItem): RowRule[] {
  const rules: RowRule[] = [];
  item.fields.forEach((field, position) => {
    // Whether the subject's own code must be there is for `identity` to say.
    if (field.requiredWhen && field.code !== item.subject.uscc)
      rules.push(compileCondition(item, field, position));
  });
  for (const entry of item.consistency) rules.push(compileConsistency(item, entry));
  return rules;
}

function compileCondition(item: CatalogueItem, field: FieldSpec, position: number): RowRule {
  const condition = field.requiredWhen as NonNullable<FieldSpec['requiredWhen']>;
  const other = fieldIndex(item, condition.field);
  const wanted = condition.anyOf;
  const positive = field.positive === true;
  const holds = (text: string): string | undefined => {
    if (wanted === undefined) return text;
    if (!text.includes(';')) return wanted.includes(text) ? text : undefined;
    return text.split(';').find((value) => wanted.includes(value));
  };
  const otherField = condition.field;
  return (values, row) => {
    const text = values[other];
    if (text == null) return;
    const value = values[position];
    if (value != null && !(positive && value === '0')) return;
    const held = holds(text);
    if (held === undefined || row.hasFinding(position) || row.hasFinding(other)) return;
    if (wanted === undefined) row.report(position, found.companion_missing, null, { otherField });
    else if (value == null)
      row.report(position, found.condition_missing, null, { otherField, condition: held });
    else row.report(position, found.amount_not_positive, value, { otherField, condition: held });
  };
}

function compileConsistency(item: CatalogueItem, entry: Consistency): RowRule {
  switch (entry.rule) {
    case 'not-before':
      return notBefore(item, entry);
    case 'amount-agrees-with-text':
      return amountAgrees(item, entry);
    case 'prefix-agrees':
      return prefixAgrees(item, entry);
  }
}

function notBefore(item: CatalogueItem, entry: Consistency & { rule: 'not-before' }): RowRule {
  const [later, earlier] = [fieldIndex(item, entry.later), fieldIndex(item, entry.earlier)];
  return (values, row) => {
    const [end, start] = [values[later], values[earlier]];
    if (end == null || start == null || end >= start) return;
    // A month says nothing about a day within it.
    const length = Math.min(end.length, start.length);
    if (end.slice(0, length) >= start.slice(0, length)) return;
    if (row.hasFinding(later) || row.hasFinding(earlier)) return;
    const detail = { otherField: entry.earlier, otherValue: start };
    row.report(later, found.day_before, end, detail);
  };
}

function amountAgrees(
  item: CatalogueItem,
  entry: Consistency & { rule: 'amount-agrees-with-text' },
): RowRule {
  const [amount, text] = [fieldIndex(item, entry.amount), fieldIndex(item, entry.text)];
  const unit = item.fields[amount]?.unit ?? '元';
  return (values, row) => {
    const [stated, said] = [values[amount], values[text]];
    if (stated == null || said == null || stated === '0') return;
    const named = fineInText(said);
    if (named === undefined || row.hasFinding(amount)) return;
    const statedYuan = unit === '元' ? stated : yuanOf(stated);
    if (statedYuan === null || statedYuan === named) return;
    row.report(amount, found.amount_disagrees, stated, {
      otherField: entry.text,
      textYuan: named,
      valueYuan: statedYuan,
    });
  };
}

const fine = '罚款';
// A comma between digits belongs to the number.
const clauseEnd = /[。；;、\n]|[，,](?!\d{3})|没收|加处/;

/** The fine that a text names, in yuan; undefined where it names none or more than one. */
export function fineInText(text: string): string | undefined {
  let named: string | undefined;
  let at = text.indexOf(fine);
  while (at >= 0) {
    const rest = text.slice(at + fine.length);
    const next = rest.indexOf(fine);
    const clause = next < 0 ? rest : rest.slice(0, next);
    const end = clause.search(clauseEnd);
    for (const amount of amountsInText(fine + (end < 0 ? clause : clause.slice(0, end)))) {
      if (named !== undefined && named !== amount) return undefined;
      named = amount;
    }
    at = next < 0 ? -1 : at + fine.length + next;
  }
  return named;
}

function prefixAgrees(
  item: CatalogueItem,
  entry: Consistency & { rule: 'prefix-agrees' },
): RowRule {
  const [code, field] = [fieldIndex(item, entry.code), fieldIndex(item, entry.field)];
  const spec = item.fields[field];
  const label = spec && codeValuesOf(item, spec).find((value) => value.code === entry.value)?.label;
  return (values, row: RowState) => {
    const [number, value] = [values[code], values[field]];
    if (number == null || value == null) return;
    if (number.startsWith(entry.prefix) === (value === entry.value)) return;
    if (!isUscc(number) || row.hasFinding(field)) return;
    row.report(field, found.category_disagrees, value, {
      otherField: entry.code,
      prefix: entry.prefix,
      expected: label?.zh ?? entry.value,
    });
  };
}
