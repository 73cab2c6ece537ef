// Guards 2 to 4 of docs/people.md, at the door: what an agency hands in about people is not kept. Each test tries to
// break one of them, through the real intake into a real database, and looks at every stored byte afterwards.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Receipt } from '../../src/intake/receipt.js';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
} from '../support/intake.js';
import { assertNothingKept } from '../support/secrets.js';
import { licence, registration } from '../support/site-records.js';

// The example of the standard (GB 11643).
const identity = '11010519491231002X';

describe('people at the door', () => {
  let city: IntakeTest;
  let next = 500;
  before(async () => {
    city = await intakeTest();
  });

  const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);
  const hand = async (row: RowValues, kind = 'administrative-penalty'): Promise<Receipt> => {
    const item = city.catalogue.get(kind, '2026-04-10');
    return (await city.submit(csvOf(item, [row]), { kind })).receipt;
  };
  const handText = async (text: string): Promise<Receipt> => (await city.submit(text)).receipt;

  describe('2. personal columns are dropped at the door', () => {
    const personal: [heading: string, value: string][] = [
      ['法定代表人证件类型', '密护照'],
      ['法定代表人证件号码', 'E99887766'],
      ['法定代表人身份证号', 'E99887765'],
      ['CF_FR_SFZH', 'E99887764'],
      ['CF_XDR_ZJHM', 'E99887763'],
      ['证件类型', '密身份证'],
      ['居民身份证号', 'E99887761'],
      ['联系电话', '0512-99887760'],
      ['经办人手机', '99887759'],
      ['法人手机号码*', '99887758'],
      ['家庭住址', '秘密小区九十九幢'],
      ['当事人现住址', '秘密小区九十八幢'],
      ['负责人邮箱', 'secret-box'],
      ['微信', 'wx-secret-99'],
      ['Home address', 'Secret Lane 99'],
      ['Mobile phone', '99887750'],
      ['ID card number', 'E99887749'],
      ['出生日期', '一九七七年七月七日'],
      ['银行卡号', '99887748'],
    ];

    for (const [heading, value] of personal) {
      it(`${heading}: dropped, and the receipt says so`, async () => {
        const item = city.catalogue.get('administrative-penalty', '2026-04-10');
        const [headings, row] = csvOf(item, [fresh()]).split('\r\n');
        const receipt = await handText(`${heading},${headings}\n${value},${row}\n`);
        assert.deepEqual(receipt.columns.dropped, [heading]);
        assert.equal(receipt.rows.admitted, 1);
        await assertNothingKept(city.database, receipt, [value]);
      });
    }

    it('a column that nobody knows is not kept either, nor is the file', async () => {
      const item = city.catalogue.get('administrative-penalty', '2026-04-10');
      const [headings, row] = csvOf(item, [fresh()]).split('\r\n');
      const receipt = await handText(`内部流转意见,${headings}\n领导家属来电说情,${row}\n`);
      assert.deepEqual(receipt.columns.unknown, ['内部流转意见']);
      await assertNothingKept(city.database, receipt, ['领导家属来电说情', `${row}`]);
    });

    it('columns that have shifted: nothing of the row is shown or kept', async () => {
      const item = city.catalogue.get('administrative-penalty', '2026-04-10');
      const row = fresh({ CF_FR_ZJHM: '秘密小区九十七幢', CF_FRDB: '司马移位' });
      const [headings, cells] = csvOf(item, [row]).split('\r\n');
      for (const bad of [`多出的,${cells}`, `"${cells}`, `${cells}\u0000`]) {
        const receipt = await handText(`${headings}\n${bad}\n`);
        assert.equal(receipt.rows.returned, 1);
        assert.equal(receipt.findings.length, 1);
        assert.equal(receipt.findings[0]?.value, null);
        await assertNothingKept(city.database, receipt, ['秘密小区九十七幢', '司马移位']);
      }
    });

    it('a finding shows no value where the value was masked or is for the registry alone', async () => {
      const receipt = await hand(
        fresh({
          CF_JDRQ: '电话13912345678',
          CF_NR_FK: identity,
          CF_CFLB: `罚款 ${identity}`,
          CF_FRDB: '司马超长'.repeat(20),
          BZ: `13912345678${'长'.repeat(600)}`,
        }),
      );
      assert.equal(receipt.rows.returned, 1);
      assert.ok(receipt.findings.length >= 5);
      for (const finding of receipt.findings) assert.equal(finding.value, null, finding.code);
      await assertNothingKept(city.database, receipt, ['13912345678', identity, '司马超长']);
    });

    it('a heading row that is a record, and a file named after a person, are masked', async () => {
      const name = `行政相对人名称,处罚决定日期,${identity}\n甲,2026/4/1,x\n`;
      const { receipt } = await city.submit(name, { fileName: `王某${identity}.csv` });
      await assertNothingKept(city.database, receipt, [identity]);
    });
  });

  describe('3. free text is scanned before it is stored', () => {
    const numbers: [what: string, written: string, secret?: string][] = [
      ['identity number', identity],
      ['identity number with a small x', '11010519491231002x'],
      ['identity number with blanks', '110105 1949 1231 002X'],
      ['identity number in full width', '１１０１０５１９４９１２３１００２Ｘ'],
      ['identity number of before 1999', '身份证号110105491231002', '110105491231002'],
      ['mobile', '13912345678'],
      ['mobile with the country', '+86 139-1234-5678', '13912345678'],
      ['mobile in full width', '１３９１２３４５６７８'],
      ['mobile with blanks', '139 1234 5678'],
      ['bank card', '6222021234567890128'],
      ['bank card with blanks', '6222 0212 3456 7890 128'],
      ['passport', '护照号E12345678', 'E12345678'],
      ['permit of Hong Kong and Macao', '港澳居民来往内地通行证H12345678', 'H12345678'],
      ['private mailbox', 'wang.secret@qq.com'],
    ];
    const texts = ['CF_WFXW', 'CF_SY', 'CF_YJ', 'CF_NR', 'BZ', 'CF_XDR_MC', 'CF_CFJG', 'CF_WSH'];

    for (const [what, written, secret = written] of numbers) {
      it(`${what}: masked in every text, and counted`, async () => {
        for (const field of texts) {
          const clean = fresh()[field] ?? '备注';
          const receipt = await hand(fresh({ [field]: `${clean}（${written}）` }));
          assert.equal(receipt.masked, 1, field);
          await assertNothingKept(city.database, receipt, [secret]);
        }
      });
    }

    it('several in one text are each counted; codes, numbers, days and amounts around them stay', async () => {
      const code = inventedUscc('91', (next += 1));
      const text = `当事人${code}于2026年3月1日（云市监罚〔2026〕123456号）销售1234567.89元，联系人13912345678、13812345679，证${identity}`;
      const receipt = await hand(fresh({ CF_SY: text, CF_NR: '罚款2000元' }));
      assert.equal(receipt.masked, 3);
      const [row] = await city.database.query<{ words: Buffer }>(
        'select words from ledger_words where batch_id = $1',
        [receipt.batch],
      );
      const stored = row?.words.toString('utf8') ?? '';
      for (const kept of [code, '2026年3月1日', '云市监罚〔2026〕123456号', '1234567.89元']) {
        assert.ok(stored.includes(kept), kept);
      }
    });

    it('also in rows that are returned or held', async () => {
      const row = fresh();
      await hand(row);
      const held = await hand({
        ...row,
        CF_XDR_MC: '云溪市完全另一家有限公司',
        CF_WSH: `${row['CF_WSH']}之二`,
        CF_SY: `电话13912345678，证${identity}`,
      });
      assert.equal(held.rows.held, 1);
      const returned = await hand(fresh({ CF_SY: `电话13912345678，证${identity}`, CF_YJ: '' }));
      assert.equal(returned.rows.returned, 1);
      for (const receipt of [held, returned]) {
        assert.equal(receipt.masked, 2);
        await assertNothingKept(city.database, receipt, [identity, '13912345678']);
      }
    });
  });

  describe('4. the ledger holds no personal data by construction', () => {
    const representative = '司徒独名';

    it('the legal representative stands in one table that can be corrected and erased, and nowhere else', async () => {
      const code = inventedUscc('91', (next += 1));
      const row = fresh({ CF_XDR_SHXYM: code, CF_FRDB: representative });
      const name = row['CF_XDR_MC'] as string;
      const receipts = [
        await hand(row),
        await hand(
          registration({ name, uscc: code, representative, approvedOn: '2026-04-02' }),
          'organisation-registration',
        ),
        await hand(
          licence({
            XK_XDR_MC: name,
            XK_XDR_SHXYM: code,
            XK_FRDB: representative,
            XK_WSH: '许9',
            XK_JDRQ: '2026/04/01',
            XK_YXQZI: '2099/12/31',
          }),
          'administrative-licence',
        ),
        // Held, returned, and held for its code.
        await hand({ ...row, CF_XDR_MC: '云溪市不同名有限公司', CF_WSH: '另一号' }),
        await hand({ ...row, CF_YJ: '', CF_WSH: '又一号' }),
        await hand({
          ...row,
          CF_XDR_SHXYM: `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`,
        }),
      ];
      for (const receipt of receipts) {
        await assertNothingKept(
          city.database,
          receipt,
          [representative],
          ['parties_representative'],
        );
      }
      const [kept] = await city.database.query(
        'select 1 from parties_representative where name = $1',
        [representative],
      );
      assert.ok(kept);
      // The application's own role may erase it.
      await city.database.query('delete from parties_representative where name = $1', [
        representative,
      ]);
      await assertNothingKept(city.database, receipts[0] as Receipt, [representative]);
    });

    it('a representative’s number in the column of his name is masked there too', async () => {
      const receipt = await hand(fresh({ CF_FRDB: `司徒独名${identity}` }));
      await assertNothingKept(city.database, receipt, [identity]);
      await city.database.query('delete from parties_representative');
    });
  });
});
