// Whatever the order of handing in, releasing, rejecting and taking back, the ledger says what a plain model says.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { penaltyRow } from '../../test/support/intake.js';
import {
  member,
  reviewer,
  steward,
  type WritingTest,
  writingTest,
} from '../../test/support/writing.js';
import { getRecordState } from '../ledger/act.js';
import { rebuildProjections } from '../ledger/rebuild.js';
import { verifyLedger } from '../ledger/verify.js';
import { getStanding } from './batch-standing.js';
import { type BatchState } from './batch-standing.store.js';
import { rejectBatch, releaseBatch, takeBackWaiting } from './release.js';
import { confirmWithdrawal, withdrawBatch } from './withdrawal.js';

/** A row of a file: which of the decisions it is about, and which of some contents it has. */
interface Row {
  readonly decision: number;
  readonly content: number;
}

type Step =
  | { readonly do: 'hand-in'; readonly rows: readonly Row[]; readonly day: number }
  | { readonly do: 'release' | 'reject' | 'take-back' | 'withdraw'; readonly batch: number };

const decisions = 3;
const step = fc.oneof(
  fc.record({
    do: fc.constant('hand-in' as const),
    rows: fc.array(fc.record({ decision: fc.nat(decisions - 1), content: fc.nat(2) }), {
      minLength: 1,
      maxLength: 4,
    }),
    day: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    do: fc.constantFrom(
      'release' as const,
      'release' as const,
      'reject' as const,
      'take-back' as const,
      'withdraw' as const,
      'withdraw' as const,
    ),
    batch: fc.nat(5),
  }),
);

/** What the ledger is to hold of a decision, entry by entry. */
type ModelEntry = { readonly batch: number } & (
  | { readonly content: number; readonly day: number }
  | { readonly withdraws: number }
);

class Model {
  readonly histories = new Map<number, ModelEntry[]>();
  readonly batches: { rows: readonly Row[]; day: number; state: BatchState }[] = [];
  #acts = -1;

  /** How many rows were admitted and corrected. */
  release(number: number): { admitted: number; corrected: number } {
    const batch = this.batches[number] as (typeof this.batches)[number];
    let [admitted, corrected] = [0, 0];
    for (const { decision, content } of batch.rows) {
      const history = this.histories.get(decision) ?? [];
      const head = lastContent(history);
      if (head) {
        const isSame = !isWithdrawn(history) && head.content === content;
        if (isSame || batch.day < head.day) continue;
        corrected += 1;
      } else {
        admitted += 1;
      }
      history.push({ batch: number, content, day: batch.day });
      this.histories.set(decision, history);
    }
    batch.state = 'on-file';
    return { admitted, corrected };
  }

  /** How many were revoked, restored, left. */
  withdraw(number: number): { revoked: number; restored: number; left: number } {
    const outcome = { revoked: 0, restored: 0, left: 0 };
    const acts = this.#acts;
    this.#acts -= 1;
    for (const history of this.histories.values()) {
      const first = history.findIndex(({ batch }) => batch === number);
      if (first < 0) continue;
      const before = history.slice(0, first);
      const former = lastContent(before);
      if (history.at(-1)?.batch !== number) outcome.left += 1;
      else if (former) {
        outcome.restored += 1;
        const revocation = isWithdrawn(before) ? before.at(-1) : undefined;
        history.push({ ...former, batch: acts });
        if (revocation) history.push({ ...revocation, batch: acts });
      } else {
        outcome.revoked += 1;
        history.push({ batch: acts, withdraws: number });
      }
    }
    (this.batches[number] as (typeof this.batches)[number]).state = 'withdrawn';
    return outcome;
  }
}

function lastContent(history: readonly ModelEntry[]) {
  return history.findLast((entry) => 'content' in entry) as
    | { content: number; day: number }
    | undefined;
}

function isWithdrawn(history: readonly ModelEntry[]): boolean {
  const last = history.at(-1);
  return last !== undefined && 'withdraws' in last;
}

const second = member('second', 'data-reviewer');
let runs = 0;

/** One history, in organisations of its own. */
class Play {
  readonly #city: WritingTest;
  readonly #base: number;
  readonly #model = new Model();
  readonly #ids: string[] = [];

  constructor(city: WritingTest) {
    this.#city = city;
    runs += 1;
    this.#base = runs * 10;
  }

  async take(asked: Step): Promise<void> {
    if (asked.do === 'hand-in') return this.#handIn(asked);
    const number = asked.batch % Math.max(this.#ids.length, 1);
    const batchId = this.#ids[number];
    const batch = this.#model.batches[number];
    if (batchId === undefined || !batch) return;
    const isDue = batch.state === (asked.do === 'withdraw' ? 'on-file' : 'waiting');
    const work = this.#act(asked.do, number, batchId);
    if (isDue) await work;
    else
      await assert.rejects(work, {
        code: asked.do === 'withdraw' ? 'batch.not_on_file' : 'batch.not_waiting',
      });
  }

  async #handIn({ rows, day }: Step & { readonly do: 'hand-in' }): Promise<void> {
    const written = rows.map(({ decision, content }) => ({
      ...penaltyRow(this.#base + decision),
      CF_SY: `事实${content}`,
    }));
    const { standing } = await this.#city.handIn(written, { sourceDay: `2026-04-0${day}` });
    this.#ids.push(standing.batchId);
    this.#model.batches.push({ rows, day, state: 'waiting' });
  }

  async #act(what: Exclude<Step['do'], 'hand-in'>, number: number, batchId: string): Promise<void> {
    const city = this.#city;
    const batch = this.#model.batches[number] as { state: BatchState };
    if (what === 'release') {
      const { rows } = await releaseBatch(city, { principal: reviewer, batchId });
      const { admitted, corrected } = rows;
      assert.deepEqual({ admitted, corrected }, this.#model.release(number));
    } else if (what === 'reject') {
      await rejectBatch(city, { principal: reviewer, batchId, reason: '退回' });
      batch.state = 'rejected';
    } else if (what === 'take-back') {
      await takeBackWaiting(city, { principal: steward, batchId });
      batch.state = 'withdrawn';
    } else {
      await withdrawBatch(city, { principal: steward, batchId, reason: '撤回' });
      const { revoked, restored, left } = await confirmWithdrawal(city, {
        principal: second,
        batchId,
      });
      assert.deepEqual({ revoked, restored, left: left.total }, this.#model.withdraw(number));
    }
  }

  /** An agency has room for so many that wait. */
  async leaveNothingWaiting(): Promise<void> {
    for (const [number, batchId] of this.#ids.entries()) {
      if (this.#model.batches[number]?.state !== 'waiting') continue;
      await takeBackWaiting(this.#city, { principal: steward, batchId });
    }
  }

  async compare(): Promise<void> {
    const { database } = this.#city;
    for (const [number, batchId] of this.#ids.entries()) {
      assert.equal(
        (await getStanding(database, batchId)).state,
        this.#model.batches[number]?.state,
      );
    }
    for (let decision = 0; decision < decisions; decision += 1) {
      const row = penaltyRow(this.#base + decision);
      const found = await database.query<{ record: string }>(
        `select record_id as record from ledger_record r join parties_subject s using (subject_id) where s.uscc = $1`,
        [row['CF_XDR_SHXYM']],
      );
      const history = this.#model.histories.get(decision) ?? [];
      assert.equal(found.length, history.length > 0 ? 1 : 0);
      const [head] = found;
      const content = lastContent(history);
      if (!head || !content) continue;
      const state = await getRecordState(database, head.record);
      assert.deepEqual(
        [state.version, state.content.words['CF_SY'], state.content.facts.d, state.revoked],
        [history.length, `事实${content.content}`, `2026-04-0${content.day}`, isWithdrawn(history)],
      );
    }
  }
}

it('any history of batches', async () => {
  const city = await writingTest();
  const history = fc.array(step, { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const play = new Play(city);
      for (const each of steps) {
        city.clock.set(new Date(city.clock.now() + 1000).toISOString());
        await play.take(each);
      }
      await play.compare();
      await play.leaveNothingWaiting();
    }),
    { numRuns: 40 },
  );
  assert.equal((await verifyLedger(city.database, { verifiers: [] })).fault, null);
  const tables = city.projectors.flatMap((projector) => projector.tables);
  const stored = async () =>
    Promise.all(
      tables.map((table) => city.database.query(`select * from ${table} t order by t::text`)),
    );
  const before = await stored();
  await rebuildProjections(city.database, city.projectors);
  assert.deepEqual(await stored(), before);
});
