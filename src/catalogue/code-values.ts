// Values of code lists: by code, label or alias, one or several in a cell, the open one with its text.
import { isBlank } from '../codes/blank.js';
import { cleanText } from './clean-text.js';
import { codeValuesOf } from './fields.js';
import type { CatalogueItem, CodeValue, FieldSpec } from './item.model.js';
import { found } from './row-findings.js';
import type { CellCheck } from './row-state.js';

const mostRemembered = 4096;

/** What a cell says in terms of a code list. */
interface ReadCodes {
  /** Canonical: codes joined by `;`, the open one as `其他-text`. */
  readonly value: string;
  readonly fault: null | 'unknown' | 'open' | 'person';
  /** The part of the cell that is at fault. */
  readonly part: string;
  readonly hasText: boolean;
}

/** The check of a field of type `code` or `codes`. */
export function compileCodes(item: CatalogueItem, field: FieldSpec, position: number): CellCheck {
  const reader = new CodeReader(codeValuesOf(item, field), field.type === 'codes');
  const remembered = new Map<string, ReadCodes>();
  const limit = field.maxLength ?? Number.POSITIVE_INFINITY;
  const personFinding =
    field.code === item.subject.category ? found.natural_person : found.person_only_value;
  return (cell, row) => {
    let read = remembered.get(cell);
    if (read === undefined) {
      read = reader.read(cleanText(cell));
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(cell, read);
    }
    if (read.fault === null) {
      if (read.value.length > limit)
        row.report(position, found.too_long, read.value, { length: read.value.length });
      return read.hasText ? row.mask(read.value) : read.value;
    }
    if (read.fault === 'person') {
      row.reportPerson(position, personFinding);
      return null;
    }
    const code = read.fault === 'open' ? found.other_without_text : found.value_not_in_list;
    const kept = row.mask(cleanText(cell));
    row.report(position, code, read.part);
    return kept;
  };
}

const betweenValues = /[;；|\n]/;
const alsoBetweenValues = /[、,，]/;
const afterOpenValue = /^[\s\-—－–―:：_]+/;
const brackets = /^[(（[【](.*)[)）\]】]$/s;

/** Reads cells in terms of one code list. */
class CodeReader {
  readonly #byName = new Map<string, CodeValue>();
  readonly #openNames: { readonly name: string; readonly value: CodeValue }[] = [];
  readonly #several: boolean;

  constructor(values: readonly CodeValue[], several: boolean) {
    this.#several = several;
    for (const value of values) {
      for (const name of [value.label.en, value.label.zh, ...value.aliases, value.code])
        this.#byName.set(foldValue(name), value);
      if (value.openText)
        for (const name of [value.label.zh, ...value.aliases])
          this.#openNames.push({ name, value });
    }
    this.#openNames.sort((one, other) => other.name.length - one.name.length);
  }

  read(cell: string): ReadCodes {
    const known = this.#byName.get(foldValue(cell));
    if (known) return asRead([this.#plain(known)]);
    return asRead(this.#several ? this.#readSeveral(cell) : [this.#readPart(cell)]);
  }

  #readSeveral(cell: string): Part[] {
    const parts: Part[] = [];
    for (const group of cell.split(betweenValues)) {
      const whole = this.#byName.get(foldValue(group));
      // The open value whose text goes on: 其他-责令改正、限期拆除.
      let open: Part | undefined;
      for (const text of whole ? [group] : group.split(alsoBetweenValues)) {
        if (isBlank(text)) continue;
        const part = this.#readPart(text);
        if (part.fault === 'unknown' && open) {
          open.code += `、${part.written}`;
        } else {
          parts.push(part);
          open = part.hasText ? part : undefined;
        }
      }
    }
    return parts;
  }

  #readPart(text: string): Part {
    const written = text.trim();
    const known = this.#byName.get(foldValue(written));
    if (known) return this.#plain(known, written);
    for (const { name, value } of this.#openNames) {
      if (!written.startsWith(name)) continue;
      const rest = written.slice(name.length);
      const said = rest.replace(afterOpenValue, '').replace(brackets, '$1').trim();
      // A code of digits needs a sign behind it: 061 is not 06 with a text.
      if (said === rest && /^\d/.test(name)) continue;
      if (isBlank(said)) return { code: value.code, written, fault: 'open', hasText: false };
      const code = `${value.code}-${said.replace(/[;；]/g, '，')}`;
      return { code, written, fault: null, hasText: true };
    }
    return { code: '', written, fault: 'unknown', hasText: false };
  }

  #plain(value: CodeValue, written = value.code): Part {
    const fault = value.personsOnly ? 'person' : value.openText ? 'open' : null;
    return { code: value.code, written, fault, hasText: false };
  }
}

interface Part {
  code: string;
  readonly written: string;
  readonly fault: ReadCodes['fault'];
  readonly hasText: boolean;
}

function asRead(parts: readonly Part[]): ReadCodes {
  const faulty =
    parts.find((part) => part.fault === 'person') ?? parts.find((part) => part.fault !== null);
  const value = [...new Set(parts.map((part) => part.code))].join(';');
  const fault = parts.length === 0 ? 'unknown' : (faulty?.fault ?? null);
  return { value, fault, part: faulty?.written ?? '', hasText: parts.some((part) => part.hasText) };
}

function foldValue(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
