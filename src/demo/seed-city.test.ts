// A demo city that was interrupted is completed by the next start, to the same as if nothing had happened.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { csvOf, intakeTest, penaltyRow } from '../../test/support/intake.js';
import { rowCounts } from '../../test/support/stored.js';
import { consolePrincipal } from '../access/principal.model.js';
import { listBatches } from '../intake/batch-standing.js';
import { loadIntakeLimits } from '../intake/limits.loader.js';
import { releaseBatch } from '../intake/release.js';
import { previewRelease } from '../intake/release-preview.js';
import { Refusal } from '../kernel/errors.js';
import { openLogKey } from '../ledger/log-key.js';
import { listAgencies } from '../parties/agencies.js';
import { findCityToMake, type SeedContext, seedDemoCity } from './seed-city.js';

const request = { seed: 5, size: 0.005, until: '2026-06-30' };
const nextDay = { ...request, until: '2026-07-01' };

const folder = mkdtempSync(join(tmpdir(), 'xinheng-seed-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function emptyPlatform(): Promise<SeedContext & Awaited<ReturnType<typeof intakeTest>>> {
  const city = await intakeTest();
  const name = `seed.example/${crypto.randomUUID()}`;
  return {
    ...city,
    limits: loadIntakeLimits(),
    logKey: openLogKey(join(folder, crypto.randomUUID()), name),
  };
}

function isRefusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

describe('a demo city', () => {
  it('that is interrupted again and again comes to the same as one made in one go', async () => {
    const whole = await emptyPlatform();
    const plan = await seedDemoCity(whole, request);
    const platform = await emptyPlatform();
    let runs = 0;
    for (let done = false; !done; runs += 1) {
      const wanted = await findCityToMake(platform, runs === 0 ? request : nextDay);
      assert.deepEqual(wanted, request, 'the next day goes on with the city that was begun');
      const stop = new AbortController();
      let met = 0;
      const onProgress = ({ files }: { files: number }) => {
        met = files;
        // Some files more each time, some that are passed over among them.
        if (files === (runs + 1) * Math.floor(plan.files / 4)) stop.abort();
      };
      const made = seedDemoCity(platform, { ...request, onProgress, signal: stop.signal });
      done = await made.then(
        () => true,
        (error: Error) => {
          assert.equal(error.name, 'AbortError');
          return false;
        },
      );
      if (!done) assert.ok(met < plan.files);
    }
    assert.equal(runs, 4);
    assert.deepEqual(await rowCounts(platform.database), await rowCounts(whole.database));
    assert.equal(await findCityToMake(platform, request), undefined, 'nothing is left to make');
  });

  it('leaves a batch that waits, with something new, corrected and unchanged in it', async () => {
    const platform = await emptyPlatform();
    await seedDemoCity(platform, request);
    const agency = (await listAgencies(platform.database)).filter((each) => each.needsRelease);
    assert.equal(agency.length, 1);
    const principal = consolePrincipal;
    const agencyCode = agency[0]?.code ?? '';
    const { batches } = await listBatches(platform.database, {
      principal,
      agencyCode,
      state: 'waiting',
      limit: 10,
    });
    assert.equal(batches.length, 1);
    const batchId = batches[0]?.batchId ?? '';
    const { rows, corrections } = await previewRelease(platform, { principal, batchId, limit: 10 });
    assert.ok(rows.read >= 5);
    assert.ok(rows.admitted > 0 && rows.corrected > 0 && rows.unchanged > 0, JSON.stringify(rows));
    assert.ok(corrections.first.every(({ changes }) => changes && changes.length > 0));
    const receipt = await releaseBatch(platform, { principal, batchId });
    assert.deepEqual(receipt.rows, rows);
  });

  it('is not mixed with another city, nor put beside records of an agency', async () => {
    const platform = await emptyPlatform();
    const signal = AbortSignal.abort();
    await assert.rejects(seedDemoCity(platform, { ...request, signal }), { name: 'AbortError' });
    await assert.rejects(seedDemoCity(platform, nextDay), isRefusal('demo.other_city_begun'));

    const used = await emptyPlatform();
    await used.submit(
      csvOf(used.catalogue.get('administrative-penalty', '2026-04-10'), [penaltyRow(1)]),
    );
    assert.equal(await findCityToMake(used, request), undefined);
    await assert.rejects(seedDemoCity(used, request), isRefusal('demo.database_not_empty'));
  });

  it('with values that make none leaves nothing behind', async () => {
    const platform = await emptyPlatform();
    await assert.rejects(
      seedDemoCity(platform, { ...request, size: 0 }),
      isRefusal('demo.size_out_of_range'),
    );
    assert.deepEqual(await findCityToMake(platform, nextDay), nextDay);
  });
});
