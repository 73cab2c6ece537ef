// The words of the demo city: loaded as agreed or refused.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findRegion } from '../codes/region.js';
import { packageFile } from '../kernel/package-files.js';
import { loadVocabulary } from './vocabulary.loader.js';

describe('the words of the demo city', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xinheng-words-'));
    await cp(packageFile('data', 'demo'), folder, { recursive: true });
  });
  after(() => rm(folder, { recursive: true }));

  const withFile = async (name: string, change: (text: string) => string, error: RegExp) => {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8');
    const changed = change(text);
    assert.notEqual(changed, text);
    await writeFile(path, changed);
    assert.throws(() => loadVocabulary(folder), error);
    await writeFile(path, text);
  };

  it('are complete: every agency fines, warns or licenses somebody', () => {
    const { agencies } = loadVocabulary(folder);
    for (const { id, penalties, licences } of agencies) {
      assert.ok(
        penalties.some((violation) => violation.fineYuan),
        id,
      );
      assert.ok(
        licences.some((licence) => licence.years),
        id,
      );
      for (const violation of penalties) {
        const isFined = violation.kinds.includes('罚款');
        assert.equal(violation.fineYuan !== undefined, isFined, violation.act);
        const takes = violation.kinds.some((kind) => kind.startsWith('没收'));
        assert.equal(violation.confiscateYuan !== undefined, takes, violation.act);
        assert.equal(
          violation.facts.some((fact) => fact.includes('{item}')),
          violation.items !== undefined,
          violation.act,
        );
      }
    }
  });

  it('name every region as the region files do, so that pages show names and not codes', () => {
    const { city } = loadVocabulary(folder);
    for (const { zh, region } of [city.city, city.elsewhere, ...city.districts]) {
      assert.equal(findRegion(region)?.name.zh, zh, region);
    }
  });

  it('are refused with a key that nobody knows', () =>
    withFile(
      'agencies/tax.yml',
      (text) => `${text}\nsurprise: 1\n`,
      /demo_words\.shape_unknown.*tax\.yml/,
    ));

  it('are refused with an industry that nobody defined', () =>
    withFile(
      'agencies/water.yml',
      (text) => text.replace('[catering', '[alchemy'),
      /demo_words\.industry_unknown.*alchemy/,
    ));

  it('are refused with a region that could exist', () =>
    withFile(
      'city.yml',
      (text) => text.replace('"999902"', '"320585"'),
      /demo_words\.shape_unknown.*city\.yml/,
    ));
});
