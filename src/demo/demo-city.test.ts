// The demo city: the same seed gives the same bytes, the plan counts what is in them, and nothing in it is real.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { mapHeadings } from '../catalogue/headings.policy.js';
import { findRegion } from '../codes/region.js';
import { isUscc } from '../codes/uscc.js';
import { dayInShanghai, startOfDay } from '../kernel/time.js';
import { awkwardCaseNames } from './awkward.policy.js';
import { demoAgencies } from './city.js';
import { runDemoCity, writeDemoFiles } from './demo-city.js';
import { rowsOfFile } from './file-rows.js';
import { frameOf, openWritingRoom } from './frame.js';
import type { DemoSchedule, PlannedFile } from './plan.model.js';
import { planDemoCity, scheduleDemoCity } from './schedule.js';
import { headingsOf } from './table-file.js';
import type { FileEncoding } from './vocabulary.model.js';

const small = { seed: 11, size: 0.005, until: '2026-06-30' };
const larger = { seed: 11, size: 0.02, until: '2026-06-30' };
const catalogue = loadCatalogue();

function digestOf(schedule: DemoSchedule): string {
  const digest = createHash('sha256');
  for (const { file } of writeDemoFiles(schedule, catalogue)) {
    const { bytes, ...rest } = file;
    digest.update(JSON.stringify(rest)).update(bytes);
  }
  return digest.digest('hex');
}

function decode(bytes: Buffer, encoding: FileEncoding): string {
  const label = {
    'utf-8': 'utf-8',
    'utf-8-bom': 'utf-8',
    gb18030: 'gb18030',
    'utf-16': 'utf-16le',
  };
  return new TextDecoder(label[encoding], { fatal: true }).decode(bytes);
}

describe('the demo city', () => {
  it('gives the same bytes for the same seed and others for another', () => {
    const digest = digestOf(scheduleDemoCity(small));
    assert.equal(digestOf(scheduleDemoCity(small)), digest);
    assert.notEqual(digestOf(scheduleDemoCity({ ...small, seed: 12 })), digest);
    assert.notEqual(digestOf(scheduleDemoCity({ ...small, until: '2026-06-29' })), digest);
  });

  it('has at size 1 what was promised', () => {
    const plan = planDemoCity({ seed: 1, size: 1, until: '2026-06-30' });
    assert.equal(plan.organisations, 20_000);
    assert.equal(plan.agencies, 14);
    assert.deepEqual(plan.records, {
      'organisation-registration': 20_000,
      'administrative-licence': 120_000,
      'administrative-penalty': 60_000,
    });
    assert.ok(plan.files >= 500 && plan.files <= 700, `${plan.files} files`);
  });

  it('has every awkward case, in the smallest city too', () => {
    for (const request of [small, larger]) {
      const plan = planDemoCity(request);
      for (const name of awkwardCaseNames)
        assert.ok(plan.cases[name] > 0, `${name} at ${request.size}`);
      assert.ok(plan.olderFiles.olderValues > 0 && plan.olderFiles.unchangedRows > 0);
      assert.ok(plan.registrationChanges.renamed > 0 && plan.registrationChanges.ended > 0);
      assert.ok(plan.namedByPerson > 0);
      for (const files of Object.values(plan.filesByEncoding)) assert.ok(files > 0);
      assert.ok(plan.filesWithUnknownColumns > 0 && plan.filesWithPersonalColumns > 0);
    }
  });

  it('writes as many rows as it plans, in bytes that decode without loss', () => {
    const schedule = scheduleDemoCity(larger);
    let rows = 0;
    for (const { file, planned } of writeDemoFiles(schedule, catalogue)) {
      const text = decode(file.bytes, planned.style.encoding);
      assert.ok(!text.includes('\ufffd'));
      // A line break within quotes is not the end of a row.
      const lines = text.replace(/"(?:[^"]|"")*"/g, '').split('\n').length - 2;
      assert.equal(lines, planned.rows + planned.added.length, file.fileName);
      rows += lines;
    }
    assert.equal(rows, schedule.plan.rows);
  });

  it('adds the answers up to the rows', () => {
    const { answers, rows } = planDemoCity(larger);
    const sum = Object.values(answers).reduce((total, count) => total + count, 0);
    assert.equal(sum, rows);
  });

  it('hands files in in order of time, all before the last day begins', async () => {
    let last = 0;
    let handedIn = 0;
    const plan = await runDemoCity({
      ...small,
      catalogue,
      submit: (file) => {
        assert.ok(file.receivedAt > last, file.fileName);
        assert.ok(file.receivedAt < startOfDay(small.until));
        assert.ok(file.sourceDay < dayInShanghai(file.receivedAt));
        last = file.receivedAt;
        handedIn += 1;
        return Promise.resolve();
      },
    });
    assert.equal(handedIn, plan.files);
  });

  it('reports how far it has come', async () => {
    const seen: number[] = [];
    const plan = await runDemoCity({
      ...small,
      catalogue,
      submit: () => Promise.resolve(),
      onProgress: ({ rows, rowsTotal }) => seen.push(rows / rowsTotal),
    });
    assert.equal(seen.length, plan.files);
    assert.equal(seen.at(-1), 1);
  });

  it('bears headings that the catalogue knows, but for the columns of the agencies themselves', () => {
    for (const planned of distinctStyles(scheduleDemoCity(larger).files)) {
      const item = catalogue.get(planned.kind, '2026-06-30');
      const map = mapHeadings(item, headingsOf(item, planned.style));
      assert.deepEqual(map.unknown, planned.style.extra);
      assert.deepEqual(map.doubled, []);
      assert.deepEqual(map.missingRequired, []);
      assert.equal(
        map.dropped.length > 0,
        item.fields.some(({ part }) => part === 'dropped'),
      );
    }
  });

  it('knows no place and no code that exists', () => {
    const { city } = scheduleDemoCity(larger);
    const { city: place, districts, elsewhere } = city.words.city;
    for (const { region } of [place, elsewhere, ...districts]) {
      assert.match(region, /^99/);
      // The region files name it, and say that it is invented.
      assert.match(findRegion(region)?.note?.en ?? '', /invented/);
    }
    const codes = new Set<string>();
    for (const { uscc, name, formerName } of city.organisations) {
      assert.ok(isUscc(uscc), uscc);
      assert.equal(uscc.slice(2, 4), '99');
      codes.add(uscc);
      assert.notEqual(name, formerName);
    }
    assert.equal(codes.size, city.organisations.length);
  });

  it('names every organisation once', () => {
    const { city } = scheduleDemoCity({ seed: 3, size: 1, until: '2026-06-30' });
    const names = new Set(city.organisations.map(({ name }) => name));
    assert.equal(names.size, city.organisations.length);
  });

  it('has fourteen agencies with right codes, the same for every seed', () => {
    const agencies = demoAgencies();
    assert.equal(agencies.length, 14);
    assert.equal(new Set(agencies.map(({ code }) => code)).size, 14);
    for (const { code, nameZh, nameEn, region } of agencies) {
      assert.ok(isUscc(code), nameZh);
      assert.match(code, /^11999900/);
      assert.match(nameEn, /Jichuan/);
      assert.equal(region, '999900');
    }
  });

  it('gives a few organisations very many records and most of them few', () => {
    const schedule = scheduleDemoCity({ ...small, size: 0.2 });
    const room = openWritingRoom(schedule);
    const counts = new Map<string, number>();
    for (const file of schedule.files) {
      if (file.kind === 'organisation-registration') continue;
      for (const cells of rowsOfFile(frameOf(room, file))) {
        const code = String(cells['CF_XDR_SHXYM'] ?? cells['XK_XDR_SHXYM']);
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
    const sorted = [...counts.values()].sort((one, other) => other - one);
    assert.ok((sorted[0] ?? 0) >= 150, `most: ${sorted[0]}`);
    assert.ok(sorted.filter((count) => count >= 40).length >= 40);
    assert.ok((sorted[sorted.length >> 1] ?? 0) <= 8);
  });

  it('refuses sizes, seeds and days that make no city', () => {
    assert.throws(() => planDemoCity({ ...small, size: 0.001 }), /demo\.size_out_of_range/);
    assert.throws(() => planDemoCity({ ...small, size: Number.NaN }), /demo\.size_out_of_range/);
    assert.throws(() => planDemoCity({ ...small, seed: 1.5 }), /demo\.seed_not_whole/);
    assert.throws(() => planDemoCity({ ...small, until: '2026-02-30' }), /demo\.until_not_a_day/);
  });
});

function distinctStyles(files: readonly PlannedFile[]): PlannedFile[] {
  return [...new Map(files.map((file) => [`${file.agency} ${file.kind}`, file])).values()];
}
