// Pictures of every page, to be looked at: `node dist/test/browser/screenshots.js [NAME ...]`, into .screenshots/.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';
import { addressIn } from '../../src/portal/language.js';
import { launchBrowser } from '../support/browser.js';
import { startSite } from '../support/site.js';
import { sitePages } from '../support/site-pages.js';

const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

test('pictures of every page', async () => {
  const wanted = process.argv.slice(2);
  const folder = packageFile('.screenshots');
  await mkdir(folder, { recursive: true });
  const site = await startSite();
  const pages = Object.entries(await sitePages(site)).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  const { browser, close } = await launchBrowser();
  for (const [device, viewport] of Object.entries(widths)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: false });
      const page = await context.newPage();
      for (const [name, address] of pages) {
        for (const language of ['zh', 'en'] as const) {
          await page.goto(site.url + addressIn(language, address));
          const file = `${name}.${language}.${device}.${colorScheme}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true });
        }
      }
      await context.close();
    }
  }
  await close();
});
