// What happens when rows meet records on file and other rows of the same file.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  penaltyRow,
  type RowValues,
  testAgency,
} from '../../test/support/intake.js';
import { rowCounts } from '../../test/support/stored.js';
import type { Receipt } from './receipt.js';
import { rowsPerChunk } from './row-worker.model.js';
import { type SubmissionResult, submitFile } from './submit.js';

describe('conflicts', () => {
  let city: IntakeTest;
  let next = 0;

  before(async () => {
    city = await intakeTest();
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

  describe('one key twice in one file', () => {
    it('next to each other: the later row corrects the earlier, the same content changes nothing', async () => {
      const row = fresh({ CF_SY: '甲' });
      assert.equal(answers(await hand([row, { ...row, CF_SY: '乙' }, row, row])), 'a1 u1 c2 r0 h0');
      assert.deepEqual(await factsOnFile(row), { text: '甲', version: 3 });
    });

    it('thousands of rows apart: the same answers as side by side', async () => {
      const [same, changed, twice] = [fresh({ CF_SY: '甲' }), fresh(), fresh()];
      const receipt = await hand([
        same,
        changed,
        twice,
        ...freshRows(rowsPerChunk),
        same,
        { ...changed, CF_SY: '改正后的事实' },
        { ...twice, CF_SY: '一' },
        ...freshRows(rowsPerChunk),
        { ...twice, CF_SY: '二' },
        { ...twice, CF_SY: '二' },
      ]);
      assert.equal(answers(receipt), `a${2 * rowsPerChunk + 3} u2 c3 r0 h0`);
      assert.deepEqual(await factsOnFile(changed), { text: '改正后的事实', version: 2 });
      assert.deepEqual(await factsOnFile(twice), { text: '二', version: 3 });
    });

    it('about another organisation: held, in the same chunk and in a later one', async () => {
      const [near, far] = [fresh(), fresh()];
      const receipt = await hand([
        near,
        far,
        { ...fresh(), CF_WSH: near['CF_WSH'] as string },
        ...freshRows(rowsPerChunk),
        { ...fresh(), CF_WSH: far['CF_WSH'] as string },
      ]);
      assert.equal(answers(receipt), `a${rowsPerChunk + 2} u0 c0 r0 h2`);
      assert.deepEqual(
        receipt.held.map((held) => held.candidates.map((candidate) => candidate.uscc)),
        [[near['CF_XDR_SHXYM']], [far['CF_XDR_SHXYM']]],
      );
    });

    it('an organisation under two names: the second is held, also thousands of rows later', async () => {
      const [near, far] = [fresh(), fresh()];
      const renamed = (row: RowValues): RowValues =>
        fresh({ CF_XDR_SHXYM: row['CF_XDR_SHXYM'] as string });
      const receipt = await hand([
        near,
        far,
        renamed(near),
        ...freshRows(rowsPerChunk),
        renamed(far),
      ]);
      assert.equal(answers(receipt), `a${rowsPerChunk + 2} u0 c0 r0 h2`);
      assert.deepEqual(codes(receipt), ['intake.name_differs', 'intake.name_differs']);
    });
  });

  describe('by the day of the source', () => {
    it('an older file never overwrites: other content is returned, the same content is unchanged', async () => {
      const row = fresh({ CF_SY: '新' });
      await hand([row], '2026-04-05');
      const older = await hand([{ ...row, CF_SY: '旧' }, row], '2026-04-04');
      assert.equal(answers(older), 'a0 u1 c0 r1 h0');
      assert.match(older.findings[0]?.message.zh ?? '', /2026-04-05.*2026-04-04.*较旧/);
      assert.deepEqual(await factsOnFile(row), { text: '新', version: 1 });
    });

    it('of two files of one day the later one in time holds', async () => {
      const row = fresh({ CF_SY: '一' });
      await hand([row], '2026-04-05');
      assert.equal(answers(await hand([{ ...row, CF_SY: '二' }], '2026-04-05')), 'a0 u0 c1 r0 h0');
      assert.deepEqual(await factsOnFile(row), { text: '二', version: 2 });
    });

    it('a stated day to come counts as today and locks nothing', async () => {
      const row = fresh({ CF_SY: '一' });
      const receipt = await hand([row], '2030-01-01');
      assert.equal(receipt.sourceDay, '2026-04-10');
      assert.equal(answers(await hand([{ ...row, CF_SY: '二' }])), 'a0 u0 c1 r0 h0');
    });

    it('a correction back to an earlier content is a correction like any other', async () => {
      const row = fresh({ CF_SY: '一' });
      await hand([row], '2026-04-01');
      await hand([{ ...row, CF_SY: '二' }], '2026-04-02');
      assert.equal(answers(await hand([row], '2026-04-03')), 'a0 u0 c1 r0 h0');
      assert.equal(answers(await hand([row], '2026-04-01')), 'a0 u1 c0 r0 h0');
    });
  });

  describe('decision numbers', () => {
    const forms = [
      '云市监罚〔2026〕A7号',
      '云市监罚[2026]A7号',
      '云市监罚（2026）A7号',
      '云市监罚(2026)a7号',
      '云市监罚【2026】A7号',
      '云市监罚［２０２６］Ａ７号',
      ' 云市监罚 〔2026〕 A7 号 ',
      '云市监罚\u3000〔2026〕A7\u00a0号',
      '云市监罚〔\u200b2026〕A7号',
    ];
    it('are one number in whatever brackets, width and blanks', async () => {
      const row = fresh({ CF_WSH: forms[0] as string });
      await hand([row]);
      for (const form of forms) {
        const receipt = await hand([{ ...row, CF_WSH: form, CF_SY: form }]);
        assert.equal(receipt.rows.admitted, 0, form);
        assert.equal(receipt.rows.corrected, 1, form);
      }
    });

    it('that differ in a letter, a digit or a hyphen are two numbers', async () => {
      const row = fresh({ CF_WSH: forms[0] as string });
      const others = ['云市监罚〔2026〕B7号', '云市监罚〔2025〕A7号', '云市监罚〔2026〕A-7号'];
      const receipt = await hand(others.map((number) => ({ ...row, CF_WSH: number })));
      assert.equal(receipt.rows.admitted, others.length);
    });
  });

  describe('a file that cannot be used', () => {
    it('leaves nothing behind, and the next file is taken as if it had never been', async () => {
      const counts = await rowCounts(city.database);
      const bad: Promise<SubmissionResult>[] = [
        city.submit(''),
        city.submit('甲,乙,丙\n1,2,3\n'),
        city.submit(Buffer.from('504b0304', 'hex')),
      ];
      for (const refused of await Promise.allSettled(bad)) {
        assert.equal(refused.status, 'rejected');
        assert.match(String(refused.reason), /file\./);
      }
      assert.deepEqual(await rowCounts(city.database), counts);
      assert.equal(answers(await hand([fresh()])), 'a1 u0 c0 r0 h0');
    });

    it('nor does one whose source breaks off after thousands of rows were written', async () => {
      const counts = await rowCounts(city.database);
      const bytes = Buffer.from(table(freshRows(2 * rowsPerChunk + 1)));
      const broken = submitFile(city, {
        kind: 'administrative-penalty',
        agencyCode: testAgency,
        fileName: 'broken.csv',
        actor: 'console',
        open: async function* () {
          for (let at = 0; at < bytes.length; at += 8192) yield bytes.subarray(at, at + 8192);
          throw new Error('the disk is gone');
        },
      });
      await assert.rejects(broken, /the disk is gone/);
      assert.deepEqual(await rowCounts(city.database), counts);
      assert.equal(answers(await hand([fresh()])), 'a1 u0 c0 r0 h0');
    });

    it('a kind or an agency that does not exist is refused before anything is read', async () => {
      const text = table([fresh()]);
      await assert.rejects(
        city.submit(text, { kind: 'fortune-telling' }),
        /catalogue.kind_unknown/,
      );
      await assert.rejects(city.submit(text, { agencyCode: 'X' }), /agency.unknown/);
    });
  });
});
