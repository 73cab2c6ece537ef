// What the rows of a file that is only tried out would have put into the registry: rows further down look for it.
import type { CatalogueItem } from '../catalogue/item.model.js';
import { displayName, foldName } from '../codes/organisation-name.js';
import { uuidText } from '../kernel/ids.js';
import { decodeFacts, decodePart } from '../ledger/decoded-entry.js';
import type { NewEntry } from '../ledger/new-entry.model.js';
import type { RegisteredSubject } from '../parties/registry.model.js';
import { formerNameField, registrationKind } from './answer-row.js';
import type { AnsweredChunk } from './chunk-answers.js';

/** Subjects as the file has told of them so far. */
export class BroughtSubjects {
  readonly #item: CatalogueItem;
  readonly #byId = new Map<string, RegisteredSubject>();
  /** By code and by older number. */
  readonly #idOfCode = new Map<string, string>();
  readonly #idsOfName = new Map<string, Set<string>>();

  constructor(item: CatalogueItem) {
    this.#item = item;
  }

  take({ entries, newSubjects }: AnsweredChunk): void {
    const fresh = new Set(newSubjects.map((subject) => subject.subjectId));
    for (const entry of entries) {
      const subjectId = uuidText(entry.subjectBytes, 0);
      if (this.#item.kind === registrationKind || fresh.has(subjectId))
        this.#tell(subjectId, entry);
    }
  }

  /** The subject of a code or number, given the one in the registry. */
  ofCode(code: string, stored: RegisteredSubject | undefined): RegisteredSubject | undefined {
    const brought = this.#byId.get(stored?.subjectId ?? this.#idOfCode.get(code) ?? '');
    return stored && brought ? merged(stored, brought) : (stored ?? brought);
  }

  /** Bearers of a name, given those in the registry. */
  ofName(folded: string, stored: readonly RegisteredSubject[]): RegisteredSubject[] {
    const ids = this.#idsOfName.get(folded) ?? new Set();
    const others = stored.filter((subject) => !ids.has(subject.subjectId));
    return [...others, ...[...ids].map((id) => this.#byId.get(id) as RegisteredSubject)];
  }

  #tell(subjectId: string, entry: NewEntry): void {
    const { subject } = this.#item;
    const facts = decodeFacts(entry.facts).f;
    const words = decodePart(entry.words);
    const name = displayName(words[subject.name] ?? '');
    const former = words[formerNameField];
    const folded = [foldName(name), ...(former ? [foldName(former)] : [])];
    const uscc = facts[subject.uscc] ?? null;
    const told = { subjectId, uscc, name, confirmed: true, foldedNames: new Set(folded) };
    const before = this.#byId.get(subjectId);
    this.#byId.set(subjectId, before ? merged(before, told) : told);
    for (const each of folded) {
      const ids = this.#idsOfName.get(each) ?? new Set();
      this.#idsOfName.set(each, ids.add(subjectId));
    }
    const number = facts[subject.registrationNumber ?? ''];
    for (const code of [uscc, number]) {
      if (code && !this.#idOfCode.has(code)) this.#idOfCode.set(code, subjectId);
    }
  }
}

/** A name once known is kept; the later one is the current one. */
function merged(before: RegisteredSubject, after: RegisteredSubject): RegisteredSubject {
  const foldedNames = new Set([...before.foldedNames, ...after.foldedNames]);
  return { ...after, uscc: before.uscc ?? after.uscc, foldedNames };
}
