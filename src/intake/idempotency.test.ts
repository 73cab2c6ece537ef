// A request that comes twice is done once; a key never stands for two contents.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { csvOf, penaltyRow, testAgency } from '../../test/support/intake.js';
import {
  bytesOf,
  member,
  reviewer,
  steward,
  type WritingTest,
  writingTest,
} from '../../test/support/writing.js';
import type { Principal } from '../access/principal.model.js';
import { setNeedsRelease } from '../parties/agencies.js';
import { rejectBatch } from './release.js';
import { tidyPending } from './tidy.js';

const minute = 60_000;

describe('a request with a key', () => {
  let city: WritingTest;
  before(async () => {
    city = await writingTest(false);
  });
  const later = (milliseconds: number) =>
    city.clock.set(new Date(city.clock.now() + milliseconds).toISOString());

  it('sent again gives the first answer again and writes nothing', async () => {
    const rows = [city.fresh(), city.fresh()];
    const first = await city.handIn(rows, { key: 'one' });
    const batches = await city.count('intake_batch');
    later(minute);
    const again = await city.handIn(rows, { key: 'one' });
    assert.equal(first.isRepeated, false);
    assert.equal(again.isRepeated, true);
    assert.equal(again.checkCode, null);
    assert.deepEqual(again.receipt, first.receipt);
    assert.equal(again.receipt?.rows.admitted, 2);
    assert.equal(await city.count('intake_batch'), batches);
  });

  it('is refused with other content or other parameters, and nothing is written', async () => {
    const row = city.fresh();
    await city.handIn([row], { key: 'two' });
    const batches = await city.count('intake_batch');
    const taken = { code: 'batch.key_taken' };
    await assert.rejects(city.handIn([{ ...row, CF_SY: '别的' }], { key: 'two' }), taken);
    await assert.rejects(city.handIn([row], { key: 'two', fileName: 'other.csv' }), taken);
    await assert.rejects(city.handIn([row], { key: 'two', sourceDay: '2026-04-01' }), taken);
    assert.equal(await city.count('intake_batch'), batches);
  });

  it('belongs to its sender: the same key of another is another request', async () => {
    const row = city.fresh();
    await city.handIn([row], { key: 'three' });
    const other = await city.handIn([row], {
      key: 'three',
      principal: member('second', 'data-steward'),
    });
    assert.equal(other.isRepeated, false);
    assert.equal(other.receipt?.rows.unchanged, 1);
  });

  it('is refused while the first is under way, and comes through once that has died', async () => {
    const item = city.catalogue.get('administrative-penalty', '2026-04-10');
    let arrive = () => {};
    const started = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const text = csvOf(item, [penaltyRow(900_001)]);
    async function* slow(): AsyncGenerator<Uint8Array> {
      arrive();
      await waiting;
      yield* bytesOf(text);
    }
    const first = city.handIn([], { key: 'four', bytes: slow() });
    first.catch(() => {});
    await started;
    await assert.rejects(city.handIn([], { key: 'four', bytes: bytesOf(text) }), {
      code: 'batch.key_under_way',
    });
    later(city.limits.silentMinutes * minute + 1);
    const second = await city.handIn([], { key: 'four', bytes: bytesOf(text) });
    assert.equal(second.receipt?.rows.admitted, 1);
    goOn();
    // What was taken for dead cannot write any more.
    await assert.rejects(first, { code: 'batch.arrival_lost' });
    const again = await city.handIn([], { key: 'four', bytes: bytesOf(text) });
    assert.equal(again.standing.batchId, second.standing.batchId);
    assert.equal(await city.count('intake_pending_batch'), 0);
  });

  it('of two at the same moment one is done', async () => {
    const rows = [city.fresh()];
    const outcomes = await Promise.allSettled([
      city.handIn(rows, { key: 'five' }),
      city.handIn(rows, { key: 'five' }),
    ]);
    const done = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value : [],
    );
    assert.equal(done.filter(({ isRepeated }) => !isRepeated).length, 1);
    const [entries] = await city.database.query<{ rows: number }>(
      `select count(*) as rows from intake_idempotency where key = 'five'`,
    );
    assert.equal(entries?.rows, 1);
  });

  it('is free again where the file was refused', async () => {
    await assert.rejects(city.handIn([], { key: 'six', bytes: bytesOf('没有\n1\n') }));
    const done = await city.handIn([city.fresh()], { key: 'six' });
    assert.equal(done.isRepeated, false);
  });

  it('must be given by API clients and be written in visible ASCII', async () => {
    const client: Principal = {
      ...member('client', 'data-steward'),
      kind: 'client',
      scopes: ['batches:write'],
    };
    await assert.rejects(city.handIn([city.fresh()], { principal: client }), {
      code: 'batch.key_missing',
    });
    for (const key of ['', ' ', '键', 'x'.repeat(201)]) {
      await assert.rejects(city.handIn([city.fresh()], { key }), { code: 'batch.key_malformed' });
    }
  });

  it('is forgotten after its time', async () => {
    const rows = [city.fresh()];
    await city.handIn(rows, { key: 'seven' });
    later(city.limits.requestKeyDays * 24 * 60 * minute + 1);
    await tidyPending(city);
    const again = await city.handIn(rows, { key: 'seven' });
    assert.equal(again.isRepeated, false);
    assert.equal(again.receipt?.rows.unchanged, 1);
  });

  it('tells what became of a batch that waited', async () => {
    await setNeedsRelease(city.database, testAgency, true);
    const rows = [city.fresh()];
    const first = await city.handIn(rows, { key: 'eight' });
    const { batchId } = first.standing;
    await rejectBatch(city, { principal: reviewer, batchId, reason: '口径' });
    const again = await city.handIn(rows, { key: 'eight', principal: steward });
    assert.equal(again.isRepeated, true);
    assert.equal(again.standing.state, 'rejected');
  });
});
