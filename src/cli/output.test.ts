// Tables of a terminal: wide characters count double, and nothing in a cell steers the terminal.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { displayWidth, printable, tableLines } from './output.js';

describe('the width of a text', () => {
  for (const [text, width] of [
    ['', 0],
    ['penalty', 7],
    ['行政处罚', 8],
    ['（２０２６）', 12],
    ['𠮷', 2],
    ['e\u0301', 1],
    ['· “x” —', 7],
    ['한국', 4],
  ] as const) {
    it(`${JSON.stringify(text)} takes ${width}`, () => assert.equal(displayWidth(text), width));
  }
});

describe('tables', () => {
  it('set columns under each other, whatever they are written in', () => {
    assert.deepEqual(
      tableLines(
        [
          ['采纳', '7', '新记录'],
          ['held', '12', ''],
        ],
        ['left', 'right'],
      ),
      ['采纳   7  新记录', 'held  12'],
    );
  });

  it('keep each row on one line', () => {
    assert.deepEqual(tableLines([['a\nb\tc', 'd']]), ['a b c  d']);
  });
});

describe('what may be printed', () => {
  it('has no escapes and no marks that turn the direction', () => {
    assert.equal(printable('a\u001b[2Jb\u202ec\u0007\u009b'), 'a\ufffd[2Jb\ufffdc\ufffd\ufffd');
    assert.equal(printable('甲\n乙\t丙'), '甲\n乙\t丙');
  });
});
