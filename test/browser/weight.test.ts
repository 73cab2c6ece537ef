// At most 50 KB over the wire for a page with its style sheet, also where agencies write all they may.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { addressIn } from '../../src/portal/language.js';
import { inventedUscc, penaltyRow } from '../support/intake.js';
import { startSite, type TestSite } from '../support/site.js';
import { newestRecord, sitePages } from '../support/site-pages.js';

const mostBytes = 50_000;

let site: TestSite;
before(async () => {
  site = await startSite();
});

async function weigh(address: string): Promise<number> {
  const page = await load(site.url + address);
  const styles = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text)?.[1];
  assert.ok(styles, `${address} has a style sheet`);
  return page.bytes + (await load(site.url + styles)).bytes;
}

test('every page', async () => {
  for (const [name, address] of Object.entries(await sitePages(site))) {
    for (const language of ['zh', 'en'] as const) {
      const bytes = await weigh(addressIn(language, address));
      assert.ok(bytes <= mostBytes, `${name} (${language}) takes ${bytes} bytes`);
    }
  }
});

test('an organisation whose records are as long as the catalogue allows, and such a record', async () => {
  const rows = Array.from({ length: 12 }, (_, index) =>
    penaltyRow(90, {
      CF_WSH: `云市监罚〔2026〕长${index}号`,
      CF_WFXW: randomHan(2000, index),
      CF_SY: randomHan(2000, index + 100),
      CF_YJ: randomHan(2048, index + 200),
      CF_NR: `罚款2000元${randomHan(3990, index + 300)}`,
    }),
  );
  await site.handIn('administrative-penalty', rows);
  const uscc = inventedUscc('91', 90);
  const file = await weigh(`/organisations/${uscc}`);
  assert.ok(file <= mostBytes, `the file takes ${file} bytes`);
  const record = await weigh(`/records/${await newestRecord(site, uscc)}`);
  assert.ok(record <= mostBytes, `the record takes ${record} bytes`);
});

// Random characters compress worse than any agency's prose.
function randomHan(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(0x4e00 + ((state >> 8) % 3000));
  }).join('');
}

function load(url: string): Promise<{ bytes: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const packed = answer.headers['content-encoding'] === 'gzip';
        resolve({ bytes: body.length, text: (packed ? gunzipSync(body) : body).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
