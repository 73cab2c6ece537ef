// Taking a whole batch back: what it put on file is revoked, what it corrected gets its former content again.
import type { Transaction } from '../kernel/database.js';
import { isUuid, newId } from '../kernel/ids.js';
import { dayInShanghai } from '../kernel/time.js';
import type { ActContext } from './act.js';
import { type ActPlace, markEntry, markFacts, repeatContent } from './act-entries.js';
import { BatchAppender } from './append.js';
import { listRecordEntries, type StoredEntry } from './as-of.js';
import type { NewEntry } from './new-entry.model.js';
import { RowCursor } from './row-cursor.js';
import { decideWithdrawal, type LeftWhy } from './withdrawal.policy.js';

const recordsAtATime = 1000;

/** A record that is left as it is. */
export interface LeftRecord {
  readonly recordId: string;
  readonly why: LeftWhy;
}

/** A record whose content was taken back, and the source's own day of that content. */
export interface TakenBack {
  readonly subjectId: string;
  readonly sourceDay: string;
}

/** What taking a batch back comes to. */
export interface WithdrawalOutcome {
  readonly revoked: number;
  readonly restored: number;
  readonly left: readonly LeftRecord[];
}

/** The batch, why it is taken back, and who wants to hear of each record. */
export interface Withdrawal {
  readonly batchId: string;
  readonly reason: string;
  /** Told in pieces of a thousand, in the transaction. */
  readonly onTakenBack?: (records: readonly TakenBack[]) => Promise<void>;
}

/** Takes the batch back; the entries say which batch and why. A batch without entries comes to nothing. */
export async function takeBatchBack(
  context: ActContext,
  withdrawal: Withdrawal,
): Promise<WithdrawalOutcome> {
  const writer = new WithdrawalWriter(context, withdrawal);
  const outcome = await decideRecords(context.tx, withdrawal.batchId, async (decided) => {
    await writer.write(decided);
    await withdrawal.onTakenBack?.(decided.flatMap(takenBackOf));
  });
  await writer.close();
  return outcome;
}

/** The same answer without writing anything. */
export function planWithdrawal(tx: Transaction, batchId: string): Promise<WithdrawalOutcome> {
  return decideRecords(tx, batchId, async () => {});
}

interface DecidedRecord {
  readonly subjectId: string;
  readonly entries: readonly StoredEntry[];
  readonly decision: ReturnType<typeof decideWithdrawal>;
}

async function decideRecords(
  tx: Transaction,
  batchId: string,
  take: (decided: readonly DecidedRecord[]) => Promise<void>,
): Promise<WithdrawalOutcome> {
  let revoked = 0;
  let restored = 0;
  const left: LeftRecord[] = [];
  for await (const places of recordsOf(tx, batchId)) {
    const entriesOf = await listRecordEntries(tx, places);
    const decided = places.map(({ subjectId, recordId }): DecidedRecord => {
      const entries = entriesOf.get(recordId) as StoredEntry[];
      return { subjectId, entries, decision: decideWithdrawal(entries, batchId) };
    });
    for (const { entries, decision } of decided) {
      if (decision.do === 'revoke') revoked += 1;
      else if (decision.do === 'restore') restored += 1;
      else left.push({ recordId: (entries[0] as StoredEntry).facts.r, why: decision.why });
    }
    await take(decided);
  }
  return { revoked, restored, left };
}

interface Place {
  readonly subjectId: string;
  readonly recordId: string;
}

/** The records of a batch, some at a time. */
async function* recordsOf(tx: Transaction, batchId: string): AsyncGenerator<Place[]> {
  // The cursor takes no parameters.
  if (!isUuid(batchId)) throw new Error(`${batchId} is no batch`);
  const cursor = await RowCursor.open(
    tx,
    `select distinct subject_id, record_id from ledger_entry where batch_id = '${batchId}'`,
    ([subjectId, recordId]: [string, string]): Place => ({ subjectId, recordId }),
  );
  let places: Place[] = [];
  for (; cursor.row; await cursor.next()) {
    places.push(cursor.row);
    if (places.length < recordsAtATime) continue;
    yield places;
    places = [];
  }
  if (places.length > 0) yield places;
}

function takenBackOf({ subjectId, entries, decision }: DecidedRecord): TakenBack[] {
  if (decision.do === 'leave') return [];
  return [{ subjectId, sourceDay: (entries.at(-1) as StoredEntry).facts.d }];
}

/** One batch of acts for each agency whose content is said again: a batch speaks for one agency. */
class WithdrawalWriter {
  readonly #context: ActContext;
  readonly #says: { readonly reason: string; readonly withdraws: string };
  readonly #receivedAt: number;
  readonly #appenders = new Map<string, BatchAppender>();

  constructor(context: ActContext, { batchId, reason }: Withdrawal) {
    this.#context = context;
    this.#says = { reason, withdraws: batchId };
    this.#receivedAt = context.clock.now();
  }

  async write(decided: readonly DecidedRecord[]): Promise<void> {
    const ofAgency = new Map<BatchAppender, NewEntry[]>();
    for (const record of decided) {
      const { decision } = record;
      if (decision.do === 'leave') continue;
      const last = record.entries.at(-1) as StoredEntry;
      const content = decision.do === 'restore' ? decision.content : last;
      const appender = this.#appenderOf(content);
      const place = {
        batchId: appender.batchId,
        day: dayInShanghai(this.#receivedAt),
        subjectId: record.subjectId,
        content,
        version: last.version + 1,
      };
      const entries = ofAgency.get(appender) ?? [];
      ofAgency.set(appender, entries);
      entries.push(...this.#entriesOf(place, decision));
    }
    for (const [appender, entries] of ofAgency) await appender.append(entries, new Set());
  }

  async close(): Promise<void> {
    for (const appender of this.#appenders.values()) await appender.close();
  }

  #entriesOf(place: ActPlace, decision: DecidedRecord['decision']): NewEntry[] {
    if (decision.do !== 'restore') return [markEntry(markFacts(place, 'revoke', this.#says))];
    const restored = repeatContent(place, 'correct', this.#says);
    if (!decision.revocation) return [restored];
    const { m } = decision.revocation.facts;
    const later = { ...place, version: place.version + 1 };
    return [restored, markEntry(markFacts(later, 'revoke', m ?? null))];
  }

  #appenderOf(content: StoredEntry): BatchAppender {
    const { a: agencyCode, k: kind } = content.facts;
    const known = this.#appenders.get(agencyCode);
    if (known) return known;
    const receivedAt = this.#receivedAt;
    const header = {
      batchId: newId(receivedAt),
      type: 'acts' as const,
      agencyCode,
      kind,
      receivedAt,
    };
    const { tx, projectors } = this.#context;
    const appender = new BatchAppender(tx, header, projectors);
    this.#appenders.set(agencyCode, appender);
    return appender;
  }
}
