// What comes from an item besides the check: JSON Schema, template, and the look over the files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CatalogueFolder } from '../../test/support/catalogue-folder.js';
import { checkExample, testDay } from '../../test/support/catalogue-rows.js';
import { loadCatalogue } from './catalogue.loader.js';
import { mapHeadings } from './headings.policy.js';
import type { CatalogueItem } from './item.model.js';
import { jsonSchemaOf } from './json-schema.js';
import { lintCatalogue } from './lint.js';
import { templateCsv } from './template.js';

const items = loadCatalogue().itemsOn(testDay);
const penalty = items.find((item) => item.kind === 'administrative-penalty') as CatalogueItem;

function validatorOf(item: CatalogueItem): (record: object) => boolean {
  const validate = new Ajv2020({ strict: false }).compile(jsonSchemaOf(item));
  return (record) => validate(record);
}

function recordOf(
  item: CatalogueItem,
  changes: Record<string, string> = {},
): Record<string, string> {
  const { values } = checkExample(item, changes);
  return Object.fromEntries(
    item.fields.flatMap((field, at) => {
      const value = values[at];
      return value == null ? [] : [[field.code, value]];
    }),
  );
}

test('what the row check passes, the JSON Schema passes', () => {
  for (const item of items) assert.ok(validatorOf(item)(recordOf(item)), item.kind);
  const validate = validatorOf(penalty);
  for (const changes of [
    { CF_JDRQ: '2024年1月', CF_YXQ: '长期' },
    { CF_CFLB: '警告；罚款；其他-责令改正、限期拆除' },
    { CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '' },
  ])
    assert.ok(validate(recordOf(penalty, changes)), JSON.stringify(changes));
});

test('the JSON Schema refuses what the row check would find', () => {
  const validate = validatorOf(penalty);
  const record = recordOf(penalty);
  const { CF_WSH: _number, ...withoutNumber } = record;
  const { CF_NR_FK: _fine, ...withoutFine } = record;
  for (const wrong of [
    withoutNumber,
    withoutFine,
    { ...record, CF_JDRQ: '2024/4/10' },
    { ...record, CF_JDRQ: 'long-term' },
    { ...record, CF_CFLB: '流放' },
    { ...record, CF_CFLB: '罚款;行政拘留' },
    { ...record, CF_CFLB: '其他' },
    { ...record, CF_XDR_LB: '自然人' },
    { ...record, CF_NR_FK: '1e3' },
    { ...record, CF_WSH: '字'.repeat(65) },
    { ...record, CF_FR_ZJHM: '1' },
    { ...record, COLOUR: 'red' },
  ])
    assert.ok(!validate(wrong), JSON.stringify(wrong));
});

test('the template has the headings in order, without the dropped ones, and maps in full', () => {
  for (const item of items) {
    const csv = templateCsv(item);
    assert.ok(csv.startsWith('\ufeff') && csv.endsWith('\r\n'));
    const headings = csv.slice(1, -2).split(',');
    const kept = item.fields.filter((field) => field.part !== 'dropped');
    assert.deepEqual(
      headings,
      kept.map((field) => field.label.zh),
    );
    const map = mapHeadings(item, headings);
    assert.equal(map.mapped.length, kept.length);
    assert.deepEqual([map.unknown, map.dropped, map.missingRequired], [[], [], []]);
    assert.equal(templateCsv(item, { example: true }).split('\r\n').length, 3);
  }
});

test("the product's catalogue has no faults, its examples pass, and what is not established is said", () => {
  const report = lintCatalogue(testDay);
  assert.deepEqual(report.faults, []);
  assert.equal(report.kinds.length, 3);
  assert.ok(report.remarks.length > 0);
  for (const remark of report.remarks) {
    assert.match(remark.zh, /^(未确立|把握不足)/);
    assert.match(remark.en, /^(not established|unsure)/);
  }
});

test('lint tells faults without refusing, and examples that would go back', (t) => {
  const folder = new CatalogueFolder(t);
  folder.change('nation/administrative-penalty.yml', (document) => {
    document.fields[0].example = '字'.repeat(201);
  });
  folder.change('nation/administrative-licence.yml', (document) => (document.colour = 'red'));
  const report = lintCatalogue(testDay, folder.directory);
  assert.deepEqual(
    report.faults.map((fault) => fault.en),
    ['unknown key colour'],
  );
  const remark = report.remarks.find((one) => one.path === 'fields/CF_XDR_MC/example');
  assert.match(remark?.en ?? '', /would not be admitted: .*201 characters/);
});

function writtenField(code: string, zh: string, more: object): object {
  return {
    code,
    label: { zh, en: `Label of ${code}` },
    disclosure: 'public',
    part: 'facts',
    ...more,
  };
}

test('a kind that is a YAML file alone is there: check, headings, schema, template', (t) => {
  const folder = new CatalogueFolder(t);
  const basis = { instrument: { zh: '目录', en: 'Catalogue' }, source: '原文', confidence: 'H' };
  folder.write('city/honour.yml', {
    kind: 'city-honour',
    layer: 'city',
    site: '320500',
    from: '2026-01-01',
    title: { zh: '荣誉', en: 'Honour' },
    producer: { zh: '授予机关', en: 'The granting authority' },
    polarity: 'favourable',
    frequency: { zh: '授予后', en: 'After each grant' },
    legalBasis: [basis],
    timeliness: { period: 30, unit: 'natural-days', startsFrom: 'day', basis },
    publication: { published: true },
    naturalKey: ['uscc', 'day'],
    subject: { name: 'name', uscc: 'uscc' },
    decidedOn: 'day',
    fields: [
      writtenField('name', '名称', {
        type: 'text',
        part: 'words',
        required: true,
        example: '甲公司',
      }),
      writtenField('uscc', '代码', { type: 'uscc', required: true, example: '91991100MA7CX4D20D' }),
      writtenField('day', '授予日期', { type: 'day', required: true, example: '2026/2/1' }),
    ],
  });
  const item = loadCatalogue(folder.directory).get('city-honour', testDay);
  assert.deepEqual(checkExample(item).values, ['甲公司', '91991100MA7CX4D20D', '2026-02-01']);
  assert.equal(templateCsv(item), '\ufeff名称,代码,授予日期\r\n');
  assert.equal(mapHeadings(item, ['* 授予 日期']).mapped.length, 1);
  assert.ok(validatorOf(item)(recordOf(item)));
});
