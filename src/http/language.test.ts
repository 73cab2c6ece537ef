// Which language a problem document speaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredLanguage } from './language.js';

const cases = [
  [undefined, 'zh'],
  ['', 'zh'],
  ['*', 'zh'],
  ['de-DE, fr;q=0.9', 'zh'],
  ['en', 'en'],
  ['EN-gb', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.8, zh;q=0.7', 'en'],
  ['en;q=0, zh;q=0.1', 'zh'],
  ['en;q=x', 'zh'],
] as const;

for (const [header, language] of cases) {
  test(`${header ?? 'no header'}: ${language}`, () => {
    assert.equal(preferredLanguage(header), language);
  });
}
