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
  addFigure,
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
    apply: (tx, chunk) => applyChunk(tx, chunk, new ItemOfDay(catalogue, chunk.kind)),
    clear: clearPublication,
  };
}

async function applyChunk(tx: Transaction, chunk: EntryChunk, items: ItemOfDay): Promise<void> {
  const says = chunk.entries.filter(changesPublication);
  if (says.length === 0) return;
  // Rows that an entry of this chunk changes are looked up; all others are copied in without any look-up.
  const changed = new Set(says.filter((entry) => !isFirst(entry)).map(rowKey));
  const isNew = (entry: AppendedEntry) =>
    isFirst(entry) && (changed.size === 0 || !changed.has(rowKey(entry)));
  let added = copyNew(tx, chunk, { items, entries: says.filter(isNew) });
  if (changed.size > 0) {
    const entries = says.filter((entry) => !isNew(entry));
    added += await applyChanges(tx, chunk, { items, entries });
  }
  await addFigure(tx, { batchId: chunk.batchId, kind: chunk.kind, added });
}

interface Part {
  readonly items: ItemOfDay;
  readonly entries: readonly AppendedEntry[];
}

/** The hot path of intake. Gives how many of the records are public. */
function copyNew(tx: Transaction, chunk: EntryChunk, { items, entries }: Part): number {
  if (entries.length === 0) return 0;
  const batch = uuidBytes(chunk.batchId);
  const rows = new CopyWriter(7, entries.length * 110 + 64);
  const dayNumbers = new Map<IsoDay, number>();
  let added = 0;
  for (const entry of entries) {
    const item = items.get(entry.catalogueDay);
    const day = decisionDay(entry.findField(item.decidedOn), entry.sourceDay);
    let number = dayNumbers.get(day);
    if (number === undefined) {
      number = dayNumber(day);
      dayNumbers.set(day, number);
    }
    const isPublic = isPublicOfItself(item, entry);
    rows.row().bytes(entry.subjectBytes).bytes(entry.recordBytes).text(chunk.kind);
    rows.day(number).bytes(batch).integer(entry.leaf).boolean(isPublic);
    if (isPublic) added += 1;
  }
  tx.goOn(copyRows(tx, columns, rows));
  return added;
}

/**
 * Entries about records that may be on file already: reads their rows, folds the entries over them, writes.
 * Gives the change in the number of public records.
 */
async function applyChanges(
  tx: Transaction,
  chunk: EntryChunk,
  { items, entries }: Part,
): Promise<number> {
  const rows = new Map<string, PublicationRow>();
  for (const row of await findPublications(tx, entries)) {
    rows.set(row.subjectId + row.recordId, row);
  }
  let added = 0;
  for (const entry of entries) {
    const before = rows.get(rowKey(entry));
    const after = foldEntry(before, entry, { items, chunk });
    if (after === undefined) continue;
    rows.set(rowKey(entry), after);
    added += Number(after.isPublic) - Number(before?.isPublic ?? false);
  }
  await savePublications(tx, [...rows.values()]);
  return added;
}

/** The row after an entry; undefined where the entry says nothing about a record on file. */
function foldEntry(
  before: PublicationRow | undefined,
  entry: AppendedEntry,
  { items, chunk }: { readonly items: ItemOfDay; readonly chunk: EntryChunk },
): PublicationRow | undefined {
  if (entry.operation === 'revoke' || entry.operation === 'unlink') {
    return before && { ...before, isPublic: false };
  }
  const item = items.get(entry.catalogueDay);
  return {
    subjectId: entry.subjectId,
    recordId: entry.recordId,
    kind: chunk.kind,
    decidedOn: decisionDay(entry.findField(item.decidedOn), entry.sourceDay),
    batchId: chunk.batchId,
    leaf: entry.leaf,
    isPublic: isPublicOfItself(item, entry),
  };
}

// Only the facts on which publication depends are read; reading all of them would cost more than the rest.
function isPublicOfItself(item: CatalogueItem, entry: AppendedEntry): boolean {
  const facts: Record<string, string> = {};
  for (const { field } of item.publication.except) {
    const value = entry.findField(field);
    if (value !== undefined) facts[field] = value;
  }
  return publicationOf(item, facts).public;
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

/** The catalogue item of a kind by day; the last answer is kept, because a batch mostly has one day. */
class ItemOfDay {
  readonly #catalogue: Catalogue;
  readonly #kind: string;
  #last: { readonly day: IsoDay; readonly item: CatalogueItem } | undefined;

  constructor(catalogue: Catalogue, kind: string) {
    this.#catalogue = catalogue;
    this.#kind = kind;
  }

  get(day: IsoDay): CatalogueItem {
    if (this.#last?.day !== day) {
      this.#last = { day, item: this.#catalogue.get(this.#kind, day) };
    }
    return this.#last.item;
  }
}
