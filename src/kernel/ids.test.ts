// Identifiers: sorted by time, never the same, and the same again from the same digest.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256 } from './hash.js';
import { derivedId, isUuid, newId, uuidBytes, uuidText } from './ids.js';

describe('a new identifier', () => {
  it('is a UUID of version 7 that begins with its millisecond', () => {
    const moment = Date.parse('2026-04-10T01:30:00.123Z');
    const id = newId(moment);
    assert.equal(isUuid(id), true);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), moment);
  });

  it('sorts by time', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(moment, moment, (left, right) => {
        fc.pre(left < right);
        assert.ok(newId(left) < newId(right));
      }),
    );
  });

  it('is another one each time', () => {
    const ids = Array.from({ length: 1000 }, () => newId(1_000_000));
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('a derived identifier', () => {
  it('is a UUID of version 8, always the same for one digest', () => {
    const digest = sha256(Buffer.from('91320100748204660Q'));
    const id = uuidText(derivedId(digest), 0);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(uuidText(derivedId(digest), 0), id);
    assert.equal(digest.equals(sha256(Buffer.from('91320100748204660Q'))), true);
  });
});

describe('the text and the bytes of an identifier', () => {
  it('say the same, wherever the bytes lie', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, fc.nat(20), (id, offset) => {
        const text = uuidText(Buffer.concat([Buffer.alloc(offset), id]), offset);
        assert.equal(isUuid(text), true);
        assert.deepEqual([...uuidBytes(text)], [...id]);
      }),
    );
  });

  it('is written in one way only', () => {
    const id = '0196b0a0-7c1b-7def-8abc-0123456789ab';
    assert.equal(isUuid(id), true);
    for (const text of [id.toUpperCase(), id.replaceAll('-', ''), `${id} `, `{${id}}`, '']) {
      assert.equal(isUuid(text), false, text);
    }
  });
});
