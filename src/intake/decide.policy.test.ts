// What becomes of a row, given the record that stands under its key.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordHead } from '../ledger/directory.projector.js';
import { decideRow, type RowDecision } from './decide.policy.js';

const [same, other] = [Buffer.from('same'), Buffer.from('other')];
const head: RecordHead = {
  recordId: 'r',
  subjectId: 's',
  version: 3,
  sourceDay: '2026-04-05',
  digest: same,
  batchId: '',
  leaf: 0,
};
const row = { subjectId: 's', sourceDay: '2026-04-05', contentDigest: same };

describe('a row whose key', () => {
  const cases: [
    is: string,
    changes: Partial<typeof row>,
    head: RecordHead | undefined,
    decision: RowDecision,
  ][] = [
    ['is new', {}, undefined, { answer: 'admitted' }],
    ['is on file with the same content', {}, head, { answer: 'unchanged' }],
    [
      'is on file with the same content, from an older file',
      { sourceDay: '2026-04-01' },
      head,
      { answer: 'unchanged' },
    ],
    [
      'is on file with the same content, from a newer file',
      { sourceDay: '2026-04-09' },
      head,
      { answer: 'unchanged' },
    ],
    [
      'is on file with other content, from a newer file',
      { contentDigest: other, sourceDay: '2026-04-06' },
      head,
      { answer: 'corrected', version: 4 },
    ],
    [
      'is on file with other content, of the same day',
      { contentDigest: other },
      head,
      { answer: 'corrected', version: 4 },
    ],
    [
      'is on file with other content, from an older file',
      { contentDigest: other, sourceDay: '2026-04-04' },
      head,
      { answer: 'older', knownDay: '2026-04-05' },
    ],
    ['is on file for another organisation', { subjectId: 't' }, head, { answer: 'other_subject' }],
    [
      'is on file for another organisation, in an older file with other content',
      { subjectId: 't', contentDigest: other, sourceDay: '2026-04-01' },
      head,
      { answer: 'other_subject' },
    ],
  ];
  for (const [is, changes, onFile, decision] of cases) {
    it(`${is}: ${decision.answer}`, () =>
      assert.deepEqual(decideRow({ ...row, ...changes }, onFile, false), decision));
  }

  it('is on file with redacted words: what is left decides', () => {
    const redacted = { ...head, digest: null };
    assert.deepEqual(decideRow(row, redacted, true), { answer: 'unchanged' });
    assert.deepEqual(decideRow(row, redacted, false), { answer: 'corrected', version: 4 });
    const older = { ...row, sourceDay: '2026-04-01' };
    assert.equal(decideRow(older, redacted, true).answer, 'unchanged');
    assert.equal(decideRow(older, redacted, false).answer, 'older');
  });
});
