// Files handed in at the same time, by one agency and by two.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
  testAgency,
} from '../../test/support/intake.js';
import { enterAgencies } from '../parties/agencies.js';
import type { Receipt } from './receipt.js';
import { rowsOfFirstChunk } from './row-worker.model.js';
import { type Submission, submitFile } from './submit.js';

const otherAgency = inventedUscc('11', 2);
// One chunk that is decided before the gate, and less than another: so nothing of it is written there.
const many = rowsOfFirstChunk * 2;

describe('files at the same time', () => {
  let city: IntakeTest;
  let next = 0;

  before(async () => {
    city = await intakeTest();
    await enterAgencies(city.database, [
      { code: otherAgency, nameZh: '云溪市另一局', nameEn: 'Other bureau', region: '999900' },
    ]);
  });

  const table = (rows: readonly RowValues[]): string =>
    csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), rows);
  const hand = async (rows: readonly RowValues[], sourceDay?: string): Promise<Receipt> =>
    (await city.submit(table(rows), sourceDay === undefined ? {} : { sourceDay })).receipt;
  const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);
  const freshRows = (count: number): RowValues[] => Array.from({ length: count }, () => fresh());
  const codes = (receipt: Receipt): string[] => receipt.findings.map((finding) => finding.code);
  const answers = ({ rows }: Receipt): string =>
    `a${rows.admitted} u${rows.unchanged} c${rows.corrected} r${rows.returned} h${rows.held}`;

  /** The facts of the violation as the public would read them now. */
  async function factsOnFile(row: RowValues): Promise<{ text: string | null; version: number }> {
    const [found] = await city.database.query<{ words: Buffer; version: number }>(
      `select w.words, e.version
       from ledger_entry e join ledger_words w using (subject_id, batch_id, leaf)
       where convert_from(e.facts, 'utf8') like $1 order by e.version desc limit 1`,
      [`%"CF_WSH":"${row['CF_WSH']}"%`],
    );
    assert.ok(found, 'the record is on file');
    const words = JSON.parse(found.words.toString('utf8')) as Record<string, string | null>;
    return { text: words['CF_SY'] ?? null, version: found.version };
  }

  /** A file whose last rows come when they are let go; `decided`: its first chunk was answered. */
  function gatedFile(rows: readonly RowValues[], agencyCode: string) {
    const bytes = Buffer.from(table(rows));
    const end = bytes.length - 500;
    let opened = 0;
    const gate = signal();
    const decided = signal();
    async function* open(): AsyncGenerator<Buffer> {
      opened += 1;
      for (let at = 0; at < end; at += 4096) yield bytes.subarray(at, Math.min(end, at + 4096));
      await gate.given;
      yield bytes.subarray(end);
    }
    const submission: Submission = {
      kind: 'administrative-penalty',
      agencyCode,
      fileName: 'gated.csv',
      actor: 'console',
      open,
      onProgress: () => decided.give(),
    };
    return {
      submission,
      decided: decided.given,
      letGo: gate.give,
      timesOpened: () => opened,
    };
  }

  const filler = (): RowValues[] => freshRows(many);
  const handAs = async (agencyCode: string, rows: readonly RowValues[]): Promise<Receipt> =>
    (await city.submit(table(rows), { agencyCode })).receipt;

  it('two agencies about one decision: the slower one is read again and finds it on file', async () => {
    const row = fresh();
    const slow = gatedFile([row, ...filler()], testAgency);
    const slowResult = submitFile(city, slow.submission);
    await slow.decided;
    assert.equal(answers(await handAs(otherAgency, [row])), 'a1 u0 c0 r0 h0');
    slow.letGo();
    const { receipt } = await slowResult;
    assert.equal(slow.timesOpened(), 2, 'the file was opened again');
    assert.equal(answers(receipt), `a${many} u1 c0 r0 h0`);
    assert.equal((await factsOnFile(row)).version, 1);
  });

  it('two agencies about one organisation under two names: the slower one is held', async () => {
    const row = fresh();
    const slow = gatedFile([row, ...filler()], testAgency);
    const slowResult = submitFile(city, slow.submission);
    await slow.decided;
    await handAs(otherAgency, [fresh({ CF_XDR_SHXYM: row['CF_XDR_SHXYM'] as string })]);
    slow.letGo();
    const { receipt } = await slowResult;
    assert.equal(slow.timesOpened(), 2);
    assert.deepEqual(codes(receipt), ['intake.name_differs']);
  });

  it('two agencies about one organisation under one name: both at once, nothing read twice', async () => {
    const row = fresh();
    const slow = gatedFile([row, ...filler()], testAgency);
    const slowResult = submitFile(city, slow.submission);
    await slow.decided;
    const quick = await handAs(otherAgency, [{ ...row, CF_WSH: `另一〔2026〕${next}号` }]);
    slow.letGo();
    assert.equal(quick.rows.admitted, 1);
    assert.equal((await slowResult).receipt.rows.held, 0);
    assert.equal(slow.timesOpened(), 1);
    const known = await city.database.query('select 1 from parties_subject where uscc = $1', [
      row['CF_XDR_SHXYM'],
    ]);
    assert.equal(known.length, 1);
  });

  it('one agency: the second file waits for the first and is answered after it', async () => {
    const row = fresh();
    const first = gatedFile([row, ...filler()], testAgency);
    const firstResult = submitFile(city, first.submission);
    await first.decided;
    let opened = 0;
    const bytes = Buffer.from(table([row]));
    const second = submitFile(city, {
      ...first.submission,
      open: async function* () {
        opened += 1;
        yield bytes;
      },
    });
    await somebodyWaits();
    assert.equal(opened, 0, 'the second file is not read while the first is written');
    first.letGo();
    assert.equal((await firstResult).receipt.rows.admitted, many + 1);
    assert.equal(answers((await second).receipt), 'a0 u1 c0 r0 h0');
    assert.equal(opened, 1);
  });

  it('two agencies that correct two records in opposite order: both end, one after the other', async () => {
    const [one, two] = [fresh(), fresh()];
    await hand([one, two]);
    const changed = (row: RowValues, text: string): RowValues => ({ ...row, CF_SY: text });
    const files = [
      gatedFile([changed(one, '甲'), ...filler(), changed(two, '甲')], testAgency),
      gatedFile([changed(two, '乙'), ...filler(), changed(one, '乙')], otherAgency),
    ];
    const results = files.map((file) => submitFile(city, file.submission));
    await Promise.all(files.map((file) => file.decided));
    for (const file of files) file.letGo();
    const receipts = (await Promise.all(results)).map(({ receipt }) => receipt);
    for (const receipt of receipts) assert.equal(receipt.rows.corrected, 2);
    const [left, right] = [await factsOnFile(one), await factsOnFile(two)];
    assert.deepEqual(left, right, 'both records end with the same file');
    assert.equal(left.version, 3);
  });

  /** Until a connection waits for another one's lock. */
  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const waiting = await city.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
  }
});

/** Something to wait for, and the way to let those go who do. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
