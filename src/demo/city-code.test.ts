// Codes of the demo city: right where they should be right, wrong in one place only where they should be wrong.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isResidentIdentity } from '../codes/resident-identity.js';
import { isPilotPeriodForm, readUscc } from '../codes/uscc.js';
import {
  bodyOfSerial,
  inventedIdentityNumber,
  inventedMobileNumber,
  usccOf,
  withPilotPeriodCheck,
  withWrongInnerCheck,
} from './city-code.js';

const serial = fc.integer({ min: 0, max: 5_000_000 });
const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const prefix = fc.constantFrom('91', '92', '93', '11', '12', '51', '52', '53', '31', 'N2');

describe('codes of the demo city', () => {
  it('are right, and wrong only as their case says', () => {
    fc.assert(
      fc.property(prefix, serial, seed, (kind, number, from) => {
        const code = usccOf(kind, '999902', bodyOfSerial(number, from));
        assert.equal(readUscc(code).fault, null);
        assert.equal(readUscc(withWrongInnerCheck(code)).fault, 'inner_check');
        assert.ok(isPilotPeriodForm(withPilotPeriodCheck(code)));
      }),
    );
  });

  it('differ for every serial number', () => {
    const bodies = new Set(Array.from({ length: 50_000 }, (_, number) => bodyOfSerial(number, 77)));
    assert.equal(bodies.size, 50_000);
  });

  it('make identity numbers that a filter must find, in a region that does not exist', () => {
    for (let sequence = 0; sequence < 50; sequence += 1) {
      const number = inventedIdentityNumber('999900', '19770815', sequence);
      assert.ok(isResidentIdentity(number));
      assert.match(number, /^99/);
    }
    assert.match(inventedMobileNumber(12), /^1540000\d{4}$/);
  });
});
