// The room table is able to find what it forbids.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';

const folders: string[] = [];

after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** What the check says about a tree of files. */
async function findingsIn(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-rooms-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [packageFile('scripts', 'room-table.mjs'), 'src'],
    { cwd: folder, encoding: 'utf8' },
  );
  return stdout + stderr;
}

const value = 'export const one = 1;\n';
const type = 'export interface One { readonly one: number }\n';

test('what the table allows passes', async () => {
  const said = await findingsIn({
    'src/kernel/one.ts': value,
    'src/rules/period.policy.ts': value,
    'src/intake/one.ts': `import { one } from '../kernel/one.js';\nimport { one as two } from '../rules/period.policy.js';\nexport const three = one + two;\n`,
    'src/cli/run.ts': `import { three } from '../intake/one.js';\nexport const four = three;\n`,
  });
  assert.match(said, /no dependency violations/);
});

test('a value, a type and an import inside a function that the table forbids are found', async () => {
  for (const text of [
    `import { one } from '../intake/one.js';\nexport const two = one;\n`,
    `import type { One } from '../intake/one.js';\nexport type Two = One;\n`,
    `import { type One } from '../intake/one.js';\nexport type Two = One;\n`,
    `export const two = () => import('../intake/one.js');\n`,
    `export type { One } from '../intake/one.js';\n`,
  ]) {
    const files = { 'src/intake/one.ts': value + type, 'src/ledger/two.ts': text };
    assert.match(await findingsIn(files), /room-ledger/, text);
  }
});

test('pages are looked at too', async () => {
  const said = await findingsIn({
    'src/demo/city.ts': type,
    'src/disclosure/page.render.tsx': `import type { One } from '../demo/city.js';\nexport const page = (one: One) => <p title="x">{one.one}</p>;\n`,
  });
  assert.match(said, /room-disclosure/);
});

test('disclosure does not see intake', async () => {
  const files = {
    'src/intake/one.ts': value,
    'src/disclosure/two.ts': `import '../intake/one.js';\n`,
  };
  assert.match(await findingsIn(files), /room-disclosure/);
});

test('stores and policies of another room are its own, but for the pure rooms', async () => {
  const importing = (name: string) => ({
    [`src/${name}.ts`]: value,
    'src/disclosure/two.ts': `import { one } from '../${name}.js';\nexport const two = one;\n`,
  });
  const finding = /store-or-policy-of-another-room/;
  assert.match(await findingsIn(importing('ledger/log.store')), finding);
  assert.match(await findingsIn(importing('ledger/order.policy')), finding);
  assert.match(await findingsIn(importing('catalogue/item.store')), finding);
  assert.match(await findingsIn(importing('catalogue/publication.policy')), /no dependency viol/);
});

test('circles, unknown rooms and imports that lead nowhere are found', async () => {
  const said = await findingsIn({
    'src/ledger/a.ts': `import type { B } from './b.js';\nexport type A = B;\n`,
    'src/ledger/b.ts': `import type { A } from './a.js';\nexport type B = A;\n`,
    'src/common/helper.ts': `import '../ledger/a.js';\nimport './nowhere.js';\n`,
  });
  for (const finding of [/no-cycles/, /room-unknown/, /found/]) assert.match(said, finding);
});

test('the product imports neither tests nor packages of development', async () => {
  const said = await findingsIn({
    'package.json': '{"devDependencies":{"fast-check":"*"}}',
    'node_modules/fast-check/package.json': '{"name":"fast-check","main":"index.js"}',
    'node_modules/fast-check/index.js': '',
    'src/ledger/a.test.ts': value,
    'src/ledger/a.ts': `import './a.test.js';\n`,
    'src/ledger/b.ts': `import 'fast-check';\n`,
  });
  assert.match(said, /no-tests-in-the-product/);
  assert.match(said, /no-development-packages-in-the-product/);
});
