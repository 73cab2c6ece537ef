// Entries in bytes: canonical as RFC 8785 says, committed to, and the same for ever.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalText } from '../kernel/canonical.js';
import { uuidText } from '../kernel/ids.js';
import { decodeFacts, decodePart } from './decoded-entry.js';
import {
  type EntryContent,
  type EntryPlace,
  encodeEntry,
  encodeMark,
  factsText,
  recordIdOf,
  storedContentDigest,
} from './entry.js';
import type { EntryFacts } from './entry.model.js';
import { leafHash } from './merkle.js';

const salts = Buffer.from(Array.from({ length: 48 }, (_, index) => index));

const place: EntryPlace = {
  b: '01a00000-0000-7000-8000-000000000001',
  a: '11320500MB0000000X',
  k: 'administrative-penalty',
  g: '2026-01-05',
  l: 2,
  s: '01a00000-0000-7000-8000-000000000002',
  r: '8b000000-0000-8000-8000-000000000003',
  n: 1,
  d: '2026-01-05',
  e: ['2025-12-30', null],
};

const nothing: EntryContent = { fields: {}, withheld: {}, words: {}, withheldWords: {} };

// Texts with everything that JSON escapes, and names whose order differs between UTF-8 and UTF-16.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('违法事实', '"\\/\b\f\n\r\t', '\u0000\u001f\u007f\u2028\u2029', '😀\ufffd'),
);
const values = fc.dictionary(fc.oneof(text, fc.constantFrom('Z', 'ﬀ', '𠮷', '10', '9')), text);
const content = fc.record({
  fields: values,
  withheld: values,
  words: fc.dictionary(text, fc.option(text)),
  withheldWords: values,
});

function sha256Text(...parts: Uint8Array[]): string {
  return createHash('sha256').update(Buffer.concat(parts)).digest('base64url');
}

describe('an entry in bytes', () => {
  it('is the canonical text of its facts', () => {
    fc.assert(
      fc.property(content, fc.constantFrom('assert', 'correct'), (said, operation) => {
        const encoded = encodeEntry(operation, place, said, salts);
        const written = Buffer.from(encoded.facts).toString('utf8');
        const facts = decodeFacts(encoded.facts);
        assert.equal(written, canonicalText(facts as never));
        assert.equal(written, factsText(facts));
        assert.deepEqual({ ...facts.f }, { ...said.fields });
        assert.equal(facts.o, operation);
      }),
    );
  });

  it('commits to each part with its own salt, and to nothing where a part is empty', () => {
    fc.assert(
      fc.property(content, (said) => {
        const encoded = encodeEntry('assert', place, said, salts);
        const facts = decodeFacts(encoded.facts);
        for (const [part, committed, name, at] of [
          [encoded.withheld, facts.i, 'withheld', 0],
          [encoded.words, facts.w, 'words', 16],
          [encoded.withheldWords, facts.h, 'withheldWords', 32],
        ] as const) {
          assert.equal(part === null, Object.keys(said[name]).length === 0);
          assert.equal(part === null, committed === undefined);
          if (!part) continue;
          assert.deepEqual(Buffer.from(part.salt), salts.subarray(at, at + 16));
          assert.equal(committed, sha256Text(part.salt, part.bytes));
          assert.equal(
            Buffer.from(part.bytes).toString('utf8'),
            canonicalText(decodePart(part) as never),
          );
        }
      }),
    );
  });

  it('has the leaf hash of exactly the stored bytes', () => {
    const encoded = encodeEntry('assert', place, { ...nothing, fields: { a: '违' } }, salts);
    assert.deepEqual(Buffer.from(encoded.leafHash), leafHash(encoded.facts));
  });

  it('knows the same content again, from what is said and from what is stored', () => {
    fc.assert(
      fc.property(content, content, (said, other) => {
        const encoded = encodeEntry('assert', place, said, salts);
        const stored = storedContentDigest(said.fields, {
          withheld: encoded.withheld?.bytes ?? null,
          words: encoded.words?.bytes ?? null,
          withheldWords: encoded.withheldWords?.bytes ?? null,
        });
        assert.deepEqual(encoded.contentDigest, stored);
        const again = encodeEntry('correct', { ...place, n: 2 }, other, randomBytes(48));
        const same = canonicalText(said) === canonicalText(other);
        assert.equal(Buffer.compare(encoded.contentDigest, again.contentDigest) === 0, same);
      }),
    );
  });

  it('refuses half a character, as canonical JSON does', () => {
    for (const half of ['\ud800', 'a\udc00b', '\\\ud800', '\\\\\ud800', '\udc00\ud800']) {
      const said = { ...nothing, words: { f: half } };
      assert.throws(() => encodeEntry('assert', place, said, salts), /surrogate/i);
      assert.throws(() => canonicalText(said.words), /surrogate/i);
    }
    for (const whole of ['\\ud800', '\\\\ud800', '\ud83d\ude00', '\\\ud83d\ude00']) {
      const said = { ...nothing, words: { f: whole } };
      const { words } = encodeEntry('assert', place, said, salts);
      assert.equal(Buffer.from(words?.bytes ?? []).toString(), canonicalText(said.words));
    }
  });

  it('never changes its bytes: version 1 of the schema', () => {
    const encoded = encodeEntry(
      'assert',
      place,
      {
        fields: { decisionNumber: '虚构罚〔2026〕1号', amount: '0.2' },
        withheld: { state: '1' },
        words: { name: '虚构"某"公司', facts: '第一行\n第二行' },
        withheldWords: { remark: '首次' },
      },
      salts,
    );
    assert.equal(
      Buffer.from(encoded.facts).toString('utf8'),
      '{"a":"11320500MB0000000X","b":"01a00000-0000-7000-8000-000000000001","d":"2026-01-05",' +
        '"e":["2025-12-30",null],"f":{"amount":"0.2","decisionNumber":"虚构罚〔2026〕1号"},"g":"2026-01-05",' +
        '"h":"yopilFElE1WhfXWDOVC7-kXAks0i6uiKNAlTQevCLWE","i":"hd4o8aEo3a7-w5rWG2oMPvhk7zQg2xXhR610QDlNjnc",' +
        '"k":"administrative-penalty","l":2,"n":1,"o":"assert",' +
        '"r":"8b000000-0000-8000-8000-000000000003","s":"01a00000-0000-7000-8000-000000000002","v":1,' +
        '"w":"RGLVUIjwJyTrtZ79M1-bzpfCLcfI3abKpItcFTWzd1Y"}',
    );
    assert.equal(
      Buffer.from(encoded.leafHash).toString('hex'),
      'bf300f598a2ed7206902a94eb566f65f26c94d480d69a10b9250e31614569633',
    );
  });

  it('that says something about a record is canonical too', () => {
    const facts: EntryFacts = {
      v: 1,
      o: 'annotate',
      ...place,
      f: {},
      m: { mark: 'in-dispute', note: ['异议', 1.5, null, { b: true, a: false }] },
    };
    const { facts: bytes } = encodeMark(facts);
    assert.equal(bytes.toString('utf8'), canonicalText(facts as never));
    assert.equal(bytes.toString('utf8'), factsText(facts));
  });
});

describe('the id of a record', () => {
  it('follows from its kind and natural key, and from nothing else', () => {
    const id = uuidText(recordIdOf('administrative-penalty', ['11320500MB0000000X', '1号']), 0);
    assert.equal(id, '391f8f0e-d108-84a6-8f8b-3af4aa77782f');
    assert.notDeepEqual(recordIdOf('a', ['bc', 'd']), recordIdOf('a', ['b', 'cd']));
    assert.notDeepEqual(recordIdOf('a', ['b']), recordIdOf('b', ['b']));
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
