// Tests of how days, amounts and codes are written on the pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { usccGroups, writtenAmount, writtenCount, writtenDay, writtenMoment } from './written.js';

test('days are written as people write them, with the precision they have', () => {
  assert.equal(writtenDay('2026-04-10', 'zh'), '2026年4月10日');
  assert.equal(writtenDay('2026-04-10', 'en'), '10 April 2026');
  assert.equal(writtenDay('2026-12', 'zh'), '2026年12月');
  assert.equal(writtenDay('2026-12', 'en'), 'December 2026');
  assert.equal(writtenDay('long-term', 'zh'), '长期');
  assert.equal(writtenDay('long-term', 'en'), 'No end date');
  assert.equal(writtenDay('约2026年', 'zh'), '约2026年');
});

test('moments are given in China time', () => {
  const moment = Date.parse('2026-04-09T17:05:09Z');
  assert.equal(writtenMoment(moment, 'zh'), '2026年4月10日 01:05:09');
  assert.equal(writtenMoment(moment, 'en'), '10 April 2026, 01:05:09 (UTC+8)');
});

test('amounts in 万元 are given in yuan as well', () => {
  assert.equal(writtenAmount('0.2', '万元', 'zh'), '0.2 万元（2,000 元）');
  assert.equal(writtenAmount('0.2', '万元', 'en'), 'CNY 2,000');
  assert.equal(writtenAmount('1234.567891', '万元', 'zh'), '1,234.567891 万元（12,345,678.91 元）');
  assert.equal(writtenAmount('0.000001', '万元', 'en'), 'CNY 0.01');
  assert.equal(writtenAmount('1500.5', '元', 'zh'), '1,500.5 元');
  assert.equal(writtenAmount('three', '万元', 'zh'), 'three 万元');
});

test('no amount loses a digit when it is put into yuan', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (hundredths) => {
      const whole = hundredths / 1_000_000n;
      const text = `${whole}.${String(hundredths % 1_000_000n).padStart(6, '0')}`;
      const shown = writtenAmount(text, '万元', 'en').replace(/^CNY |,/g, '');
      const [yuan = '', rest = ''] = shown.split('.');
      assert.equal(BigInt(yuan) * 100n + BigInt(rest.padEnd(2, '0')), hundredths);
    }),
  );
});

test('counts carry separators, codes their groups', () => {
  assert.equal(writtenCount(200_000, 'zh'), '200,000');
  assert.deepEqual(usccGroups('91320100748204660Q'), ['91', '320100', '748204660', 'Q']);
  assert.deepEqual(usccGroups('short'), ['short']);
});
