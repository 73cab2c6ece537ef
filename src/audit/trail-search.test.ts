// Searching and exporting the trail: every term, page by page, with seals, and as a file that nothing runs in.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { TestLedger } from '../../test/support/ledger.js';
import { sealTrail } from '../ledger/trail-seal.js';
import { writeEvent } from './trail.js';
import { trailFile } from './trail-form.js';
import { exportTrail, searchTrail, type TrailQuery } from './trail-search.js';

const { database } = await testDatabase();
const ledger = new TestLedger(database);
const midnight = Date.parse('2026-04-10T00:00:00+08:00');
const minute = 60_000;

for (let number = 0; number < 40; number += 1) {
  // Two lines of each millisecond: the order within it must hold from page to page.
  const at = midnight + Math.floor(number / 2) * 144 * minute;
  const isReading = number % 4 === 0;
  await writeEvent(
    database,
    {
      at,
      actor: number % 2 === 0 ? 'console' : 'account',
      act: isReading ? 'file.read' : 'agency.add',
      object: `object ${number % 5}`,
      outcome: 'done',
      ...(isReading && { purpose: 'supervision', matter: `=1+${number}, "quoted"` }),
    },
    isReading,
  );
}
await sealTrail(database, ledger.clock, 30);

async function collect(query: TrailQuery, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { events, next } = await searchTrail(database, query, { limit, after });
    ids.push(...events.map(({ eventId }) => eventId));
    after = next ?? undefined;
  } while (after !== undefined);
  return ids;
}

async function count(query: TrailQuery): Promise<number> {
  return (await searchTrail(database, query, { limit: 100 })).events.length;
}

describe('a search', () => {
  it('gives every line once, newest first, whatever the length of the page', async () => {
    const whole = await collect({}, 100);
    assert.equal(new Set(whole).size, 40);
    assert.deepEqual(await collect({}, 7), whole);
    assert.deepEqual(await collect({}, 1), whole);
    const { events } = await searchTrail(database, {}, { limit: 100 });
    const times = events.map(({ at }) => at);
    assert.deepEqual(
      times,
      times.toSorted((one, two) => two - one),
    );
  });

  it('by actor, act, object, reading and day, alone and together', async () => {
    assert.equal(await count({ actor: 'account' }), 20);
    assert.equal(await count({ act: 'file.read' }), 10);
    assert.equal(await count({ object: 'object 3' }), 8);
    assert.equal(await count({ readingsOnly: true }), 10);
    assert.equal(await count({ object: 'object 3', actor: 'account', act: 'agency.add' }), 4);
    assert.equal(await count({ actor: `' or true --` }), 0);
    // Ten lots of two lines a day; days begin at midnight in Shanghai.
    assert.equal(await count({ from: '2026-04-11' }), 20);
    assert.equal(await count({ to: '2026-04-10' }), 20);
    assert.equal(await count({ from: '2026-04-10', to: '2026-04-11' }), 40);
    assert.equal(await count({ from: '2026-04-12' }), 0);
  });

  it('says of each line where the log vouches for it', async () => {
    await writeEvent(
      database,
      { at: midnight, actor: 'new', act: 'a', object: 'o', outcome: 'done' },
      false,
    );
    const { events } = await searchTrail(database, {}, { limit: 100 });
    const unsealed = events.filter(({ seal }) => seal === null);
    assert.deepEqual(
      unsealed.map(({ actor }) => actor),
      ['new'],
    );
    assert.equal(new Set(events.map(({ seal }) => seal?.batchId)).size, 3);
  });
});

describe('an export', () => {
  async function file(form: 'csv' | 'ndjson', query: TrailQuery = {}): Promise<string> {
    const pieces: string[] = [];
    for await (const piece of trailFile(exportTrail(database, query), form)) pieces.push(piece);
    return pieces.join('');
  }

  it('holds the same lines as JSON, one a line', async () => {
    const lines = (await file('ndjson', { act: 'file.read' })).trimEnd().split('\n');
    const read = lines.map((line) => JSON.parse(line));
    assert.equal(read.length, 10);
    assert.deepEqual(Object.keys(read[0]).slice(0, 5), ['event', 'at', 'actor', 'act', 'object']);
    assert.ok(read.every(({ reading, batch }) => reading === true && typeof batch === 'string'));
  });

  it('as CSV keeps a formula a text', async () => {
    const text = await file('csv', { act: 'file.read' });
    assert.equal(text.split('\r\n').length, 12);
    assert.ok(text.startsWith('\ufeffevent,at,actor,act,object,purpose,matter,'));
    assert.match(text, /,"'=1\+0, ""quoted""",/);
    assert.doesNotMatch(text, /,=/);
  });

  it('of nothing is a file without lines', async () => {
    assert.equal((await file('csv', { act: 'nothing' })).split('\r\n').length, 2);
    assert.equal(await file('ndjson', { act: 'nothing' }), '');
  });
});
