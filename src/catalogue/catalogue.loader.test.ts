// The loader refuses what it does not understand, and what is never collected.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CatalogueFolder, type Written } from '../../test/support/catalogue-folder.js';
import { Refusal } from '../kernel/errors.js';
import { loadCatalogue, readCatalogue } from './catalogue.loader.js';

const penalty = 'nation/administrative-penalty.yml';
const day = '2026-05-01';

function textField(code: string, zh: string, more: object = {}): object {
  return {
    code,
    label: { zh, en: `Field ${code}` },
    type: 'text',
    maxLength: 50,
    disclosure: 'internal',
    part: 'words',
    ...more,
  };
}

function faultsOf(directory: string): string[] {
  return readCatalogue(directory).faults.map(
    (fault) => `${fault.file}: ${fault.path}: ${fault.en}`,
  );
}

function assertFault(directory: string, pattern: RegExp): void {
  const faults = faultsOf(directory);
  assert.ok(
    faults.some((fault) => pattern.test(fault)),
    `no fault like ${pattern} in: ${faults.join(' | ') || 'none'}`,
  );
}

test('the product brings three kinds, the licence with 28 fields and the penalty with 30', () => {
  const catalogue = loadCatalogue();
  assert.deepEqual(catalogue.kinds(), [
    'administrative-licence',
    'administrative-penalty',
    'organisation-registration',
  ]);
  assert.equal(catalogue.get('administrative-licence', day).fields.length, 28);
  assert.equal(catalogue.get('administrative-penalty', day).fields.length, 30);
});

test('identity documents are dropped and the representative goes to the registry alone, in every kind', () => {
  for (const item of loadCatalogue().itemsOn(day)) {
    const parts = Object.fromEntries(item.fields.map((field) => [field.code, field.part]));
    for (const field of item.fields)
      if (/证件号码|证件类型|身份证|电话/.test([field.label.zh, ...field.aliases].join()))
        assert.equal(field.part, 'dropped', `${item.kind} ${field.code}`);
    assert.equal(parts[item.subject.representative ?? ''], 'registry', item.kind);
    assert.equal(parts[item.subject.name], 'words', item.kind);
  }
});

// Every object in the documents, so that a new part of the format is covered without a new test.
function objectsIn(value: Written, path: string): { path: string; object: Written }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    objectsIn(member, `${path}/${name}`),
  );
  return Array.isArray(value) ? inside : [{ path, object: value }, ...inside];
}

test('an unknown key is refused wherever it stands, with file and path', (t) => {
  const folder = new CatalogueFolder(t);
  for (const file of [penalty, 'code-lists/penalty-kind.yml']) {
    const original = folder.read(file);
    // One object of each kind: of the many fields and values the first is enough.
    const places = objectsIn(original, '').filter(
      ({ path }) => !/\/(fields|values|consistency)\/(?!0)/.test(path),
    );
    assert.ok(places.length > 5);
    for (const { path } of places) {
      const changed = structuredClone(original);
      const target = objectsIn(changed, '').find((place) => place.path === path)?.object;
      target['surprise'] = 'x';
      folder.write(file, changed);
      const place = path.slice(1).replaceAll('/', '\\/');
      assertFault(folder.directory, new RegExp(`^${file}: ${place}: unknown key surprise`));
    }
    folder.write(file, original);
  }
  assert.deepEqual(faultsOf(folder.directory), []);
});

const neverCollected: [label: string, kind: RegExp][] = [
  ['宗教信仰', /religion/],
  ['民族', /ethnicity/],
  ['基因检测结果', /genes/],
  ['指纹', /biometrics/],
  ['人脸照片', /biometrics/],
  ['血型', /blood type/],
  ['既往病史', /illness/],
  ['诊断结论', /illness/],
  ['计划生育情况', /family planning/],
  ['政治面貌', /political opinion/],
  ['网络言论', /speech and online activity/],
  ['上网记录', /speech and online activity/],
  ['信访次数', /petitions/],
  ['行踪轨迹', /travel and location/],
  ['闯红灯次数', /travel and location/],
  ['垃圾分类情况', /household behaviour/],
  ['婚姻状况', /household behaviour/],
];

for (const [label, kind] of neverCollected)
  test(`a field "${label}" is refused, even one that is dropped, and the refusal names docs/people.md`, (t) => {
    const folder = new CatalogueFolder(t);
    for (const part of ['words', 'dropped']) {
      folder.write(
        penalty,
        withFields(folder.read(penalty), [textField('extra', label, { part })]),
      );
      assertFault(folder.directory, kind);
      assert.throws(
        () => loadCatalogue(folder.directory),
        (error) =>
          error instanceof Refusal &&
          error.code === 'catalogue.files_refused' &&
          error.text.zh.includes('docs/people.md') &&
          error.text.zh.includes(penalty) &&
          error.text.en.includes('docs/people.md'),
      );
      folder.change(penalty, (document) => document.fields.pop());
    }
  });

function withFields(document: Written, fields: object[]): Written {
  return { ...document, fields: [...document.fields, ...fields] };
}

test('the never-collected kinds are also seen in codes, English labels, aliases and the title', (t) => {
  const folder = new CatalogueFolder(t);
  const original = folder.read(penalty);
  const hidden = [
    textField('bloodType', '类别甲'),
    textField('BLOOD_TYPE', '类别甲'),
    textField('extra', '类别甲', { label: { zh: '类别甲', en: 'Religious belief' } }),
    textField('extra', '类别甲', { aliases: ['所属类别', '政治面貌'] }),
  ];
  for (const field of hidden) {
    folder.write(penalty, withFields(original, [field]));
    assertFault(folder.directory, /never collected/);
  }
  folder.write(penalty, { ...original, title: { zh: '计划生育处罚', en: 'Penalty' } });
  assertFault(folder.directory, /title: .*family planning/);
});

test('words of organisations are not taken for those of people', (t) => {
  const folder = new CatalogueFolder(t);
  folder.write(
    penalty,
    withFields(folder.read(penalty), [
      textField('a1', '宗教活动场所登记证号'),
      textField('a2', '生育保险缴费基数'),
      textField('a3', '残疾人就业保障金'),
      textField('a4', '许可证件号码'),
    ]),
  );
  assert.deepEqual(faultsOf(folder.directory), []);
});

test('documents, telephones and homes of people can only be dropped', (t) => {
  const folder = new CatalogueFolder(t);
  const original = folder.read(penalty);
  for (const label of ['联系电话', '经办人身份证号', '家庭住址', '护照号码', '手机']) {
    folder.write(penalty, withFields(original, [textField('extra', label)]));
    assertFault(folder.directory, /can only have part: dropped, see docs\/people\.md/);
    folder.write(penalty, withFields(original, [textField('extra', label, { part: 'dropped' })]));
    assert.deepEqual(faultsOf(folder.directory), [], label);
  }
  folder.change(penalty, (document) => {
    document.fields.find((field: Written) => field.code === 'CF_FRDB').part = 'facts';
  });
  assertFault(folder.directory, /must go to the registry alone/);
});

test('all faults of all files are reported together', (t) => {
  const folder = new CatalogueFolder(t);
  folder.change(penalty, (document) => {
    document.colour = 'red';
    document.polarity = 'bad';
    delete document.producer;
  });
  folder.change('nation/administrative-licence.yml', (document) => {
    document.decidedOn = 'NOWHERE';
    document.fields[0].disclosure = 'everybody';
  });
  folder.writeText('nation/broken.yml', 'kind: a\nkind: b\n');
  const faults = faultsOf(folder.directory).join('\n');
  for (const pattern of [
    /penalty\.yml: : unknown key colour/,
    /penalty\.yml: polarity: must be one of adverse, favourable, neutral/,
    /penalty\.yml: : producer is missing/,
    /licence\.yml: fields\/0\/disclosure: must be one of public, authorised, internal/,
    /broken\.yml: line 2: not YAML/,
  ])
    assert.match(faults, pattern);
});

const bent: [title: string, bend: (document: Written) => void, fault: RegExp][] = [
  ['a doubled field code', (d) => d.fields.push(d.fields[0]), /CF_XDR_MC stands twice/],
  [
    'a heading of two fields, written otherwise',
    (d) => d.fields.push(textField('extra', '* 罚款 金额(万元)')),
    /belongs to both CF_NR_FK and extra/,
  ],
  ['a day that does not exist', (d) => (d.from = '2026-02-30'), /is not a day that exists/],
  ['an end before the beginning', (d) => (d.until = '2018-01-01'), /the end must come after/],
  ['a place for the nation', (d) => (d.site = '320500'), /the nation has no site/],
  ['the folder of another layer', (d) => (d.layer = 'city'), /lies in the folder nation/],
  ['a key that is no field', (d) => d.naturalKey.push('NOWHERE'), /no field "NOWHERE"/],
  ['a key among the words', (d) => d.naturalKey.push('CF_SY'), /"CF_SY" must be among the facts/],
  ['a decision day that is a text', (d) => (d.decidedOn = 'CF_WSH'), /must be of type day/],
  ['a code list that is not there', (d) => d.codeLists.push('colours'), /no colours\.yml/],
  [
    'a condition on an unknown value',
    (d) => (d.fields[19].requiredWhen.anyOf = ['流放']),
    /"流放" is not in the code list of CF_CFLB/,
  ],
  [
    'an organisation whose code is not for the public',
    (d) => (d.fields[2].disclosure = 'internal'),
    /subject\/uscc: the field "CF_XDR_SHXYM" must be for the public/,
  ],
  ['an amount without unit', (d) => delete d.fields[19].unit, /an amount has a unit/],
  ['a list for a text', (d) => (d.fields[0].codeList = 'penalty-kind'), /no other type has one/],
  [
    'what is not established without a reason',
    (d) => delete d.legalBasis[0].why,
    /legalBasis\/0: what is not established says why/,
  ],
  [
    'a rule with members of another',
    (d) => (d.consistency[0].later = 'CF_JDRQ'),
    /consistency\/0: amount-agrees-with-text takes amount, text/,
  ],
  ['no publication and no reason', (d) => (d.publication = { published: false }), /gives a reason/],
];

for (const [title, bend, fault] of bent)
  test(`refused: ${title}`, (t) => {
    const folder = new CatalogueFolder(t);
    folder.change(penalty, bend);
    assertFault(folder.directory, fault);
  });

test('two files of one kind may follow one another but not overlap', (t) => {
  const folder = new CatalogueFolder(t);
  folder.change(penalty, (document) => (document.until = '2027-01-01'));
  const next = { ...folder.read(penalty), from: '2027-01-01', until: undefined };
  folder.write('nation/administrative-penalty-2027.yml', next);
  assert.deepEqual(faultsOf(folder.directory), []);
  const catalogue = loadCatalogue(folder.directory);
  assert.equal(catalogue.get('administrative-penalty', '2026-12-31').from, '2018-07-01');
  assert.equal(catalogue.get('administrative-penalty', '2027-01-01').from, '2027-01-01');
  folder.write('nation/administrative-penalty-2027.yml', { ...next, from: '2026-12-31' });
  assertFault(folder.directory, /overlaps in date/);
});

test('an empty folder is no catalogue', (t) => {
  const folder = new CatalogueFolder(t);
  assert.throws(() => loadCatalogue(`${folder.directory}/nowhere`), /holds no catalogue item/);
});
