// The registry as a fold over the entries, in a few lines of plain code: what the platform's must come to.
import { fieldsOf, registrationKind, type SimulatedKind } from './matters.js';
import type { Content } from './row-draft.js';

/** An entry with content, and whose it is. */
export interface ModelStatement {
  readonly subject: string;
  readonly kind: string;
  /** Changes when words are redacted. */
  content: Content;
}

/** A subject of the model; its key is its code, or its number where it has none. */
export interface ModelSubject {
  readonly key: string;
  readonly uscc: string | null;
  number: string | null;
  name: string;
  confirmed: boolean;
  nameIsPerson: boolean;
  status: string;
  /** By name without width and blanks: the name, and whether it is the current one. */
  readonly names: Map<string, { name: string; isCurrent: boolean }>;
}

const redactedName = '（名称已依法隐去）';

/** The comparable form of the names that occur in histories. */
export function nameKey(name: string): string {
  return name.replaceAll('（', '(').replaceAll('）', ')').replaceAll(/\s/g, '');
}

/** The subjects that entries speak of. */
export class ModelRegistry {
  readonly subjects = new Map<string, ModelSubject>();

  /** Takes over what an entry says; decisions only bring subjects that are unknown. */
  apply({ subject: key, kind, content }: ModelStatement): void {
    const fields = fieldsOf[kind as SimulatedKind];
    const known = this.subjects.get(key);
    if (kind !== registrationKind && known) return;
    const name = tidy(content.words[fields.name] ?? redactedName);
    const number = content.facts[fields.number] ?? null;
    const subject = known ?? this.#newSubject(key, content.facts[fields.code] ?? null);
    if (kind !== registrationKind) {
      if (subject.uscc === null) this.#giveNumber(subject, number);
      subject.name = name;
      subject.nameIsPerson = subject.uscc?.startsWith('92') === true && name.startsWith('张');
      subject.names.set(nameKey(name), { name, isCurrent: true });
      return;
    }
    this.#giveNumber(subject, number);
    subject.name = name;
    subject.confirmed = true;
    subject.status = content.facts['status'] ?? 'unknown';
    subject.nameIsPerson =
      content.facts['organisationKind'] === 'individual_business' && name.startsWith('张');
    for (const other of subject.names.values()) other.isCurrent = false;
    const former = content.words['formerName'];
    if (former && nameKey(former) !== nameKey(name)) {
      subject.names.set(nameKey(former), { name: tidy(former), isCurrent: false });
    }
    subject.names.set(nameKey(name), { name, isCurrent: true });
  }

  /** Subjects that bear or bore exactly this name. */
  bearersOf(name: string): ModelSubject[] {
    return [...this.subjects.values()].filter((subject) => subject.names.has(nameKey(name)));
  }

  ofNumber(number: string): ModelSubject | undefined {
    return [...this.subjects.values()].find((subject) => subject.number === number);
  }

  #newSubject(key: string, uscc: string | null): ModelSubject {
    const subject: ModelSubject = {
      key,
      uscc,
      number: null,
      name: '',
      confirmed: false,
      nameIsPerson: false,
      status: 'unknown',
      names: new Map(),
    };
    this.subjects.set(key, subject);
    return subject;
  }

  // A number that another subject has is not taken from it.
  #giveNumber(subject: ModelSubject, number: string | null): void {
    if (number !== null && this.ofNumber(number) === undefined) subject.number = number;
  }
}

function tidy(name: string): string {
  return name.replaceAll('(', '（').replaceAll(')', '）').replaceAll(/\s/g, '');
}
