// Amounts: exact, in the field's unit, and no guess where the unit is uncertain.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readNumeral } from './chinese-numeral.js';
import { amountsInText, readAmount, yuanOf } from './written-amount.js';

describe('an amount in a 万元 field', () => {
  const read: [string, string][] = [
    ['0.2', '0.2'],
    ['0.200000', '0.2'],
    ['00012.50', '12.5'],
    ['0', '0'],
    ['0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1,234.5', '1234.5'],
    ['１，２３４．５', '1234.5'],
    [' 12 ', '12'],
    ['2000元', '0.2'],
    ['￥2000', '2000'],
    ['￥2,000.00元', '0.2'],
    ['人民币2000元整', '0.2'],
    ['0.2万元', '0.2'],
    ['0.2万', '0.2'],
    ['5千元', '0.5'],
    ['3百万元', '300'],
    ['1.5亿元', '15000'],
    ['贰仟元整', '0.2'],
    ['两千元', '0.2'],
    ['人民币壹万贰仟叁佰肆拾伍元陆角柒分', '1.234567'],
    ['一万五千元', '1.5'],
    ['1万5千元', '1.5'],
    ['12万5000元', '12.5'],
    ['叁拾万元整', '30'],
    ['一百零五元', '0.0105'],
    ['零元', '0'],
    ['2E-06', '0.000002'],
    ['0.000001', '0.000001'],
  ];
  for (const [text, amount] of read) {
    it(`${text} is ${amount}`, () => assert.equal(readAmount(text, '万元'), amount));
  }

  const refused = [
    '',
    '.',
    '-5',
    '－5',
    '+5',
    '0.1234567',
    '0.001元',
    '1,23',
    '1,2345',
    '1.2.3',
    '2千',
    '贰仟',
    '一万五元',
    '二百二元',
    '百元',
    '约5万元',
    '5万余元',
    '2000美元',
    '1.2E+05',
    'abc',
    '元',
    '无',
    '9'.repeat(30),
    '1'.repeat(60),
  ];
  for (const text of refused) {
    it(`'${text.slice(0, 12)}' is none`, () => assert.equal(readAmount(text, '万元'), null));
  }
});

describe('an amount in other fields', () => {
  it('is in yuan where the field is', () => {
    assert.equal(readAmount('2000', '元'), '2000');
    assert.equal(readAmount('2000元', '元'), '2000');
    assert.equal(readAmount('0.2万元', '元'), '2000');
    assert.equal(readAmount('贰仟', '元'), '2000');
    assert.equal(readAmount('0.1万元5角', '元'), '1000.5');
  });

  it('has no money in a field without a unit', () => {
    assert.equal(readAmount('12.50', null), '12.5');
    assert.equal(readAmount('十二', null), '12');
    assert.equal(readAmount('2万', null), '20000');
    assert.equal(readAmount('12元', null), null);
    assert.equal(readAmount('￥12', null), null);
  });
});

describe('amounts are exact', () => {
  const wanYuan = fc.bigInt({ min: 0n, max: 10n ** 17n });

  it('gives six decimals back digit by digit', () => {
    fc.assert(
      fc.property(wanYuan, (millionths) => {
        const digits = millionths.toString().padStart(7, '0');
        const written = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
        const read = readAmount(written, '万元') ?? '';
        const [whole = '', decimals = ''] = read.split('.');
        assert.equal(BigInt(whole + decimals.padEnd(6, '0')), millionths);
        assert.doesNotMatch(read, /e|^0\d|\.\d*0$|\.$/);
      }),
    );
  });

  it('says the same in yuan and in ten thousand yuan', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (cents) => {
        const digits = cents.toString().padStart(3, '0');
        const yuan = `${digits.slice(0, -2)}.${digits.slice(-2)}元`;
        const inWanYuan = readAmount(yuan, '万元');
        assert.ok(inWanYuan !== null);
        assert.equal(readAmount(`${inWanYuan}万元`, '元'), readAmount(yuan, '元'));
      }),
    );
  });

  it('reads whatever it wrote', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123.,元万千一二十￥') })),
        (text) => {
          const read = readAmount(text, '元');
          if (read !== null) assert.equal(readAmount(read, '元'), read);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('numerals', () => {
  function write(number: number): string {
    const signs = '零壹贰叁肆伍陆柒捌玖';
    const units = ['', '拾', '佰', '仟'];
    const section = (value: number): string =>
      String(value)
        .split('')
        .map((sign, at, all) =>
          sign === '0' ? '零' : `${signs[Number(sign)]}${units[all.length - 1 - at]}`,
        )
        .join('')
        .replace(/零+/g, '零')
        .replace(/零$/, '');
    const [high, low] = [Math.trunc(number / 10_000), number % 10_000];
    if (high === 0) return section(low) || '零';
    const gap = low > 0 && low < 1000 ? '零' : '';
    return `${section(high)}万${gap}${low === 0 ? '' : section(low)}`;
  }

  it('are read as they are written on cheques', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
        assert.equal(readNumeral(write(number)), BigInt(number), write(number));
      }),
      { numRuns: 2000 },
    );
  });

  it('are read in their everyday forms', () => {
    const forms: [string, bigint | null][] = [
      ['十', 10n],
      ['十二', 12n],
      ['二十', 20n],
      ['两百五十', 250n],
      ['二〇〇〇', 2000n],
      ['一亿零三万', 100_030_000n],
      ['一千五', null],
      ['五万三', null],
      ['百', null],
      ['十百', null],
      ['一千一千', null],
      ['', null],
    ];
    for (const [text, number] of forms) assert.equal(readNumeral(text), number, text);
  });
});

describe('amounts in a text', () => {
  const texts: [string, string[]][] = [
    ['罚款2000元', ['2000']],
    ['罚款人民币贰仟元整', ['2000']],
    ['罚款0.2万元', ['2000']],
    ['处罚款人民币2,000.00元（大写：贰仟元整）', ['2000', '2000']],
    ['没收违法所得 1234.56 元，并处罚款５万元', ['1234.56', '50000']],
    ['罚款￥2000', ['2000']],
    ['罚款叁仟元伍角', ['3000.5']],
    ['警告；罚款1万5千元', ['15000']],
    ['依据第二十条，罚款二十元', ['20']],
    ['位于3单元201室', []],
    ['罚款1000,2000元', ['2000']],
    ['罚款1,0002000元', []],
    ['共2000元，其中３００.５圆', ['2000', '300.5']],
    ['贰仟圆整', ['2000']],
    ['决定1 2000元', ['2000']],
    ['共 5 万 元', ['50000']],
    ['数千元', []],
    ['警告', []],
    ['美元', []],
  ];
  for (const [text, amounts] of texts) {
    it(`${text} names ${amounts.join(' and ') || 'none'}`, () =>
      assert.deepEqual(amountsInText(text), amounts));
  }
});

describe('ten thousands of yuan in yuan', () => {
  it('are what their written form says', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, decimals]) =>
        readAmount(`${whole}.${String(decimals).padStart(6, '0')}`, '万元'),
      );
    fc.assert(
      fc.property(decimal, (amount) => {
        assert.ok(amount !== null);
        assert.equal(yuanOf(amount), readAmount(`${amount}万元`, '元'));
      }),
    );
  });
});
