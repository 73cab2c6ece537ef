// The catalogue by day and layer: upper layers add, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CatalogueFolder } from '../../test/support/catalogue-folder.js';
import { Refusal } from '../kernel/errors.js';
import { loadCatalogue, readCatalogue } from './catalogue.loader.js';
import { fieldIndex } from './fields.js';
import { mapHeadings } from './headings.policy.js';
import { compileRowCheck } from './row-check.js';

const day = '2026-05-01';
const basis = {
  instrument: { zh: '某市补充目录', en: 'Supplementary catalogue of a city' },
  source: '文件原文',
  confidence: 'H',
};
const cityAddition = {
  addsTo: 'administrative-penalty',
  layer: 'city',
  site: '320500',
  from: '2026-01-01',
  legalBasis: [basis],
  aliases: { CF_WSH: ['案卷编号'] },
  fields: [
    {
      code: 'SZ_QLBM',
      label: { zh: '权利编码', en: 'Power code' },
      type: 'text',
      maxLength: 40,
      required: true,
      disclosure: 'public',
      part: 'facts',
      example: '0206125000',
    },
  ],
};

test("a file of the city adds a field and a heading to the nation's kind, from its own day on", (t) => {
  const folder = new CatalogueFolder(t);
  folder.write('city/penalty.yml', cityAddition);
  const catalogue = loadCatalogue(folder.directory);
  const merged = catalogue.get('administrative-penalty', day);
  assert.equal(merged.fields.length, 31);
  assert.equal(merged.fields[30]?.addedBy, 'city');
  assert.equal(catalogue.get('administrative-penalty', '2025-12-31').fields.length, 30);
  assert.equal(catalogue.get('administrative-penalty', day, 'province').fields.length, 30);
  const map = mapHeadings(merged, ['权利编码', '案卷编号']);
  assert.deepEqual([...map.fieldOfColumn], [30, fieldIndex(merged, 'CF_WSH')]);
  const { findings } = compileRowCheck(merged).check([], day);
  assert.ok(findings.some((finding) => finding.field === 30));
});

test('the same question gives the same object, so that what was compiled from it can be kept', (t) => {
  const folder = new CatalogueFolder(t);
  folder.write('city/penalty.yml', cityAddition);
  const catalogue = loadCatalogue(folder.directory);
  const once = catalogue.get('administrative-penalty', day);
  assert.equal(catalogue.get('administrative-penalty', '2026-06-01'), once);
  assert.equal(catalogue.itemsOn(day)[1], once);
});

test('county adds to city adds to nation', (t) => {
  const folder = new CatalogueFolder(t);
  folder.write('city/penalty.yml', cityAddition);
  folder.write('county/penalty.yml', {
    ...cityAddition,
    layer: 'county',
    site: '320585',
    aliases: { SZ_QLBM: ['权力事项编码'] },
    fields: [{ ...cityAddition.fields[0], code: 'TC_X', label: { zh: '镇名', en: 'Town' } }],
  });
  // The heading belongs to a field that the city brought, which the county can see but the nation has not.
  const { faults } = readCatalogue(folder.directory);
  assert.deepEqual(
    faults.map((fault) => fault.en),
    [],
  );
  const catalogue = loadCatalogue(folder.directory);
  assert.equal(catalogue.get('administrative-penalty', day).fields.length, 32);
  assert.equal(catalogue.get('administrative-penalty', day, 'city').fields.length, 31);
});

const refused: [title: string, file: object, fault: RegExp][] = [
  [
    'a field that is there already',
    { fields: [{ ...cityAddition.fields[0], code: 'CF_WSH' }] },
    /CF_WSH stands twice/,
  ],
  ['a heading that is taken', { aliases: { CF_WSH: ['罚款金额'] } }, /belongs to both/],
  ['taking away', { removes: ['BZ'] }, /unknown key removes/],
  ['changing the polarity', { polarity: 'neutral' }, /unknown key polarity/],
  ['a kind that is not there', { addsTo: 'administrative-praise' }, /no lower layer has the kind/],
  [
    'a kind before it begins',
    { from: '2015-01-01', until: '2016-01-01' },
    /no lower layer has the kind/,
  ],
  ['headings of no field', { aliases: { NOWHERE: ['无此项'] } }, /no field NOWHERE/],
  [
    'a never-collected field',
    { fields: [{ ...cityAddition.fields[0], label: { zh: '信访次数', en: 'Count' } }] },
    /petitions, which is never collected, see docs\/people\.md/,
  ],
];

for (const [title, change, fault] of refused)
  test(`an upper layer is refused ${title}`, (t) => {
    const folder = new CatalogueFolder(t);
    folder.write('city/penalty.yml', { ...cityAddition, ...change });
    const faults = readCatalogue(folder.directory).faults.map((one) => `${one.file}: ${one.en}`);
    assert.ok(faults.length > 0);
    assert.match(faults.join('\n'), fault);
    assert.ok(faults.every((one) => one.startsWith('city/penalty.yml')));
  });

test('a catalogue has one place in each layer', (t) => {
  const folder = new CatalogueFolder(t);
  folder.write('city/one.yml', cityAddition);
  folder.write('city/two.yml', {
    ...cityAddition,
    addsTo: 'administrative-licence',
    site: '320100',
  });
  assert.match(
    readCatalogue(folder.directory)
      .faults.map((fault) => fault.en)
      .join('\n'),
    /one place in each layer/,
  );
});

test('an upper layer may bring a kind of its own', (t) => {
  const folder = new CatalogueFolder(t);
  const own = folder.read('nation/administrative-licence.yml');
  folder.write('city/praise.yml', { ...own, kind: 'local-honour', layer: 'city', site: '320500' });
  const catalogue = loadCatalogue(folder.directory);
  assert.equal(catalogue.get('local-honour', day).layer, 'city');
  assert.equal(catalogue.find('local-honour', day, 'nation'), undefined);
});

test('an unknown kind is refused with the kinds there are', () => {
  assert.throws(
    () => loadCatalogue().get('administrative-praise', day),
    (error) =>
      error instanceof Refusal &&
      error.code === 'catalogue.kind_unknown' &&
      error.kind === 'not_found' &&
      /administrative-licence, administrative-penalty, organisation-registration/.test(
        error.text.zh,
      ),
  );
});
