// Days in the forms that agencies' files really hold, and those that could be two days and therefore are none.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayFromNumber } from '../kernel/time.js';
import { readDay } from './written-day.js';

describe('a written day', () => {
  const fifth = [
    '2024/1/5',
    '2024/01/05',
    '2024-01-05',
    '2024-1-5',
    '2024.1.5',
    '20240105',
    '2024年1月5日',
    '2024年01月05号',
    ' 2024 年 1 月 5 日 ',
    '２０２４－０１－０５',
    '２０２４年１月５日',
    '二〇二四年一月五日',
    '二○二四年元月五日',
    '2024-01-05 09:30:00',
    '2024-01-05T09:30:00.000',
    '2024/1/5 9:30',
    '2024/1/5 下午3:20',
    '2024年1月5日 15时20分',
    '2024年1月5日15:20',
    '20240105093000',
    '20240105 09:30:00',
    '2024-01-05T09:30:00+08:00',
    '45296',
    '45296.39583',
    '4529６',
  ];
  for (const text of fifth) {
    it(`${text} is the fifth of January 2024`, () => {
      assert.deepEqual(readDay(text), { day: '2024-01-05', precision: 'day' });
    });
  }

  it('is the day in Shanghai where a zone is written', () => {
    assert.equal(readDay('2024-01-04T16:00:00.000Z')?.day, '2024-01-05');
    assert.equal(readDay('2024-01-04T15:59:59Z')?.day, '2024-01-04');
    assert.equal(readDay('2024-01-05 00:30:00+09:00')?.day, '2024-01-04');
  });

  it('keeps the precision of a month', () => {
    for (const text of ['2024年1月', '2024-01', '2024/1', '2024.01', '二〇二四年一月']) {
      assert.deepEqual(readDay(text), { day: '2024-01', precision: 'month' }, text);
    }
  });

  it('knows terms without an end', () => {
    for (const text of [
      '长期',
      '永久',
      '长期有效',
      ' 长 期 ',
      '2099/12/31',
      '2099-12-31 00:00:00',
      '20991231',
      '2099年12月31日',
      '9999-12-31',
      '73050',
    ]) {
      assert.deepEqual(readDay(text), { longTerm: true }, text);
    }
  });

  it('reads Chinese numerals up to the thirty-first', () => {
    assert.equal(readDay('二〇二三年十二月三十一日')?.day, '2023-12-31');
    assert.equal(readDay('二零二三年十一月二十日')?.day, '2023-11-20');
    assert.equal(readDay('二〇二三年十月十日')?.day, '2023-10-10');
    assert.equal(readDay('二〇二三年二月廿一日')?.day, '2023-02-21');
    assert.equal(readDay('二〇二三年二月三十日'), null);
  });

  const none = [
    '',
    '无',
    '2024',
    '24/1/5',
    '24-01-05',
    '5/1/2024',
    '01-05-2024',
    '2024/13/1',
    '2024-02-30',
    '2023-02-29',
    '2024-00-10',
    '2024-1-0',
    '2024-1/5',
    '2024/1-5',
    '2024年1',
    '2024年',
    '2024.1',
    '2024-01-',
    '2024-01-05-06',
    '20241301',
    '2024010',
    '19999',
    '80001',
    '12345',
    '0204/1/5',
    '20224/1/5',
    '2024-01-05abc',
    '2024-01-05 25:00',
    '2024-01-05 9:75',
    '明天',
    '2024年1月5日起',
    '一月五日',
  ];
  for (const text of none) {
    it(`'${text}' is no day`, () => assert.equal(readDay(text), null));
  }

  it('reads every day back in every plain form', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 47_000 }), (number) => {
        const day = dayFromNumber(number);
        const [year = '', month = '', date = ''] = day.split('-');
        const short = [Number(month), Number(date)];
        for (const text of [
          day,
          `${year}/${short[0]}/${short[1]}`,
          `${year}${month}${date}`,
          `${year}年${short[0]}月${short[1]}日`,
        ]) {
          assert.deepEqual(readDay(text), { day, precision: 'day' });
        }
        const serial = number + 25_569;
        if (serial >= 20_000) assert.equal(readDay(String(serial))?.day, day);
      }),
    );
  });

  it('never gives anything but a day, a month or null', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0129-/.年月日 :T二〇') }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const read = readDay(input);
        if (read?.day !== undefined) assert.match(read.day, /^\d{4}-\d{2}(-\d{2})?$/);
      }),
      { numRuns: 2000 },
    );
  });
});
