// Regions: Suzhou's units, former codes, codes of registries, and that an unknown one is no fault.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Refusal } from '../kernel/errors.js';
import { findRegion } from './region.js';
import { readRegions } from './region.loader.js';
import { isUscc } from './uscc.js';

describe('a region', () => {
  it('has its name', () => {
    const units = [
      '320500',
      '320505',
      '320506',
      '320507',
      '320508',
      '320509',
      '320581',
      '320582',
      '320583',
      '320585',
    ];
    const names = [
      '苏州市',
      '虎丘区',
      '吴中区',
      '相城区',
      '姑苏区',
      '吴江区',
      '常熟市',
      '张家港市',
      '昆山市',
      '太仓市',
    ];
    assert.deepEqual(
      units.map((code) => findRegion(code)?.name.zh),
      names,
    );
    assert.equal(findRegion('320585101')?.name.en, 'Shaxi Town');
    assert.equal(findRegion('320583108')?.name.zh, '千灯镇');
  });

  it('is known by the codes of registries and by former codes, with a note', () => {
    assert.equal(findRegion('320594')?.name.zh, '苏州工业园区');
    assert.match(findRegion('320592')?.note?.en ?? '', /registry/);
    assert.match(findRegion('320584')?.note?.zh ?? '', /320509/);
  });

  it('that is unknown makes no code wrong', () => {
    assert.equal(findRegion('510104'), undefined);
    assert.equal(findRegion('constructor'), undefined);
    assert.equal(isUscc('91510104MA6CFT042R'), true);
  });
});

describe('a region file', () => {
  const good =
    "source: test\nregions:\n  - code: '320585'\n    name: { zh: 太仓市, en: Taicang }\n";
  const broken: [string, string][] = [
    ['with a code twice', `${good}  - code: '320585'\n    name: { zh: 太仓市, en: Taicang }\n`],
    ['with an unknown key', `${good}    rank: 1\n`],
    ['with a code that is a number', good.replace("'320585'", '320585')],
    ['that is no YAML', 'regions: ['],
  ];
  for (const [name, content] of broken) {
    it(`${name} is refused`, (t) => {
      const directory = mkdtempSync(join(tmpdir(), 'regions-'));
      t.after(() => rmSync(directory, { recursive: true }));
      writeFileSync(join(directory, 'a.yml'), content);
      assert.throws(
        () => readRegions(directory),
        (error) => error instanceof Refusal && error.code === 'regions.file_refused',
      );
    });
  }
});
