// Where the rows of a preview go: as in a check, and what would be new or replaced is kept to be shown.
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Queryable } from '../kernel/database.js';
import type { Bilingual } from '../kernel/errors.js';
import { uuidText } from '../kernel/ids.js';
import { findRecordState } from '../ledger/as-of.js';
import { decodeFacts, decodePart } from '../ledger/decoded-entry.js';
import type { RecordHead } from '../ledger/directory.projector.js';
import type { NewEntry } from '../ledger/new-entry.model.js';
import type { BatchSink } from './batch-run.js';
import { CheckSink } from './check-sink.js';
import type { AnsweredChunk, HeldRow, NewSubject } from './chunk-answers.js';

/** A field that a correction changes; null: absent, or redacted by law. */
export interface ChangedField {
  readonly field: string;
  readonly label: Bilingual;
  readonly before: string | null;
  readonly after: string | null;
}

/** A record whose content the batch replaces. */
export interface PreviewedCorrection {
  readonly record: string;
  /** Line in the file. */
  readonly line: number;
  /** Null where another agency put the present content on file: that is not shown here. */
  readonly changes: readonly ChangedField[] | null;
}

type Values = Readonly<Record<string, string | null>>;

/** Keeps at most `limit` of each sort, and how many there are. */
export class PreviewSink implements BatchSink {
  readonly check: CheckSink;
  readonly newSubjects: { total: number; first: NewSubject[] } = { total: 0, first: [] };
  readonly corrections: { total: number; first: PreviewedCorrection[] } = { total: 0, first: [] };
  readonly held: { total: number; first: HeldRow[] } = { total: 0, first: [] };
  readonly #database: Queryable;
  readonly #agencyCode: string;
  readonly #limit: number;
  // What the batch itself has brought of records that it corrects further down.
  readonly #brought = new Map<string, Values>();

  constructor(
    item: CatalogueItem,
    database: Queryable,
    { agencyCode, limit }: { readonly agencyCode: string; readonly limit: number },
  ) {
    this.check = new CheckSink(item, database);
    this.#database = database;
    this.#agencyCode = agencyCode;
    this.#limit = limit;
  }

  findSubjects = (codes: readonly string[]) => this.check.findSubjects(codes);
  findNames = (folded: readonly string[]) => this.check.findNames(folded);
  findSubject = (subjectId: string) => this.check.findSubject(subjectId);
  findHeads = (recordIds: readonly string[]) => this.check.findHeads(recordIds);
  getRedacted = (head: RecordHead) => this.check.getRedacted(head);

  async take(answered: AnsweredChunk): Promise<void> {
    await this.check.take(answered);
    keep(this.newSubjects, answered.newSubjects, this.#limit);
    keep(this.held, answered.held, this.#limit);
    for (const entry of answered.entries) {
      if (entry.version > 1) await this.#correct(entry);
      else this.#brought.set(recordOf(entry), valuesOf(entry));
    }
  }

  async #correct(entry: NewEntry): Promise<void> {
    this.corrections.total += 1;
    const record = recordOf(entry);
    const after = valuesOf(entry);
    if (this.corrections.first.length < this.#limit) {
      const before = this.#brought.get(record) ?? (await this.#onFile(entry));
      const changes = before === undefined ? null : this.#changes(before, after);
      const line = decodeFacts(entry.facts).l;
      this.corrections.first.push({ record, line, changes });
    }
    this.#brought.set(record, after);
  }

  /** What stands on file; undefined where another agency said it. */
  async #onFile(entry: NewEntry): Promise<Values | undefined> {
    const place = { subjectId: uuidText(entry.subjectBytes, 0), recordId: recordOf(entry) };
    const viewpoint = { asOf: '9999-12-31', knownAt: null };
    const state = await findRecordState(this.#database, place, viewpoint);
    if (!state || state.content.facts.a !== this.#agencyCode) return undefined;
    const { facts, withheld, words, withheldWords } = state.content;
    return { ...facts.f, ...withheld, ...words, ...withheldWords };
  }

  #changes(before: Values, after: Values): ChangedField[] {
    return this.check.item.fields
      .filter(({ code }) => (before[code] ?? null) !== (after[code] ?? null))
      .map(({ code, label }) => ({
        field: code,
        label,
        before: before[code] ?? null,
        after: after[code] ?? null,
      }));
  }
}

function keep<Thing>(
  kept: { total: number; first: Thing[] },
  more: readonly Thing[],
  limit: number,
): void {
  kept.total += more.length;
  kept.first.push(...more.slice(0, Math.max(0, limit - kept.first.length)));
}

function recordOf(entry: NewEntry): string {
  return uuidText(entry.recordBytes, 0);
}

function valuesOf(entry: NewEntry): Values {
  return {
    ...decodeFacts(entry.facts).f,
    ...decodePart(entry.withheld),
    ...decodePart(entry.words),
    ...decodePart(entry.withheldWords),
  };
}
