// The guard for rows that may be about a person without saying so (docs/people.md, guard 1). Rows that say so are
// found by the row check of the catalogue.
import { fieldIndex } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { readsLikePerson } from '../codes/organisation-name.js';

/** Looks at the checked values of a row, by field position. */
export type PersonGuard = (values: readonly (string | null)[]) => boolean;

/**
 * Whether a row may be about a person: it has neither a category nor any code, and its name reads like a
 * person's. Such a row is held, and nothing of its content is kept.
 */
export function personGuard(item: CatalogueItem): PersonGuard {
  const { subject } = item;
  const name = fieldIndex(item, subject.name);
  const tells = [
    subject.category,
    subject.uscc,
    subject.registrationNumber,
    subject.organisationCode,
    ...subject.otherCodes,
  ]
    .map((code) => fieldIndex(item, code))
    .filter((field) => field >= 0);
  return (values) =>
    tells.every((field) => values[field] === null) && readsLikePerson(values[name] ?? '');
}
