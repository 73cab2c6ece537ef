// Cells that say nothing.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isBlank } from './blank.js';

it('takes emptiness, strokes and the usual words for blank', () => {
  const blanks = ['', ' ', '\u3000\t', '\u00a0', '\ufeff', '/', '\\', '-', '—', '——', '－', '／'];
  const words = ['无', '空', 'null', 'NULL', 'N/A', 'n/a', '暂无', ' 无 ', '\u3000空\r'];
  for (const text of [...blanks, ...words]) {
    assert.equal(isBlank(text), true, JSON.stringify(text));
  }
});

it('takes nothing else for blank', () => {
  for (const text of ['0', '无锡', '无证经营', '空调', '-1', '/a', 'NA', '.', '否', '2024-01-05']) {
    assert.equal(isBlank(text), false, text);
  }
});
