// The pages of accounts, signed in as those who use them: axe finds nothing, nothing is wider than a telephone.
// XINHENG_SCREENSHOTS=1 takes pictures of them into .screenshots/.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { requestBinding } from '../../src/access/bindings.js';
import { createClient } from '../../src/access/clients.js';
import { consolePrincipal } from '../../src/access/principal.model.js';
import { startRecovery } from '../../src/access/recoveries.js';
import { registerAccount } from '../../src/access/registration.js';
import { findSession } from '../../src/access/sessions.js';
import { signInWithPassword } from '../../src/access/sign-in.js';
import { packageFile } from '../../src/kernel/package-files.js';
import { addressIn, type Language } from '../../src/portal/language.js';
import { caller, goodPassword, signedInStaff } from '../support/access.js';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { testAgency } from '../support/intake.js';
import { startSite, type TestSite } from '../support/site.js';
import { siteUsccs } from '../support/site-records.js';

const looks = [
  ['on a telephone', 'light', { width: 360, height: 740 }, ['zh', 'en']],
  ['on a dark desk', 'dark', { width: 1280, height: 800 }, ['zh']],
] as const;
const narrowest = { width: 320, height: 640 };

/** A page, and as whom it is opened. */
interface Opened {
  readonly name: string;
  readonly address: string;
  readonly token?: string;
}

let site: TestSite;
let started: TestBrowser;
let pages: readonly Opened[];

before(async () => {
  // Without TLS, so that the browser takes the cookie.
  const name = { zh: '云溪市公共信用信息平台', en: 'Yunxi Public Credit Information' };
  site = await startSite({ site: { name, publicUrl: 'http://localhost' } });
  pages = await preparePages();
  started = await launchBrowser();
});
after(() => started.close());

async function preparePages(): Promise<Opened[]> {
  const { access } = site.context;
  const steward = { role: 'data-steward', agencyCode: testAgency } as const;
  const security = await signedInStaff(access, [{ role: 'security-administrator' }]);
  const system = await signedInStaff(access, [{ role: 'system-administrator' }]);
  const staff = await signedInStaff(access, [steward]);
  const office = await signedInStaff(access, [{ role: 'window-clerk', agencyCode: testAgency }]);
  const half = await signInWithPassword(access, {
    login: staff.login,
    password: goodPassword,
    from: caller,
  });
  const clerk = { login: 'jingbanren', name: '经办人', password: goodPassword, from: caller };
  await registerAccount(access, clerk);
  const { token } = await signInWithPassword(access, clerk);
  const bound = (await findSession(access, token))?.principal;
  assert.ok(bound);
  await requestBinding(access, bound, siteUsccs.machines);
  const { clientId } = await createClient(access, consolePrincipal, {
    title: '报送系统',
    scopes: ['batches:write'],
    grants: [steward],
  });
  const { accountId } = staff;
  await startRecovery(access, security.principal, { accountId, reason: '更换手机，当面核对' });
  const as = (who: string, names: readonly string[]) =>
    names.map((address) => ({ name: address.slice(1).replaceAll('/', '-'), address, token: who }));
  const open = ['/sign-in', '/sign-in/passkey', '/recover', '/register', '/sign-out'];
  return [
    ...open.map((address) => ({ name: address.slice(1).replaceAll('/', '-'), address })),
    ...as(half.token, ['/sign-in/factor']),
    ...as(staff.token, ['/account', '/account/sessions', '/account/password']),
    ...as(staff.token, ['/account/factors', '/account/factors/totp', '/account/factors/passkey']),
    ...as(staff.token, ['/account/data', '/sign-in/again']),
    { name: 'forbidden', address: '/administration/accounts', token: staff.token },
    ...as(token, ['/bindings', '/bindings/letter', '/bindings/request']),
    ...as(office.token, ['/bindings/window', '/bindings/letters']),
    ...as(security.token, ['/administration/accounts', '/administration/accounts/new']),
    ...as(security.token, [`/administration/accounts/${accountId}`]),
    ...as(system.token, ['/administration/recoveries']),
    ...as(security.token, ['/administration/clients', '/administration/clients/new']),
    ...as(security.token, [`/administration/clients/${clientId}`]),
  ];
}

async function eachPage(
  options: Parameters<TestBrowser['browser']['newContext']>[0],
  languages: readonly Language[],
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const context = await started.browser.newContext(options);
  try {
    for (const { name, address, token } of pages) {
      await signInAs(context, token);
      for (const language of languages) {
        const page = await context.newPage();
        await page.goto(site.url + addressIn(language, address));
        await look(page, `${name}.${language}`);
        await page.close();
      }
    }
  } finally {
    await context.close();
  }
}

async function signInAs(context: BrowserContext, token: string | undefined): Promise<void> {
  await context.clearCookies();
  if (token === undefined) return;
  await context.addCookies([{ name: 'xinheng', value: token, url: site.url }]);
}

for (const [look, colorScheme, viewport, languages] of looks) {
  test(`axe finds nothing ${look}`, async () => {
    const found: string[] = [];
    await eachPage({ viewport, colorScheme }, languages, async (page, name) => {
      found.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
      const words = await page.locator('body').innerText();
      if (/\{\w+\}|undefined|\[object|NaN/.test(words)) found.push(`${name}: a text is not filled`);
      if (process.env['XINHENG_SCREENSHOTS'] === '1') await picture(page, `${name}.${look}`);
    });
    assert.deepEqual(found, []);
  });
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = packageFile('.screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test('nothing needs scrolling sideways at 320 pixels', async () => {
  const wider: string[] = [];
  await eachPage({ viewport: narrowest }, ['zh', 'en'], async (page, name) => {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > narrowest.width) wider.push(`${name}: ${width} pixels`);
  });
  assert.deepEqual(wider, []);
});
