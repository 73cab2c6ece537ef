// The glossary is one-to-one, and the words that the law has left behind stand nowhere else.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';
import { packageFile, packageRoot } from '../../src/kernel/package-files.js';

interface Line {
  readonly terms: readonly string[];
  readonly identifiers: readonly string[];
}

const glossary = readFileSync(packageFile('docs', 'GLOSSARY.md'), 'utf8');

function readLines(text: string): Line[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => {
    const [, terms = '', identifiers = ''] = row.split('|');
    return {
      terms: terms.split(' / ').map((term) => term.trim()),
      identifiers: [...identifiers.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    };
  });
}

function findDoubled(names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at);
}

describe('the glossary', () => {
  const lines = readLines(glossary);

  it('has a Chinese term and an identifier in each line', () => {
    assert.ok(lines.length > 70, `${lines.length} lines were read`);
    for (const { terms, identifiers } of lines) {
      assert.ok(
        terms.every((term) => term !== ''),
        terms.join(),
      );
      assert.ok(identifiers.length > 0, `${terms.join()} has no identifier`);
    }
  });

  it('gives each Chinese term one identifier', () => {
    assert.deepEqual(findDoubled(lines.flatMap(({ terms }) => terms)), []);
  });

  it('gives each identifier one Chinese term', () => {
    const identifiers = lines.flatMap((line) => line.identifiers);
    assert.deepEqual(findDoubled(identifiers.map((name) => name.toLowerCase())), []);
  });
});

describe('the words that the law has left behind', () => {
  const colours: [string, string][] = [
    ['black', '黑'],
    ['red', '红'],
  ];
  const banned = colours.map(([en, zh]) => new RegExp(`${en}[ _-]?list|${zh}名单`, 'i'));

  function listFiles(folder: string): string[] {
    if (!existsSync(packageFile(folder))) return [];
    return readdirSync(packageFile(folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.(?:ts|tsx|md|ya?ml|css|json|csv|sql|html)$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name).slice(packageRoot.length + 1));
  }

  function findBanned(text: string): string[] {
    return text.split('\n').filter((line) => banned.some((word) => word.test(line)));
  }

  const folders = ['src', 'data', 'test', 'docs', 'migrations'];
  const files = folders.flatMap(listFiles).filter((file) => file !== join('docs', 'people.md'));

  it('are looked for in every folder', () => {
    for (const folder of ['src', 'data', 'test', 'docs']) {
      assert.ok(
        files.some((file) => file.startsWith(folder + sep)),
        folder,
      );
    }
    assert.equal(findBanned(`a ${['black', 'list'].join('')} of`).length, 1);
    assert.equal(findBanned(['红', '名单'].join('')).length, 1);
  });

  it('stand in one sentence of the glossary and nowhere else', () => {
    const found = files.flatMap((file) =>
      findBanned(readFileSync(packageFile(file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
    );
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^docs.GLOSSARY\.md: Two words are banned/);
  });
});
