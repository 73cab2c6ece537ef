// Which fields are shown, in which order, and how coded values are put into words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { decisionDay } from './decision-day.policy.js';
import { gramsOf } from './name-grams.policy.js';
import { shownFields } from './shown-fields.policy.js';

const penalty = loadCatalogue().get('administrative-penalty', '2026-04-10');

function item(fields: readonly object[]): CatalogueItem {
  const codeLists = {
    outcome: {
      values: [
        { code: '1', label: { zh: '有效', en: 'Valid' } },
        { code: '2', label: { zh: '无效', en: 'Void' } },
        { code: '其他-', label: { zh: '其他-', en: 'Other: ' }, openText: true },
      ],
    },
  };
  const label = { zh: '字段', en: 'Field' };
  return {
    fields: fields.map((field) => ({ label, part: 'facts', disclosure: 'public', ...field })),
    codeLists,
  } as unknown as CatalogueItem;
}

const texts = (shown: ReturnType<typeof shownFields>) =>
  shown.map(({ code, text }) => [code, text]);

test('fields stand in the order of the catalogue, whatever the order of the values', () => {
  const shown = shownFields(
    penalty,
    { CF_WSH: '甲1号', CF_XDR_LB: '法人及非法人组织' },
    { CF_XDR_MC: '甲公司' },
  );
  assert.deepEqual(
    shown.map((field) => field.code),
    ['CF_XDR_MC', 'CF_XDR_LB', 'CF_WSH'],
  );
});

test('what is not public stays out even where it is stored among what is', () => {
  const closed = item([
    { code: 'a' },
    { code: 'b', disclosure: 'authorised' },
    { code: 'c', disclosure: 'internal' },
    { code: 'd', part: 'registry' },
    { code: 'e', part: 'words' },
  ]);
  const values = { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' };
  assert.deepEqual(texts(shownFields(closed, values, values)), [
    ['a', '1'],
    ['e', '5'],
  ]);
});

test('a word taken out by law is there and empty; one that never was is not there', () => {
  const words = item([
    { code: 'a', part: 'words' },
    { code: 'b', part: 'words' },
  ]);
  assert.deepEqual(texts(shownFields(words, {}, { a: null })), [['a', null]]);
});

test('codes are shown by their labels, several of them and with an open text as well', () => {
  const coded = item([{ code: 'a', codeList: 'outcome' }]);
  const shown = (value: string) => {
    const [field] = shownFields(coded, { a: value }, {});
    return [field?.text, field?.textEn];
  };
  assert.deepEqual(shown('1'), ['有效', 'Valid']);
  assert.deepEqual(shown('1;2'), ['有效；无效', 'Valid; Void']);
  assert.deepEqual(shown('其他-责令改正'), ['其他-责令改正', 'Other: 责令改正']);
  assert.deepEqual(shown('9'), ['9', undefined]);
});

test('a month counts as its first day, no day as the day of the source', () => {
  assert.equal(decisionDay('2026-03-09', '2026-04-10'), '2026-03-09');
  assert.equal(decisionDay('2026-03', '2026-04-10'), '2026-03-01');
  assert.equal(decisionDay('long-term', '2026-04-10'), '2026-04-10');
  assert.equal(decisionDay(undefined, '2026-04-10'), '2026-04-10');
});

test('pairs count characters, not their halves, and each pair once', () => {
  assert.deepEqual(gramsOf('𠮷林𠮷林'), ['𠮷林', '林𠮷']);
  assert.deepEqual(gramsOf('苏'), []);
});
