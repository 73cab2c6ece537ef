// Single acts upon records that are on file: annotate, revoke, move to another subject, redact words.
import { randomFillSync } from 'node:crypto';
import type { CanonicalValue } from '../kernel/canonical.js';
import type { Queryable, Transaction } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { type Clock, dayInShanghai, type IsoDay } from '../kernel/time.js';
import { type ActPlace, markEntry, markFacts, repeatContent } from './act-entries.js';
import { BatchAppender } from './append.js';
import {
  findRecordState,
  listRecordHistory,
  type PlacedEntry,
  type RecordState,
  type StoredEntry,
} from './as-of.js';
import { findRecordHead } from './directory.projector.js';
import { commitment, commitPart } from './entry.js';
import type { EntryFacts, EntryOperation, Projector, WordValues } from './entry.model.js';

const refuse = defineRefusals('record', {
  unknown: {
    kind: 'not_found',
    zh: '没有编号为 {record} 的信用记录。核对编号；记录编号见记录页面或回执。',
    en: 'There is no record {record}. Compare the number; it stands on the record page and in the receipt.',
  },
  revoked_already: {
    kind: 'conflict',
    zh: '记录 {record} 的决定已经登记为撤销。',
    en: 'The decision behind record {record} is on file as revoked already.',
  },
  no_such_words: {
    kind: 'invalid',
    zh: '记录 {record} 没有文字数据项 {field}。它的文字数据项有：{known}。',
    en: 'Record {record} has no words in field {field}. Its fields with words are: {known}.',
  },
  same_subject: {
    kind: 'conflict',
    zh: '记录 {record} 已经关联到该主体。',
    en: 'Record {record} is linked to that subject already.',
  },
});

/** What every act needs: a transaction, the time, and the projectors that must follow. */
export interface ActContext {
  readonly tx: Transaction;
  readonly clock: Clock;
  readonly projectors: readonly Projector[];
}

/** The record with its whole history, wherever it is linked now. Refuses `record.unknown`. */
export async function getRecordState(database: Queryable, recordId: string): Promise<RecordState> {
  const head = await findRecordHead(database, recordId);
  const state =
    head &&
    (await findRecordState(
      database,
      { subjectId: head.subjectId, recordId },
      { asOf: '9999-12-31', knownAt: null },
    ));
  if (!state) throw refuse.unknown({ record: recordId });
  return state;
}

/** Adds a mark (in dispute, repaired, ...) and changes nothing else. */
export function annotate(
  context: ActContext,
  recordId: string,
  mark: { readonly mark: string; readonly note?: CanonicalValue },
): Promise<void> {
  return act(context, recordId, 'annotate', () => ({ mark: mark.mark, note: mark.note ?? null }));
}

/** Says that the decision itself was annulled. Refuses `record.revoked_already`. */
export function revoke(context: ActContext, recordId: string, reason: string): Promise<void> {
  return act(context, recordId, 'revoke', (state) => {
    if (state.revoked) throw refuse.revoked_already({ record: recordId });
    return { reason };
  });
}

async function act(
  context: ActContext,
  recordId: string,
  operation: EntryOperation,
  say: (state: RecordState) => CanonicalValue,
): Promise<void> {
  const state = await getRecordState(context.tx, recordId);
  const batch = openBatch(context, state);
  const facts = markFacts(placeOf(batch, state), operation, say(state));
  await batch.appender.append([markEntry(facts)], new Set());
  await batch.appender.close();
}

/**
 * Says that a record is about another subject than the one it stands under: an unlink under the old and a
 * link under the new one that repeats the content, marks and revocation behind it, so that each subject's entries
 * tell its own story.
 */
export async function relink(
  context: ActContext,
  recordId: string,
  to: { readonly subjectId: string; readonly reason: string },
): Promise<void> {
  const state = await getRecordState(context.tx, recordId);
  if (state.subjectId === to.subjectId) throw refuse.same_subject({ record: recordId });
  const batch = openBatch(context, state);
  const says = { from: state.subjectId, to: to.subjectId, reason: to.reason };
  const place = placeOf(batch, state);
  const unlink = markFacts(place, 'unlink', says);
  const there = { ...place, subjectId: to.subjectId, version: state.version + 2 };
  const link = repeatContent(there, 'link', says);
  await batch.appender.append([markEntry(unlink)], new Set());
  const repeated = listMarksOf(state).map((mark, index) =>
    markEntry({ ...unlink, ...mark, s: to.subjectId, n: link.version + 1 + index }),
  );
  await batch.appender.append([link, ...repeated], new Set([to.subjectId]));
  await batch.appender.close();
}

/** What holds of the record besides its content: a dispute and a revocation go with it wherever it is moved. */
function listMarksOf(state: RecordState): Required<Pick<EntryFacts, 'o' | 'm'>>[] {
  const { entries, content } = state;
  const since = entries.findLast(({ facts }) => facts.o === 'unlink')?.version ?? 0;
  const holds = ({ facts, version }: StoredEntry) =>
    (facts.o === 'annotate' && version > since) ||
    (facts.o === 'revoke' && version > content.version);
  return entries.filter(holds).map(({ facts }) => ({ o: facts.o, m: facts.m ?? null }));
}

/**
 * Takes words of a record out of the platform for good, in every version of it: a later entry commits to the
 * redacted words, the old text and its salt are deleted, and every proof still holds (PIPL 47; house rule
 * "facts and words"). Refuses `record.unknown`, `record.no_such_words`.
 */
export async function redact(
  context: ActContext,
  recordId: string,
  order: { readonly fields: readonly string[]; readonly basis: string },
): Promise<void> {
  const state = await getRecordState(context.tx, recordId);
  const history = await listRecordHistory(context.tx, state);
  const known = new Set(history.flatMap((placed) => names(placed.entry)));
  for (const field of order.fields) {
    if (!known.has(field)) {
      throw refuse.no_such_words({ record: recordId, field, known: [...known].join(' ') });
    }
  }
  const fields = new Set(order.fields);
  const replacements = history
    .filter((placed) => names(placed.entry).some((name) => fields.has(name)))
    .map((placed) => replaceWords(placed, fields));
  const batch = openBatch(context, state);
  const facts = markFacts(placeOf(batch, state), 'redact', {
    basis: order.basis,
    fields: [...order.fields],
    entries: replacements.map((replacement) => replacement.says),
  });
  await batch.appender.append([markEntry(facts)], new Set());
  await batch.appender.close();
  for (const replacement of replacements) await storeWords(context.tx, replacement);
  const subjects = [...new Set(replacements.map((replacement) => replacement.subjectId))];
  for (const projector of context.projectors) await projector.redacted?.(context.tx, subjects);
}

function names(entry: StoredEntry): string[] {
  return [...Object.keys(entry.words), ...Object.keys(entry.withheldWords)];
}

interface Replacement {
  readonly subjectId: string;
  readonly entry: StoredEntry;
  readonly words: ReturnType<typeof commitPart>;
  readonly withheldWords: ReturnType<typeof commitPart>;
  readonly says: CanonicalValue;
}

function replaceWords({ subjectId, entry }: PlacedEntry, fields: ReadonlySet<string>): Replacement {
  const without = (values: WordValues): WordValues =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, fields.has(name) ? null : value]),
    );
  const words = commitPart(without(entry.words), randomFillSync(Buffer.alloc(16)));
  const withheldWords = commitPart(without(entry.withheldWords), randomFillSync(Buffer.alloc(16)));
  return {
    subjectId,
    entry,
    words,
    withheldWords,
    says: {
      batch: entry.batchId,
      leaf: entry.leaf,
      revision: entry.wordRevision + 1,
      w: words ? commitment(words) : null,
      h: withheldWords ? commitment(withheldWords) : null,
    },
  };
}

async function storeWords(
  tx: Transaction,
  { subjectId, entry, words, withheldWords }: Replacement,
): Promise<void> {
  const place = [subjectId, entry.batchId, entry.leaf];
  await tx.query(
    'delete from ledger_words where subject_id = $1 and batch_id = $2 and leaf = $3',
    place,
  );
  await tx.query(
    `insert into ledger_words (subject_id, batch_id, leaf, revision, salt, words, withheld_salt, withheld)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...place,
      entry.wordRevision + 1,
      words?.salt ?? null,
      words?.bytes ?? null,
      withheldWords?.salt ?? null,
      withheldWords?.bytes ?? null,
    ],
  );
}

interface OpenBatch {
  readonly id: string;
  readonly day: IsoDay;
  readonly appender: BatchAppender;
}

function openBatch(context: ActContext, state: RecordState): OpenBatch {
  const receivedAt = context.clock.now();
  const id = newId(receivedAt);
  const header = {
    batchId: id,
    type: 'acts' as const,
    agencyCode: state.content.facts.a,
    kind: state.kind,
    receivedAt,
  };
  const appender = new BatchAppender(context.tx, header, context.projectors);
  return { id, day: dayInShanghai(receivedAt), appender };
}

function placeOf(batch: OpenBatch, state: RecordState): ActPlace {
  const { subjectId, content } = state;
  return { batchId: batch.id, day: batch.day, subjectId, content, version: state.version + 1 };
}
