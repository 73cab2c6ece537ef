// Organisation codes, registration numbers and resident identity numbers: vectors of the standards and properties.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isOrganisationCode,
  organisationCheckCharacter,
  readOrganisationCode,
} from './organisation-code.js';
import { isRegistrationNumber, registrationCheckDigit } from './registration-number.js';
import { isIdentityAt, isResidentIdentity } from './resident-identity.js';

describe('organisation code (GB 11714)', () => {
  it('agrees with the organisation codes inside known unified codes', () => {
    for (const code of ['748204660', '142232229', 'MB1886843', 'MA6CFT042']) {
      assert.equal(isOrganisationCode(code), true, code);
    }
  });

  it('reads the written form with its hyphen, in lower case and in full width', () => {
    assert.deepEqual(readOrganisationCode(' 74820466-0 '), { code: '748204660', fault: null });
    assert.deepEqual(readOrganisationCode('ｍｂ188684－3'), { code: 'MB1886843', fault: null });
  });

  it('tells what is wrong', () => {
    assert.equal(readOrganisationCode('74820466').fault, 'length');
    assert.equal(readOrganisationCode('7482*4660').fault, 'character');
    assert.equal(readOrganisationCode('74820466A').fault, 'character');
    const wrong = readOrganisationCode('74820466-1');
    assert.equal(wrong.fault, 'check');
    assert.equal(wrong.expectedCheck, '0');
  });

  it('finds a changed digit wherever the weight is not a multiple of eleven', () => {
    const body = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(body, fc.nat(7), fc.nat(9), (first8, at, digit) => {
        fc.pre(first8[at] !== String(digit));
        const code = first8 + organisationCheckCharacter(first8);
        assert.equal(isOrganisationCode(code), true);
        assert.equal(isOrganisationCode(code.slice(0, at) + digit + code.slice(at + 1)), false);
      }),
    );
  });
});

describe('registration number (MOD 11,10)', () => {
  it('knows the vector', () => assert.equal(isRegistrationNumber('110108000000016'), true));

  it('refuses other lengths, letters and a wrong check digit', () => {
    for (const text of ['110108000000017', '11010800000001', '11010800000001A', '']) {
      assert.equal(isRegistrationNumber(text), false, text);
    }
  });

  it('finds every changed digit', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 14,
      maxLength: 14,
    });
    fc.assert(
      fc.property(digits, fc.nat(14), fc.nat(9), (first14, at, digit) => {
        const number = first14 + registrationCheckDigit(first14);
        assert.equal(isRegistrationNumber(number), true);
        fc.pre(number[at] !== String(digit));
        assert.equal(
          isRegistrationNumber(number.slice(0, at) + digit + number.slice(at + 1)),
          false,
        );
      }),
    );
  });
});

describe('resident identity number (GB 11643)', () => {
  it('knows the examples of the standard', () => {
    assert.equal(isResidentIdentity('11010519491231002X'), true);
    assert.equal(isResidentIdentity('440524188001010014'), true);
  });

  it('is not deceived by width, case, blanks or hyphens', () => {
    for (const text of [
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      '110105 19491231 002X',
      '110105-19491231-002X',
    ]) {
      assert.equal(isResidentIdentity(text), true, text);
    }
  });

  it('wants the right check character and a day that exists', () => {
    for (const text of ['110105194912310021', '11010519491331002X', '11010519490230002X', '']) {
      assert.equal(isResidentIdentity(text), false, text);
    }
  });

  it('knows the fifteen digits in use until 1999, but not a right registration number', () => {
    assert.equal(isResidentIdentity('110105491231001'), true);
    assert.equal(isResidentIdentity('110105491331002'), false);
    assert.equal(isResidentIdentity('990105491231002'), false);
    const first14 = '32058521051200';
    assert.equal(isResidentIdentity(first14 + registrationCheckDigit(first14)), false);
  });

  it('finds a number at its place in a longer text', () => {
    assert.equal(isIdentityAt('0011010519491231002X00', 2), true);
    assert.equal(isIdentityAt('0011010519491231002X00', 1), false);
    assert.equal(isIdentityAt('11010519491231002', 0), false);
  });
});
