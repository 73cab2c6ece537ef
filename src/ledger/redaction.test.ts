// Which redaction speaks of which entry.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EntryFacts } from './entry.model.js';
import { Redactions, redactionsOf } from './redaction.js';

const record = '8b000000-0000-8000-8000-000000000001';
const batch = '01a00000-0000-7000-8000-000000000001';
const entry = { b: batch, r: record, n: 2 };

function redactFacts(n: number, says: object, r = record): EntryFacts {
  return {
    v: 1,
    o: 'redact',
    b: '01a00000-0000-7000-8000-000000000009',
    a: '11320500MB0000000X',
    k: 'administrative-penalty',
    g: '2026-01-05',
    l: 0,
    s: '01a00000-0000-7000-8000-000000000002',
    r,
    n,
    d: '2026-01-05',
    e: [null, null],
    f: {},
    m: { basis: '依据', fields: ['facts'], entries: [says] } as never,
  };
}

const says = { batch, leaf: 7, revision: 1, w: 'W1', h: null };

describe('redactions', () => {
  it('are found by the place of the entry, the latest revision counting', () => {
    const again = { ...says, revision: 2, w: 'W2' };
    const facts = [redactFacts(4, again), redactFacts(3, says)];
    const redactions = new Redactions(facts.flatMap(redactionsOf));
    assert.equal(redactions.find(entry, 7)?.w, 'W2');
    assert.equal(redactions.find(entry, 8), undefined);
    assert.equal(redactions.find({ ...entry, b: record }, 7), undefined);
  });

  it('speak of earlier entries of their own record only', () => {
    const later = new Redactions(redactionsOf(redactFacts(2, says)));
    assert.equal(later.find(entry, 7), undefined);
    const foreign = new Redactions(redactionsOf(redactFacts(3, says, batch)));
    assert.equal(foreign.find(entry, 7), undefined);
  });

  it('are said by redact entries alone, and in their form', () => {
    assert.deepEqual(redactionsOf({ ...redactFacts(3, says), o: 'annotate' }), []);
    for (const broken of [
      { ...says, leaf: '7' },
      { ...says, revision: 1.5 },
      { ...says, w: 1 },
      { ...says, batch: null },
      { ...says, h: undefined },
    ]) {
      assert.deepEqual(redactionsOf(redactFacts(3, broken)), []);
    }
    const { m: _, ...silent } = redactFacts(3, says);
    assert.deepEqual(redactionsOf(silent), []);
  });
});
