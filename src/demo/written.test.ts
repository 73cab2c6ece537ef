// Days and amounts as the demo city writes them: the platform reads them back as they were meant.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAmount } from '../codes/written-amount.js';
import { readDay } from '../codes/written-day.js';
import { dayFromNumber, dayNumber } from '../kernel/time.js';
import { dayForms } from './vocabulary.model.js';
import { dayWithoutEnd, wanYuan, writeDay, yuanInCapitals } from './written.js';

const day = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') });
const yuan = fc.integer({ min: 1, max: 99_999_999 });

describe('what the demo city writes', () => {
  for (const form of dayForms) {
    it(`reads back: a day in the form ${form}`, () => {
      fc.assert(
        fc.property(day, (number) => {
          assert.deepEqual(readDay(writeDay(number, form)), {
            day: dayFromNumber(number),
            precision: 'day',
          });
        }),
      );
    });
  }

  it('reads back: the day that stands for no end', () => {
    assert.equal(writeDay(dayWithoutEnd, 'slash'), '2099/12/31');
    assert.deepEqual(readDay('2099/12/31'), { longTerm: true });
  });

  it('reads back: amounts in capitals and in 10,000 yuan', () => {
    assert.equal(yuanInCapitals(2000), '贰仟元整');
    assert.equal(yuanInCapitals(10_050), '壹万零伍拾元整');
    fc.assert(
      fc.property(yuan, (amount) => {
        assert.equal(readAmount(yuanInCapitals(amount), '元'), String(amount));
        assert.equal(readAmount(`${amount}元`, '万元'), wanYuan(amount));
      }),
    );
  });
});
