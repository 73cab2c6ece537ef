// Laying the additions of the upper layers over an item of a lower layer.
import { type CatalogueAddition, type CatalogueItem, layers } from './item.model.js';

/** The item with what the addition brings: more fields, headings, code lists and rules, nothing taken away. */
export function mergeAddition(item: CatalogueItem, addition: CatalogueAddition): CatalogueItem {
  const fields = item.fields.map((field) => {
    const more = addition.aliases[field.code];
    return more ? { ...field, aliases: [...field.aliases, ...more] } : field;
  });
  const added = addition.fields.map((field) => ({ ...field, addedBy: addition.layer }));
  return {
    ...item,
    legalBasis: [...item.legalBasis, ...addition.legalBasis],
    consistency: [...item.consistency, ...addition.consistency],
    codeLists: { ...item.codeLists, ...addition.codeLists },
    fields: [...fields, ...added],
  };
}

/** Whether two half-open periods have a day in common. */
export function periodsMeet(
  one: { readonly from: string; readonly until?: string },
  other: { readonly from: string; readonly until?: string },
): boolean {
  return (
    (other.until === undefined || one.from < other.until) &&
    (one.until === undefined || other.from < one.until)
  );
}

/** Whether the period contains the day. */
export function holdsOn(
  dated: { readonly from: string; readonly until?: string },
  day: string,
): boolean {
  return dated.from <= day && (dated.until === undefined || day < dated.until);
}

/** Order of layers, the base first. */
export function layerRank(layer: CatalogueItem['layer']): number {
  return layers.indexOf(layer);
}
