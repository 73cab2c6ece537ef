// The auditor at the interface: search, export, alerts and the register; and nobody else there.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type ApiTest, apiTest } from '../../test/support/api.js';
import { testAgency } from '../../test/support/intake.js';
import { type Caller, staffCaller, stranger } from '../../test/support/signed-in.js';
import { raiseAlerts } from '../audit/alerts.js';
import { writeEvent } from '../audit/trail.js';

let api: ApiTest;
let auditor: Caller;
let officer: Caller;
let security: Caller;
let suspect: Caller;

before(async () => {
  api = await apiTest();
  const place = { app: api.app, access: api.context.access };
  auditor = await staffCaller(place, { role: 'auditor' });
  suspect = await staffCaller(place, { role: 'auditor' });
  officer = await staffCaller(place, { role: 'case-officer', agencyCode: testAgency });
  security = await staffCaller(place, { role: 'security-administrator' });
  const most = api.context.auditRules.alerts.find(({ counts }) => counts === 'organisations');
  for (let number = 0; number < (most?.threshold.value ?? 0); number += 1) {
    const act = {
      act: 'file.read',
      object: `${number}`,
      purpose: 'supervision',
      outcome: 'done',
    } as const;
    await writeEvent(
      api.city.database,
      { at: api.city.clock.now(), actor: suspect.accountId, matter: `m${number}`, ...act },
      true,
    );
  }
  await raiseAlerts(api.city.database, api.city.clock.now(), {
    rules: api.context.auditRules.alerts,
    isWorkingDay: () => true,
  });
});

describe('the auditor’s addresses', () => {
  const reads = ['/trail', '/trail/export', '/alerts', '/embargoes'];
  for (const address of [...reads, '/security-audits']) {
    it(`${address} opens to the auditor only${address.endsWith('audits') ? ' and the other administrators' : ''}`, async () => {
      assert.equal((await auditor.get(address)).status, 200);
      assert.equal((await officer.get(address)).status, 403);
      assert.equal((await stranger(api).get(address)).status, 401);
      const expected = address === '/security-audits' ? 200 : 403;
      assert.equal((await security.get(address)).status, expected);
    });
  }

  const audit = { heldOn: '2026-04-01', title: '安全审计', heldBy: '云溪市数据局' };
  const writes: [string, object][] = [
    ['/security-audits', audit],
    ['/security-audits/x/findings', { severity: 'low', what: '问题', dueOn: '2026-05-01' }],
    ['/security-audits/x/findings/1/steps', { state: 'mended', note: '已整改' }],
    ['/alerts/x/steps', { state: 'explained', note: '已说明' }],
  ];
  for (const [address, body] of writes) {
    it(`POST ${address} is closed to everybody else`, async () => {
      assert.equal((await officer.post(address, body)).status, 403);
      assert.equal((await security.post(address, body)).status, 403);
      assert.equal((await stranger(api).post(address, body)).status, 401);
    });
  }
});

describe('the trail', () => {
  it('is searched page by page, and the search is on it', async () => {
    const address = `/trail?actor=${suspect.accountId}&readings=true&limit=60`;
    const first = await auditor.get(address);
    assert.equal(first.body.events.length, 60);
    const rest = await auditor.get(`${address}&after=${first.body.next}`);
    assert.equal(rest.body.events.length, 40);
    assert.equal(rest.body.next, null);
    const own = await auditor.get(`/trail?actor=${auditor.accountId}&act=trail.search`);
    const looks = own.body.events.filter(({ object }: { object: string }) =>
      object.includes(suspect.accountId),
    );
    assert.equal(looks.length, 1, 'turning the page is no new search');
    assert.match(looks[0].object, /readingsOnly=true/);
  });

  it('refuses terms that are none', async () => {
    const names = [
      '/trail?who=x',
      '/trail?from=yesterday',
      '/trail?after=x',
      `/trail?actor='%20or%20true`,
    ];
    for (const address of names) assert.equal((await auditor.get(address)).status, 400, address);
  });

  it('is exported as CSV and as JSON lines', async () => {
    const csv = await auditor.get('/trail/export?act=file.read');
    assert.match(String(csv.headers['content-type']), /^text\/csv/);
    assert.match(String(csv.headers['content-disposition']), /attachment; filename="trail\.csv"/);
    assert.equal(csv.text.trimEnd().split('\r\n').length, 101);
    const lines = await auditor.get('/trail/export?act=file.read&form=ndjson');
    assert.equal(lines.text.trimEnd().split('\n').length, 100);
  });
});

describe('an alert', () => {
  it('is followed up by an auditor, and by nobody about his own reading', async () => {
    const listed = await auditor.get('/alerts');
    const [alert] = listed.body.alerts;
    assert.equal(alert.actor, suspect.accountId);
    assert.equal(alert.state, 'open');
    const step = { state: 'explained', note: '年度专项检查，已核对名单' };
    const own = await suspect.post(`/alerts/${alert.alertId}/steps`, step);
    assert.equal(own.status, 403);
    assert.equal((await auditor.post(`/alerts/${alert.alertId}/steps`, step)).status, 204);
    const after = await auditor.get('/alerts');
    assert.equal(after.body.alerts[0].state, 'explained');
  });
});

describe('the register', () => {
  it('takes an audit with its finding and what was done, and counts it', async () => {
    const already = (await auditor.get('/security-audits')).body.done;
    const entered = await auditor.post('/security-audits', {
      heldOn: '2026-04-01',
      title: '第一季度安全审计',
      heldBy: '云溪市数据局',
    });
    assert.equal(entered.status, 204, entered.text);
    const { done, atLeast, audits } = (await auditor.get('/security-audits?year=2026')).body;
    assert.deepEqual([done, atLeast], [already + 1, 4]);
    const { auditId } = audits[0];
    const finding = { severity: 'high', what: '备份没有异地存放', dueOn: '2026-05-01' };
    assert.equal((await auditor.post(`/security-audits/${auditId}/findings`, finding)).status, 204);
    const step = { state: 'mended', note: '已异地存放' };
    const steps = `/security-audits/${auditId}/findings/1/steps`;
    assert.equal((await auditor.post(steps, step)).status, 204);
    const [found] = (await security.get('/security-audits')).body.audits[0].findings;
    assert.equal(found.state, 'mended');
    assert.equal(
      (await auditor.post(`/security-audits/${auditId}/findings/2/steps`, step)).status,
      404,
    );
  });
});
