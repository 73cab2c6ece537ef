// What the row check says of a row: canonical values, findings by the rules, people kept out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { briefly, checkExample, messages, testDay } from '../../test/support/catalogue-rows.js';
import { loadCatalogue } from './catalogue.loader.js';
import { fieldIndex } from './fields.js';
import { findingMessage, findingRegister, findingRules } from './findings.js';
import { compileRowCheck } from './row-check.js';

const catalogue = loadCatalogue();
const penalty = catalogue.get('administrative-penalty', testDay);
const licence = catalogue.get('administrative-licence', testDay);
const registration = catalogue.get('organisation-registration', testDay);

function valueOf(changes: Record<string, string>, code: string, item = penalty): string | null {
  return checkExample(item, changes).values[fieldIndex(item, code)] ?? null;
}

function found(changes: Record<string, string>, item = penalty): string[] {
  return briefly(item, checkExample(item, changes));
}

test('the examples of all kinds pass', () => {
  for (const item of [penalty, licence, registration])
    assert.deepEqual(briefly(item, checkExample(item)), [], item.kind);
});

describe('V-REQ and V-COND', () => {
  test('every required field is missed when it is blank, however the blank is written', () => {
    for (const blank of ['', '  ', '/', '——', '无', 'NULL', '\u3000', '\u202e\u0007'])
      for (const field of penalty.fields)
        if (field.required)
          assert.deepEqual(found({ [field.code]: blank }), [`${field.code} required_missing`]);
  });

  test('what is not required may be blank; the category may, because the first template has no such column', () => {
    assert.deepEqual(found({ CF_XDR_LB: '无', BZ: '/' }), []);
    assert.equal(valueOf({ BZ: '无' }, 'BZ'), null);
  });

  const conditions: [changes: Record<string, string>, findings: string[]][] = [
    [{ CF_NR_FK: '' }, ['CF_NR_FK condition_missing']],
    [{ CF_NR_FK: '0' }, ['CF_NR_FK amount_not_positive']],
    [{ CF_NR_FK: '0.00', CF_CFLB: '警告;罚款' }, ['CF_NR_FK amount_not_positive']],
    [{ CF_NR_FK: '0', CF_CFLB: '警告', CF_NR: '警告' }, []],
    [{ CF_NR_FK: '', CF_CFLB: '警告', CF_NR: '警告' }, []],
    [{ CF_CFLB: '罚款、没收违法所得' }, ['CF_NR_WFFF condition_missing']],
    [{ CF_CFLB: '没收非法财物；罚款', CF_NR_WFFF: '0' }, []],
    [{ CF_CFLB: '罚款;吊销许可证件' }, ['CF_NR_ZKDX condition_missing']],
    [{ CF_CFLB: '罚款;暂扣执照', CF_NR_ZKDX: '营业执照' }, []],
    [{ CF_CFLB: '罚款,暂扣或者吊销许可证' }, ['CF_NR_ZKDX condition_missing']],
    // An amount that cannot be read is one finding, not two.
    [{ CF_NR_FK: '不详' }, ['CF_NR_FK amount_not_understood']],
  ];
  for (const [changes, findings] of conditions)
    test(`${JSON.stringify(changes)} gives ${findings.join() || 'nothing'}`, () =>
      assert.deepEqual(found(changes), findings));

  test('a certificate needs its number', () => {
    assert.deepEqual(found({ XK_XKBH: '' }, licence), ['XK_XKBH companion_missing']);
    assert.deepEqual(found({ XK_XKBH: '', XK_XKZS: '' }, licence), []);
  });
});

test('V-LEN: at the limit all is well, one character more is too long; a rare character counts once', () => {
  for (const field of penalty.fields) {
    if (field.type !== 'text' || field.part === 'dropped' || field.maxLength === undefined)
      continue;
    const limit = field.maxLength;
    assert.deepEqual(found({ [field.code]: '字'.repeat(limit) }), [], field.code);
    assert.deepEqual(found({ [field.code]: '𠮷'.repeat(limit) }), [], field.code);
    assert.deepEqual(found({ [field.code]: '字'.repeat(limit + 1) }), [`${field.code} too_long`]);
  }
  const row = checkExample(penalty, { CF_NR_FK: '1234567890123' });
  assert.match(messages(penalty, row), /小数点前最多 12 位/);
});

describe('V-DATE', () => {
  const days: [written: string, day: string][] = [
    ['2024/1/5', '2024-01-05'],
    ['2024-01-05', '2024-01-05'],
    ['20240105', '2024-01-05'],
    ['2024年1月5日', '2024-01-05'],
    ['2024.1.5', '2024-01-05'],
    ['2024-01-05 09:30:00', '2024-01-05'],
    ['２０２４／０１／０５', '2024-01-05'],
    ['45296', '2024-01-05'],
    ['二〇二四年一月五日', '2024-01-05'],
    ['2024年1月', '2024-01'],
    ['2024-01', '2024-01'],
  ];
  for (const [written, day] of days)
    test(`${written} is ${day}`, () => {
      const row = checkExample(penalty, { CF_JDRQ: written });
      assert.deepEqual(briefly(penalty, row), []);
      assert.equal(row.values[fieldIndex(penalty, 'CF_JDRQ')], day);
    });

  for (const written of ['2099/12/31', '长期', '永久', '长期有效'])
    test(`${written} is long-term where that is allowed, and a finding where it is not`, () => {
      assert.equal(valueOf({ CF_YXQ: written }, 'CF_YXQ'), 'long-term');
      assert.deepEqual(found({ CF_YXQ: written }), []);
      assert.deepEqual(found({ CF_JDRQ: written }), ['CF_JDRQ long_term_not_allowed']);
    });

  for (const written of ['24/1/5', '5/1/2024', '2024/13/1', '2024-02-30', '上周', '2024x1'])
    test(`${written} is no day that can be told for certain`, () =>
      assert.deepEqual(found({ CF_YXQ: written }), ['CF_YXQ day_not_understood']));

  test('the decision is not after today, today in Shanghai being given', () => {
    assert.deepEqual(found({ CF_JDRQ: '2026/5/1', CF_YXQ: '长期', CF_GSJZQ: '2027/5/1' }), []);
    const late = { CF_JDRQ: '2026/5/2', CF_YXQ: '长期', CF_GSJZQ: '2027/5/1' };
    assert.deepEqual(found(late), ['CF_JDRQ day_after_today']);
    assert.deepEqual(briefly(penalty, checkExample(penalty, late, '2026-05-02')), []);
    assert.deepEqual(found({ ...late, CF_JDRQ: '2026年5月' }), []);
    assert.deepEqual(found({ ...late, CF_JDRQ: '2026年6月' }), ['CF_JDRQ day_after_today']);
  });

  test('ends are not before beginnings; a month says nothing about a day within it', () => {
    assert.deepEqual(found({ CF_GSJZQ: '2024/4/9' }), ['CF_GSJZQ day_before']);
    assert.deepEqual(found({ CF_GSJZQ: '2024/4/10' }), []);
    assert.deepEqual(found({ CF_GSJZQ: '2024年4月' }), []);
    assert.deepEqual(found({ CF_GSJZQ: '2024年3月' }), ['CF_GSJZQ day_before']);
    assert.deepEqual(found({ CF_YXQ: '2024/4/9' }), ['CF_YXQ day_before']);
    assert.deepEqual(found({ XK_YXQZI: '2024/4/9' }, licence), ['XK_YXQZI day_before']);
    assert.deepEqual(found({ XK_YXQZI: '2099/12/31' }, licence), []);
    assert.deepEqual(found({ XK_YXQZ: '2030/1/1', XK_YXQZI: '2029/1/1' }, licence), [
      'XK_YXQZI day_before',
    ]);
  });
});

describe('V-ENUM', () => {
  const kinds: [written: string, value: string][] = [
    ['罚款', '罚款'],
    ['警告;罚款', '警告;罚款'],
    ['警告；罚款', '警告;罚款'],
    ['警告、罚款', '警告;罚款'],
    ['警告，罚款', '警告;罚款'],
    ['警告,罚款,', '警告;罚款'],
    [' 罚 款 ', '罚款'],
    ['罚款;罚款', '罚款'],
    ['Warning', '警告'],
    ['暂扣或者吊销许可证、暂扣或者吊销执照', '暂扣或者吊销许可证;暂扣或者吊销执照'],
    ['吊销营业执照', '吊销许可证件'],
    ['其他-责令改正', '其他-责令改正'],
    ['其他：责令改正', '其他-责令改正'],
    ['其他（责令改正）', '其他-责令改正'],
    ['罚款;其他-责令改正、限期拆除', '罚款;其他-责令改正、限期拆除'],
    ['其他-责令改正、罚款', '其他-责令改正;罚款'],
  ];
  for (const [written, value] of kinds)
    test(`${written} is ${value}`, () => {
      const row = checkExample(penalty, { CF_CFLB: written, CF_NR_ZKDX: '营业执照' });
      assert.deepEqual(briefly(penalty, row), []);
      assert.equal(row.values[fieldIndex(penalty, 'CF_CFLB')], value);
    });

  test('the thirteen atomic kinds of the law are there, one of them for people only', () => {
    const values = penalty.codeLists['penalty-kind']?.values ?? [];
    const atomic = values.filter((value) => !value.openText && !value.code.includes('或者'));
    assert.equal(atomic.length, 13);
    assert.deepEqual(
      atomic.filter((value) => value.personsOnly).map((value) => value.code),
      ['行政拘留'],
    );
  });

  const faults: [written: string, finding: string, says: RegExp][] = [
    ['流放', 'value_not_in_list', /“流放”不在代码表内。可用：警告、通报批评、罚款/],
    ['罚款;流放', 'value_not_in_list', /“流放”/],
    ['罚款、流放', 'value_not_in_list', /“流放”/],
    ['其他', 'other_without_text', /其他-具体内容/],
    ['罚款;其他-', 'other_without_text', /其他-/],
    ['其他-无', 'other_without_text', /其他-无/],
    [';', 'value_not_in_list', /不在代码表内/],
  ];
  for (const [written, finding, says] of faults)
    test(`${written}: ${finding}`, () => {
      const row = checkExample(penalty, { CF_CFLB: written });
      assert.deepEqual(briefly(penalty, row), [`CF_CFLB ${finding}`]);
      assert.match(messages(penalty, row), says);
    });

  test('status and kind of a licence, by code, word and number', () => {
    assert.equal(valueOf({ XK_ZT: '有效' }, 'XK_ZT', licence), '1');
    assert.equal(valueOf({ XK_ZT: '２' }, 'XK_ZT', licence), '2');
    assert.deepEqual(found({ XK_ZT: '0' }, licence), ['XK_ZT value_not_in_list']);
    assert.equal(valueOf({ XK_XKLB: '01' }, 'XK_XKLB', licence), '普通');
    assert.equal(valueOf({ XK_XKLB: '06-备案' }, 'XK_XKLB', licence), '其他-备案');
    assert.deepEqual(found({ XK_XKLB: '06' }, licence), ['XK_XKLB other_without_text']);
    assert.deepEqual(found({ XK_XKLB: '061' }, licence), ['XK_XKLB value_not_in_list']);
  });
});

describe('amounts', () => {
  const written: [cell: string, amount: string][] = [
    ['0.2', '0.2'],
    ['0.200000', '0.2'],
    ['2000元', '0.2'],
    ['0.2万元', '0.2'],
    ['贰仟元整', '0.2'],
    ['０.２', '0.2'],
  ];
  for (const [cell, amount] of written)
    test(`${cell} is ${amount} 万元`, () => {
      assert.equal(valueOf({ CF_NR_FK: cell }, 'CF_NR_FK'), amount);
      assert.deepEqual(found({ CF_NR_FK: cell }), []);
    });

  const texts: [text: string, agrees: boolean][] = [
    ['罚款2000元', true],
    ['处以罚款人民币2,000元', true],
    ['罚款人民币贰仟元整（￥2000元）', true],
    ['罚款0.2万元', true],
    ['没收违法所得500元，并处罚款2000元', true],
    ['罚款2000元；逾期不缴纳的，每日按罚款数额的3%加处罚款', true],
    ['责令改正', true],
    ['罚款', true],
    // Two fines: which of them the field means cannot be told.
    ['对生产罚款1000元，对销售罚款3000元', true],
    ['罚款20000元', false],
    ['罚款0.02万元', false],
    ['没收违法所得2000元，并处罚款1000元', false],
  ];
  for (const [text, agrees] of texts)
    test(`0.2 万元 and “${text}” ${agrees ? 'agree' : 'disagree'}`, () =>
      assert.deepEqual(found({ CF_NR: text }), agrees ? [] : ['CF_NR_FK amount_disagrees']));

  test('the finding names both amounts in one unit', () => {
    const row = checkExample(penalty, { CF_NR: '罚款20000元' });
    const said = messages(penalty, row);
    assert.match(said, /0\.2万元（即 2000 元），而「处罚内容」中写的罚款是 20000 元.*规则 V-AMT/);
    assert.match(said, /2000 yuan.*20000 yuan.*rule V-AMT/);
  });
});

describe('codes', () => {
  test('the code of an agency must be right, and the finding says which character is wrong', () => {
    const row = checkExample(penalty, { CF_CFJGDM: '11991100MB1C0A4X61' });
    assert.deepEqual(briefly(penalty, row), ['CF_CFJGDM uscc_wrong']);
    assert.match(messages(penalty, row), /校验位不符，应为 Q/);
    assert.deepEqual(found({ CF_SJLYDM: '00000000000000000X' }), ['CF_SJLYDM uscc_wrong']);
    assert.equal(
      valueOf({ CF_CFJGDM: ' 11991100-mb1c0a4x-6q ' }, 'CF_CFJGDM'),
      '11991100MB1C0A4X6Q',
    );
  });

  test('the code of the subject is normalised and gets no finding, right or wrong or absent', () => {
    for (const code of ['', '无', '12345', '91350100M000100Y4Z', 'XX'])
      assert.deepEqual(found({ CF_XDR_SHXYM: code }), [], code);
    assert.equal(
      valueOf({ CF_XDR_SHXYM: '91350100m000100y4z ' }, 'CF_XDR_SHXYM'),
      '91350100M000100Y4Z',
    );
  });

  test('codes that begin with 92 are those of individual businesses and no others', () => {
    const trader = '92991100MA7QJ6K355';
    assert.deepEqual(found({ CF_XDR_SHXYM: trader, CF_XDR_LB: '个体工商户' }), []);
    assert.deepEqual(found({ CF_XDR_SHXYM: trader }), ['CF_XDR_LB category_disagrees']);
    assert.deepEqual(found({ CF_XDR_LB: '个体工商户' }), ['CF_XDR_LB category_disagrees']);
    assert.deepEqual(found({ CF_XDR_SHXYM: trader, CF_XDR_LB: '' }), []);
  });

  test('an organisation code keeps its check; a registration number may be of any old form', () => {
    assert.equal(valueOf({ CF_XDR_ZZJG: '74820466-0' }, 'CF_XDR_ZZJG'), '748204660');
    assert.deepEqual(found({ CF_XDR_ZZJG: '74820466-1' }), ['CF_XDR_ZZJG organisation_code_wrong']);
    assert.equal(valueOf({ CF_XDR_GSZC: '110108000000016' }, 'CF_XDR_GSZC'), '110108000000016');
    assert.equal(
      valueOf({ CF_XDR_GSZC: '企独苏总字第012345号' }, 'CF_XDR_GSZC'),
      '企独苏总字第012345号',
    );
  });
});

// The example of the standard itself.
const identity = '11010519491231002X';

describe('people', () => {
  const rows: [changes: Record<string, string>, finding: string][] = [
    [{ CF_XDR_LB: '自然人', CF_XDR_MC: '李四' }, 'CF_XDR_LB natural_person'],
    [{ CF_XDR_LB: ' 个 人 ' }, 'CF_XDR_LB natural_person'],
    [{ CF_CFLB: '行政拘留' }, 'CF_CFLB person_only_value'],
    [{ CF_CFLB: '罚款；行政拘留' }, 'CF_CFLB person_only_value'],
    [{ CF_XDR_SHXYM: identity }, 'CF_XDR_SHXYM identity_number_in_code'],
    [{ CF_XDR_SHXYM: '1101 0519 4912 3100 2x' }, 'CF_XDR_SHXYM identity_number_in_code'],
    [{ CF_XDR_GSZC: identity }, 'CF_XDR_GSZC identity_number_in_code'],
    [{ CF_XDR_ZZJG: identity }, 'CF_XDR_ZZJG identity_number_in_code'],
    [{ CF_XDR_SWDJ: identity }, 'CF_XDR_SWDJ identity_number_in_code'],
    [
      { CF_XDR_SHZZ: '４４０５２４１８８００１０１００１４' },
      'CF_XDR_SHZZ identity_number_in_code',
    ],
  ];
  for (const [changes, finding] of rows)
    test(`${JSON.stringify(changes)}: one finding, and nothing of the row is kept`, () => {
      const row = checkExample(penalty, changes);
      assert.deepEqual(briefly(penalty, row), [finding]);
      assert.equal(row.isPerson, true);
      assert.equal(row.findings[0]?.value, null);
      assert.ok(row.values.every((value) => value === null));
      assert.doesNotMatch(messages(penalty, row), /李四|49123|18800101/);
    });
});

describe('personal data in cells', () => {
  test('an identity number with a slip in it is not kept either', () => {
    const slip = '110105194912310021';
    for (const code of ['CF_XDR_SHXYM', 'CF_XDR_GSZC', 'CF_CFJGDM']) {
      const row = checkExample(penalty, { [code]: slip });
      assert.equal(row.values[fieldIndex(penalty, code)], null, code);
      assert.equal(row.masked, 1, code);
      assert.ok(!JSON.stringify(row).includes('19491231'), code);
    }
  });

  test("the tax number of a trader with the owner's identity number in it is not kept", () => {
    const row = checkExample(penalty, { CF_XDR_SWDJ: `${identity}00` });
    assert.deepEqual(briefly(penalty, row), ['CF_XDR_SWDJ too_long']);
    assert.ok(!JSON.stringify(row).includes('19491231'));
  });

  test('personal data in a text is masked and counted, and never shown in a finding', () => {
    const row = checkExample(penalty, {
      CF_SY: `当事人的经营者（身份证号${identity}，电话13812345678）拒不改正`,
      BZ: `联系电话１３８１２３４５６７８${'长'.repeat(600)}`,
    });
    assert.equal(row.masked, 3);
    assert.deepEqual(briefly(penalty, row), ['BZ too_long']);
    assert.equal(row.findings[0]?.value, null);
    const kept = JSON.stringify(row).normalize('NFKC');
    assert.doesNotMatch(kept, /19491231|13812345678/);
    assert.match(kept, /拒不改正/);
  });

  test('personal data in a field of another type is masked too', () => {
    for (const code of ['CF_JDRQ', 'CF_NR_FK', 'CF_CFLB', 'CF_CFJGDM']) {
      const row = checkExample(penalty, { [code]: `${identity} 13812345678` });
      assert.doesNotMatch(JSON.stringify(row), /19491231|13812345678/, code);
      assert.equal(row.findings[0]?.value, null, code);
    }
  });

  test('the cell of a dropped field is not read, the representative is never shown in a finding', () => {
    const row = checkExample(penalty, { CF_FR_ZJHM: identity, CF_FRDB: '张三'.repeat(30) });
    assert.equal(row.values[fieldIndex(penalty, 'CF_FR_ZJHM')], null);
    assert.deepEqual(briefly(penalty, row), ['CF_FRDB too_long']);
    assert.equal(row.findings[0]?.value, null);
  });
});

test('texts lose what cannot be seen: control, zero-width and direction marks, lone surrogates', () => {
  const text = '\ufeff 甲\u0000乙\u200b丙\u202e丁\ud800戊\r\n己\t庚 ';
  assert.equal(valueOf({ CF_SY: text }, 'CF_SY'), '甲乙丙丁\ufffd戊\n己\t庚');
});

test('a long value is cut in the finding to 100 characters', () => {
  const [finding] = checkExample(penalty, { CF_SY: '字'.repeat(2001) }).findings;
  assert.equal(finding?.value?.length, 100);
  assert.deepEqual(finding?.detail, { length: 2001 });
});

test('every finding names a rule that is declared', () => {
  assert.ok(findingRegister.size >= 20);
  for (const [code, spec] of findingRegister) assert.ok(findingRules[spec.rule], code);
});

test('every finding says in both languages what is so, by which rule', () => {
  const rows = [
    {
      CF_JDRQ: '',
      CF_NR_FK: '',
      CF_YXQ: 'x',
      CF_CFLB: '其他',
      CF_CFJGDM: '1',
      CF_GSJZQ: '2000/1/1',
    },
    { CF_NR: '罚款1元', CF_JDRQ: '2099/1/1', BZ: '字'.repeat(513), CF_XDR_ZZJG: '123456789' },
  ];
  for (const changes of rows) {
    const row = checkExample(penalty, changes);
    assert.ok(row.findings.length >= 3);
    for (const finding of row.findings) {
      const { zh, en } = findingMessage(penalty, finding);
      assert.match(zh, /「.+」.*（规则 V-[A-Z]+）$/);
      assert.match(en, /".+".* \(rule V-[A-Z]+\)$/);
      assert.doesNotMatch(zh + en, /[{}]|undefined|\binvalid\b|\bplease\b|请/i);
    }
  }
});

const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'罚款警告其他-;；、,，（）()0123456789.万元年月日/X '),
    maxLength: 40,
  }),
  fc.constantFrom(
    '',
    '无',
    '2024/1/5',
    '长期',
    '罚款',
    '其他-',
    '0.2',
    '自然人',
    '\ud800',
    '\u202e',
    '𠮷'.repeat(300),
  ),
);

for (const item of [penalty, licence, registration])
  test(`${item.kind}: every row of garbage gets an answer, and the same answer again`, () => {
    const check = compileRowCheck(item);
    const again = compileRowCheck(item);
    fc.assert(
      fc.property(
        fc.array(awkward, { minLength: item.fields.length, maxLength: item.fields.length }),
        (cells) => {
          const row = check.check(cells, testDay);
          assert.deepEqual(again.check(cells, testDay), row);
          assert.equal(row.values.length, item.fields.length);
          for (const finding of row.findings) findingMessage(item, finding);
          for (const value of row.values) {
            assert.ok(value !== '' && !value?.includes('\0'));
            assert.ok(value === null || Buffer.from(value).toString() === value);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

test('what passed once passes again unchanged: canonical values are their own canonical form', () => {
  for (const item of [penalty, licence, registration]) {
    const once = checkExample(item, {}).values.map((value) => value ?? '');
    const twice = compileRowCheck(item).check(once, testDay);
    assert.deepEqual(twice.findings, []);
    assert.deepEqual(
      twice.values.map((value) => value ?? ''),
      once,
    );
  }
  const row = checkExample(penalty, {
    CF_JDRQ: '2024年1月',
    CF_YXQ: '长期',
    CF_CFLB: '罚款;其他：甲',
  });
  const again = compileRowCheck(penalty).check(
    row.values.map((value) => value ?? ''),
    testDay,
  );
  assert.deepEqual(again.values, row.values);
});
