// `npm run audit` finds what it is there for: a licence that is not allowed, and a package with a known weakness.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';

const folders: string[] = [];
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

interface Installed {
  readonly version: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
  readonly dev?: boolean;
}

/** A package with these installed. */
async function project(installed: Readonly<Record<string, Installed>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-audit-'));
  folders.push(folder);
  const packages: Record<string, object> = {
    '': {},
    'node_modules/elsewhere': { version: '1.0.0' },
  };
  for (const [name, { dev, ...manifest }] of Object.entries(installed)) {
    const path = `node_modules/${name}`;
    packages[path] = { version: manifest.version, ...(dev && { dev }) };
    await mkdir(join(folder, path), { recursive: true });
    await writeFile(join(folder, path, 'package.json'), JSON.stringify({ name, ...manifest }));
  }
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  return folder;
}

function audit(...words: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [packageFile('scripts', 'audit.mjs'), ...words],
    { encoding: 'utf8' },
  );
  return { code: status, said: stdout + stderr };
}

describe('the licences', () => {
  it('of everything installed here are allowed', () => {
    const { code, said } = audit('--licences');
    assert.equal(code, 0, said);
    assert.match(said, /^\d{3,} packages installed, 0 /);
  });

  it('that are not allowed are named; a choice is enough, of two that bind both count', async () => {
    const root = await project({
      good: { version: '1.0.0', license: '(GPL-3.0 OR MIT)' },
      old: { version: '1.0.0', licenses: [{ type: 'MIT' }] },
      tool: { version: '1.0.0', license: 'MPL-2.0', dev: true },
      copyleft: { version: '1.0.0', license: 'MPL-2.0' },
      both: { version: '2.0.0', license: 'MIT AND GPL-3.0' },
      silent: { version: '3.0.0' },
      odd: { version: '4.0.0', license: 'SEE LICENSE IN FILE' },
    });
    const { code, said } = audit('--licences', '--root', root);
    assert.equal(code, 1);
    const named = [...said.matchAll(/^licence {2}(\S+)/gm)].map(([, name]) => name);
    assert.deepEqual(named, ['copyleft', 'both', 'silent', 'odd']);
  });
});

describe('known weaknesses', () => {
  const licence = { license: 'MIT' };

  async function found(installed: Readonly<Record<string, string>>, advisories: unknown) {
    const root = await project(
      Object.fromEntries(
        Object.entries(installed).map(([name, version]) => [name, { version, ...licence }]),
      ),
    );
    const file = join(root, 'advisories.json');
    await writeFile(file, JSON.stringify(advisories));
    const { code, said } = audit('--root', root, '--advisories', file);
    const names = [...said.matchAll(/^weakness (\S+) (\S+) (\S+):/gm)].map(([, ...parts]) =>
      parts.join(' '),
    );
    assert.equal(code, names.length > 0 ? 1 : 0, said);
    return names;
  }

  const osv = (id: string, name: string, events: object[], more: object = {}) => ({
    id,
    summary: 'a weakness',
    affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] }],
    ...more,
  });

  it('are found in records of OSV, by range, by list of versions, and not after the mending', async () => {
    const since = [{ introduced: '0' }, { fixed: '1.2.3' }];
    const twice = [{ introduced: '1.0.0' }, { fixed: '1.1.0' }, { introduced: '2.0.0' }];
    const cases: [string, object, boolean][] = [
      ['1.2.2', osv('A', 'one', since), true],
      ['1.2.3-beta.1', osv('A', 'one', since), true],
      ['1.2.3', osv('A', 'one', since), false],
      ['1.10.0', osv('A', 'one', since), false],
      ['1.1.5', osv('A', 'one', twice), false],
      ['2.4.0', osv('A', 'one', twice), true],
      ['1.5.0', osv('A', 'one', [{ introduced: '1.0.0' }, { last_affected: '1.5.0' }]), true],
      ['1.5.1', osv('A', 'one', [{ introduced: '1.0.0' }, { last_affected: '1.5.0' }]), false],
      ['1.0.0', osv('A', 'other', since), false],
      ['1.0.0', osv('A', 'one', since, { withdrawn: '2026-01-01T00:00:00Z' }), false],
      [
        '9.9.9',
        {
          id: 'A',
          affected: [{ package: { ecosystem: 'npm', name: 'one' }, versions: ['9.9.9'] }],
        },
        true,
      ],
      [
        '1.0.0',
        {
          id: 'A',
          affected: [{ package: { ecosystem: 'PyPI', name: 'one' }, versions: ['1.0.0'] }],
        },
        false,
      ],
    ];
    for (const [version, record, expected] of cases) {
      const names = await found({ one: version }, [record]);
      assert.deepEqual(
        names,
        expected ? [`A one ${version}`] : [],
        `${version} ${JSON.stringify(record)}`,
      );
    }
  });

  it('are found in the answer of a registry; a range nobody understands counts as one that holds', async () => {
    const advisory = (range: string) => [
      { id: 7, url: 'U', title: 't', vulnerable_versions: range },
    ];
    const cases: [string, boolean][] = [
      ['<1.2.3', true],
      ['>=1.0.0 <1.2.0', false],
      ['>= 1.2.0 < 2.0.0', true],
      ['<1.0.0 || >=1.2.2 <1.3.0', true],
      ['=1.2.1', false],
      ['<=1.2.2', true],
      ['>1.2.2', false],
      ['~what', true],
    ];
    for (const [range, expected] of cases) {
      const names = await found({ one: '1.2.2' }, { one: advisory(range), two: advisory('*') });
      assert.deepEqual(names, expected ? ['U one 1.2.2'] : [], range);
    }
  });

  it('that cannot be looked up are not called none', async () => {
    const root = await project({ one: { version: '1.0.0', ...licence } });
    const { status, stdout } = spawnSync(
      process.execPath,
      [packageFile('scripts', 'audit.mjs'), '--root', root],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          npm_config_registry: 'http://127.0.0.1:9',
          npm_config_fetch_retries: '0',
        },
      },
    );
    assert.equal(status, 2, stdout);
    assert.match(stdout, /could not be looked up/);
  });
});
