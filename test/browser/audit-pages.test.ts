// The auditor's pages and the list of readings: axe finds nothing, nothing runs over the edge, on a phone and on a desk.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { raiseAlerts } from '../../src/audit/alerts.js';
import { setEmbargo } from '../../src/audit/embargo.js';
import { enterAudit, enterFinding, followFinding } from '../../src/audit/security-audits.js';
import { writeEvent } from '../../src/audit/trail.js';
import { packageFile } from '../../src/kernel/package-files.js';
import { sealTrail } from '../../src/ledger/trail-seal.js';
import { type ApiTest, apiTest } from '../support/api.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { inventedUscc, penaltyRow, testAgency } from '../support/intake.js';
import { type Caller, organisationCaller, staffCaller } from '../support/signed-in.js';

const company = inventedUscc('91', 1);
const narrowest = { width: 320, height: 640 };
const desk = { width: 1280, height: 800 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let api: ApiTest;
let url: string;
let started: TestBrowser;
let axe: string;
let auditor: Caller;
let clerk: Caller;

before(async () => {
  // Without an address of its own the site is at localhost, where cookies need no TLS.
  const name = { zh: '云溪市公共信用信息平台', en: 'Yunxi Public Credit Information' };
  api = await apiTest(undefined, { site: { name, publicUrl: undefined } });
  const place = { app: api.app, access: api.context.access };
  await api.handIn('administrative-penalty', [penaltyRow(1)]);
  auditor = await staffCaller(place, { role: 'auditor' });
  clerk = await organisationCaller(place, company);
  await fill();
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  started = await launchBrowser();
  axe = await readFile(packageFile('node_modules', 'axe-core', 'axe.min.js'), 'utf8');
});
after(() => started.close());

/** Something of everything that the pages can show. */
async function fill(): Promise<void> {
  const { database, clock } = api.city;
  const { auditRules } = api.context;
  const at = clock.now();
  for (let number = 0; number < 25; number += 1) {
    const act = { actor: 'reader', act: 'file.read', office: testAgency, outcome: 'done' } as const;
    const object = number % 2 === 0 ? company : inventedUscc('91', number);
    const why = { purpose: 'supervision', matter: '云查〔2026〕1号' };
    await writeEvent(database, { ...act, ...why, object, at }, true);
  }
  await raiseAlerts(database, at, { rules: auditRules.alerts, isWorkingDay: () => false });
  await sealTrail(database, clock, 1000);
  const by = { actor: 'auditor', at };
  const audit = { heldOn: '2026-03-20', title: '第一季度安全审计', heldBy: '云溪市数据局' };
  const auditId = await enterAudit(database, { ...audit, ...by });
  const finding = { severity: 'high', what: '备份没有异地存放', dueOn: '2026-04-05' };
  await enterFinding(database, auditId, { ...finding, ...by });
  const step = { state: 'in-progress', note: '异地机房已申请', ...by };
  await followFinding(database, { auditId, finding: 1 }, step);
  const embargo = { office: testAgency, uscc: company, matter: '云查〔2026〕3号' };
  const until = { basis: '行政处罚法第五十四条', shownFrom: '2026-05-01' };
  await setEmbargo(database, auditRules.embargo, { ...embargo, ...until, ...by });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify({ runOnly: rules })})
       .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}

const addresses: readonly (readonly [address: string, caller: () => Caller])[] = [
  ['/audit', () => auditor],
  ['/audit/trail?readings=true', () => auditor],
  ['/audit/export', () => auditor],
  ['/audit/alerts', () => auditor],
  ['/audit/security-audits', () => auditor],
  [`/organisations/${company}/readings`, () => clerk],
];

for (const [viewport, language, colorScheme] of [
  [narrowest, '/en', 'dark'],
  [desk, '', 'light'],
] as const) {
  test(`at ${viewport.width} pixels, ${colorScheme}`, async () => {
    for (const [address, caller] of addresses) {
      const context = await started.browser.newContext({ viewport, colorScheme });
      try {
        const [, value] = caller().cookie;
        await context.addCookies([{ name: 'xinheng', value, url }]);
        const page = await context.newPage();
        const answer = await page.goto(url + language + address);
        assert.equal(answer?.status(), 200, address);
        await page.evaluate(
          `for (const part of document.querySelectorAll('details')) part.open = true`,
        );
        assert.deepEqual(await violations(page), [], address);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(width <= viewport.width, `${address} is ${width} pixels wide`);
      } finally {
        await context.close();
      }
    }
  });
}
