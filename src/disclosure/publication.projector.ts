// Keeps which record the public may see, and how many each batch added: follows the ledger entry by entry.
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { publicationOf } from '../catalogue/publication.policy.js';
import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Transaction } from '../kernel/database.js';
import { uuidBytes } from '../kernel/ids.js';
import { dayNumber, type IsoDay } from '../kernel/time.js';
import type { AppendedEntry, EntryChunk, Projector } from '../ledger/entry.model.js';
import { decisionDay } from './decision-day.policy.js';
import {
  addFigures,
  clearPublication,
  findPublications,
  type PublicationRow,
  savePublications,
} from './publication.store.js';

const columns =
  'disclosure_record (subject_id, record_id, kind, decided_on, batch_id, leaf, is_public)';

/**
 * The projector of `disclosure_record` and `disclosure_figure`. What an entry does:
 * assert, correct and link put content on file for their subject, and the catalogue of the entry's day says
 * whether it is public; revoke and unlink end publication; annotate and redact change nothing here.
 */
export function publicationProjector(catalogue: Catalogue): Projector {
  return {
    name: 'publication',
    tables: ['disclosure_record', 'disclosure_figure'],
    apply: (tx, chunk) => applyChunk(tx, chunk, new ItemOfEntry(catalogue)),
    clear: clearPublication,
  };
}

async function applyChunk(tx: Transaction, chunk: EntryChunk, items: ItemOfEntry): Promise<void> {
  const changes = chunk.entries.filter((entry) => !isFirst(entry) && changesPublication(entry));
  const touched = new Set(changes.map(rowKey));
  const added = new Map<string, number>();
  await copyFirsts(tx, chunk, { items, touched, added });
  if (changes.length > 0) await applyChanges(tx, chunk, { items, touched, added });
  await addFigures(tx, chunk.batchId, added);
}

interface Progress {
  readonly items: ItemOfEntry;
  /** Keys of rows that an entry of this chunk changes: these are looked up, all others are copied in. */
  readonly touched: ReadonlySet<string>;
  /** Change in the number of public records, by kind. */
  readonly added: Map<string, number>;
}

/** Hot path: records that did not exist before go in by COPY, without any look-up. */
async function copyFirsts(tx: Transaction, chunk: EntryChunk, progress: Progress): Promise<void> {
  const { items, touched, added } = progress;
  const batch = uuidBytes(chunk.batchId);
  const rows = new CopyWriter(7, chunk.entries.length * 110 + 64);
  const dayNumbers = new Map<IsoDay, number>();
  let count = 0;
  for (const entry of chunk.entries) {
    if (!isFirst(entry) || (touched.size > 0 && touched.has(rowKey(entry)))) continue;
    const item = items.get(chunk.kind, entry.catalogueDay);
    const day = decisionDay(entry.findField(item.decidedOn), entry.sourceDay);
    let number = dayNumbers.get(day);
    if (number === undefined) dayNumbers.set(day, (number = dayNumber(day)));
    const isPublic = publicationOf(item, factsForPublication(item, entry)).public;
    rows.row().bytes(entry.subjectBytes).bytes(entry.recordBytes).text(chunk.kind);
    rows.day(number).bytes(batch).integer(entry.leaf).boolean(isPublic);
    added.set(chunk.kind, (added.get(chunk.kind) ?? 0) + (isPublic ? 1 : 0));
    count += 1;
  }
  if (count > 0) await copyRows(tx, columns, rows.finish());
}

// Of all the facts, publication looks at those that an exception names.
function factsForPublication(item: CatalogueItem, entry: AppendedEntry): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { field } of item.publication.except) {
    const value = entry.findField(field);
    if (value !== undefined) facts[field] = value;
  }
  return facts;
}

/** Entries about records that may be on file already: read their rows, fold the entries over them, write. */
async function applyChanges(tx: Transaction, chunk: EntryChunk, progress: Progress): Promise<void> {
  const { items, touched, added } = progress;
  const entries = chunk.entries.filter(
    (entry) => changesPublication(entry) && touched.has(rowKey(entry)),
  );
  const rows = new Map<string, PublicationRow>();
  for (const row of await findPublications(tx, entries)) {
    rows.set(row.subjectId + row.recordId, row);
  }
  for (const entry of entries) {
    const key = rowKey(entry);
    const before = rows.get(key);
    const after = foldEntry(before, entry, { items, batchId: chunk.batchId });
    if (after === undefined) continue;
    rows.set(key, after);
    const change = Number(after.isPublic) - Number(before?.isPublic ?? false);
    added.set(after.kind, (added.get(after.kind) ?? 0) + change);
  }
  await savePublications(tx, [...rows.values()]);
}

/** The row after an entry; undefined where the entry says nothing about a record on file. */
function foldEntry(
  before: PublicationRow | undefined,
  entry: AppendedEntry,
  where: { readonly items: ItemOfEntry; readonly batchId: string },
): PublicationRow | undefined {
  if (entry.operation === 'revoke' || entry.operation === 'unlink') {
    return before && { ...before, isPublic: false };
  }
  const { facts } = entry;
  const item = where.items.get(facts.k, facts.g);
  return {
    subjectId: entry.subjectId,
    recordId: entry.recordId,
    kind: facts.k,
    decidedOn: decisionDay(facts.f[item.decidedOn], facts.d),
    batchId: where.batchId,
    leaf: entry.leaf,
    isPublic: publicationOf(item, facts.f).public,
  };
}

function isFirst(entry: AppendedEntry): boolean {
  return entry.operation === 'assert' && entry.version === 1;
}

function changesPublication(entry: AppendedEntry): boolean {
  return entry.operation !== 'annotate' && entry.operation !== 'redact';
}

function rowKey(entry: AppendedEntry): string {
  return entry.subjectId + entry.recordId;
}

/** The catalogue item that governs an entry; the last answer is kept, because a batch has one kind and day. */
class ItemOfEntry {
  readonly #catalogue: Catalogue;
  #kind = '';
  #day = '';
  #item: CatalogueItem | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  get(kind: string, day: IsoDay): CatalogueItem {
    if (this.#item === undefined || kind !== this.#kind || day !== this.#day) {
      this.#item = this.#catalogue.get(kind, day);
      this.#kind = kind;
      this.#day = day;
    }
    return this.#item;
  }
}
