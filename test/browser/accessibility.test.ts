// WCAG 2.2 AA: axe finds nothing on any page, in both languages, on a phone and on a desk, light and dark.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addressIn } from '../../src/portal/language.js';
import { axeFindings } from '../support/axe.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { startSite, type TestSite } from '../support/site.js';
import { sitePages } from '../support/site-pages.js';

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };
// WCAG 1.4.10: 1280 pixels at 400 %.
const narrowest = { width: 320, height: 640 };

let site: TestSite;
let started: TestBrowser;
let addresses: readonly (readonly [name: string, url: string])[];

before(async () => {
  site = await startSite();
  started = await launchBrowser();
  addresses = Object.entries(await sitePages(site)).flatMap(([name, address]) =>
    (['zh', 'en'] as const).map(
      (language) => [`${name} (${language})`, site.url + addressIn(language, address)] as const,
    ),
  );
});
after(() => started.close());

async function withPage(
  options: { viewport: typeof phone; colorScheme: 'light' | 'dark' },
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await started.browser.newContext(options);
  try {
    await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

// The dark look differs in colours only; one language is enough for it.
const looks = [
  ['on a phone', { viewport: phone, colorScheme: 'light' }],
  ['on a desk', { viewport: desk, colorScheme: 'light' }],
  ['in the dark', { viewport: desk, colorScheme: 'dark' }],
] as const;
for (const [look, options] of looks) {
  test(`axe finds nothing ${look}`, async () => {
    await withPage(options, async (page) => {
      const found: string[] = [];
      for (const [name, url] of addresses) {
        if (look === 'in the dark' && name.endsWith('(en)')) continue;
        await page.goto(url);
        found.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
      }
      assert.deepEqual(found, []);
    });
  });
}

test('nothing needs scrolling sideways at 320 pixels', async () => {
  await withPage({ viewport: narrowest, colorScheme: 'light' }, async (page) => {
    const wider: string[] = [];
    for (const [name, url] of addresses) {
      await page.goto(url);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > narrowest.width) wider.push(`${name}: ${width} pixels`);
    }
    assert.deepEqual(wider, []);
  });
});

test('open sources of records are as accessible as closed ones', async () => {
  await withPage({ viewport: desk, colorScheme: 'light' }, async (page) => {
    const [, url] = addresses.find(([name]) => name === 'organisation (zh)') as [string, string];
    await page.goto(url);
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.deepEqual(await axeFindings(page), []);
  });
});
