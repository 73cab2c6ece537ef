// kill -9 at seeded moments: of a submission, of the first start, of a rebuild, of the sequencer.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../src/demo/random.js';
import { csvOf, penaltyRow, testAgency } from '../support/intake.js';
import {
  assertNothingHalf,
  assertRebuilds,
  assertSequencedAndSound,
  assertWhole,
  batchesOf,
  digestProjections,
  enterAgency,
  handIn,
} from './kill-checks.js';
import { killFile } from './kill-files.js';
import {
  assertNothingLeft,
  type CityProcess,
  kill,
  newCityFolder,
  startCity,
  type Target,
  targets,
  withCity,
} from './killable-city.js';

// KILLS_SEED gives other moments.
const seed = Number(process.env['KILLS_SEED'] ?? 1);
const submissions = 20;
const roundsBetweenMeasurings = 4;
const firstStarts = 5;
const rebuilds = 4;
const sequencings = 5;
const batchesWaiting = 40;

/** Moments spread over a duration, one in each part of it, in a random order, with what is killed. */
function moments(random: Random, count: number, kinds: readonly Target[] = targets) {
  const parts = Array.from({ length: count }, (_, part) => ({
    share: (part + random.fraction()) / count,
    order: random.fraction(),
  }));
  return parts
    .toSorted((left, right) => left.order - right.order)
    .map(({ share }, index) => ({ share, target: kinds[index % kinds.length] as Target }));
}

/** How long a process takes from saying one thing to saying another. */
async function measure(city: CityProcess, from: string, to: string): Promise<number> {
  await city.hear(from);
  const begun = performance.now();
  assert.ok(await city.hear(to), `the process never said ${to}: ${JSON.stringify(city.said)}`);
  const taken = performance.now() - begun;
  await city.ended();
  return taken;
}

describe(`kill -9 (seed ${seed})`, () => {
  it('at 20 moments of a submission leaves the batch wholly in or wholly out', async (t) => {
    const random = new Random(seed, 1);
    const folder = await newCityFolder();
    const pathOf = (round: number) => join(dirname(folder), `file-${round}.csv`);
    await withCity(folder, enterAgency);
    const tally = { in: 0, out: 0, acknowledged: 0 };
    let round = 0;
    let taken = 0;
    for (const [index, { share, target }] of moments(random, submissions).entries()) {
      if (index % roundsBetweenMeasurings === 0) {
        await writeFile(pathOf(round), killFile(round).text);
        taken = await measure(submit(folder, pathOf(round)), 'open', 'logged');
        await assertNothingLeft(folder);
        round += 1;
      }
      await writeFile(pathOf(round), killFile(round).text);
      const city = submit(folder, pathOf(round));
      assert.ok(await city.hear('open'));
      await delay(share * taken * 1.15);
      await kill(city, folder, target);
      await city.ended();
      await withCity(folder, async (application) => {
        await t.test(`${target} after ${Math.round(share * 115)} %`, () =>
          checkRound(application, city, { round, target, tally }),
        );
        if (index % 5 === 4) await assertRebuilds(application);
      });
      await assertNothingLeft(folder);
      round += 1;
    }
    t.diagnostic(JSON.stringify(tally));
    assert.ok(
      tally.out > 0 && tally.in > 0,
      `all kills came too early or too late: ${JSON.stringify(tally)}`,
    );
  });

  it('during the first start does not spoil the next', async () => {
    const taken = await measure(startCity(await newCityFolder(), 'open'), 'begins', 'open');
    for (const { share, target } of moments(new Random(seed, 2), firstStarts, [
      'process',
      'both',
    ])) {
      const folder = await newCityFolder();
      const city = startCity(folder, 'open');
      await city.hear('begins');
      await delay(share * taken);
      await kill(city, folder, target);
      await city.ended();
      await withCity(folder, async (application) => {
        const text = csvOf(application.catalogue.get('administrative-penalty', '2026-04-10'), [
          penaltyRow(1, { CF_JDRQ: '2024/04/01', CF_GSJZQ: '2025/04/01' }),
        ]);
        assert.equal((await handIn(application, 'first.csv', text)).admitted, 1);
        await assertSequencedAndSound(application);
      });
      await assertNothingLeft(folder);
    }
  });

  it('during a rebuild leaves the projections as they were', async (t) => {
    const folder = await newCityFolder();
    const before = await withCity(folder, async (application) => {
      for (const round of [0, 1, 2]) await handIn(application, `${round}`, killFile(round).text);
      await assertSequencedAndSound(application);
      return digestProjections(application);
    });
    const taken = await measure(startCity(folder, 'rebuild'), 'open', 'done');
    for (const { share, target } of moments(new Random(seed, 3), rebuilds)) {
      await killAt(startCity(folder, 'rebuild'), folder, { share, target, taken });
      await withCity(folder, async (application) => {
        await t.test(`${target} after ${Math.round(share * 100)} %`, async () => {
          assert.deepEqual(await digestProjections(application), before);
        });
      });
      await assertNothingLeft(folder);
    }
    await withCity(folder, async (application) => {
      await assertRebuilds(application);
      await assertSequencedAndSound(application);
    });
  });

  it('of the sequencer leaves every batch in the queue or in the log', async (t) => {
    const folder = await newCityFolder();
    let number = 0;
    const queue = async (): Promise<void> =>
      withCity(folder, async (application) => {
        const item = application.catalogue.get('administrative-penalty', '2026-04-10');
        for (let batch = 0; batch < batchesWaiting; batch += 1) {
          number += 1;
          const row = penaltyRow(number, { CF_JDRQ: '2024/04/01', CF_GSJZQ: '2025/04/01' });
          await handIn(application, `${number}`, csvOf(item, [row]));
        }
      });
    await queue();
    const taken = await measure(startCity(folder, 'sequence'), 'open', 'done');
    for (const { share, target } of moments(new Random(seed, 4), sequencings)) {
      await queue();
      await killAt(startCity(folder, 'sequence'), folder, { share, target, taken });
      await withCity(folder, async (application) => {
        await t.test(`${target} after ${Math.round(share * 100)} %`, async () => {
          await assertNothingHalf(application.database);
          await assertSequencedAndSound(application);
        });
      });
      await assertNothingLeft(folder);
    }
  });
});

function submit(folder: string, path: string): CityProcess {
  return startCity(folder, 'submit', path, testAgency);
}

async function killAt(
  city: CityProcess,
  folder: string,
  { share, target, taken }: { share: number; target: Target; taken: number },
): Promise<void> {
  assert.ok(await city.hear('open'));
  await delay(share * taken);
  await kill(city, folder, target);
  await city.ended();
}

type City = Parameters<Parameters<typeof withCity>[1]>[0];

async function checkRound(
  application: City,
  { said }: CityProcess,
  { round, target, tally }: { round: number; target: Target; tally: Record<string, number> },
): Promise<void> {
  const { database } = application;
  const fileName = `file-${round}.csv`;
  const file = killFile(round);
  const batches = await batchesOf(database, fileName);
  await assertNothingHalf(database);
  for (const [index, batch] of batches.entries()) {
    await assertWhole(database, batch);
    assert.deepEqual(batch.rows, index === 0 ? file.first : file.again);
  }
  const receipts = said.filter(({ at }) => at === 'receipt');
  for (const receipt of receipts) {
    const batch = batches.find(({ batchId }) => batchId === receipt.batch);
    assert.deepEqual(batch?.rows, receipt.rows, 'an acknowledged batch is there as acknowledged');
  }
  // Where only the server was killed the process went on by itself.
  if (target === 'server') {
    assert.equal(said.at(-1)?.at, 'closed', JSON.stringify(said.at(-1)));
    assert.ok(receipts.length > 0);
  }
  tally[batches.length > 0 ? 'in' : 'out'] = (tally[batches.length > 0 ? 'in' : 'out'] ?? 0) + 1;
  if (receipts.length > 0) tally['acknowledged'] = (tally['acknowledged'] ?? 0) + 1;
  const again = await handIn(application, fileName, file.text);
  assert.deepEqual(again, batches.length > 0 ? file.again : file.first);
  await assertNothingHalf(database);
  await assertSequencedAndSound(application);
}
