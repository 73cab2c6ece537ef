// Handing files in: the five answers, the guards, corrections, the same file twice.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
} from '../../test/support/intake.js';
import { everythingStored } from '../../test/support/stored.js';
import type { Receipt } from './receipt.js';

describe('submitting a file', () => {
  let city: IntakeTest;
  let next = 100;
  before(async () => {
    city = await intakeTest();
  });

  const penalties = (rows: readonly RowValues[]): string =>
    csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), rows);
  const hand = async (...rows: RowValues[]): Promise<Receipt> =>
    (await city.submit(penalties(rows))).receipt;
  const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);
  const codes = (receipt: Receipt): string[] => receipt.findings.map((finding) => finding.code);

  it('admits good rows and enters organisations that were unknown', async () => {
    const receipt = await hand(fresh(), fresh(), fresh());
    assert.deepEqual(receipt.rows, {
      read: 3,
      admitted: 3,
      unchanged: 0,
      corrected: 0,
      returned: 0,
      held: 0,
    });
    assert.deepEqual(receipt.findings, []);
    assert.equal(receipt.late, 0);
  });

  it('changes nothing when the same file comes twice', async () => {
    const file = penalties([fresh(), fresh()]);
    await city.submit(file);
    const again = (await city.submit(file)).receipt;
    assert.equal(again.rows.unchanged, 2);
    assert.equal(again.rows.admitted + again.rows.corrected, 0);
  });

  it('corrects a record whose content changed, and never by an older file', async () => {
    const row = fresh();
    await city.submit(penalties([row]), { sourceDay: '2026-04-05' });
    const changed = { ...row, CF_SY: '生产的产品不合格' };
    const corrected = await city.submit(penalties([changed]), { sourceDay: '2026-04-06' });
    assert.equal(corrected.receipt.rows.corrected, 1);
    const older = await city.submit(penalties([row]), { sourceDay: '2026-04-05' });
    assert.equal(older.receipt.rows.returned, 1);
    assert.deepEqual(codes(older.receipt), ['intake.older_than_on_record']);
  });

  it('takes the later of two rows with one key in one file', async () => {
    const row = fresh();
    const receipt = await hand(row, { ...row, CF_SY: '另一事实' }, row);
    assert.equal(receipt.rows.admitted, 1);
    assert.equal(receipt.rows.corrected, 2);
  });

  it('holds a row whose name differs from the registered one, showing both', async () => {
    const row = fresh();
    await hand(row);
    const receipt = await hand({
      ...row,
      CF_XDR_MC: '云溪市另一家有限公司',
      CF_WSH: '云〔2026〕9号',
    });
    assert.equal(receipt.rows.held, 1);
    assert.equal(receipt.held[0]?.candidates[0]?.name, row['CF_XDR_MC']);
  });

  it('agrees with names that differ in width and brackets only', async () => {
    const row = fresh({ CF_XDR_MC: '云溪（一百）有限公司' });
    await hand(row);
    const receipt = await hand({
      ...row,
      CF_XDR_MC: '云溪(一百)有限公司 ',
      CF_WSH: '云〔2026〕10号',
    });
    assert.equal(receipt.rows.admitted, 1);
  });

  it('holds a record that stands under another subject already', async () => {
    const row = fresh();
    await hand(row);
    const other = fresh({ CF_WSH: row['CF_WSH'] as string });
    const receipt = await hand(other);
    assert.equal(receipt.rows.held, 1);
    assert.deepEqual(codes(receipt), ['intake.record_of_other_subject']);
  });

  it('holds a row without a code whose name is known, returns it where the name is unknown', async () => {
    const row = fresh();
    await hand(row);
    const known = await hand({ ...row, CF_XDR_SHXYM: '', CF_WSH: '云〔2026〕11号' });
    assert.deepEqual(codes(known), ['intake.no_code_name_known']);
    assert.equal(known.rows.held, 1);
    const unknown = await hand(fresh({ CF_XDR_SHXYM: '' }));
    assert.equal(unknown.rows.returned, 1);
  });

  it('holds a code of which only the last check character does not fit, returns other faults', async () => {
    const code = inventedUscc('91', 990_001);
    const wrongLast = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    const pilot = await hand(fresh({ CF_XDR_SHXYM: wrongLast }));
    assert.equal(pilot.rows.held, 1);
    const short = await hand(fresh({ CF_XDR_SHXYM: code.slice(0, 17) }));
    assert.deepEqual(codes(short), ['intake.code_length']);
  });

  it('keeps nothing of a row about a person', async () => {
    const receipt = await hand(
      fresh({ CF_XDR_LB: '自然人', CF_XDR_MC: '欧阳试验', CF_XDR_SHXYM: '' }),
    );
    assert.equal(receipt.rows.returned, 1);
    const kept = await everythingStored(city.database);
    assert.ok(!kept.includes('欧阳试验'));
  });

  it('masks personal data in texts and counts it', async () => {
    const receipt = await hand(fresh({ CF_SY: '负责人电话13912345678，产品不合格' }));
    assert.equal(receipt.rows.admitted, 1);
    assert.equal(receipt.masked, 1);
    assert.ok(!(await everythingStored(city.database)).includes('13912345678'));
  });

  it('never lets the legal representative into the ledger', async () => {
    await hand(fresh({ CF_FRDB: '司徒独名' }));
    const [row] = await city.database.query<{ found: number }>(
      `select count(*)::int as found from ledger_entry where convert_from(facts, 'utf8') like '%司徒独名%'`,
    );
    assert.equal(row?.found, 0);
    const stored = await everythingStored(city.database, ['parties_representative']);
    assert.ok(!stored.includes('司徒独名'));
  });

  it('counts rows that come after the period as late', async () => {
    const receipt = await hand(fresh({ CF_JDRQ: '2026/03/02' }));
    assert.equal(receipt.rows.admitted, 1);
    assert.equal(receipt.late, 1);
  });
});
