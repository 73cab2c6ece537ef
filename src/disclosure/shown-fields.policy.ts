// From a record's stored values to the fields that a page shows: order and labels of the catalogue's day.
import type { CatalogueItem, CodeList, FieldSpec } from '../catalogue/item.model.js';
import type { FieldValues, WordValues } from '../ledger/entry.model.js';
import type { ShownField } from './credit-file.model.js';

interface PublicField {
  readonly spec: FieldSpec;
  readonly codes: CodeList | undefined;
}

const publicFields = new WeakMap<CatalogueItem, readonly PublicField[]>();

/**
 * The public fields of a record that have a value, in the order of the item. Facts and words that the item
 * does not declare public are left out whatever is stored. A word that is null was redacted.
 */
export function shownFields(
  item: CatalogueItem,
  facts: FieldValues,
  words: WordValues,
): ShownField[] {
  const shown: ShownField[] = [];
  for (const { spec, codes } of publicFieldsOf(item)) {
    const text = spec.part === 'facts' ? facts[spec.code] : words[spec.code];
    if (text !== undefined) shown.push(shownField(spec, codes, text));
  }
  return shown;
}

function publicFieldsOf(item: CatalogueItem): readonly PublicField[] {
  let fields = publicFields.get(item);
  if (fields === undefined) {
    fields = item.fields
      .filter((spec) => spec.disclosure === 'public')
      .filter((spec) => spec.part === 'facts' || spec.part === 'words')
      .map((spec) => ({
        spec,
        codes: spec.codeList === undefined ? undefined : item.codeLists[spec.codeList],
      }));
    publicFields.set(item, fields);
  }
  return fields;
}

function shownField(spec: FieldSpec, codes: CodeList | undefined, text: string | null): ShownField {
  const { code, label } = spec;
  if (text === null) return { code, label, text };
  if (codes !== undefined) return { code, label, ...codeTexts(codes, text) };
  return spec.unit === undefined ? { code, label, text } : { code, label, text, unit: spec.unit };
}

/** Labels of one or several codes (joined by `;`); English only where it differs. */
function codeTexts(codes: CodeList, text: string): { text: string; textEn?: string } {
  const labels = text.split(';').map((code) => codeLabel(codes, code));
  const zh = labels.map((label) => label.zh).join('；');
  const en = labels.map((label) => label.en).join('; ');
  return zh === en ? { text: zh } : { text: zh, textEn: en };
}

function codeLabel(codes: CodeList, code: string): { zh: string; en: string } {
  const exact = codes.values.find((value) => value.code === code);
  if (exact) return exact.label;
  // `其他-责令改正`: a value that is followed by the agency's own text.
  const open = codes.values.find((value) => value.openText && code.startsWith(value.code));
  const rest = open ? code.slice(open.code.length) : '';
  return open ? { zh: open.label.zh + rest, en: open.label.en + rest } : { zh: code, en: code };
}
