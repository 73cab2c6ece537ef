// The pictures of the READMEs, taken from a running site: `node dist/test/browser/readme-pictures.js URL USCC`.
import { mkdir } from 'node:fs/promises';
import { packageFile } from '../../src/kernel/package-files.js';
import { launchBrowser } from '../support/browser.js';

const [site = 'http://127.0.0.1:8080', uscc = ''] = process.argv.slice(2);
const pictures = [
  ['home', '/', 770],
  ['organisation', `/organisations/${uscc}`, 1330],
] as const;

const folder = packageFile('docs', 'pictures');
await mkdir(folder, { recursive: true });
const { browser, close } = await launchBrowser();
for (const [name, address, height] of pictures) {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  const answer = await page.goto(site + address);
  if (!answer?.ok()) throw new Error(`${site}${address} answers ${answer?.status()}`);
  await page.screenshot({ path: `${folder}/${name}.png` });
}
await close();
