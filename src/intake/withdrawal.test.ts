// Taking a batch back: what it brought is revoked, what it corrected has its former content again, the rest is listed.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { RowValues } from '../../test/support/intake.js';
import { everythingStored } from '../../test/support/stored.js';
import {
  member,
  otherReviewer,
  reviewer,
  steward,
  type WritingTest,
  writingTest,
} from '../../test/support/writing.js';
import { annotate, getRecordState, redact, revoke } from '../ledger/act.js';
import type { RecordState } from '../ledger/as-of.js';
import { findRecordHeads } from '../ledger/directory.projector.js';
import { rebuildProjections } from '../ledger/rebuild.js';
import { verifyLedger } from '../ledger/verify.js';
import { releaseBatch } from './release.js';
import { confirmWithdrawal, dropWithdrawal, getWithdrawal, withdrawBatch } from './withdrawal.js';

const reason = '文件取错了口径';

describe('taking a batch back', () => {
  let city: WritingTest;
  before(async () => {
    city = await writingTest(false);
  });

  /** Hands rows in and gives the batch with the record of each of its lines. */
  const handIn = async (rows: readonly RowValues[], sourceDay = '2026-04-09') => {
    const { standing } = await city.handIn(rows, { sourceDay });
    const { batchId } = standing;
    const entries = await city.database.query<{ record: string; leaf: number }>(
      'select record_id as record, leaf from ledger_entry where batch_id = $1 order by leaf',
      [batchId],
    );
    return { batchId, records: entries.map(({ record }) => record) };
  };
  const stateOf = (record: string): Promise<RecordState> => getRecordState(city.database, record);
  const act = <Result>(work: Parameters<typeof city.database.transaction<Result>>[0]) =>
    city.database.transaction(work);
  const context = (tx: Parameters<typeof annotate>[0]['tx']) => ({
    tx,
    clock: city.clock,
    projectors: city.projectors,
  });
  const withdraw = (batchId: string) =>
    withdrawBatch(city, { principal: steward, batchId, reason });
  const publicRecords = async (records: readonly string[]) => {
    const rows = await city.database.query<{ record_id: string }>(
      'select record_id from disclosure_record where is_public and record_id = any($1)',
      [records],
    );
    return rows.length;
  };

  it('revokes what the batch put on file: it is no longer public', async () => {
    const { batchId, records } = await handIn([city.fresh(), city.fresh()]);
    assert.equal(await publicRecords(records), 2);
    const report = await withdraw(batchId);
    assert.deepEqual(
      [report.standing.state, report.isAsked, report.revoked, report.restored, report.left.total],
      ['withdrawn', false, 2, 0, 0],
    );
    assert.equal(await publicRecords(records), 0);
    for (const record of records) assert.equal((await stateOf(record)).revoked, true);
    await assert.rejects(withdraw(batchId), { code: 'batch.not_on_file' });
  });

  it('gives corrected records their former content, words and day again', async () => {
    const row = city.fresh();
    const first = await handIn([row], '2026-04-05');
    const [record] = first.records as [string];
    const former = await stateOf(record);
    const second = await handIn([
      { ...row, CF_SY: '更正', CF_GSJZQ: '2027/05/01' },
      { ...row, CF_SY: '再更正' },
    ]);
    const report = await withdraw(second.batchId);
    assert.deepEqual([report.revoked, report.restored, report.left.total], [0, 1, 0]);
    const restored = await stateOf(record);
    assert.deepEqual(restored.content.facts.f, former.content.facts.f);
    assert.deepEqual(restored.content.words, former.content.words);
    assert.deepEqual(restored.content.facts.e, former.content.facts.e);
    assert.equal(restored.revoked, false);
    assert.equal(await publicRecords([record]), 1);
    const head = (await findRecordHeads(city.database, [record])).get(record);
    assert.equal(head?.sourceDay, '2026-04-05');
    // The former file is nothing new, the file that was taken back is a correction again.
    assert.equal(
      (await city.handIn([row], { sourceDay: '2026-04-05' })).receipt?.rows.unchanged,
      1,
    );
    const again = await city.handIn([{ ...row, CF_SY: '更正', CF_GSJZQ: '2027/05/01' }]);
    assert.equal(again.receipt?.rows.corrected, 1);
  });

  it('takes the same file again after it was taken back', async () => {
    const rows = [city.fresh(), city.fresh()];
    const { batchId, records } = await handIn(rows);
    await withdraw(batchId);
    const again = await handIn(rows);
    assert.deepEqual(again.records, records);
    assert.equal(await publicRecords(records), 2);
  });

  it('never revives a record whose decision was annulled', async () => {
    const row = city.fresh();
    const { batchId, records } = await handIn([row]);
    const [record] = records as [string];
    await act((tx) => revoke(context(tx), record, '复议决定'));
    const second = await handIn([{ ...row, CF_SY: '更正' }]);
    assert.equal((await stateOf(record)).revoked, false);
    await withdraw(second.batchId);
    const restored = await stateOf(record);
    assert.equal(restored.revoked, true);
    assert.deepEqual(restored.entries.at(-1)?.facts.m, { reason: '复议决定' });
    assert.equal((await city.handIn([row])).receipt?.rows.unchanged, 1);
    // The first batch lies under all of this.
    const left = (await withdraw(batchId)).left;
    assert.deepEqual(left.first, [{ recordId: record, why: 'changed' }]);
  });

  it('leaves and lists records to which something happened since', async () => {
    const rows = [city.fresh(), city.fresh(), city.fresh(), city.fresh(), city.fresh()];
    const { batchId, records } = await handIn(rows);
    const [changed, marked, annulled, redacted, plain] = records as [
      string,
      string,
      string,
      string,
      string,
    ];
    await handIn([{ ...(rows[0] as RowValues), CF_SY: '后来更正' }]);
    await act((tx) => annotate(context(tx), marked, { mark: 'in-dispute' }));
    await act((tx) => revoke(context(tx), annulled, '复议决定'));
    await act((tx) => redact(context(tx), redacted, { fields: ['CF_SY'], basis: '民法典' }));
    const { revoked, left } = await withdraw(batchId);
    assert.equal(revoked, 1);
    assert.deepEqual(
      new Map(left.first.map(({ recordId, why }) => [recordId, why])),
      new Map([
        [changed, 'changed'],
        [marked, 'marked'],
        [annulled, 'revoked'],
        [redacted, 'redacted'],
      ]),
    );
    assert.equal((await stateOf(plain)).revoked, true);
    assert.equal((await stateOf(marked)).revoked, false);
    assert.equal((await stateOf(changed)).content.words['CF_SY'], '后来更正');
  });

  it('does not bring redacted words back', async () => {
    const row = city.fresh({ CF_SY: '依法删去的一段' });
    const first = await handIn([row]);
    const [record] = first.records as [string];
    await act((tx) => redact(context(tx), record, { fields: ['CF_SY'], basis: '民法典' }));
    const second = await handIn([{ ...row, CF_GSJZQ: '2027/05/01' }]);
    const { restored } = await withdraw(second.batchId);
    assert.equal(restored, 1);
    assert.equal((await stateOf(record)).content.words['CF_SY'], null);
    assert.ok(!(await everythingStored(city.database)).includes('依法删去的一段'));
  });

  it('forgets the representative that the batch named, and the content of its held rows', async () => {
    const known = city.fresh();
    await handIn([known], '2026-04-01');
    const row = city.fresh({ CF_FRDB: '司徒独名' });
    const held = { ...known, CF_XDR_MC: '云溪市别名有限公司', CF_WSH: '云〔2026〕留1号' };
    const { batchId } = await handIn([row, held]);
    const stored = async () => everythingStored(city.database);
    assert.ok(
      (await stored()).includes('司徒独名') && (await stored()).includes('云溪市别名有限公司'),
    );
    await withdraw(batchId);
    assert.ok(
      !(await stored()).includes('司徒独名') && !(await stored()).includes('云溪市别名有限公司'),
    );
  });

  it('is for the agency alone, and says nothing to others', async () => {
    const { batchId } = await handIn([city.fresh()]);
    const asked = { principal: otherReviewer, batchId, reason };
    await assert.rejects(withdrawBatch(city, asked), { code: 'batch.unknown' });
    await assert.rejects(getWithdrawal(city, asked), { code: 'batch.unknown' });
    await assert.rejects(confirmWithdrawal(city, asked), { code: 'batch.unknown' });
  });

  it('leaves a ledger that verifies and projections that rebuild', async () => {
    const tables = city.projectors.flatMap((projector) => projector.tables);
    const stored = async () => {
      const all: unknown[] = [];
      for (const table of tables) {
        all.push(await city.database.query(`select * from ${table} t order by t::text`));
      }
      return all;
    };
    const verdict = await verifyLedger(city.database, { verifiers: [] });
    assert.equal(verdict.fault, null);
    const earlier = await stored();
    await rebuildProjections(city.database, city.projectors);
    assert.deepEqual(await stored(), earlier);
  });
});

describe('taking a batch back where a second person releases', () => {
  it('is asked for by one and confirmed by another, who sees what would come of it', async () => {
    const city = await writingTest();
    const { standing } = await city.handIn([city.fresh(), city.fresh()]);
    const { batchId } = standing;
    await releaseBatch(city, { principal: reviewer, batchId });
    const both = { ...steward, actor: 'both', grants: [...steward.grants, ...reviewer.grants] };
    const asked = await withdrawBatch(city, { principal: both, batchId, reason });
    assert.deepEqual(
      [asked.isAsked, asked.revoked, asked.standing.state],
      [true, 2, 'withdrawal-asked'],
    );
    const revoked = async () =>
      (await city.database.query(`select 1 from ledger_batch where type = 'acts'`)).length;
    assert.equal(await revoked(), 0);
    await assert.rejects(confirmWithdrawal(city, { principal: both, batchId }), {
      code: 'batch.own',
    });
    await assert.rejects(confirmWithdrawal(city, { principal: steward, batchId }), {
      code: 'access.not_allowed',
    });
    const second = member('second', 'data-reviewer');
    const done = await confirmWithdrawal(city, { principal: second, batchId });
    assert.deepEqual([done.isAsked, done.revoked, done.standing.state], [false, 2, 'withdrawn']);
    assert.equal(await revoked(), 1);
    await assert.rejects(confirmWithdrawal(city, { principal: second, batchId }), {
      code: 'batch.withdrawal_not_asked',
    });
  });

  it('can be dropped again, and then the batch is on file as before', async () => {
    const city = await writingTest();
    const { standing } = await city.handIn([city.fresh()]);
    const { batchId } = standing;
    await releaseBatch(city, { principal: reviewer, batchId });
    await withdrawBatch(city, { principal: steward, batchId, reason });
    const dropped = await dropWithdrawal(city, { principal: reviewer, batchId });
    assert.equal(dropped.state, 'on-file');
    await withdrawBatch(city, { principal: steward, batchId, reason });
    assert.equal((await dropWithdrawal(city, { principal: steward, batchId })).state, 'on-file');
  });
});
