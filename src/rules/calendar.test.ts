// The official calendars 2024 to 2026 by their notices, and what counting in working days promises.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { addDays, dayFromNumber, dayNumber, daysInMonth } from '../kernel/time.js';
import { Calendar } from './calendar.js';
import { loadCalendars, readCalendarYears } from './calendar.loader.js';
import { compareCalendars } from './calendar-comparison.js';

const calendar = loadCalendars();

function workingDaysOfMonth(year: number, month: number): number {
  const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => at + 1);
  const named = days.map((day) => [year, month, day].map((part) => String(part).padStart(2, '0')));
  return named.filter((parts) => calendar.isWorkingDay(parts.join('-'))).length;
}

describe('the official calendars', () => {
  it('are those of 2024, 2025 and 2026', () =>
    assert.deepEqual(calendar.years, [2024, 2025, 2026]));

  for (const [year, count] of [
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ] as const) {
    it(`${year} has ${count} working days`, () => {
      const counted = calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`);
      assert.deepEqual(counted, { workingDays: count, provisional: false });
      const months = Array.from({ length: 12 }, (_, at) => workingDaysOfMonth(year, at + 1));
      assert.equal(
        months.reduce((sum, days) => sum + days),
        count,
      );
    });
  }

  it('give 2026 its working days month by month', () => {
    const months = Array.from({ length: 12 }, (_, at) => workingDaysOfMonth(2026, at + 1));
    assert.deepEqual(months, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  const off = {
    2024: [
      '01-01',
      '02-10',
      '02-17',
      '04-04',
      '04-06',
      '05-01',
      '05-05',
      '06-10',
      '09-15',
      '09-17',
      '10-01',
      '10-07',
    ],
    2025: [
      '01-01',
      '01-28',
      '02-04',
      '04-04',
      '04-06',
      '05-01',
      '05-05',
      '05-31',
      '06-02',
      '10-01',
      '10-08',
    ],
    2026: [
      '01-01',
      '01-03',
      '02-15',
      '02-23',
      '04-04',
      '04-06',
      '05-01',
      '05-05',
      '06-19',
      '06-21',
      '09-25',
      '09-27',
      '10-01',
      '10-07',
    ],
  };
  const work = {
    2024: [
      '02-04',
      '02-18',
      '04-07',
      '04-28',
      '05-11',
      '09-14',
      '09-29',
      '10-12',
      '02-09',
      '02-19',
    ],
    2025: ['01-26', '02-08', '04-27', '09-28', '10-11', '01-27', '10-09'],
    2026: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10', '02-24', '12-31'],
  };
  for (const [year, days] of Object.entries(off)) {
    it(`${year}: the ends of its holidays are off`, () => {
      for (const day of days) assert.equal(calendar.isWorkingDay(`${year}-${day}`), false, day);
    });
  }
  for (const [year, days] of Object.entries(work)) {
    it(`${year}: make-up days and the days beside holidays are worked`, () => {
      for (const day of days) assert.equal(calendar.isWorkingDay(`${year}-${day}`), true, day);
    });
  }
});

describe('a period of working days', () => {
  const vectors = [
    ['2024-02-08', '2024-02-23', '2024-02-28'],
    ['2024-09-30', '2024-10-15', '2024-10-18'],
    ['2025-01-27', '2025-02-12', '2025-02-17'],
    ['2025-09-30', '2025-10-16', '2025-10-21'],
    ['2025-12-31', '2026-01-12', '2026-01-15'],
    ['2026-02-13', '2026-03-02', '2026-03-05'],
    ['2026-09-24', '2026-10-12', '2026-10-15'],
    ['2026-09-30', '2026-10-15', '2026-10-20'],
  ] as const;
  for (const [day, seven, ten] of vectors) {
    it(`of 7 days from ${day} ends on ${seven}, of 10 on ${ten}`, () => {
      const counted = calendar.addWorkingDays(day, 7);
      assert.equal(counted.day, seven);
      assert.equal(counted.provisional, false);
      assert.equal(calendar.addWorkingDays(day, 10).day, ten);
    });
  }

  it('names the years it was counted by', () => {
    assert.deepEqual(calendar.addWorkingDays('2025-12-30', 7).calendarYears, [2025, 2026]);
    assert.deepEqual(calendar.addWorkingDays('2025-12-31', 7).calendarYears, [2026]);
  });

  it('is provisional as soon as it reaches into a year without a notice, and then knows weekends only', () => {
    assert.deepEqual(calendar.addWorkingDays('2026-12-30', 1), {
      day: '2026-12-31',
      provisional: false,
      calendarYears: [2026],
    });
    assert.deepEqual(calendar.addWorkingDays('2026-12-30', 2), {
      day: '2027-01-01',
      provisional: true,
      calendarYears: [2026, 2027],
    });
    assert.equal(calendar.workingDaysBetween('2026-12-31', '2027-01-04').provisional, true);
    assert.equal(calendar.workingDaysBetween('2026-12-30', '2026-12-31').provisional, false);
    assert.equal(calendar.isWorkingDay('2023-10-02'), true);
  });

  it('cannot be negative, broken or begin on no day', () => {
    assert.throws(() => calendar.addWorkingDays('2026-01-05', -1), RangeError);
    assert.throws(() => calendar.addWorkingDays('2026-01-05', 0.5), RangeError);
    assert.throws(() => calendar.addWorkingDays('2026-02-30', 1), RangeError);
    assert.throws(() => calendar.addWorkingDays('2026-01', 1), RangeError);
  });

  const anyDay = fc
    .integer({ min: dayNumber('2022-01-01'), max: dayNumber('2029-12-31') })
    .map(dayFromNumber);
  const anyPeriod = fc.integer({ min: 0, max: 800 });

  it('holds as many working days as it was asked to', () => {
    fc.assert(
      fc.property(anyDay, anyPeriod, (day, period) => {
        const end = calendar.addWorkingDays(day, period);
        assert.equal(calendar.workingDaysBetween(day, end.day).workingDays, period);
        assert.equal(
          calendar.workingDaysBetween(end.day, day).workingDays,
          period === 0 ? 0 : -period,
        );
        if (period > 0) assert.equal(calendar.isWorkingDay(end.day), true);
      }),
    );
  });

  it('ends later when it is longer or begins later', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(30), fc.integer({ min: 1, max: 200 }), (day, later, period) => {
        const end = calendar.addWorkingDays(day, period).day;
        assert.ok(calendar.addWorkingDays(addDays(day, later), period).day >= end);
        assert.ok(calendar.addWorkingDays(day, period + 1).day > end);
      }),
    );
  });

  it('is what counting day by day gives', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, period) => {
        let end = day;
        for (let left = period; left > 0; ) {
          end = addDays(end, 1);
          if (calendar.isWorkingDay(end)) left -= 1;
        }
        assert.equal(calendar.addWorkingDays(day, period).day, end);
      }),
    );
  });
});

describe('a notice that is loaded later', () => {
  it('shows which deadlines it moves and which it makes final', () => {
    const years = readCalendarYears(packageFile('data', 'calendar'));
    const before = new Calendar(years.filter(({ year }) => year < 2026));
    const deadlines = [
      { name: 'within 2025', startsOn: '2025-06-03', workingDays: 7 },
      { name: 'over New Year', startsOn: '2025-12-31', workingDays: 7 },
      { name: 'in July', startsOn: '2026-07-01', workingDays: 7 },
    ];
    const changed = compareCalendars(before, calendar, deadlines);
    assert.deepEqual(
      changed.map(({ deadline, before: was, after, moved }) => [
        deadline.name,
        was.day,
        after.day,
        moved,
      ]),
      [
        ['over New Year', '2026-01-09', '2026-01-12', true],
        ['in July', '2026-07-10', '2026-07-10', false],
      ],
    );
    assert.ok(changed.every(({ before: was, after }) => was.provisional && !after.provisional));
  });
});

describe('a calendar file', () => {
  const good = readFileSync(packageFile('data', 'calendar', '2026.yml'), 'utf8');

  function load(t: TestContext, content: string, file = '2026.yml') {
    const directory = mkdtempSync(join(tmpdir(), 'calendar-'));
    t.after(() => rmSync(directory, { recursive: true }));
    cpSync(packageFile('data', 'calendar', '2025.yml'), join(directory, '2025.yml'));
    writeFileSync(join(directory, file), content);
    return loadCalendars(directory);
  }

  it('is loaded as it stands', (t) => assert.deepEqual(load(t, good).years, [2025, 2026]));

  const broken: [string, string, RegExp][] = [
    ['with an unknown key', `${good}note: x\n`, /additional/i],
    [
      'with a count that its days do not come to',
      good.replace('workingDays: 248', 'workingDays: 249'),
      /248.*249/,
    ],
    [
      'with a day of another year',
      good.replace("to: '2026-10-07'", "to: '2027-10-07'"),
      /2027-10-07/,
    ],
    [
      'with a day that does not exist',
      good.replace("to: '2026-10-07'", "to: '2026-10-32'"),
      /2026-10-32/,
    ],
    [
      'with a holiday that ends before it begins',
      good.replace("to: '2026-10-07'", "to: '2026-09-30'"),
      /2026-09-30/,
    ],
    ['with a day written twice', good.replace("'2026-10-10'", "'2026-10-05'"), /2026-10-05/],
    ['with a make-up day on a weekday', good.replace("'2026-10-10'", "'2026-10-12'"), /2026-10-12/],
    ['that is no YAML', 'year: [', /./],
    ['without a source', good.replace(/ {2}source:.*\n/, ''), /source/],
  ];
  for (const [name, content, told] of broken) {
    it(`${name} is refused`, (t) => {
      assert.throws(
        () => load(t, content),
        (error) =>
          error instanceof Refusal &&
          error.code === 'calendar.file_refused' &&
          told.test(error.text.en) &&
          error.text.zh.includes('2026.yml'),
      );
    });
  }

  it('bears its year as its name', (t) => {
    assert.throws(() => load(t, good, '2027.yml'), /2026\.yml/);
  });

  it('may move the last days of the year before', (t) => {
    const moved = good.replace("from: '2026-01-01'", "from: '2025-12-31'");
    assert.equal(load(t, moved).isWorkingDay('2025-12-31'), false);
  });
});
