// Finding a field of an item by its code, and the values of a code list.
import type { CatalogueItem, CodeValue, FieldSpec } from './item.model.js';

const indexes = new WeakMap<CatalogueItem, ReadonlyMap<string, number>>();

/** Position of the field in `item.fields`; -1 where the item has no such field. */
export function fieldIndex(item: CatalogueItem, code: string | undefined): number {
  if (code === undefined) return -1;
  let index = indexes.get(item);
  if (!index) {
    index = new Map(item.fields.map((field, position) => [field.code, position]));
    indexes.set(item, index);
  }
  return index.get(code) ?? -1;
}

/** The field with the code, if the item has it. */
export function findField(item: CatalogueItem, code: string): FieldSpec | undefined {
  return item.fields[fieldIndex(item, code)];
}

/** The values a field may have; empty where it has no code list. */
export function codeValuesOf(item: CatalogueItem, field: FieldSpec): readonly CodeValue[] {
  return field.codeList === undefined ? [] : (item.codeLists[field.codeList]?.values ?? []);
}
