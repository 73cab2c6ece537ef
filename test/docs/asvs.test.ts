// The page on ASVS has every item of level 2 once, says of each how it stands, and names things that exist.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';

interface Row {
  readonly item: string;
  readonly stands: string;
  readonly where: string;
}

const text = readFileSync(packageFile('docs', 'security', 'asvs.md'), 'utf8');
const rows: Row[] = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \|[^|]+\| ([^|]+) \| (.+) \|$/gm)].map(
  ([, item = '', stands = '', where = '']) => ({ item, stands, where }),
);

// How many items of level 2 each chapter of ASVS 4.0.3 has.
const itemsOfChapter = [38, 54, 18, 9, 30, 13, 12, 15, 7, 5, 8, 15, 13, 23];

describe('the page on ASVS', () => {
  it('has every item of level 2 once', () => {
    const counts = itemsOfChapter.map(
      (_, index) => rows.filter(({ item }) => item.startsWith(`${index + 1}.`)).length,
    );
    assert.deepEqual(counts, itemsOfChapter);
    assert.equal(new Set(rows.map(({ item }) => item)).size, rows.length);
  });

  it('says of each that it is met, not met, or does not apply', () => {
    for (const { item, stands } of rows) {
      assert.ok(['met', 'not met', 'n/a'].includes(stands), `${item} ${stands}`);
    }
  });

  it('names for what is met a file that exists', () => {
    for (const { item, stands, where } of rows) {
      const paths = [...where.matchAll(/`([\w./-]+\/?[\w.-]+\.\w+|\.ci\/run)`/g)].map(
        ([, path = '']) => path,
      );
      if (stands === 'met') assert.ok(paths.length > 0, `${item} names no file`);
      for (const path of paths) assert.ok(existsSync(packageFile(path)), `${item} ${path}`);
    }
  });
});
