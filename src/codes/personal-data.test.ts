// Masking: what leads to a person is gone from every text, and what belongs to organisations stays.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayFromNumber } from '../kernel/time.js';
import { organisationCheckCharacter } from './organisation-code.js';
import { maskPersonalData } from './personal-data.js';
import { registrationCheckDigit } from './registration-number.js';
import { isIdentityAt } from './resident-identity.js';
import { isUscc, usccCheckCharacter } from './uscc.js';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });

const identityNumber = fc
  .tuple(
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.integer({ min: -25_000, max: 25_000 }),
    digits(3),
  )
  .map(([region, day, sequence]) => {
    const first17 = `${region}${dayFromNumber(day).replaceAll('-', '')}${sequence}`;
    const check = [...'0123456789X'].find((sign) => isIdentityAt(first17 + sign, 0));
    return first17 + check;
  });
const mobileNumber = fc
  .tuple(fc.constantFrom('13', '14', '15', '16', '17', '18', '19'), digits(9))
  .map((parts) => parts.join(''));
const words = fc.constantFrom(
  '',
  '当事人',
  '张三，',
  '电话：',
  '（身份证号',
  '；',
  'ID',
  '号码 ',
  '\n',
  '于2024年1月5日',
  '罚款2000元。',
  '苏市监罚〔2024〕00123号 ',
);
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

function holdsPersonalNumber(text: string): boolean {
  const narrow = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  for (let at = 0; at < narrow.length; at += 1) if (isIdentityAt(narrow, at)) return true;
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.test(narrow);
}

describe('personal data in a text', () => {
  const masked: [string, string][] = [
    ['张三（身份证号11010519491231002X）', '张三（身份证号［身份证号已屏蔽］）'],
    ['440524188001010014', '［身份证号已屏蔽］'],
    // Its first 18 digits satisfy the check of a unified code.
    ['810822584808100017197001010001', '［身份证号已屏蔽］'],
    ['身份证：11010519491231002x。', '身份证：［身份证号已屏蔽］。'],
    ['１１０１０５１９４９１２３１００２Ｘ', '［身份证号已屏蔽］'],
    ['110105 19491231 002X', '［身份证号已屏蔽］'],
    ['110105-19491231-002X', '［身份证号已屏蔽］'],
    ['1101 0519 4912 3100 2X', '［身份证号已屏蔽］'],
    ['ID11010519491231002X', 'ID［身份证号已屏蔽］'],
    ['联系电话13812345678，张三', '联系电话［手机号已屏蔽］，张三'],
    ['电话138 1234 5678', '电话［手机号已屏蔽］'],
    ['138-1234-5678/13912345678', '［手机号已屏蔽］/［手机号已屏蔽］'],
    ['１３８１２３４５６７８', '［手机号已屏蔽］'],
    ['1 3 8 1 2 3 4 5 6 7 8', '［手机号已屏蔽］'],
    ['+86 13812345678', '+86 ［手机号已屏蔽］'],
    ['+8613812345678', '+［手机号已屏蔽］'],
    ['卡6222020200112230004', '卡［银行卡号已屏蔽］'],
    ['4111 1111 1111 1111', '［银行卡号已屏蔽］'],
    ['银行卡号6222020200112230005', '银行卡号［银行卡号已屏蔽］'],
    ['身份证号码110105194912310021', '身份证号码［身份证号已屏蔽］'],
    ['110105491231001', '［身份证号已屏蔽］'],
    ['持护照E12345678入境', '持护照［证件号已屏蔽］入境'],
    ['护照号码：EA1234567', '护照号码：［证件号已屏蔽］'],
    ['港澳居民来往内地通行证（H1234567890）', '港澳居民来往内地通行证（［证件号已屏蔽］）'],
    ['台湾居民来往大陆通行证：12345678', '台湾居民来往大陆通行证：［证件号已屏蔽］'],
    ['外国人永久居留身份证号USA123456789012', '外国人永久居留身份证号［证件号已屏蔽］'],
    ['邮箱 zhang.san@qq.com。', '邮箱 ［邮箱已屏蔽］。'],
    ['13812345678@163.com', '［邮箱已屏蔽］'],
    ['ｚｓ＠ｑｑ．ｃｏｍ', '［邮箱已屏蔽］'],
  ];
  for (const [text, expected] of masked) {
    it(`masks ${text}`, () => assert.equal(maskPersonalData(text).text, expected));
  }

  const kept = [
    '',
    '当事人未取得食品经营许可证',
    '统一社会信用代码91320100748204660Q',
    '91320281142232229Q、11320100MB1886843H',
    '9132 0100 7482 0466 0Q',
    '注册号110108000000016',
    '苏市监罚〔2024〕00123号',
    '苏太市监罚字〔2024〕第20240105001号',
    '320585202401050001234',
    '2024-01-05 2024-02-03',
    '20240105 20240203',
    '1998-01-05 100',
    '2019-06-20 2012-11-05 10:30',
    '2024年1月5日至2025年1月4日',
    '罚款13800000000元',
    '金额13800000000.00',
    '￥13800000000',
    '138亿元',
    '电话0512-53512345',
    '12345678901',
    '许可证编号：JY13205850012345',
    '食品经营许可证JY23205850123456',
    '11010519491231003X',
    'office@suzhou.gov.cn',
    'GB 32100-2015',
  ];
  for (const text of kept) {
    it(`keeps '${text}'`, () => assert.deepEqual(maskPersonalData(text), { text, count: 0 }));
  }

  it('counts every place it masks', () => {
    const text = '张三13812345678，李四13912345678，身份证11010519491231002X，a@qq.com';
    assert.equal(maskPersonalData(text).count, 4);
  });
});

describe('the promises of masking', () => {
  const personal = fc.oneof(identityNumber, mobileNumber);
  const separated = fc
    .tuple(personal, fc.constantFrom('', ' ', '-', '\u3000', ' - '))
    .map(([number, sign]) =>
      number.length === 11
        ? [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(sign)
        : [number.slice(0, 6), number.slice(6, 14), number.slice(14)].join(sign),
    );
  const written = fc.oneof(
    personal,
    separated,
    personal.map(fullWidth),
    personal.map((text) => text.toLowerCase()),
  );

  it('leaves no identity number and no mobile number, however written and wherever it stands', () => {
    fc.assert(
      fc.property(words, written, words, written, (before, first, between, second) => {
        const result = maskPersonalData(`${before}${first}；${between}${second}`);
        assert.equal(holdsPersonalNumber(result.text), false, result.text);
        assert.ok(result.count >= 2);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds an identity number inside a longer sequence of digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain(digits),
        identityNumber,
        (before, number) => {
          assert.equal(holdsPersonalNumber(maskPersonalData(before + number).text), false);
        },
      ),
    );
  });

  it('masks nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(words, written, fc.string()), { maxLength: 6 }), (parts) => {
        const once = maskPersonalData(parts.join('，')).text;
        assert.deepEqual(maskPersonalData(once), { text: once, count: 0 });
      }),
    );
  });

  const body = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
    minLength: 8,
    maxLength: 8,
  });
  const uscc = fc
    .tuple(
      fc.constantFrom('11', '12', '13', '31', '52', '81', '91', '92', '93', 'N1'),
      digits(6),
      fc.oneof(body, digits(8)),
    )
    .map(([begin, region, last]) => {
      const first17 = begin + region + last + organisationCheckCharacter(last);
      return first17 + usccCheckCharacter(first17);
    })
    .filter((code) => !isIdentityAt(code, 0));

  it('never touches a right unified code', () => {
    fc.assert(
      fc.property(words, uscc, words, (before, code, after) => {
        assert.equal(isUscc(code), true);
        // Letters before a code may begin another code; a sign of the sentence parts them.
        const text = `${before}：${code}，${after}`;
        assert.deepEqual(maskPersonalData(text), { text, count: 0 });
      }),
      { numRuns: 3000 },
    );
  });

  it('never touches days, times, amounts, decision numbers and registration numbers', () => {
    const day = fc.integer({ min: -25_000, max: 45_000 }).map(dayFromNumber);
    const anyDay = fc
      .tuple(day, fc.constantFrom('-', '/', '.', ''))
      .map(([text, sign]) => text.replaceAll('-', sign));
    const harmless = fc.oneof(
      anyDay,
      fc.tuple(anyDay, anyDay).map((pair) => pair.join(' - ')),
      day.map((text) => `${text} 10:30:00`),
      fc.bigInt({ min: 1n, max: 10n ** 15n }).map((yuan) => `${yuan}元`),
      fc.nat(99_999).map((number) => `苏市监罚〔2024〕${number}号`),
      fc
        .tuple(digits(6), digits(8))
        .map(([region, sequence]) => region + sequence + registrationCheckDigit(region + sequence))
        .filter((text) => !/^(?:0086|0{0,3})1[3-9]/.test(text)),
    );
    fc.assert(
      fc.property(
        words.filter((word) => !word.includes('身份证')),
        harmless,
        (before, text) => {
          assert.deepEqual(maskPersonalData(`${before}${text}`), {
            text: `${before}${text}`,
            count: 0,
          });
        },
      ),
      { numRuns: 3000 },
    );
  });
});
