// Days, amounts, blanks and names as agencies write them, from the bytes of a file to what is on record.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  penaltyRow,
  type RowValues,
} from '../../test/support/intake.js';
import type { Receipt } from './receipt.js';

interface StoredFacts {
  readonly d: string;
  readonly e: readonly [string | null, string | null];
  readonly f: Readonly<Record<string, string>>;
}

describe('written forms', () => {
  let city: IntakeTest;
  let next = 0;
  before(async () => {
    city = await intakeTest();
  });

  const item = () => city.catalogue.get('administrative-penalty', '2026-04-10');
  const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);

  /** Hands one row in and gives what is on record of it. */
  async function stored(overrides: RowValues): Promise<StoredFacts> {
    const row = fresh(overrides);
    const { receipt } = await city.submit(csvOf(item(), [row]));
    assert.deepEqual(receipt.findings, []);
    assert.equal(receipt.rows.admitted, 1);
    return factsOf(receipt, row['CF_WSH'] as string);
  }

  async function factsOf(receipt: Receipt, decisionNumber: string): Promise<StoredFacts> {
    const [entry] = await city.database.query<{ facts: Buffer }>(
      `select facts from ledger_entry where batch_id = $1 and convert_from(facts, 'utf8') like $2`,
      [receipt.batch, `%"${decisionNumber}"%`],
    );
    assert.ok(entry);
    return JSON.parse(entry.facts.toString('utf8')) as StoredFacts;
  }

  async function returned(overrides: RowValues): Promise<string[]> {
    const { receipt } = await city.submit(csvOf(item(), [fresh(overrides)]));
    assert.equal(receipt.rows.returned, 1);
    return receipt.findings.map(({ field, code }) => `${field} ${code}`);
  }

  const days: [written: string, day: string][] = [
    ['2026/4/1', '2026-04-01'],
    ['2026-04-01', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['2026.4.1', '2026-04-01'],
    ['2026年4月1日', '2026-04-01'],
    ['二〇二六年四月一日', '2026-04-01'],
    ['２０２６／０４／０１', '2026-04-01'],
    ['2026/4/1 9:30:00', '2026-04-01'],
    ['46113', '2026-04-01'],
  ];
  for (const [written, day] of days) {
    it(`${written} is on record as ${day}`, async () => {
      const { f, e } = await stored({ CF_JDRQ: written });
      assert.equal(f['CF_JDRQ'], day);
      assert.equal(e[0], day);
    });
  }

  it('a day known by its month only keeps that precision', async () => {
    const { f, e } = await stored({ CF_JDRQ: '2026年3月' });
    assert.equal(f['CF_JDRQ'], '2026-03');
    assert.equal(e[0], '2026-03-01');
  });

  it('the end of the longest term is no day: 2099/12/31 and 长期 are long-term and open', async () => {
    for (const written of ['2099/12/31', '2099-12-31', '长期', '永久', '长期有效']) {
      const { f, e } = await stored({ CF_YXQ: written });
      assert.equal(f['CF_YXQ'], 'long-term', written);
      assert.equal(e[1], null, written);
    }
  });

  it('a term ends with its last day: from the day after it is over', async () => {
    const { e } = await stored({ CF_YXQ: '2026/12/31' });
    assert.deepEqual(e, ['2026-04-01', '2027-01-01']);
  });

  it('days that could be two are returned', async () => {
    for (const written of ['1/4/2026', '26/4/1', '2026-13-01', '2026-02-30', '上周']) {
      assert.deepEqual(await returned({ CF_JDRQ: written }), [
        'CF_JDRQ catalogue.day_not_understood',
      ]);
    }
    assert.deepEqual(await returned({ CF_JDRQ: '2026-04-11' }), [
      'CF_JDRQ catalogue.day_after_today',
    ]);
  });

  const amounts: [written: string, content: string, amount: string][] = [
    ['0.2', '罚款2000元', '0.2'],
    ['0.200000', '罚款2,000.00元', '0.2'],
    ['2000元', '罚款人民币贰仟元整', '0.2'],
    ['贰仟元整', '罚款0.2万元', '0.2'],
    ['两千元', '罚款２０００元', '0.2'],
    ['１２．５', '罚款12.5万元', '12.5'],
    ['0.000001', '罚款', '0.000001'],
    ['1,234.567891', '罚款', '1234.567891'],
  ];
  for (const [written, content, amount] of amounts) {
    it(`an amount of ${written} beside “${content}” is on record as ${amount} 万元`, async () => {
      const { f } = await stored({ CF_NR_FK: written, CF_NR: content });
      assert.equal(f['CF_NR_FK'], amount);
    });
  }

  it('an amount in yuan where 万元 is meant is told by the text beside it', async () => {
    assert.deepEqual(await returned({ CF_NR_FK: '2000', CF_NR: '罚款2000元' }), [
      'CF_NR_FK catalogue.amount_disagrees',
    ]);
    assert.deepEqual(await returned({ CF_NR_FK: '0.1234567' }), [
      'CF_NR_FK catalogue.amount_not_understood',
    ]);
  });

  it('blanks are blank however they are written: nothing is stored for them, and what must be there is missed', async () => {
    for (const blank of ['', ' ', '无', '空', '/', '——', 'NULL', 'null', 'N/A', '暂无', '\u3000']) {
      const { f } = await stored({ CF_NR_WFFF: blank, CF_XDR_GSZC: blank, BZ: blank });
      assert.ok(!('CF_NR_WFFF' in f) && !('CF_XDR_GSZC' in f), blank);
      assert.deepEqual(await returned({ CF_YJ: blank }), ['CF_YJ catalogue.required_missing']);
    }
  });

  it('what a condition asks for is missed when the condition holds', async () => {
    assert.deepEqual(await returned({ CF_CFLB: '罚款;没收违法所得' }), [
      'CF_NR_WFFF catalogue.condition_missing',
    ]);
    assert.deepEqual(await returned({ CF_CFLB: '吊销营业执照', CF_NR: '吊销营业执照' }), [
      'CF_NR_ZKDX catalogue.condition_missing',
    ]);
  });

  it('a code in small letters, full width, with blanks and hyphens is the organisation it says', async () => {
    const row = fresh();
    const code = row['CF_XDR_SHXYM'] as string;
    await city.submit(csvOf(item(), [row]));
    const fullWidth = code.replace(/[0-9A-Z]/g, (sign) =>
      String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
    );
    const forms = [
      code.toLowerCase(),
      fullWidth,
      ` ${code}\t`,
      `${code.slice(0, 8)}-${code.slice(8)}`,
      `'${code}`,
    ];
    for (const [at, form] of forms.entries()) {
      const { receipt } = await city.submit(
        csvOf(item(), [{ ...row, CF_XDR_SHXYM: form, CF_WSH: `形式〔2026〕${at}号` }]),
      );
      assert.equal(receipt.rows.admitted, 1, form);
    }
    const subjects = await city.database.query('select 1 from parties_subject where uscc = $1', [
      code,
    ]);
    assert.equal(subjects.length, 1);
  });

  it('one file in five encodings and with three delimiters is one content', async () => {
    const rows = [fresh({ CF_SY: '甲，乙；丙|丁' }), fresh({ CF_SY: '多行\n内容"引"' })];
    const text = csvOf(item(), rows);
    await city.submit(text);
    const marked = `\ufeff${text}`;
    const files = [
      Buffer.from(marked),
      iconv.encode(text, 'gb18030'),
      iconv.encode(text, 'gbk'),
      iconv.encode(marked, 'utf-16le'),
      iconv.encode(text, 'utf-16be'),
      Buffer.from(`行政处罚信息汇总表\r\n填报日期：2026年4月10日\r\n${text}`),
      Buffer.from(text.replaceAll('\r\n', '\r')),
    ];
    for (const [at, file] of files.entries()) {
      const { receipt } = await city.submit(file);
      assert.deepEqual([receipt.rows.read, receipt.rows.unchanged], [2, 2], `file ${at}`);
    }
  });
});
