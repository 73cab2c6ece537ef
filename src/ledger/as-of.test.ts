// As of a day, as known at a time: what is looked at, and that a look into the past never changes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.js';
import { recordOf, TestLedger } from '../../test/support/ledger.js';
import { annotate, redact, relink, revoke } from './act.js';
import { type RecordState, readRecords } from './as-of.js';
import { verifyLedger } from './verify.js';

const { database } = await testDatabase();
const ledger = new TestLedger(database);

describe('a view', () => {
  it('shows a record from the day on which it takes effect, and says when it has ended', async () => {
    const subject = ledger.newSubject();
    await ledger.submit([{ subject, number: 'v1', effective: ['2026-02-01', '2026-03-01'] }]);
    const look = async (asOf: string): Promise<boolean[]> =>
      (await readRecords(database, subject, { asOf, knownAt: null })).map(
        ({ inEffect }) => inEffect,
      );
    assert.deepEqual(await look('2026-01-31'), []);
    assert.deepEqual(await look('2026-02-01'), [true]);
    assert.deepEqual(await look('2026-02-28'), [true]);
    assert.deepEqual(await look('2026-03-01'), [false]);
  });

  it('knows nothing of what is not yet in the log, unless it looks at now', async () => {
    const subject = ledger.newSubject();
    await ledger.submit([{ subject, number: 'v2' }]);
    const before = ledger.clock.now();
    const look = async (knownAt: number | null): Promise<number> =>
      (await readRecords(database, subject, { asOf: '2026-12-31', knownAt })).length;
    assert.equal(await look(null), 1);
    assert.equal(await look(before), 0);
    await ledger.sequence();
    assert.equal(await look(before), 0);
    assert.equal(await look(ledger.clock.now()), 1);
    assert.equal(await look(ledger.clock.now() - 1), 0);
  });

  it('lists the newest effective day first', async () => {
    const subject = ledger.newSubject();
    await ledger.submit([
      { subject, number: 'v3', effective: ['2026-01-01', null] },
      { subject, number: 'v4', effective: ['2026-01-03', null] },
      { subject, number: 'v5', effective: ['2026-01-02', null] },
    ]);
    const states = await readRecords(database, subject, { asOf: '2026-12-31', knownAt: null });
    assert.deepEqual(
      states.map(({ recordId }) => recordId),
      ['v4', 'v5', 'v3'].map(recordOf),
    );
  });

  it('shows a corrected record as it is corrected, with a new decision after a revocation', async () => {
    const subject = ledger.newSubject();
    const tell = (amount: string): Promise<string> =>
      ledger.submit([{ subject, number: 'v6', fields: { amount } }]);
    await tell('1');
    await ledger.act((context) => revoke(context, recordOf('v6'), '撤销'));
    await tell('2');
    const [state] = await readRecords(database, subject, { asOf: '2026-12-31', knownAt: null });
    assert.equal(state?.content.facts.f['amount'], '2');
    assert.equal(state?.revoked, false);
    assert.equal(state?.entries.length, 3);
  });
});

type Step =
  | {
      readonly do: 'submit';
      readonly subject: number;
      readonly number: number;
      readonly from: number;
    }
  | { readonly do: 'annotate' | 'revoke' | 'redact'; readonly number: number }
  | { readonly do: 'relink'; readonly subject: number; readonly number: number }
  | { readonly do: 'sequence' }
  | { readonly do: 'clock'; readonly milliseconds: number };

const index = fc.nat(2);
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('submit' as const),
        subject: index,
        number: index,
        from: fc.integer({ min: 1, max: 9 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('annotate' as const, 'revoke' as const, 'redact' as const),
        number: index,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('relink' as const), subject: index, number: index }),
    },
    { weight: 3, arbitrary: fc.constant({ do: 'sequence' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('clock' as const),
        milliseconds: fc.integer({ min: -3_600_000, max: 3_600_000 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 30 },
) as fc.Arbitrary<Step[]>;

/** A random history over three subjects and three records. */
class History {
  readonly subjects: readonly string[];
  readonly #prefix: string;
  readonly #known = new Set<number>();
  readonly #owner = new Map<number, number>();

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.subjects = [0, 1, 2].map(() => ledger.newSubject());
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'clock') ledger.clock.add(step.milliseconds);
    else if (step.do === 'sequence') await ledger.sequence();
    else if (step.do === 'submit') await this.#submit(step);
    else if (this.#known.has(step.number)) await this.#act(step);
  }

  async #submit(step: Step & { do: 'submit' }): Promise<void> {
    const number = `${this.#prefix}/${step.number}`;
    const owner = this.#owner.get(step.number) ?? step.subject;
    this.#known.add(step.number);
    this.#owner.set(step.number, owner);
    await ledger.submit([
      {
        subject: this.subjects[owner] as string,
        number,
        fields: { amount: String(step.from) },
        words: { facts: `${number} ${step.from}`, basis: '依据' },
        effective: [`2026-01-0${step.from}`, null],
      },
    ]);
  }

  async #act(step: Step & { number: number }): Promise<void> {
    const record = recordOf(`${this.#prefix}/${step.number}`);
    await ledger.act(async (context) => {
      if (step.do === 'annotate') await annotate(context, record, { mark: 'in-dispute' });
      if (step.do === 'revoke') await revoke(context, record, '撤销').catch(ignoreRefusal);
      if (step.do === 'redact') await redact(context, record, { fields: ['facts'], basis: '依据' });
      if (step.do === 'relink' && this.#owner.get(step.number) !== step.subject) {
        const subjectId = this.subjects[step.subject] as string;
        await relink(context, record, { subjectId, reason: '更正' });
        this.#owner.set(step.number, step.subject);
      }
    });
  }

  /** Everything that can be seen as of some days, as known at a time. */
  async look(knownAt: number): Promise<Seen[]> {
    const seen: Seen[] = [];
    for (const subject of this.subjects) {
      for (const asOf of ['2026-01-03', '2026-01-06', '2026-01-09']) {
        const states = await readRecords(database, subject, { asOf, knownAt });
        seen.push({ subject, asOf, states: states.map(describeState) });
      }
    }
    return seen;
  }
}

function ignoreRefusal(error: unknown): void {
  if ((error as { code?: string }).code !== 'record.revoked_already') throw error;
}

interface Seen {
  readonly subject: string;
  readonly asOf: string;
  readonly states: readonly ReturnType<typeof describeState>[];
}

// Redacted words are the one thing that may change in a look into the past: they are gone from it as well.
function describeState(state: RecordState): {
  readonly state: unknown;
  readonly words: readonly (string | null | undefined)[];
} {
  const { recordId, subjectId, kind, version, revoked, marks, inEffect, content } = state;
  const { batchId, leaf } = content;
  const entries = state.entries.map(({ facts, recordedAt }) => ({ facts, recordedAt }));
  return {
    state: { recordId, subjectId, kind, version, revoked, marks, inEffect, batchId, leaf, entries },
    words: state.entries.map(({ words }) => words['facts']),
  };
}

function sameButForRedactions(before: readonly Seen[], after: readonly Seen[]): void {
  assert.equal(after.length, before.length);
  for (const [at, seen] of before.entries()) {
    const later = after[at] as Seen;
    assert.deepEqual(
      later.states.map(({ state }) => state),
      seen.states.map(({ state }) => state),
    );
    for (const [which, { words }] of seen.states.entries()) {
      for (const [entry, word] of words.entries()) {
        const now = later.states[which]?.words[entry];
        assert.ok(now === word || (now === null && word !== undefined));
      }
    }
  }
}

describe('a look into the past', () => {
  it('never changes, whatever is appended later', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        run += 1;
        const story = new History(`run ${run} ${Date.now()}`);
        const looks = new Map<number, Seen[]>();
        for (const step of history) {
          await story.take(step);
          const [turn] = await database.query<{ recorded_at: Date }>(
            'select recorded_at from ledger_sequencer',
          );
          const known = (turn as { recorded_at: Date }).recorded_at.getTime();
          if (!looks.has(known)) looks.set(known, await story.look(known));
          const [earlier] = looks;
          if (earlier) sameButForRedactions(earlier[1], await story.look(earlier[0]));
        }
        for (const [known, seen] of looks) sameButForRedactions(seen, await story.look(known));
      }),
      { numRuns: 12 },
    );
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
  });
});
