// Tests of the two languages in addresses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn, readAddress, wordsIn } from './language.js';

test('an address keeps its page and its query when the language changes', () => {
  for (const address of ['/', '/about', '/search?q=%E8%8B%8F%E5%B7%9E', '/?x=1', '/english']) {
    assert.deepEqual(readAddress(addressIn('en', address)).address, address);
    assert.equal(readAddress(addressIn('en', address)).language, 'en');
    assert.deepEqual(readAddress(address), { language: 'zh', address });
  }
});

test('words are spoken in the language asked for', () => {
  const words = { greeting: { zh: '你好', en: 'Hello' } };
  assert.equal(wordsIn(words, 'zh').greeting, '你好');
  assert.equal(wordsIn(words, 'en').greeting, 'Hello');
});
