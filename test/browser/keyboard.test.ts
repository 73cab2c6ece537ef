// The site without a script and without a mouse: search, find, open the source, change the language.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { startSite, type TestSite } from '../support/site.js';
import { sitePages } from '../support/site-pages.js';

const mostTabs = 60;

let site: TestSite;
let started: TestBrowser;
let context: BrowserContext;
let page: Page;

before(async () => {
  site = await startSite();
  started = await launchBrowser();
  context = await started.browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
});
after(() => started.close());

// Tab until the element has the focus; the focus must be visible when it gets there.
async function tabTo(selector: string): Promise<void> {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus-visible`).count()) > 0) return;
  }
  assert.fail(`${selector} is not reached within ${mostTabs} tabs`);
}

test('the first stop of the keyboard leads past the navigation', async () => {
  await page.goto(site.url);
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip:focus-visible');
  assert.equal(await skip.count(), 1);
  assert.ok(((await skip.boundingBox())?.y ?? -1) >= 0, 'the skip link comes into view');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#content$/);
});

test('an organisation is found and its source opened from the keyboard alone', async () => {
  await page.goto(site.url);
  await tabTo('#q');
  await page.keyboard.type('明远精密');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=/);
  await tabTo('.result__name a');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/organisations\//);
  assert.equal(await page.locator('h1').innerText(), '云溪明远精密机械有限公司');
  await tabTo('.record summary');
  const proof = page.locator('.record').first().getByText('下载证明文件');
  assert.equal(await proof.isVisible(), false);
  await page.keyboard.press('Enter');
  assert.equal(await proof.isVisible(), true);
});

test('the proof that the page offers is the record’s own', async () => {
  const { record } = await sitePages(site);
  await page.goto(site.url + record);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByText('下载证明文件').click(),
  ]);
  const id = (record as string).split('/').at(-1) as string;
  assert.equal(download.suggestedFilename(), `${id}.proof.json`);
});

test('the language switch keeps the page, to and fro', async () => {
  for (const [name, address] of Object.entries(await sitePages(site))) {
    await page.goto(site.url + address);
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN', name);
    await page.locator('a.language').click();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en', name);
    assert.equal(await page.locator('h1').count(), 1, name);
    await page.locator('a.language').click();
    assert.equal(page.url(), new URL(site.url + address).href, name);
  }
});

test('a receipt is opened with its check code and shows every finding in both languages', async () => {
  await page.goto(`${site.url}/receipts`);
  await page.fill('#batch', site.receipt.batch);
  await page.fill('#code', site.receipt.checkCode.toLowerCase());
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/receipts\/[0-9a-f-]+\?code=/);
  const rows = page.locator('.findings tbody tr');
  assert.equal(await rows.count(), 4);
  assert.match(await rows.first().innerText(), /统一社会信用代码[\s\S]+unified social credit code/);
});

test('older records are reached page by page and none is missing', async () => {
  const pages = await sitePages(site);
  await page.goto(site.url + pages['organisation-many']);
  const seen = new Set<string>();
  for (;;) {
    for (const link of await page.locator('.record__number a').all()) {
      seen.add((await link.getAttribute('href')) as string);
    }
    const next = page.locator('a[rel=next]');
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.equal(seen.size, 25);
});
