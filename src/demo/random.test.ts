// Numbers from a seed, and dealing out in proportion.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { apportion, cumulate, Random } from './random.js';

describe('numbers from a seed', () => {
  it('are the same for the same seed and change with every part of it', () => {
    const first = (...seed: number[]) => new Random(...seed).fraction();
    assert.equal(first(1, 2, 3), first(1, 2, 3));
    const all = new Set([
      first(1, 2, 3),
      first(1, 2, 4),
      first(2, 2, 3),
      first(1, 3, 2),
      first(1, 2),
    ]);
    assert.equal(all.size, 5);
  });

  it('fall evenly', () => {
    const random = new Random(5);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const value = random.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, String(count));
  });

  it('draw by weight, and never what weighs nothing', () => {
    const random = new Random(6);
    const cumulative = cumulate([0, 3, 0, 1]);
    const drawn = Array.from({ length: 40_000 }, () => random.weighted(cumulative));
    assert.deepEqual(
      [...new Set(drawn)].toSorted((left, right) => left - right),
      [1, 3],
    );
    assert.ok(Math.abs(drawn.filter((place) => place === 1).length - 30_000) < 1000);
  });
});

describe('dealing out in proportion', () => {
  it('loses nothing and is nowhere off by one or more', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), weights, (total, shares) => {
        const sum = shares.reduce((all, share) => all + share, 0);
        const parts = apportion(total, shares);
        if (sum === 0) return;
        assert.equal(
          parts.reduce((all, part) => all + part, 0),
          total,
        );
        for (const [place, part] of parts.entries()) {
          assert.ok(Math.abs(part - (total * (shares[place] ?? 0)) / sum) < 1);
        }
      }),
    );
  });
});
