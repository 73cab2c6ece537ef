// `rebuild`: throws every projection away and replays the ledger into it, to the same rows.
import type { Database, Queryable, Transaction } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { uuidBytes } from '../kernel/ids.js';
import { DecodedEntry, decodeFacts } from './decoded-entry.js';
import { hasContent, storedContentDigest } from './entry.js';
import type { EntryChunk, Projector } from './entry.model.js';
import { type BatchRow, batchesInLogOrder, prepareReading } from './log-order.store.js';
import {
  countEntries,
  digestTable,
  entriesToReplay,
  lockTables,
  type ReplayRow,
  type ReplayWords,
  type TableDigest,
  wordsToReplay,
} from './rebuild.store.js';
import type { RowCursor } from './row-cursor.js';

const refuse = defineRefusals('rebuild', {
  ledger_unsound: {
    kind: 'unavailable',
    zh: '账本内容不完整（批次 {batch}），不能据此重建。运行 xinheng ledger verify 查明，从备份恢复后再重建。',
    en: 'The ledger is not whole (batch {batch}), so nothing can be rebuilt from it. Find the place with xinheng ledger verify, restore it from the backup, then rebuild.',
  },
});

const entriesAChunk = 10_000;
const noContent = new Uint8Array(16);

/** What was replayed. */
export interface RebuildOutcome {
  readonly batches: number;
  readonly entries: number;
}

/**
 * Clears the projections (last one first) and replays the ledger into them, in the order of the log and then of
 * the queue: a batch that builds upon another was closed after it, so the versions of a record come in their
 * order. All in one transaction: until it ends readers see the old rows, and whoever appends waits.
 * Refuses `rebuild.ledger_unsound`.
 */
export function rebuildProjections(
  database: Database,
  projectors: readonly Projector[],
  onProgress: (entriesDone: number, entriesInAll: number) => void = () => {},
): Promise<RebuildOutcome> {
  return database.transaction(async (tx) => {
    // The locks come before the first reading: what is read has then nobody ahead of it.
    await tx.query('set transaction isolation level repeatable read');
    await lockTables(
      tx,
      projectors.flatMap((projector) => projector.tables),
    );
    await prepareReading(tx);
    const total = await countEntries(tx);
    for (const projector of projectors.toReversed()) await projector.clear(tx);
    const reading = { entries: await entriesToReplay(tx), words: await wordsToReplay(tx) };
    const batches = await batchesInLogOrder(tx, 0);
    const done = { batches: 0, entries: 0 };
    for (; batches.row; await batches.next()) {
      if (batches.row.type === 'trail') continue;
      for await (const chunk of chunksOf(batches.row, reading)) {
        await replay(tx, projectors, chunk);
        done.entries += chunk.entries.length;
        onProgress(done.entries, total);
      }
      done.batches += 1;
    }
    if (reading.entries.row) throw refuse.ledger_unsound({ batch: reading.entries.row.batchId });
    return done;
  });
}

/** What the tables hold, to compare before and after. */
export async function digestTables(
  database: Queryable,
  tables: readonly string[],
): Promise<Record<string, TableDigest>> {
  const digests: Record<string, TableDigest> = {};
  for (const table of tables) digests[table] = await digestTable(database, table);
  return digests;
}

interface Reading {
  readonly entries: RowCursor<ReplayRow>;
  readonly words: RowCursor<ReplayWords>;
}

async function* chunksOf(batch: BatchRow, reading: Reading): AsyncGenerator<EntryChunk> {
  for (let first = 0; first < batch.entries; first += entriesAChunk) {
    const count = Math.min(entriesAChunk, batch.entries - first);
    const entries: DecodedEntry[] = [];
    for (let leaf = first; leaf < first + count; leaf += 1) {
      const { row } = reading.entries;
      if (row?.batchId !== batch.batchId || row.leaf !== leaf) {
        throw refuse.ledger_unsound({ batch: batch.batchId });
      }
      entries.push(decodeEntry(row, await takeWords(reading.words, row)));
      await reading.entries.next();
    }
    yield {
      batchId: batch.batchId,
      agencyCode: batch.agencyCode,
      kind: batch.kind,
      receivedAt: batch.receivedAt,
      entries,
      possiblyNewSubjects: new Set(entries.map((entry) => entry.subjectId)),
    };
  }
}

async function takeWords(
  cursor: RowCursor<ReplayWords>,
  entry: ReplayRow,
): Promise<ReplayWords | undefined> {
  const { row } = cursor;
  if (row?.batchId !== entry.batchId || row.leaf !== entry.leaf) return undefined;
  await cursor.next();
  return row;
}

function decodeEntry(row: ReplayRow, words: ReplayWords | undefined): DecodedEntry {
  return replayedEntry(row, {
    withheld: row.withheld,
    words: words?.words ?? null,
    withheldWords: words?.withheld ?? null,
  });
}

/** A stored entry as projectors read it. */
export function replayedEntry(
  row: Omit<ReplayRow, 'batchId' | 'withheld'>,
  parts: Record<'withheld' | 'words' | 'withheldWords', Buffer | null>,
): DecodedEntry {
  const facts = decodeFacts(row.facts);
  return new DecodedEntry(
    {
      subjectBytes: uuidBytes(row.subjectId),
      recordBytes: uuidBytes(row.recordId),
      operation: facts.o,
      version: row.version,
      facts: row.facts,
      withheld: parts.withheld && { bytes: parts.withheld },
      words: parts.words && { bytes: parts.words },
      withheldWords: parts.withheldWords && { bytes: parts.withheldWords },
      contentDigest: hasContent({ operation: facts.o })
        ? storedContentDigest(facts.f, parts)
        : noContent,
    },
    row.leaf,
  );
}

async function replay(
  tx: Transaction,
  projectors: readonly Projector[],
  chunk: EntryChunk,
): Promise<void> {
  for (const projector of projectors) await projector.apply(tx, chunk);
}
