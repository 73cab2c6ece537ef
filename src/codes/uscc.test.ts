// Unified social credit codes: the standard's worked example, real codes, and every kind of fault.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { organisationCheckCharacter } from './organisation-code.js';
import { isPilotPeriodForm, isUscc, readUscc, usccCheckCharacter } from './uscc.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const character = fc.constantFrom(...alphabet);
const firstTwo = fc.constantFrom('11', '12', '31', '52', '81', '91', '92', '93', 'A1', 'N2', 'Y1');

/** Right codes of every department, with invented regions and organisation codes. */
const rightUscc = fc
  .tuple(
    firstTwo,
    fc.integer({ min: 0, max: 999_999 }),
    fc.array(character, { minLength: 8, maxLength: 8 }),
  )
  .map(([begin, region, body]) => {
    const first16 = begin + String(region).padStart(6, '0') + body.join('');
    const first17 = first16 + organisationCheckCharacter(first16, 8);
    return first17 + usccCheckCharacter(first17);
  });

describe('unified social credit code', () => {
  for (const code of [
    '91320100748204660Q',
    '91320281142232229Q',
    '11320100MB1886843H',
    '91510104MA6CFT042R',
  ]) {
    it(`${code} is right`, () => {
      assert.equal(isUscc(code), true);
      assert.equal(readUscc(code).fault, null);
      assert.equal(usccCheckCharacter(code.slice(0, 17)), code[17]);
    });
  }

  it('finds the wrong check of the worked example in the standard, whose right check is 3', () => {
    const reading = readUscc('91350100M000100Y4Z');
    assert.equal(reading.fault, 'character');
    assert.equal(usccCheckCharacter('91350100M000100Y4'), '3');
    assert.equal(isUscc('91350100M000100Y43'), true);
    assert.equal(isUscc('91350100M000100Y4Z'), false);
  });

  it('finds the wrong check of a code from a public list and tells the right one', () => {
    const reading = readUscc('91310000132212144D');
    assert.equal(reading.fault, 'check');
    assert.equal(reading.expectedCheck, 'B');
    assert.equal(isPilotPeriodForm('91310000132212144D'), true);
    assert.equal(isUscc('91310000132212144D'), false);
  });

  it('does not take the placeholder of missing codes for a code', () => {
    assert.equal(isUscc('00000000000000000X'), false);
    assert.equal(usccCheckCharacter('00000000000000000'), '0');
    assert.equal(readUscc('00000000000000000X').fault, 'department');
    assert.equal(isUscc('000000000000000000'), false);
  });

  it('reads what the positions say', () => {
    const reading = readUscc('91320100748204660Q');
    assert.equal(reading.department?.zh, '工商（市场监管）');
    assert.equal(reading.category?.zh, '企业');
    assert.equal(reading.regionCode, '320100');
    assert.equal(readUscc('11320100MB1886843H').category?.en, 'government body');
  });

  it('reads codes in full width, lower case and with blanks and hyphens', () => {
    for (const text of [
      ' 91320100748204660q ',
      '９１３２０１００７４８２０４６６０Ｑ',
      '9132 0100 7482 0466 0Q',
      '91-320100-74820466-0-Q',
      "'91320100748204660Q",
      '\ufeff91320100748204660Q\t',
    ]) {
      assert.equal(readUscc(text).fault, null, text);
      assert.equal(readUscc(text).code, '91320100748204660Q');
    }
  });

  const faults: [string, string][] = [
    ['', 'length'],
    ['9132010074820466', 'length'],
    ['91320100748204660QQ', 'length'],
    ['9132010O748204660Q', 'character'],
    ['91320100748204660I', 'character'],
    ['9132010074820466苏Q', 'character'],
    ['F1320100748204660Q', 'department'],
    ['95320100748204660Q', 'category'],
    ['913201A0748204660Q', 'region'],
    ['91320100748204661Q', 'inner_check'],
    ['91320100748204660R', 'check'],
  ];
  for (const [code, fault] of faults) {
    it(`'${code}' has the fault ${fault}`, () => {
      assert.equal(readUscc(code).fault, fault);
      assert.equal(isUscc(code), false);
      assert.equal(isPilotPeriodForm(code), fault === 'check');
    });
  }

  it('names the right inner check character', () => {
    assert.equal(readUscc('91320100748204661Q').expectedCheck, '0');
  });

  it('knows no region as a reason to refuse', () => {
    fc.assert(
      fc.property(rightUscc, (code) => {
        assert.equal(isUscc(code), true);
        assert.equal(readUscc(code).fault, null);
        assert.equal(isPilotPeriodForm(code), false);
      }),
    );
  });

  it('finds every single changed character, as modulo 31 with 31 characters promises', () => {
    fc.assert(
      fc.property(rightUscc, fc.nat(17), character, (code, at, changed) => {
        fc.pre(code[at] !== changed);
        const wrong = code.slice(0, at) + changed + code.slice(at + 1);
        assert.equal(isUscc(wrong), false);
        assert.notEqual(readUscc(wrong).fault, null);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every pair of unequal neighbours that changed places', () => {
    fc.assert(
      fc.property(rightUscc, fc.nat(16), (code, at) => {
        fc.pre(code[at] !== code[at + 1]);
        const wrong = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        assert.equal(isUscc(wrong), false);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same about any text, read quickly or in full', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: character, minLength: 18, maxLength: 18 }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const reading = readUscc(input);
        assert.equal(isUscc(reading.code), reading.fault === null);
      }),
      { numRuns: 1000 },
    );
  });
});
