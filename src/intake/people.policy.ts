// The guards that keep natural persons out (docs/people.md, guards 1 and 2): rows about people go no further.
import { fieldIndex } from '../catalogue/fields.js';
import { codeValuesOf } from '../catalogue/fields.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { readsLikePerson } from '../codes/organisation-name.js';
import { isResidentIdentity } from '../codes/resident-identity.js';

/** What the guards say of a row: about a person, perhaps about a person, or neither. */
export type PersonVerdict = 'person' | 'perhaps' | 'organisation';

/** Looks at raw cells and checked values of a row (by field position). */
export type PersonGuard = (
  cells: readonly string[],
  values: readonly (string | null)[],
) => PersonVerdict;

/**
 * The guard for one kind of record. A row is about a person when its category says so, when a value says
 * something that only a person can receive, or when a code column holds a resident identity number. It is
 * perhaps about a person when it has neither category nor code and its name reads like a person's.
 */
export function personGuard(item: CatalogueItem): PersonGuard {
  const { subject } = item;
  const position = (code: string | undefined): number => fieldIndex(item, code);
  const codeFields = [
    subject.uscc,
    subject.registrationNumber,
    subject.organisationCode,
    ...subject.otherCodes,
  ]
    .map(position)
    .filter((field) => field >= 0);
  const personsOnly = listPersonsOnly(item);
  const name = position(subject.name);
  const category = position(subject.category);
  return (cells, values) => {
    for (const field of codeFields) {
      const cell = cells[field] as string;
      if (cell.length >= 15 && isResidentIdentity(cell.replace(/[\s-]/g, ''))) return 'person';
    }
    for (const { field, codes } of personsOnly) {
      if (codes.test(cells[field] as string) || codes.test(values[field] ?? '')) return 'person';
    }
    const isNameless = category >= 0 && values[category] !== null;
    if (isNameless || codeFields.some((field) => values[field] !== null)) return 'organisation';
    return readsLikePerson(cells[name] ?? '') ? 'perhaps' : 'organisation';
  };
}

// Values that exist for natural persons only, as alternatives between separators.
function listPersonsOnly(item: CatalogueItem): { field: number; codes: RegExp }[] {
  const guards: { field: number; codes: RegExp }[] = [];
  for (const [field, spec] of item.fields.entries()) {
    const words = codeValuesOf(item, spec)
      .filter((value) => value.personsOnly)
      .flatMap((value) => [value.code, ...value.aliases]);
    if (words.length === 0) continue;
    const alternatives = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    guards.push({
      field,
      codes: new RegExp(`(^|[;；、,，\\s])(${alternatives.join('|')})($|[;；、,，\\s])`, 'u'),
    });
  }
  return guards;
}
