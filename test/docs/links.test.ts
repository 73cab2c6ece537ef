// The documents hold: links lead somewhere, paths that are named exist, rooms introduce themselves, findings are bilingual.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findingRegister, findingRules } from '../../src/catalogue/findings.js';
import { packageFile, packageRoot } from '../../src/kernel/package-files.js';

const skipped = new Set(['node_modules', 'dist']);

function listFiles(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

function shown(path: string): string {
  return relative(packageRoot, path);
}

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  const bare = heading.trim().toLowerCase().replace(/`/g, '');
  return bare.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

function anchorsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

const pages = listFiles(packageRoot, /\.md$/);
const sources = ['src', 'test', 'scripts', 'bin', 'migrations', 'data', '.ci']
  .map((folder) => packageFile(folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => listFiles(folder, /\.(ts|tsx|mjs|js|sql|ya?ml|css)$/));

describe('the documents', () => {
  it('are found', () => {
    for (const name of ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'docs/cli.md']) {
      assert.ok(pages.includes(packageFile(name)), name);
    }
    assert.ok(sources.length > 200);
  });

  it('have no link that leads nowhere', () => {
    for (const page of pages) {
      const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(file), `${shown(page)} links to ${target}`);
        if (anchor !== undefined && statSync(file).isFile()) {
          assert.ok(anchorsOf(file).includes(anchor), `${shown(page)} links to ${target}`);
        }
      }
    }
  });

  it('name no path of the tree that does not exist', () => {
    for (const page of pages) {
      const text = readFileSync(page, 'utf8');
      const named = /`((?:src|test|docs|data|migrations|scripts|bin)\/[^`\s*{<…]*)`/g;
      for (const [, path = ''] of text.matchAll(named)) {
        if (path.includes('...') || path.includes('NNN')) continue;
        assert.ok(existsSync(packageFile(path)), `${shown(page)} names ${path}`);
      }
    }
  });

  it('that the code names exist', () => {
    for (const source of sources) {
      const text = readFileSync(source, 'utf8');
      for (const [, path = ''] of text.matchAll(/\b(docs\/[\w./-]*\w)/g)) {
        const [folder, name] = [dirname(packageFile(path)), path.split('/').at(-1) ?? ''];
        // `docs/decisions/0005` stands for the page that begins so.
        const exists =
          existsSync(folder) && readdirSync(folder).some((each) => each.startsWith(name));
        assert.ok(exists, `${shown(source)} names ${path}`);
      }
    }
  });
});

describe('every room', () => {
  const rooms = readdirSync(packageFile('src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it('has a README that begins with its name and asks its question', () => {
    for (const room of rooms) {
      const readme = packageFile('src', room, 'README.md');
      assert.ok(existsSync(readme), `src/${room} has no README.md`);
      const beginning = readFileSync(readme, 'utf8').split('\n').slice(0, 4).join('\n');
      assert.match(beginning, new RegExp(`^# ${room}\\b`));
      assert.match(beginning, /\?/, `src/${room}/README.md asks no question`);
    }
  });

  it('stands in the table of ARCHITECTURE.md with the rooms that it may import', async () => {
    const table = readFileSync(packageFile('ARCHITECTURE.md'), 'utf8');
    const rules = (await import(pathToFileURL(packageFile('.dependency-cruiser.mjs')).href)) as {
      roomTable: Readonly<Record<string, readonly string[]>>;
    };
    for (const room of rooms) {
      const row = table.split('\n').find((line) => line.startsWith(`| \`${room}\``));
      assert.ok(row, `${room} is not in the table`);
      const allowed = rules.roomTable[room];
      const told = row.split('|')[3]?.split(';')[0]?.trim() ?? '';
      if (!allowed || told.startsWith('every') || told === '–') continue;
      assert.deepEqual(told.split(', ').toSorted(), [...allowed].toSorted(), room);
    }
  });
});

describe('the register of findings', () => {
  it('has a rule, both languages and a code in form', async () => {
    for (const name of ['catalogue/row-findings.js', 'intake/row-findings.js']) {
      await import(pathToFileURL(packageFile('dist', 'src', name)).href);
    }
    assert.ok(findingRegister.size >= 25);
    for (const [code, { rule, zh, en }] of findingRegister) {
      assert.match(code, /^[a-z][a-z_-]*\.[a-z][a-z0-9_]*$/);
      assert.ok(rule in findingRules, `${code} goes by ${rule}`);
      assert.match(zh, /\p{Script=Han}/u, code);
      assert.match(en, /[a-z]{3} [a-z]/, code);
      assert.doesNotMatch(en, /\b(invalid|please)\b/i, code);
      assert.doesNotMatch(zh, /无效|非法|抱歉/, code);
    }
  });
});
