// Days and moments: Shanghai's midnight, days that exist, day numbers, months.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayInShanghai,
  dayNumber,
  daysInMonth,
  isIsoDay,
  startOfDay,
  timeInShanghai,
} from './time.js';

const anyDay = fc.integer({ min: -80_000, max: 80_000 }).map(dayFromNumber);

describe('a moment in Shanghai', () => {
  it('belongs to the next day from sixteen hours UTC on', () => {
    assert.equal(dayInShanghai(Date.parse('2026-04-09T15:59:59.999Z')), '2026-04-09');
    assert.equal(dayInShanghai(Date.parse('2026-04-09T16:00:00Z')), '2026-04-10');
    assert.equal(startOfDay('2026-04-10'), Date.parse('2026-04-09T16:00:00Z'));
    assert.equal(timeInShanghai(Date.parse('2026-04-10T01:30:00Z')), '2026-04-10 09:30:00');
  });

  it('begins the day that it is in', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(86_399_999), (day, into) => {
        assert.equal(dayInShanghai(startOfDay(day) + into), day);
      }),
    );
  });
});

describe('a day', () => {
  it('exists or does not', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31']) assert.equal(isIsoDay(day), true);
    const none = [
      '2023-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-4-1',
      '',
      '2026-04-10 ',
    ];
    for (const day of none) assert.equal(isIsoDay(day), false, day);
  });

  it('is found by its number', () => {
    assert.equal(dayNumber('1970-01-01'), 0);
    assert.equal(dayFromNumber(-1), '1969-12-31');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        assert.equal(dayFromNumber(dayNumber(day)), day);
        assert.equal(dayNumber(addDays(day, days)), dayNumber(day) + days);
        assert.equal(isIsoDay(day), true);
      }),
    );
  });

  it('has its month', () => {
    assert.deepEqual(
      [1, 2, 4, 12].map((month) => daysInMonth(2023, month)),
      [31, 28, 30, 31],
    );
    assert.equal(daysInMonth(2024, 2), 29);
  });
});

describe('months later', () => {
  const vectors: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-10-31', 6, '2027-04-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-05', 0, '2026-05-05'],
  ];
  for (const [day, months, later] of vectors) {
    it(`${day} and ${months} months is ${later}`, () =>
      assert.equal(addMonths(day, months), later));
  }

  it('is the same date, or the last of a shorter month, and keeps the order', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), fc.nat(40), (day, months, gap) => {
        const later = addMonths(day, months);
        assert.equal(isIsoDay(later), true);
        const [year, month] = [Number(later.slice(0, 4)), Number(later.slice(5, 7))];
        assert.equal(
          Number(later.slice(8)),
          Math.min(Number(day.slice(8)), daysInMonth(year, month)),
        );
        assert.ok(addMonths(addDays(day, gap), months) >= later);
      }),
    );
  });
});
