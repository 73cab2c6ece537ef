// The style sheet, the pictures and the one script: read once, named after their content, kept by browsers for a year.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { packageFile } from '../kernel/package-files.js';

// One sheet for all pages: it is fetched once and stays in the browser.
const styleSheets = [
  'tokens',
  'base',
  'frame',
  'home',
  'search',
  'file',
  'record',
  'reading',
  'log',
  'receipt',
  'dictionary',
  'forms',
  'audit',
  'print',
];
const pictures = ['mark.svg', 'eaves.svg'];
const scripts = ['passkeys.js'];
const contentTypes = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;
const hashCharacters = 10;

interface Asset {
  readonly address: string;
  readonly content: string;
  readonly type: string;
}

/** The assets of the site by their own name (`site.css`, `mark.svg`). */
export type Assets = ReadonlyMap<string, Asset>;

/** Reads the assets; a picture named in the style sheet is named there by its hashed address. */
export function loadAssets(): Assets {
  const assets = new Map<string, Asset>();
  for (const name of [...pictures, ...scripts]) assets.set(name, hashed(name, readAsset(name)));
  const styles = styleSheets
    .map((name) => readAsset(`${name}.css`))
    .join('\n')
    .replace(/url\("([^"]+)"\)/g, (_, name: string) => `url("${addressOf(assets, name)}")`);
  assets.set('site.css', hashed('site.css', tightened(styles)));
  return assets;
}

/** The address of an asset; an unknown name is a fault in the program. */
export function addressOf(assets: Assets, name: string): string {
  const asset = assets.get(name);
  if (!asset) throw new Error(`there is no asset ${name}`);
  return asset.address;
}

/** Serves the assets under their hashed addresses. */
export function registerAssets(app: FastifyInstance, assets: Assets): void {
  for (const asset of assets.values()) {
    app.get(
      asset.address,
      { schema: { hide: true }, config: { act: 'public.read', anonymous: true } },
      (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .header('x-content-type-options', 'nosniff')
          .type(asset.type)
          .send(asset.content),
    );
  }
}

function hashed(name: string, content: string): Asset {
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, hashCharacters);
  const extension = name.slice(dot + 1) as keyof typeof contentTypes;
  return {
    address: `/assets/${name.slice(0, dot)}.${hash}.${extension}`,
    content,
    type: contentTypes[extension],
  };
}

function readAsset(name: string): string {
  return readFileSync(packageFile('src', 'portal', 'assets', name), 'utf8');
}

// Comments and indentation go; compression does the rest.
function tightened(styles: string): string {
  return styles
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
