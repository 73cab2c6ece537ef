// The one way to look at a subject's records: as of a day, as known at a time.
import type { Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';
import { decodeFacts, decodePart } from './decoded-entry.js';
import { hasContent } from './entry.js';
import type { EntryFacts, EntryOperation, FieldValues, WordValues } from './entry.model.js';

/** The moment from which one looks. */
export interface Viewpoint {
  /** The world as of this day; records that take effect later are left out. */
  readonly asOf: IsoDay;
  /** What the platform knew at this time (milliseconds); null: all that is committed now. */
  readonly knownAt: number | null;
}

/** A stored entry with everything needed to read or prove it. */
export interface StoredEntry {
  readonly batchId: string;
  readonly leaf: number;
  readonly version: number;
  readonly factBytes: Buffer;
  readonly facts: EntryFacts;
  readonly withheld: FieldValues;
  readonly words: WordValues;
  readonly withheldWords: WordValues;
  /** 0: words as received; higher: as redacted. */
  readonly wordRevision: number;
  /** Null while the batch waits for its place in the log. */
  readonly recordedAt: number | null;
  readonly receivedAt: number;
}

/** A mark that an annotate entry put on the record. */
export interface RecordMark {
  readonly mark: string;
  readonly note: EntryFacts['m'];
  readonly recordedAt: number | null;
}

/** What a record is at a viewpoint: the fold of its entries. */
export interface RecordState {
  readonly recordId: string;
  readonly subjectId: string;
  readonly kind: string;
  /** The entry whose content holds. */
  readonly content: StoredEntry;
  /** Position of the last entry folded in. */
  readonly version: number;
  readonly revoked: boolean;
  readonly marks: readonly RecordMark[];
  /** False from `effectiveTo` on. */
  readonly inEffect: boolean;
  readonly entries: readonly StoredEntry[];
}

interface EntryRow {
  record_id: string;
  batch_id: string;
  leaf: number;
  version: number;
  facts: Buffer;
  withheld: Buffer | null;
  words: Buffer | null;
  withheld_words: Buffer | null;
  revision: number | null;
  recorded_at: Date | null;
  received_at: Date;
}

const selectAllEntries = `
  select e.record_id, e.batch_id, e.leaf, e.version, e.facts, e.withheld,
         w.words, w.withheld as withheld_words, w.revision, l.recorded_at, b.received_at
  from ledger_entry e
  join ledger_batch b on b.batch_id = e.batch_id
  left join ledger_log l on l.batch_id = e.batch_id
  left join ledger_words w
    on w.subject_id = e.subject_id and w.batch_id = e.batch_id and w.leaf = e.leaf`;
const selectEntries = `${selectAllEntries}
  where e.subject_id = $1`;

/** All records of a subject at a viewpoint, newest effective day first. */
export async function readRecords(
  database: Queryable,
  subjectId: string,
  viewpoint: Viewpoint,
): Promise<RecordState[]> {
  const rows = await database.query<EntryRow>(selectEntries, [subjectId]);
  const known = rows.filter((row) => isKnown(row, viewpoint.knownAt));
  const states: RecordState[] = [];
  for (const [recordId, entries] of groupByRecord(known)) {
    const state = foldRecord(recordId, subjectId, entries.map(readEntry), viewpoint.asOf);
    if (state) states.push(state);
  }
  return states.sort(newestFirst);
}

/** One record under a subject with all its entries; undefined where the subject has no such record. */
export async function findRecordState(
  database: Queryable,
  place: { readonly subjectId: string; readonly recordId: string },
  viewpoint: Viewpoint,
): Promise<RecordState | undefined> {
  const rows = await selectRecordEntries(database, place.subjectId, place.recordId);
  const known = rows.filter((row) => isKnown(row, viewpoint.knownAt)).map(readEntry);
  return foldRecord(place.recordId, place.subjectId, known, viewpoint.asOf);
}

/** Every entry of each of these records under the subject named with it, in the order of the record's history. */
export async function listRecordEntries(
  database: Queryable,
  places: readonly { readonly subjectId: string; readonly recordId: string }[],
): Promise<Map<string, StoredEntry[]>> {
  const rows = await database.query<EntryRow>(
    `${selectAllEntries}
     where (e.subject_id, e.record_id) in (select * from unnest($1::uuid[], $2::uuid[]))
     order by e.version`,
    [places.map((place) => place.subjectId), places.map((place) => place.recordId)],
  );
  const entries = new Map<string, StoredEntry[]>();
  for (const [recordId, ofRecord] of groupByRecord(rows)) {
    entries.set(recordId, ofRecord.map(readEntry));
  }
  return entries;
}

/** An entry and the subject under which it stands. */
export interface PlacedEntry {
  readonly subjectId: string;
  readonly entry: StoredEntry;
}

/** Every entry of a record, under every subject it was ever linked to, in the order of its history. */
export async function listRecordHistory(
  database: Queryable,
  record: { readonly subjectId: string; readonly recordId: string },
): Promise<PlacedEntry[]> {
  const history: PlacedEntry[] = [];
  const waiting = [record.subjectId];
  const seen = new Set<string>();
  for (let subjectId = waiting.pop(); subjectId !== undefined; subjectId = waiting.pop()) {
    if (seen.has(subjectId)) continue;
    seen.add(subjectId);
    for (const row of await selectRecordEntries(database, subjectId, record.recordId)) {
      const entry = readEntry(row);
      history.push({ subjectId, entry });
      const says = entry.facts.m as { from?: string } | undefined;
      if (entry.facts.o === 'link' && says?.from !== undefined) waiting.push(says.from);
    }
  }
  return history.sort((left, right) => left.entry.version - right.entry.version);
}

function selectRecordEntries(
  database: Queryable,
  subjectId: string,
  recordId: string,
): Promise<EntryRow[]> {
  return database.query<EntryRow>(`${selectEntries} and e.record_id = $2`, [subjectId, recordId]);
}

function isKnown(row: EntryRow, knownAt: number | null): boolean {
  return knownAt === null || (row.recorded_at !== null && row.recorded_at.getTime() <= knownAt);
}

// Node 20 has no Map.groupBy yet.
function groupByRecord(rows: readonly EntryRow[]): Map<string, EntryRow[]> {
  const groups = new Map<string, EntryRow[]>();
  for (const row of rows) {
    const group = groups.get(row.record_id);
    if (group) group.push(row);
    else groups.set(row.record_id, [row]);
  }
  return groups;
}

function readEntry(row: EntryRow): StoredEntry {
  return {
    batchId: row.batch_id,
    leaf: row.leaf,
    version: row.version,
    factBytes: row.facts,
    facts: decodeFacts(row.facts),
    withheld: decodePart(row.withheld && { bytes: row.withheld }) as FieldValues,
    words: decodePart(row.words && { bytes: row.words }),
    withheldWords: decodePart(row.withheld_words && { bytes: row.withheld_words }),
    wordRevision: row.revision ?? 0,
    recordedAt: row.recorded_at?.getTime() ?? null,
    receivedAt: row.received_at.getTime(),
  };
}

/**
 * The state that a record's entries add up to. The order is the record's own (`version`), not the log's.
 * Undefined where nothing is left to show: not yet in effect, or moved to another subject.
 */
export function foldRecord(
  recordId: string,
  subjectId: string,
  entries: readonly StoredEntry[],
  asOf: IsoDay,
): RecordState | undefined {
  const ordered = [...entries].sort((left, right) => left.version - right.version);
  let content: StoredEntry | undefined;
  let revoked = false;
  let marks: RecordMark[] = [];
  for (const entry of ordered) {
    const operation: EntryOperation = entry.facts.o;
    if (hasContent({ operation })) {
      content = entry;
      revoked = false;
    } else if (operation === 'unlink') {
      content = undefined;
      marks = [];
    } else if (operation === 'revoke') {
      revoked = true;
    } else if (operation === 'annotate') {
      marks = [...marks, readMark(entry)];
    }
  }
  const last = ordered.at(-1);
  if (!content || !last) return undefined;
  const [from, until] = content.facts.e;
  if (from !== null && from > asOf) return undefined;
  return {
    recordId,
    subjectId,
    kind: content.facts.k,
    content,
    version: last.version,
    revoked,
    marks,
    inEffect: !revoked && (until === null || asOf < until),
    entries: ordered,
  };
}

function readMark(entry: StoredEntry): RecordMark {
  const note = entry.facts.m;
  const said = typeof note === 'object' && note !== null && 'mark' in note ? note['mark'] : null;
  const mark = typeof said === 'string' ? said : 'noted';
  return { mark, note, recordedAt: entry.recordedAt };
}

function newestFirst(left: RecordState, right: RecordState): number {
  const [leftDay, rightDay] = [left.content.facts.e[0] ?? '', right.content.facts.e[0] ?? ''];
  if (leftDay !== rightDay) return leftDay < rightDay ? 1 : -1;
  return left.recordId < right.recordId ? -1 : 1;
}
