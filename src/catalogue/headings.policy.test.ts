// Headings of both generations, written in every way, find their fields; personal columns are dropped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from './catalogue.loader.js';
import { fieldIndex } from './fields.js';
import { droppedColumn, mapHeadings, unknownColumn } from './headings.policy.js';
import type { CatalogueItem } from './item.model.js';

const catalogue = loadCatalogue();
const penalty = catalogue.get('administrative-penalty', '2026-05-01');
const licence = catalogue.get('administrative-licence', '2026-05-01');

const dropped = ['法定代表人证件类型', '法定代表人证件号码', '证件类型', '证件号码'];
const subjectBlock = [
  '行政相对人代码_1(统一社会信用代码)',
  '行政相对人代码_2(工商注册号)',
  '行政相对人代码_3(组织机构代码)',
  '行政相对人代码_4(税务登记号)',
  '行政相对人代码_5(事业单位证书号)',
  '行政相对人代码_6(社会组织登记证号)',
  '法定代表人',
];
const penaltyRest =
  '行政处罚决定书文号 违法行为类型 违法事实 处罚依据 处罚类别 处罚内容 罚款金额（万元） 没收违法所得、没收非法财物的金额（万元） 暂扣或吊销证照名称及编号 处罚决定日期 处罚有效期 公示截止期 处罚机关 处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注'.split(
    ' ',
  );
const licenceRest =
  '行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可编号 许可内容 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态 数据来源单位 数据来源单位统一社会信用代码 备注'.split(
    ' ',
  );

function currentTemplate(rest: string[]): string[] {
  return ['行政相对人名称', '行政相对人类别', ...subjectBlock, ...dropped, ...rest];
}

function firstTemplate(rest: string[]): string[] {
  return ['行政相对人名称', ...subjectBlock, '法定代表人身份证号', ...rest];
}

function fieldsOf(item: CatalogueItem, headings: string[]): (string | undefined)[] {
  return [...mapHeadings(item, headings).fieldOfColumn].map((field) => item.fields[field]?.code);
}

for (const [item, rest] of [
  [penalty, penaltyRest],
  [licence, licenceRest],
] as const) {
  test(`${item.kind}: the current template maps in full, four columns are dropped`, () => {
    const headings = currentTemplate(rest);
    assert.equal(headings.length, item.fields.length);
    const map = mapHeadings(item, headings);
    assert.deepEqual(map.dropped, dropped);
    assert.deepEqual([map.unknown, map.doubled, map.missingRequired], [[], [], []]);
    headings.forEach((heading, column) =>
      assert.equal(map.fieldOfColumn[column], dropped.includes(heading) ? droppedColumn : column),
    );
    assert.equal(map.mapped.length, headings.length - 4);
    assert.equal(map.columnOfField[fieldIndex(item, 'BZ')], headings.length - 1);
    assert.equal(map.columnOfField[9], -1);
  });

  test(`${item.kind}: the template of early 2018 maps in full, nothing required is missed`, () => {
    const headings = firstTemplate(rest);
    const map = mapHeadings(item, headings);
    assert.deepEqual(map.dropped, ['法定代表人身份证号']);
    assert.deepEqual([map.unknown, map.doubled, map.missingRequired], [[], [], []]);
    assert.equal(map.mapped.length, headings.length - 1);
  });

  test(`${item.kind}: field codes serve as headings, in any case, of both generations`, () => {
    const codes = item.fields.map((field) => field.code);
    const expected = item.fields.map((field) =>
      field.part === 'dropped' ? undefined : field.code,
    );
    assert.deepEqual(fieldsOf(item, codes), expected);
    assert.deepEqual(
      fieldsOf(
        item,
        codes.map((code) => code.toLowerCase()),
      ),
      expected,
    );
    const prefix = item.kind === 'administrative-penalty' ? 'CF' : 'XK';
    assert.deepEqual(mapHeadings(item, [`${prefix}_FR_SFZH`]).dropped, [`${prefix}_FR_SFZH`]);
  });

  test(`${item.kind}: English labels serve as headings`, () => {
    const map = mapHeadings(
      item,
      item.fields.map((field) => field.label.en),
    );
    assert.deepEqual([map.unknown, map.doubled, map.missingRequired], [[], [], []]);
  });
}

test('width, brackets, blanks and marks make no difference', () => {
  const ways = [
    '罚款金额（万元）',
    '罚款金额(万元)',
    '*罚款金额（万元）',
    '＊ 罚款金额 （ 万元 ）',
    '罚款金额（万元）（必填）',
    '罚款金额（万元）【涉及时必填】',
    '罚款金额(万元)*(选填)',
    '罚款金额\n（万元）',
    '\ufeff罚款金额（万元）：',
    'ＣＦ＿ＮＲ＿ＦＫ',
  ];
  for (const way of ways) assert.deepEqual(fieldsOf(penalty, [way]), ['CF_NR_FK'], way);
});

test('another unit is another column', () => {
  const map = mapHeadings(penalty, ['罚款金额（元）']);
  assert.deepEqual(map.unknown, ['罚款金额（元）']);
  assert.equal(map.fieldOfColumn[0], unknownColumn);
});

test("a field's own label goes before an alias; two of the same rank are doubled", () => {
  const map = mapHeadings(penalty, ['负责人', '法定代表人', '处罚内容', ' 处罚内容* ', '处罚结果']);
  assert.deepEqual(Array.from(map.fieldOfColumn.subarray(0, 2)), [
    unknownColumn,
    fieldIndex(penalty, 'CF_FRDB'),
  ]);
  assert.deepEqual(map.unknown, ['负责人', '处罚结果']);
  assert.deepEqual(map.doubled, ['处罚内容*']);
  assert.equal(map.columnOfField[fieldIndex(penalty, 'CF_NR')], 2);
});

test('columns that no item knows are unknown; those with personal details are dropped; empty ones are nothing', () => {
  const headings = [
    '处罚内容',
    '承办人',
    '联系电话',
    '家庭住址',
    '经办人身份证号码',
    '',
    ' ',
    '许可证件号码',
  ];
  const map = mapHeadings(penalty, headings);
  assert.deepEqual(map.unknown, ['承办人', '许可证件号码']);
  assert.deepEqual(map.dropped, ['联系电话', '家庭住址', '经办人身份证号码']);
  assert.deepEqual(Array.from(map.fieldOfColumn.subarray(1)), [-1, -2, -2, -2, -1, -1, -1]);
});

test('several dropped columns of one field are all dropped, none is doubled', () => {
  const map = mapHeadings(penalty, ['法定代表人证件号码', '法定代表人身份证号', 'CF_FR_SFZH']);
  assert.equal(map.dropped.length, 3);
  assert.deepEqual(map.doubled, []);
});

test('required fields without a column are named', () => {
  const map = mapHeadings(penalty, ['行政相对人名称', '处罚内容']);
  const missing = map.missingRequired.map((field) => field.code);
  assert.ok(missing.includes('CF_WSH') && missing.includes('CF_JDRQ'));
  assert.ok(!missing.includes('CF_XDR_MC') && !missing.includes('CF_XDR_LB'));
});

test('a first record that stands where headings should is masked and cut', () => {
  const map = mapHeadings(penalty, ['张三11010519491231002X', '字'.repeat(500)]);
  assert.doesNotMatch(map.unknown.join(), /19491231/);
  assert.equal(map.unknown[1]?.length, 100);
});
