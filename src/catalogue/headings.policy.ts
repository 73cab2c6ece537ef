// Which column of a file belongs to which field: headings of every generation of a template, however written.
import { maskPersonalData } from '../codes/personal-data.js';
import { cleanText } from './clean-text.js';
import { foldHeading } from './heading-form.js';
import type { CatalogueItem, FieldSpec } from './item.model.js';
import { speaksOfPersonalDetails } from './never-collected.policy.js';

/** In `fieldOfColumn`: no field has this heading, its values are not read. */
export const unknownColumn = -1;
/** In `fieldOfColumn`: a column with personal details; its values are discarded before anything else happens. */
export const droppedColumn = -2;

/** What became of the headings of a file. Lists hold the headings as the file has them. */
export interface HeadingMap {
  /** By column: position of the field in the item, `unknownColumn` or `droppedColumn`. */
  readonly fieldOfColumn: Int16Array;
  /** By field: its column; -1 where the file has none, and for fields that are dropped. */
  readonly columnOfField: Int16Array;
  readonly mapped: string[];
  readonly unknown: string[];
  readonly dropped: string[];
  /** Headings after the first that stand for the same field. */
  readonly doubled: string[];
  readonly missingRequired: FieldSpec[];
}

interface KnownHeading {
  readonly field: number;
  /** Whether it is the field's own label or code, not an alias. */
  readonly isOwn: boolean;
}

const knownHeadings = new WeakMap<CatalogueItem, ReadonlyMap<string, KnownHeading>>();
const shownHeadingLength = 100;

/**
 * Maps the headings of a file to the fields of the item, by label (zh, en), code and aliases. Where a field's own
 * label and an alias both occur, the label wins and the alias counts as unknown. Headings that nobody knows but
 * that speak of documents, telephones or homes of people are dropped. Headings shown are masked and cut.
 */
export function mapHeadings(item: CatalogueItem, headings: readonly string[]): HeadingMap {
  const known = knownHeadingsOf(item);
  const found = headings.map((heading) => known.get(foldHeading(heading)));
  const hasOwn = new Set(found.flatMap((entry) => (entry?.isOwn ? [entry.field] : [])));
  const map = {
    fieldOfColumn: new Int16Array(headings.length).fill(unknownColumn),
    columnOfField: new Int16Array(item.fields.length).fill(-1),
    mapped: [] as string[],
    unknown: [] as string[],
    dropped: [] as string[],
    doubled: [] as string[],
  };
  headings.forEach((heading, column) => {
    const entry = found[column];
    const shown = shownHeading(heading);
    if (entry ? isDropped(item, entry.field) : speaksOfPersonalDetails(heading)) {
      map.fieldOfColumn[column] = droppedColumn;
      map.dropped.push(shown);
    } else if (!entry || (!entry.isOwn && hasOwn.has(entry.field))) {
      if (shown !== '') map.unknown.push(shown);
    } else if (map.columnOfField[entry.field] !== -1) {
      map.doubled.push(shown);
    } else {
      map.fieldOfColumn[column] = entry.field;
      map.columnOfField[entry.field] = column;
      map.mapped.push(shown);
    }
  });
  const missingRequired = item.fields.filter(
    (field, index) => field.required && map.columnOfField[index] === -1,
  );
  return { ...map, missingRequired };
}

function isDropped(item: CatalogueItem, field: number): boolean {
  return item.fields[field]?.part === 'dropped';
}

function knownHeadingsOf(item: CatalogueItem): ReadonlyMap<string, KnownHeading> {
  let known = knownHeadings.get(item);
  if (known) return known;
  const entries = new Map<string, KnownHeading>();
  item.fields.forEach((spec, field) => {
    for (const alias of spec.aliases) entries.set(foldHeading(alias), { field, isOwn: false });
    for (const own of [spec.code, spec.label.zh, spec.label.en])
      entries.set(foldHeading(own), { field, isOwn: true });
  });
  known = entries;
  knownHeadings.set(item, known);
  return known;
}

/** A heading as it may be stored and shown: masked, because without a heading row it is a value, cleaned and cut. */
export function shownHeading(heading: string): string {
  return cleanText(maskPersonalData(cleanText(heading)).text.slice(0, shownHeadingLength));
}
