// The credit file that the public sees: order, pages, what is left out, what is masked or redacted.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  csvOf,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
} from '../../test/support/intake.js';
import { registrations, siteUsccs } from '../../test/support/site-records.js';
import { Refusal } from '../kernel/errors.js';
import { redact, revoke } from '../ledger/act.js';
import { getCreditFile } from './credit-file.js';
import { getPublicFigures } from './figures.js';
import { getPublicRecord } from './record.js';

const city = await intakeTest();
const penalty = city.catalogue.get('administrative-penalty', '2026-04-10');
const registration = city.catalogue.get('organisation-registration', '2026-04-10');
await city.submit(csvOf(registration, registrations), { kind: 'organisation-registration' });
const uscc = inventedUscc('91', 7);
const days = ['2026/03/01', '2026/03/01', '2026/03/01', '2026-02', '2026/01/15', '2025/12/31'];
await handIn(
  days.map((day, index) => penaltyRow(7, { CF_WSH: `云罚〔2026〕${index}号`, CF_JDRQ: day })),
);

function handIn(rows: readonly RowValues[]) {
  return city.submit(csvOf(penalty, rows));
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

describe('the pages of a file', () => {
  for (const limit of [1, 2, 3, 5, 6, 7]) {
    test(`give every record once, newest first, ${limit} at a time`, async () => {
      const shown: string[] = [];
      let after: string | null = null;
      do {
        const page = await getCreditFile(city, uscc, { limit, after });
        assert.deepEqual(
          page.totals.map((total) => total.count),
          [6],
        );
        shown.push(...page.records.map((record) => `${record.decidedOn} ${record.recordId}`));
        after = page.next;
      } while (after !== null);
      assert.equal(new Set(shown).size, 6);
      assert.deepEqual(
        shown.map((line) => line.split(' ')[0]),
        ['2026-03-01', '2026-03-01', '2026-03-01', '2026-02', '2026-01-15', '2025-12-31'],
      );
    });
  }

  test('are reached by the code in whatever width and case', async () => {
    const wide = [...uscc.toLowerCase()]
      .map((character) => String.fromCodePoint((character.codePointAt(0) as number) + 0xfee0))
      .join('');
    assert.equal((await getCreditFile(city, wide, { limit: 1 })).organisation.uscc, uscc);
  });
});

describe('a record', () => {
  test('shows codes with their labels and leaves out what is not public', async () => {
    const { records } = await getCreditFile(city, siteUsccs.machines, { limit: 5 });
    const fields = new Map(records[0]?.fields.map((field) => [field.code, field]));
    assert.equal(fields.get('status')?.text, '存续');
    assert.equal(fields.get('status')?.textEn, 'Active');
    for (const code of ['address', 'remark', 'representative', 'phone'])
      assert.ok(!fields.has(code));
    assert.deepEqual(
      [...fields.keys()],
      registration.fields.map((field) => field.code).filter((code) => fields.has(code)),
    );
  });

  test('whose words were redacted says so, and one that was revoked is gone', async () => {
    const [first, second] = (await getCreditFile(city, uscc, { limit: 2 })).records;
    assert.ok(first && second);
    await city.database.transaction((tx) =>
      redact({ ...city, tx }, first.recordId, {
        fields: ['CF_SY'],
        basis: '个人信息保护法第四十七条',
      }),
    );
    const redacted = await getPublicRecord(city, first.recordId);
    assert.equal(redacted.fields.find((field) => field.code === 'CF_SY')?.text, null);
    assert.ok(redacted.fields.find((field) => field.code === 'CF_YJ')?.text);
    await city.database.transaction((tx) => revoke({ ...city, tx }, second.recordId, '复议撤销'));
    await assert.rejects(
      getPublicRecord(city, second.recordId),
      isRefusal('disclosure.record_unknown'),
    );
    assert.equal((await getCreditFile(city, uscc, { limit: 1 })).totals[0]?.count, 5);
  });

  test("of a trade under its owner's name has the name masked in every field", async () => {
    await handIn([
      penaltyRow(3, {
        CF_XDR_MC: '张试验',
        CF_XDR_LB: '个体工商户',
        CF_XDR_SHXYM: siteUsccs.masked,
        CF_SY: '经查，张试验销售超过保质期的食品',
      }),
    ]);
    const file = await getCreditFile(city, siteUsccs.masked, { limit: 10 });
    assert.equal(file.organisation.nameIsMasked, true);
    assert.equal(file.records.length, 2);
    assert.ok(!JSON.stringify(file).includes('张试验'));
    const text = file.records[0]?.fields.find((field) => field.code === 'CF_SY')?.text;
    assert.equal(text, '经查，张**销售超过保质期的食品');
  });
});

describe('an organisation without a code', () => {
  test('has no page, its records are not found, and it does not count', async () => {
    const [one] = await city.database.query<{ subject_id: string; record_id: string }>(
      `select r.subject_id, r.record_id from disclosure_record r join parties_subject s using (subject_id)
        where s.uscc = $1 and r.is_public limit 1`,
      [siteUsccs.school],
    );
    assert.ok(one);
    await city.database.query('update parties_subject set uscc = null where subject_id = $1', [
      one.subject_id,
    ]);
    await assert.rejects(
      getCreditFile(city, siteUsccs.school, { limit: 1 }),
      isRefusal('disclosure.organisation_unknown'),
    );
    await assert.rejects(
      getPublicRecord(city, one.record_id),
      isRefusal('disclosure.record_unknown'),
    );
    const figures = await getPublicFigures(city);
    const counts = figures.byKind.find((kind) => kind.kind === 'organisation-registration');
    assert.equal(counts?.count, registrations.length - 1);
    assert.equal(figures.organisations, registrations.length);
    assert.equal(
      figures.records,
      figures.byKind.reduce((sum, kind) => sum + kind.count, 0),
    );
  });
});
