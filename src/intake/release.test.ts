// Four eyes: what waits is nowhere on file, a second person sees what it would change and decides, nothing of it stays.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { csvOf, intakeTest, testAgency } from '../../test/support/intake.js';
import { everythingStored, rowCounts } from '../../test/support/stored.js';
import {
  bytesOf,
  member,
  otherReviewer,
  reviewer,
  steward,
  type WritingTest,
  writingTest,
} from '../../test/support/writing.js';
import { verifyLedger } from '../ledger/verify.js';
import { setNeedsRelease } from '../parties/agencies.js';
import { getStanding, listBatches } from './batch-standing.js';
import { handIn } from './hand-in.js';
import { getReceipt } from './receipt.js';
import { rejectBatch, releaseBatch, takeBackWaiting } from './release.js';
import { previewRelease } from './release-preview.js';
import { submitFile } from './submit.js';
import { tidyPending } from './tidy.js';

const day = 24 * 60 * 60 * 1000;
const onFile = ['ledger_entry', 'ledger_record', 'intake_batch', 'parties_subject'];
const waitingTables = ['intake_pending_batch', 'intake_pending_chunk'];

describe('a batch that needs release', () => {
  let city: WritingTest;
  before(async () => {
    city = await writingTest();
  });

  const countsOf = async (tables: readonly string[]) => {
    const all = await rowCounts(city.database);
    return Object.fromEntries(tables.map((table) => [table, all[table]]));
  };

  /** Whether stored rows say this, in either of the forms in which texts are stored. */
  const isWaiting = async (said: string) => {
    const chunks = await city.database.query<{ content: Buffer }>(
      'select content from intake_pending_chunk',
    );
    return chunks.some(
      ({ content }) => content.includes(said, 0, 'utf8') || content.includes(said, 0, 'utf16le'),
    );
  };

  it('waits: nothing of it is on file, it has no receipt, and its own agency alone knows of it', async () => {
    const earlier = await countsOf(onFile);
    const { standing, receipt, checkCode } = await city.handIn([city.fresh(), city.fresh()]);
    assert.equal(standing.state, 'waiting');
    assert.equal(standing.rowsRead, 2);
    assert.equal(receipt, null);
    assert.ok(checkCode);
    assert.deepEqual(await countsOf(onFile), earlier);
    const { batchId } = standing;
    await assert.rejects(getReceipt(city.database, city.catalogue, { batchId, checkCode }), {
      code: 'receipt.unknown',
    });
    for (const stranger of [otherReviewer, member('auditor', 'auditor')]) {
      const asked = { principal: stranger, batchId, limit: 10 };
      await assert.rejects(previewRelease(city, asked), { code: 'batch.unknown' });
      await assert.rejects(releaseBatch(city, asked), { code: 'batch.unknown' });
      await assert.rejects(rejectBatch(city, { ...asked, reason: 'x' }), { code: 'batch.unknown' });
      await assert.rejects(takeBackWaiting(city, asked), { code: 'batch.unknown' });
    }
    assert.equal((await getStanding(city.database, batchId)).state, 'waiting');
  });

  it('is released by a second person and then stands on file as handed in', async () => {
    const row = city.fresh();
    const handedInAt = city.clock.now();
    const { standing, checkCode } = await city.handIn([row]);
    const { batchId } = standing;
    city.clock.set('2026-04-12T02:00:00Z');
    const receipt = await releaseBatch(city, { principal: reviewer, batchId });
    assert.equal(receipt.batch, batchId);
    assert.equal(receipt.rows.admitted, 1);
    assert.equal(receipt.receivedAt, new Date(handedInAt).toISOString());
    assert.equal((await getStanding(city.database, batchId)).state, 'on-file');
    await getReceipt(city.database, city.catalogue, { batchId, checkCode: checkCode as string });
    const left = await city.database.query(
      'select 1 from intake_pending_chunk where batch_id = $1 union all select 1 from intake_pending_batch where batch_id = $1',
      [batchId],
    );
    assert.deepEqual(left, []);
    await assert.rejects(releaseBatch(city, { principal: reviewer, batchId }), {
      code: 'batch.not_waiting',
    });
    const verdict = await verifyLedger(city.database, { verifiers: [] });
    assert.equal(verdict.fault, null);
  });

  it('gives the same entries as one that was written directly', async () => {
    const direct = await intakeTest();
    const rows = [city.fresh(), city.fresh({ CF_SY: '另一事实' })];
    await direct.submit(csvOf(direct.catalogue.get('administrative-penalty', '2026-04-10'), rows));
    const own = await writingTest();
    const { standing } = await own.handIn(rows);
    await releaseBatch(own, { principal: reviewer, batchId: standing.batchId });
    const states = (database: typeof own.database) =>
      database.query(
        `select record_id, subject_id, version, leaf, source_day, digest from ledger_record order by record_id`,
      );
    assert.deepEqual(await states(own.database), await states(direct.database));
  });

  it('is never released by whoever handed it in, reviewer or not', async () => {
    const both = { ...steward, actor: 'both', grants: [...steward.grants, ...reviewer.grants] };
    const { standing } = await city.handIn([city.fresh()], { principal: both });
    const { batchId } = standing;
    await assert.rejects(releaseBatch(city, { principal: both, batchId }), { code: 'batch.own' });
    await assert.rejects(releaseBatch(city, { principal: steward, batchId }), {
      code: 'access.not_allowed',
    });
    const second = member('second', 'data-reviewer');
    assert.equal((await releaseBatch(city, { principal: second, batchId })).rows.admitted, 1);
  });

  it('shows before its release what it will change, and changes nothing by showing it', async () => {
    const known = city.fresh();
    const first = await city.handIn([known]);
    await releaseBatch(city, { principal: reviewer, batchId: first.standing.batchId });
    const { standing } = await city.handIn([
      { ...known, CF_SY: '更正后的事实' },
      known,
      city.fresh(),
      city.fresh({ CF_NR_FK: '不是数' }),
      city.fresh({ CF_XDR_SHXYM: known['CF_XDR_SHXYM'] as string }),
    ]);
    const earlier = await rowCounts(city.database);
    const { batchId } = standing;
    const preview = await previewRelease(city, { principal: reviewer, batchId, limit: 10 });
    assert.deepEqual(await rowCounts(city.database), earlier);
    assert.deepEqual(preview.rows, {
      read: 5,
      admitted: 1,
      unchanged: 0,
      corrected: 2,
      returned: 1,
      held: 1,
    });
    assert.equal(preview.newSubjects.total, 1);
    assert.equal(preview.corrections.total, 2);
    assert.deepEqual(
      preview.corrections.first.map(({ line, changes }) => [
        line,
        changes?.map((change) => [change.field, change.before, change.after]),
      ]),
      [
        [2, [['CF_SY', known['CF_SY'], '更正后的事实']]],
        [3, [['CF_SY', '更正后的事实', known['CF_SY']]]],
      ],
    );
    assert.equal(preview.held.first[0]?.code, 'intake.name_differs');
    assert.equal(preview.findingsTotal, 2);
    const receipt = await releaseBatch(city, { principal: reviewer, batchId });
    assert.deepEqual(receipt.rows, preview.rows);
  });

  it('rejected: its content is gone, the reason stays, masked', async () => {
    const { standing } = await city.handIn([city.fresh({ CF_SY: '独一无二的事由' })]);
    const { batchId } = standing;
    const earlier = await countsOf(onFile);
    await assert.rejects(rejectBatch(city, { principal: reviewer, batchId, reason: '  ' }), {
      code: 'batch.reason_missing',
    });
    await assert.rejects(
      rejectBatch(city, { principal: reviewer, batchId, reason: '长'.repeat(501) }),
      { code: 'batch.reason_too_long' },
    );
    const reason = '金额有误，请致电13912345678';
    const rejected = await rejectBatch(city, { principal: reviewer, batchId, reason });
    assert.equal(rejected.state, 'rejected');
    assert.ok(rejected.reason?.startsWith('金额有误'));
    assert.deepEqual(await countsOf(onFile), earlier);
    const stored = await everythingStored(city.database);
    assert.ok(!stored.includes('独一无二的事由') && !stored.includes('13912345678'));
    await assert.rejects(releaseBatch(city, { principal: reviewer, batchId }), {
      code: 'batch.not_waiting',
    });
  });

  it('is taken back before its release by whoever handed it in and nobody else', async () => {
    const { standing } = await city.handIn([city.fresh()]);
    const { batchId } = standing;
    const colleague = member('colleague', 'data-steward');
    await assert.rejects(takeBackWaiting(city, { principal: colleague, batchId }), {
      code: 'batch.others',
    });
    await assert.rejects(takeBackWaiting(city, { principal: reviewer, batchId }), {
      code: 'access.not_allowed',
    });
    const back = await takeBackWaiting(city, { principal: steward, batchId });
    assert.equal(back.state, 'withdrawn');
    assert.equal(back.isOnFile, false);
  });

  it('answers the rows by what is on file when it is released', async () => {
    const row = city.fresh();
    const early = await city.handIn([row], { sourceDay: '2026-04-05' });
    const late = await city.handIn([{ ...row, CF_SY: '后来的' }], { sourceDay: '2026-04-06' });
    await releaseBatch(city, { principal: reviewer, batchId: late.standing.batchId });
    const receipt = await releaseBatch(city, {
      principal: reviewer,
      batchId: early.standing.batchId,
    });
    assert.equal(receipt.rows.returned, 1);
    assert.equal(receipt.findings[0]?.code, 'intake.older_than_on_record');
  });

  it('released by two at the same moment is on file once', async () => {
    const { standing } = await city.handIn([city.fresh()]);
    const { batchId } = standing;
    const second = member('second', 'data-reviewer');
    const outcomes = await Promise.allSettled(
      [reviewer, second].map((principal) => releaseBatch(city, { principal, batchId })),
    );
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [entries] = await city.database.query<{ rows: number }>(
      'select count(*) as rows from ledger_entry where batch_id = $1',
      [batchId],
    );
    assert.equal(entries?.rows, 1);
  });

  it('keeps nothing of people while it waits', async () => {
    const rows = [
      city.fresh({ CF_XDR_LB: '自然人', CF_XDR_MC: '欧阳试验', CF_XDR_SHXYM: '' }),
      city.fresh({ CF_SY: '负责人电话13812345678' }),
    ];
    await city.handIn(rows);
    for (const said of ['欧阳试验', '13812345678']) {
      assert.ok(!(await everythingStored(city.database)).includes(said));
      assert.equal(await isWaiting(said), false);
    }
    assert.equal(await isWaiting('张试验'), true, 'what may wait is found where it waits');
  });

  it('that broke off is dropped, and what goes on sending finds out', async () => {
    let goOn = () => {};
    const silence = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let arrive = () => {};
    const started = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const text = csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), [city.fresh()]);
    async function* silent(): AsyncGenerator<Uint8Array> {
      arrive();
      await silence;
      yield Buffer.from(text);
    }
    const sending = city.handIn([], { bytes: silent() });
    sending.catch(() => {});
    await started;
    city.clock.set(
      new Date(city.clock.now() + city.limits.silentMinutes * 60_000 + 1).toISOString(),
    );
    assert.equal((await tidyPending(city)).brokenOff, 1);
    goOn();
    await assert.rejects(sending, { code: 'batch.arrival_lost' });
  });

  it('is taken only while there is room: of one sender, of one agency', async () => {
    const few = { ...city, limits: { ...city.limits, arrivingAtOnce: 1, waitingAtOnce: 0 } };
    const handing = {
      principal: steward,
      kind: 'administrative-penalty',
      agencyCode: testAgency,
      fileName: 'x.csv',
    };
    let arrive = () => {};
    const started = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    async function* slow(): AsyncGenerator<Uint8Array> {
      arrive();
      await held;
      yield Buffer.from('x');
    }
    const first = city.handIn([], { bytes: slow() });
    first.catch(() => {});
    await started;
    await assert.rejects(handIn(few, { ...handing, bytes: bytesOf('x') }), {
      code: 'batch.too_many_arriving',
    });
    goOn();
    await assert.rejects(first);
    await assert.rejects(handIn(few, { ...handing, bytes: bytesOf('x') }), {
      code: 'batch.too_many_waiting',
    });
  });

  it('leaves nothing where the file is refused or breaks off', async () => {
    const earlier = await countsOf(waitingTables);
    await assert.rejects(city.handIn([], { bytes: bytesOf('没有一个认得的列\n1\n') }));
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(
        csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), [city.fresh()]),
      );
      throw new Error('the line broke');
    }
    await assert.rejects(city.handIn([], { bytes: broken() }), /the line broke/);
    assert.deepEqual(await countsOf(waitingTables), earlier);
  });

  it('is dropped after the longest wait, and the list says so', async () => {
    const { standing } = await city.handIn([city.fresh()]);
    city.clock.set(new Date(city.clock.now() + city.limits.pendingDays * day).toISOString());
    await tidyPending(city);
    assert.equal((await getStanding(city.database, standing.batchId)).state, 'waiting');
    city.clock.set(new Date(city.clock.now() + 1).toISOString());
    const { dropped } = await tidyPending(city);
    assert.ok(dropped.includes(standing.batchId));
    assert.equal((await getStanding(city.database, standing.batchId)).state, 'dropped');
    assert.deepEqual(await countsOf(waitingTables), {
      intake_pending_batch: 0,
      intake_pending_chunk: 0,
    });
  });

  it('cannot be got around by writing directly', async () => {
    await assert.rejects(city.city.submit('x'), { code: 'batch.release_needed' });
    const { city: context } = city;
    const submission = {
      kind: 'administrative-penalty',
      agencyCode: testAgency,
      fileName: 'x.csv',
      open: () => bytesOf('x'),
      actor: 'console',
    };
    await assert.rejects(submitFile(context, submission), { code: 'batch.release_needed' });
  });

  it('stands in the list of its agency with all others, page by page', async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listBatches(city.database, {
        principal: steward,
        agencyCode: testAgency,
        limit: 3,
        ...(after !== undefined && { after }),
      });
      seen.push(...page.batches.map(({ batchId }) => batchId));
      if (page.next === null) break;
      after = page.next;
    }
    const [all] = await city.database.query<{ rows: number }>(
      `select (select count(*) from intake_batch) + (select count(*) from intake_release where outcome <> 'released')
        + (select count(*) from intake_pending_batch) as rows`,
    );
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, all?.rows);
    await assert.rejects(
      listBatches(city.database, { principal: otherReviewer, agencyCode: testAgency, limit: 3 }),
      { code: 'access.not_allowed' },
    );
  });
});

describe('a batch of an agency that needs no release', () => {
  it('is on file at once, and nothing of it waits', async () => {
    const city = await writingTest(false);
    const { standing, receipt, checkCode } = await city.handIn([city.fresh(), city.fresh()]);
    assert.equal(standing.state, 'on-file');
    assert.equal(receipt?.rows.admitted, 2);
    assert.ok(checkCode);
    assert.equal(await city.count('intake_pending_batch'), 0);
    assert.equal(await city.count('intake_pending_chunk'), 0);
    await assert.rejects(city.handIn([city.fresh()], { principal: otherReviewer }), {
      code: 'access.not_allowed',
    });
  });

  it('goes on waiting where it waited before the agency changed its mind', async () => {
    const city = await writingTest();
    const { standing } = await city.handIn([city.fresh()]);
    await setNeedsRelease(city.database, testAgency, false);
    const { batchId } = standing;
    assert.equal((await getStanding(city.database, batchId)).state, 'waiting');
    assert.equal((await releaseBatch(city, { principal: reviewer, batchId })).rows.admitted, 1);
  });
});
