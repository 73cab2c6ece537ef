// The auditor's pages without a script: search, alerts with their follow-up, the register; and the list of readings.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type ApiTest, apiTest } from '../../../test/support/api.js';
import { FormVisitor } from '../../../test/support/form-visitor.js';
import { inventedUscc, penaltyRow, testAgency } from '../../../test/support/intake.js';
import { type Caller, organisationCaller, staffCaller } from '../../../test/support/signed-in.js';
import { raiseAlerts } from '../../audit/alerts.js';
import { writeEvent } from '../../audit/trail.js';
import { sealTrail } from '../../ledger/trail-seal.js';

const company = inventedUscc('91', 1);
const why = `purpose=credit-check&matter=${encodeURIComponent('云审〔2026〕7号')}`;

let api: ApiTest;
let auditor: FormVisitor;
let security: FormVisitor;
let officer: Caller;
let clerk: FormVisitor;

function visitorOf({ cookie: [name, value] }: Caller): FormVisitor {
  const visitor = new FormVisitor(api.app);
  visitor.cookies.set(name, value);
  return visitor;
}

before(async () => {
  api = await apiTest();
  const place = { app: api.app, access: api.context.access };
  await api.handIn('administrative-penalty', [penaltyRow(1)]);
  officer = await staffCaller(place, { role: 'case-officer', agencyCode: testAgency });
  await officer.get(`/organisations/${company}/file?${why}`);
  auditor = visitorOf(await staffCaller(place, { role: 'auditor' }));
  security = visitorOf(await staffCaller(place, { role: 'security-administrator' }));
  clerk = visitorOf(await organisationCaller(place, company));
  await sealTrail(api.city.database, api.city.clock, 1000);
});

describe('the trail', () => {
  it('is searched by a form, and leads from a line to the batch of the log that holds it', async () => {
    const found = await auditor.open(`/audit/trail?object=${company}&readings=true`);
    assert.equal(found.status, 200);
    assert.equal(found.headers['cache-control'], 'no-store');
    assert.match(found.html, /credit-check · 云审〔2026〕7号/);
    assert.ok(found.html.includes(officer.accountId));
    const batch = /href="(\/batches\/[0-9a-f-]+)"/.exec(found.html)?.[1] ?? '';
    const page = await auditor.open(batch);
    assert.match(page.html, /安全审计事件/);
    assert.doesNotMatch(page.html, /云审|打开回执/);
    assert.match((await auditor.open('/audit/trail?act=nothing.done')).html, /没有符合的事件/);
    assert.equal((await auditor.open('/audit/trail?from=x&after=')).status, 400);
  });

  it('leads to the export with the same terms', async () => {
    const page = await auditor.open(`/en/audit/export?act=file.read&from=2026-04-10`);
    assert.match(
      page.html,
      /href="\/api\/v1\/trail\/export\?act=file\.read&amp;from=2026-04-10&amp;form=csv"/,
    );
  });
});

describe('alerts', () => {
  it('are followed up on their page, where what was refused stays written', async () => {
    const most = api.context.auditRules.alerts.find(({ counts }) => counts === 'one-matter');
    for (let number = 0; number < (most?.threshold.value ?? 0); number += 1) {
      const act = {
        actor: 'reader',
        act: 'file.read',
        object: `${number}`,
        purpose: 'supervision',
      };
      const at = api.city.clock.now();
      await writeEvent(
        api.city.database,
        { ...act, at, matter: '同一事项', outcome: 'done' },
        true,
      );
    }
    await raiseAlerts(api.city.database, api.city.clock.now(), {
      rules: api.context.auditRules.alerts,
      isWorkingDay: () => true,
    });
    assert.match((await auditor.open('/audit')).html, /未处理的警示 1 条/);
    const page = await auditor.open('/audit/alerts');
    assert.match(page.html, /以同一事项查询过多机构/);
    const alert = /name="alert" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const wrong = await auditor.send('/audit/alerts', {
      alert,
      state: 'misuse',
      note: '电话 13800138000',
    });
    assert.equal(wrong.status, 400);
    assert.match(wrong.html, /个人的号码/);
    assert.match(wrong.html, /<details[^>]* open/);
    const note = { alert, state: 'explained', note: '年度专项检查' };
    const done = await auditor.send('/audit/alerts', note);
    assert.equal(done.status, 303);
    assert.match((await auditor.open('/audit/alerts')).html, /有正当理由[\s\S]*年度专项检查/);
  });
});

describe('the register', () => {
  const address = '/audit/security-audits';

  it('takes an audit, a finding and its follow-up, and says how many of four are done', async () => {
    const empty = await auditor.open(address);
    assert.match(empty.html, /2026 年已开展 0 次，全年至少 4 次/);
    const audit = { what: 'audit', heldOn: '2026-04-01', title: '第一季度审计', heldBy: '数据局' };
    const entered = await auditor.fill(address, audit);
    assert.match(entered.html, /2026 年已开展 1 次/);
    const id = /name="audit" value="([^"]+)"/.exec(entered.html)?.[1] ?? '';
    const finding = { what: 'finding', audit: id, year: '2026', severity: 'high' };
    const found = await auditor.fill(address, {
      ...finding,
      text: '备份没有异地存放',
      dueOn: '2026-04-05',
    });
    assert.match(found.html, /未整改的问题 1 项，其中超期 1 项/);
    const step = { what: 'step', audit: id, finding: '1', year: '2026', state: 'mended' };
    const mended = await auditor.fill(address, { ...step, note: '已异地存放' });
    assert.match(mended.html, /未整改的问题 0 项/);
    assert.match(mended.html, /已异地存放/);
    const wrong = await auditor.fill(address, { ...audit, heldOn: '2027-01-01' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.html, /value="第一季度审计"/);
  });

  it('is read by the security administrator, who finds no form and no way to the trail there', async () => {
    const page = await security.open(address);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.html, /name="heldOn"/);
    assert.equal((await security.send(address, { what: 'audit' })).status, 403);
    const first = await security.open('/audit');
    assert.doesNotMatch(first.html, /\/audit\/trail/);
    for (const closed of ['/audit/trail', '/audit/export', '/audit/alerts']) {
      assert.equal((await security.open(closed)).status, 403, closed);
    }
  });
});

describe('who looked at us', () => {
  const address = `/organisations/${company}/readings`;

  it('shows the organisation office, time, purpose and matter, in both languages, and no clerk', async () => {
    const page = await clerk.open(address);
    assert.equal(page.status, 200);
    assert.match(page.html, /云溪市试验局[\s\S]*行政审批等事项前的信用核查[\s\S]*云审〔2026〕7号/);
    assert.doesNotMatch(page.html, new RegExp(officer.accountId));
    const english = await clerk.open(`/en${address}`);
    assert.match(english.html, /Test bureau of Yunxi/);
  });

  it('is closed to everybody else', async () => {
    assert.equal(
      (await clerk.open(`/organisations/${inventedUscc('91', 2)}/readings`)).status,
      403,
    );
    assert.equal((await auditor.open(address)).status, 403);
    const stranger = await new FormVisitor(api.app).open(address);
    assert.equal(stranger.location, `/sign-in?to=${encodeURIComponent(address)}`);
  });
});
