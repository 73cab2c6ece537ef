// Entries laid out as rows: byte by byte what `encodeEntry` makes of the same content, and read back from where they stand.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { canonicalText } from '../kernel/canonical.js';
import { uuidText } from '../kernel/ids.js';
import { type EntryContent, encodeEntry } from './entry.js';
import { EntryLayout } from './entry-layout.js';
import { LaidOutEntry, LaidOutRuns } from './laid-out-entry.js';

const batch = '01a00000-0000-7000-8000-000000000001';
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('违法事实', '"\\/\b\f\n\r\t', '\u0000\u001f\u007f\u2028\u2029', '😀\ufffd'),
);
const values = fc.dictionary(text, text, { maxKeys: 4 });
const contents = fc.array(
  fc.record({ fields: values, withheld: values, words: values, withheldWords: values }),
  { minLength: 1, maxLength: 6 },
);
const days = { source: '2026-01-05', catalogue: '2026-01-06' };

function layOut(contentsOf: readonly EntryContent[]) {
  const layout = new EntryLayout(batch);
  const expected = contentsOf.map((content, index) => {
    const ids = { subject: randomBytes(16), record: randomBytes(16) };
    const place = {
      b: batch,
      a: '11320500MB0000000X',
      k: 'administrative-penalty',
      g: days.catalogue,
      l: index + 2,
      s: uuidText(ids.subject, 0),
      r: uuidText(ids.record, 0),
      d: days.source,
      e: ['2025-12-30', null] as const,
    };
    const salts = randomBytes(48);
    const part = (said: object): string | null =>
      Object.keys(said).length === 0 ? null : canonicalText(said as never);
    const texts = {
      fields: canonicalText(content.fields),
      withheld: part(content.withheld),
      words: part(content.words),
      withheldWords: part(content.withheldWords),
    };
    layout.add(ids, place, texts, salts);
    return { ids, encoded: encodeEntry('assert', { ...place, n: 1 }, content, salts) };
  });
  const all = layout.finish();
  return expected.map((each, index) => ({
    ...each,
    entry: new LaidOutEntry(all, index, days.source, days.catalogue),
  }));
}

it('says in rows what an entry says in bytes', () => {
  fc.assert(
    fc.property(contents, (said) => {
      for (const { ids, encoded, entry } of layOut(said)) {
        const { facts, leafHash, contentDigest, withheld, words, withheldWords } = entry;
        const read = { facts, leafHash, contentDigest, withheld, words, withheldWords };
        assert.deepEqual(plain(read), plain({ ...encoded }));
        assert.deepEqual(plain([entry.subjectBytes, entry.recordBytes]), plain(Object.values(ids)));
        assert.deepEqual([entry.version, entry.operation], [1, 'assert']);
      }
    }),
  );
});

it('sends rows that follow each other in one piece, and leaves out those that are not appended', () => {
  const said = [1, 2, 3, 4].map((number) => ({
    fields: { number: String(number) },
    withheld: {},
    words: number === 2 ? {} : { text: '词' },
    withheldWords: {},
  }));
  const entries = layOut(said).map(({ entry }) => entry);
  const runs = new LaidOutRuns();
  [0, 1, 3].forEach((index, leaf) => {
    runs.add(entries[index] as LaidOutEntry, leaf + 7);
  });
  const lengths = (pieces: readonly Uint8Array[]): number[] => pieces.map(({ length }) => length);
  const { entryEnds, wordEnds } = (entries[0] as LaidOutEntry).all;
  const rowLength = (ends: Uint32Array, index: number): number =>
    (ends[index] as number) - (ends[index - 1] ?? 0);
  assert.deepEqual(lengths(runs.entryRows), [entryEnds[1], rowLength(entryEnds, 3)]);
  assert.deepEqual(lengths(runs.wordRows), [wordEnds[1], rowLength(wordEnds, 3)]);
});

// Buffers and arrays of bytes with the same content are the same here.
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each) =>
      each instanceof Uint8Array || each?.type === 'Buffer'
        ? Buffer.from(each.data ?? each).toString('hex')
        : each,
    ),
  );
}
