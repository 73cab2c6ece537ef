// Canonical JSON: the examples of RFC 8785, and one form for one value.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CanonicalValue, canonicalBytes, canonicalText } from './canonical.js';

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members by UTF-16 units, as section 3.2.3 shows', () => {
    const names = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = Object.values(JSON.parse(canonicalText(names)) as Record<string, string>);
    const inText = order.toSorted(
      (left, right) => canonicalText(names).indexOf(left) - canonicalText(names).indexOf(right),
    );
    assert.deepEqual(inText, [
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('writes numbers and strings as section 3.2.2 shows', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    assert.equal(
      canonicalText(value),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('leaves out members without a value and writes UTF-8', () => {
    assert.equal(canonicalText({ b: undefined, a: 1 }), '{"a":1}');
    assert.deepEqual(canonicalBytes('苏'), Buffer.from([0x22, 0xe8, 0x8b, 0x8f, 0x22]));
  });

  it('refuses what JSON cannot say', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined]) {
      assert.throws(() => canonicalText(value as CanonicalValue));
    }
  });

  it('does not depend on the order in which members were set, and says the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).toReversed());
        const text = canonicalText(members);
        assert.equal(canonicalText(reversed), text);
        assert.equal(canonicalText(JSON.parse(text) as CanonicalValue), text);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(members)));
      }),
    );
  });
});
