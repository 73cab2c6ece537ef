// Reading facts: exactly what the platform writes, and nothing else.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalText } from '../kernel/canonical.js';
import { encodeEntry, encodeMark } from './entry.js';
import type { EntryFacts } from './entry.model.js';
import { readFactBytes, readFactText } from './facts-form.js';

const place = {
  b: '01a00000-0000-7000-8000-000000000001',
  a: '11320500MB0000000X',
  k: 'administrative-penalty',
  g: '2026-01-05',
  l: 0,
  s: '01a00000-0000-7000-8000-000000000002',
  r: '8b000000-0000-8000-8000-000000000003',
  n: 12,
  d: '2026-01-05',
  e: ['2025-12-30', '2026-12-30'],
} as const;

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"\\/\b\f\n\r\t', '\u0000\u000b\u000e\u001f\u007f', '违法', '}",', '\\"'),
);
const fields = fc.dictionary(
  fc.oneof(texts, fc.constantFrom('CF_WSH', 'CF_NR', 'Z', 'a', 'ﬀ', '𠮷')),
  texts,
);

function contentBytes(said: Record<string, string>, words: Record<string, string> = {}): Buffer {
  const content = { fields: said, withheld: {}, words, withheldWords: words };
  return Buffer.from(encodeEntry('assert', place, content, Buffer.alloc(48)).facts);
}

function frameOf(facts: EntryFacts | undefined): unknown {
  if (!facts) return undefined;
  const { o, b, a, k, l, s, r, n, i, w, h } = facts;
  return { o, b, a, k, l, s, r, n, i, w, h };
}

function quickFrame(bytes: Buffer): unknown {
  const facts = readFactBytes(bytes);
  return facts && frameOf(facts as EntryFacts);
}

describe('reading facts', () => {
  it('reads everything that is written', () => {
    fc.assert(
      fc.property(fields, fc.dictionary(texts, texts), (said, words) => {
        const bytes = contentBytes(said, words);
        const facts = readFactText(bytes.toString('utf8'));
        assert.ok(facts);
        assert.equal(canonicalText(facts as never), bytes.toString('utf8'));
        assert.deepEqual(quickFrame(bytes), frameOf(facts));
      }),
    );
  });

  it('reads marks', () => {
    const facts: EntryFacts = { v: 1, o: 'redact', ...place, f: {}, m: { entries: [] } };
    const { facts: bytes } = encodeMark(facts);
    assert.deepEqual(frameOf(readFactText(bytes.toString('utf8'))), frameOf(facts));
    assert.deepEqual(quickFrame(bytes), frameOf(facts));
  });

  it('says the same without parsing as with it, whatever is changed', () => {
    const bytes = contentBytes({ CF_A: '违"\n\u0001', CF_B: '', CF_C: '\\' }, { w: '词' });
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x22, 0x5c, 0x2c, 0x7d, 0x75)),
        fc.constantFrom('replace', 'insert', 'delete'),
        (at, byte, how) => {
          const put = how === 'delete' ? [] : [byte];
          const rest = bytes.subarray(how === 'insert' ? at : at + 1);
          const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), rest]);
          const text = changed.toString('utf8');
          const whole = Buffer.from(text).equals(changed) ? readFactText(text) : undefined;
          assert.deepEqual(quickFrame(changed), frameOf(whole));
        },
      ),
      { numRuns: 3000 },
    );
  });

  const good = contentBytes({ CF_A: '1', CF_B: 'b\u0001' }).toString('utf8');
  const table: [what: string, from: string, to: string][] = [
    ['a blank', '{"a"', '{ "a"'],
    ['members out of order', '"CF_A":"1","CF_B":"b\\u0001"', '"CF_B":"b\\u0001","CF_A":"1"'],
    ['a member twice', '"CF_A":"1",', '"CF_A":"1","CF_A":"1",'],
    ['an escape that need not be', '"CF_A":"1"', '"CF_A":"\\u0031"'],
    ['a long escape', '"CF_A":"1"', '"CF_A":"\\u000a"'],
    ['an escape in capitals', '\\u0001', '\\u001F'],
    ['an escaped slash', '"CF_A":"1"', '"CF_A":"\\/"'],
    ['a number written otherwise', '"n":12', '"n":12.0'],
    ['a number with a zero in front', '"l":0', '"l":00'],
    ['a negative line', '"l":0', '"l":-1'],
    ['a version before the first', '"n":12', '"n":0'],
    ['a field that is no text', '"CF_A":"1"', '"CF_A":1'],
    ['an unknown operation', '"o":"assert"', '"o":"forget"'],
    ['another version of the schema', '"v":1', '"v":2'],
    ['a member nobody knows', '"v":1', '"v":1,"x":1'],
    ['a commitment cut short', '"v":1', `"v":1,"w":"${'A'.repeat(42)}"`],
    ['an id in capitals', '01a0', '01A0'],
    ['no kind', '"k":"administrative-penalty"', '"k":""'],
  ];
  for (const [what, from, to] of table) {
    it(`refuses ${what}`, () => {
      assert.ok(good.includes(from));
      const changed = good.replace(from, to);
      assert.equal(readFactText(changed), undefined);
      assert.equal(readFactBytes(Buffer.from(changed)), undefined);
    });
  }

  it('refuses bytes that are not UTF-8, and text that is not JSON', () => {
    const bytes = Buffer.from(good.replace('"CF_A":"1"', '"CF_A":"?"'));
    bytes[bytes.indexOf('?')] = 0xff;
    assert.equal(readFactBytes(bytes), undefined);
    for (const text of ['', 'null', '[]', '"text"', good.slice(0, -1), `${good}\n`]) {
      assert.equal(readFactText(text), undefined);
      assert.equal(readFactBytes(Buffer.from(text)), undefined);
    }
  });
});
