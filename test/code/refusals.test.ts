// The register of refusals: one code each, both languages, and words that say what is so.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { refusalRegister } from '../../src/kernel/errors.js';
import { packageFile } from '../../src/kernel/package-files.js';

const placeholder = /\{(\w+)\}/g;

/** Loads every module that declares refusals, which fills the register; a code declared twice fails here. */
async function loadRegister(): Promise<void> {
  const folder = packageFile('dist', 'src');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js') || name.endsWith('.test.js')) continue;
    const path = join(folder, name);
    if (!readFileSync(path, 'utf8').includes('= defineRefusals(')) continue;
    await import(pathToFileURL(path).href);
  }
}

test('every refusal has a code in form, both languages, and the same values in both', async () => {
  await loadRegister();
  assert.ok(refusalRegister.size >= 20);
  for (const [code, { zh, en }] of refusalRegister) {
    assert.match(code, /^[a-z][a-z_-]*\.[a-z][a-z0-9_]*$/);
    assert.match(zh, /\p{Script=Han}/u, code);
    assert.doesNotMatch(en, /\p{Script=Han}/u, code);
    const values = (text: string) =>
      new Set([...text.matchAll(placeholder)].map(([, name]) => name ?? ''));
    // Lists of faults come in each language on their own.
    const shared = (text: string) =>
      [...values(text)].filter((name) => !/^(zh|en)[A-Z]|(Zh|En)$/.test(name));
    assert.deepEqual(shared(zh).toSorted(), shared(en).toSorted(), code);
  }
});

test('a refusal says what is so: nothing is "invalid", and nobody is begged', async () => {
  await loadRegister();
  for (const [code, { zh, en }] of refusalRegister) {
    assert.doesNotMatch(en, /\b(invalid|please|sorry|oops)\b/i, code);
    assert.doesNotMatch(zh, /无效|非法|抱歉|(?<!申)请(?!求)/, code);
    assert.match(zh, /[。）.}]$/, code);
    assert.match(en, /[.)}]$/, code);
  }
});
