// Past views: whatever is appended later, a look at the past gives what it gave, but for redacted words.
import assert from 'node:assert/strict';
import type { Random } from '../../src/demo/random.js';
import { addDays } from '../../src/kernel/time.js';
import { type RecordState, readRecords, type Viewpoint } from '../../src/ledger/as-of.js';
import type { City } from './city.js';

interface SeenRecord {
  readonly recordId: string;
  readonly words: Record<string, string | null>;
  readonly withheldWords: Record<string, string | null>;
  /** All the rest. */
  readonly rest: unknown;
}

interface PastView {
  readonly subjectId: string;
  readonly viewpoint: Viewpoint;
  readonly seen: readonly SeenRecord[];
}

const viewsKept = 40;

/** Views that were taken, to be taken again. */
export class PastViews {
  readonly #views: PastView[] = [];

  /** Takes a view of a subject at a random moment that the log has passed. */
  async take(city: City, subjectId: string, random: Random): Promise<void> {
    const [range] = await city.database.query<{ first: Date; last: Date }>(
      'select min(recorded_at) as first, max(recorded_at) as last from ledger_log having count(*) > 0',
    );
    if (!range) return;
    const [first, last] = [range.first.getTime(), range.last.getTime()];
    const knownAt = Math.round(first + random.fraction() * (last - first));
    const viewpoint = { asOf: addDays('2026-01-01', random.below(500)), knownAt };
    const view = { subjectId, viewpoint, seen: await look(city, subjectId, viewpoint) };
    if (this.#views.length < viewsKept) this.#views.push(view);
    else this.#views[random.below(viewsKept)] = view;
  }

  /** From now on these words show as redacted. */
  redact(recordId: string, field: string): void {
    for (const view of this.#views) {
      for (const { words, withheldWords } of view.seen.filter(
        (seen) => seen.recordId === recordId,
      )) {
        if (field in words) words[field] = null;
        if (field in withheldWords) withheldWords[field] = null;
      }
    }
  }

  async check(city: City): Promise<void> {
    for (const { subjectId, viewpoint, seen } of this.#views) {
      const now = await look(city, subjectId, viewpoint);
      assert.deepEqual(
        now,
        seen,
        `the view of ${subjectId} at ${JSON.stringify(viewpoint)} changed`,
      );
    }
  }
}

async function look(
  { database }: City,
  subjectId: string,
  viewpoint: Viewpoint,
): Promise<SeenRecord[]> {
  return (await readRecords(database, subjectId, viewpoint)).map(seenRecord);
}

function seenRecord(state: RecordState): SeenRecord {
  const { content, kind, version, revoked, marks, inEffect } = state;
  return {
    recordId: state.recordId,
    words: { ...content.words },
    withheldWords: { ...content.withheldWords },
    rest: {
      kind,
      version,
      revoked,
      inEffect,
      marks: marks.map(({ mark, recordedAt }) => `${mark} ${recordedAt}`),
      facts: content.factBytes.toString('utf8'),
      withheld: content.withheld,
      recordedAt: content.recordedAt,
      entries: state.entries.length,
    },
  };
}
