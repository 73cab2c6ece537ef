// The plain model of the platform: what every row is answered, and what is on file afterwards.
import type { RowAnswer } from '../../src/intake/row-answers.js';
import type { IsoDay } from '../../src/kernel/time.js';
import { registrationKind } from './matters.js';
import { ModelRegistry, type ModelStatement, nameKey } from './model-registry.js';
import type { Content, SimulatedRow } from './row-draft.js';

/** A record of the model. */
export interface ModelRecord {
  readonly key: string;
  readonly kind: string;
  subject: string;
  version: number;
  sourceDay: IsoDay;
  /** The latest content, and every one that was ever on file. */
  content: ModelStatement;
  readonly contents: ModelStatement[];
  /** Fields whose words were redacted: they stay closed, whatever comes later. */
  readonly closed: Set<string>;
  revoked: boolean;
  marks: string[];
  /** Of itself, as its own facts say. */
  publishable: boolean;
}

/** What a file is handed in with. */
export interface ModelFile {
  readonly rows: readonly SimulatedRow[];
  readonly today: IsoDay;
  readonly sourceDay: IsoDay;
}

/** The state of the platform, as far as it can be told from outside. */
export class Model {
  readonly records = new Map<string, ModelRecord>();
  registry = new ModelRegistry();
  /** Everything that was ever said of any subject, in order. */
  readonly #statements: ModelStatement[] = [];
  readonly #redacted = new Set<string>();
  readonly #held = new Set<string>();

  /** Answers a file row by row and keeps what it brings. */
  handIn(file: ModelFile): RowAnswer[] {
    return file.rows.map((row) => {
      const answer = this.#answer(row, file);
      if (answer === 'held') for (const text of textsOf(row.content)) this.#held.add(text);
      return answer;
    });
  }

  /** Texts that occur once and were redacted, and that no row brought back: they are nowhere any more. */
  goneTexts(): ReadonlySet<string> {
    const present = new Set(this.#statements.flatMap(({ content }) => textsOf(content)));
    return new Set(
      [...this.#redacted].filter((text) => !present.has(text) && !this.#held.has(text)),
    );
  }

  annotate(record: ModelRecord, mark: string): void {
    record.version += 1;
    record.marks.push(mark);
  }

  revoke(record: ModelRecord): void {
    record.version += 1;
    record.revoked = true;
  }

  /** The content is repeated under the other subject; marks and a revocation go with it. */
  relink(record: ModelRecord, to: string): void {
    record.version += 2 + record.marks.length + (record.revoked ? 1 : 0);
    record.subject = to;
    this.#state(record, record.content.content);
  }

  redact(record: ModelRecord, field: string): void {
    record.version += 1;
    record.closed.add(field);
    for (const { content } of record.contents) {
      const text = allWords(content)[field];
      if (text?.includes(textMark)) this.#redacted.add(text);
    }
    for (const statement of record.contents) statement.content = redacted(statement.content, field);
    this.registry = new ModelRegistry();
    for (const statement of this.#statements) this.registry.apply(statement);
  }

  /** Whether the public finds it today. */
  isPublic(record: ModelRecord): boolean {
    const subject = this.registry.subjects.get(record.subject);
    return record.publishable && !record.revoked && (subject?.uscc ?? null) !== null;
  }

  #answer(row: SimulatedRow, file: ModelFile): RowAnswer {
    if (row.fate === 'held_unkept') return 'held';
    if (row.fate === 'returned' || row.pastDays.some((day) => day > file.today)) return 'returned';
    const subject = this.#match(row);
    if (subject === 'held' || subject === 'returned') return subject;
    const sourceDay = row.sourceDay ?? file.sourceDay;
    const record = this.records.get(row.record);
    if (!record) {
      this.#admit(row, subject.key, sourceDay);
      return 'admitted';
    }
    if (record.subject !== subject.key) return 'held';
    if (isSame(record, row.content)) return 'unchanged';
    if (sourceDay < record.sourceDay) return 'returned';
    record.version += 1;
    Object.assign(record, { sourceDay, revoked: false });
    record.publishable = row.isPublic;
    const content = [...record.closed].reduce(redacted, row.content);
    this.#state(record, content);
    return 'corrected';
  }

  #match({ subject, kind }: SimulatedRow): { key: string } | 'held' | 'returned' {
    const { code, fault, number, name } = subject;
    if (code !== '') {
      if (fault !== null) return fault === 'check' ? 'held' : 'returned';
      if (subject.isSentence) return 'held';
      const known = this.registry.subjects.get(code);
      const agrees = kind === registrationKind || !known || known.names.has(nameKey(name));
      return agrees ? { key: code } : 'held';
    }
    if (subject.isSentence) return 'held';
    const ofNumber = number === '' ? undefined : this.registry.ofNumber(number);
    if (ofNumber) return ofNumber.names.has(nameKey(name)) ? { key: ofNumber.key } : 'held';
    if (this.registry.bearersOf(name).length > 0) return 'held';
    return number === '' ? 'returned' : { key: number };
  }

  #admit(row: SimulatedRow, subject: string, sourceDay: IsoDay): void {
    const content = { subject, kind: row.kind, content: row.content };
    const record: ModelRecord = {
      key: row.record,
      kind: row.kind,
      subject,
      version: 1,
      sourceDay,
      content,
      contents: [],
      closed: new Set<string>(),
      revoked: false,
      marks: [],
      publishable: row.isPublic,
    };
    this.records.set(row.record, record);
    this.#state(record, row.content);
  }

  #state(record: ModelRecord, content: Content): void {
    const statement = { subject: record.subject, kind: record.kind, content };
    record.content = statement;
    record.contents.push(statement);
    this.#statements.push(statement);
    this.registry.apply(statement);
  }
}

/** Words of both sorts. */
export function allWords({ words, withheldWords }: Content): Record<string, string | null> {
  return { ...words, ...withheldWords };
}

// Texts with this character in them are different for every edition of every matter.
const textMark = '甲';

function textsOf(content: Content): string[] {
  return Object.values(allWords(content)).flatMap((text) =>
    text?.includes(textMark) ? [text] : [],
  );
}

function isSame({ content: known, closed }: ModelRecord, content: Content): boolean {
  const parts = ['facts', 'withheld', 'words', 'withheldWords'] as const;
  const open = ([field]: [string, unknown]) => !closed.has(field);
  return parts.every((part) => {
    const [before, now] = [known.content[part], content[part]].map((values) =>
      sorted(Object.fromEntries(Object.entries(values).filter(open))),
    );
    return before === now;
  });
}

function sorted(values: Readonly<Record<string, string | null>>): string {
  return JSON.stringify(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function redacted(content: Content, field: string): Content {
  const without = (values: Readonly<Record<string, string | null>>) =>
    field in values ? { ...values, [field]: null } : values;
  return {
    ...content,
    words: without(content.words),
    withheldWords: without(content.withheldWords),
  };
}
