// The README does what it says: the commands of its main job, run one after the other as they stand there.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { runCommand } from '../support/command-line.js';

/** The shell blocks under the numbers of the main job. */
function readBlocks(file: string): string[] {
  const text = readFileSync(packageFile(file), 'utf8');
  return [...text.matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```$/gm)].map(([, block = '']) =>
    block.replace(/^ {3}/gm, '').trim(),
  );
}

const blocks = readBlocks('README.md');
const program = `"${process.execPath}" "${packageFile('bin', 'xinheng.js')}"`;

let folder: string;
let server: EmbeddedServer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-readme-'));
  const dataDirectory = join(folder, 'data');
  server = await openEmbeddedServer({
    dataDirectory,
    temporary: true,
    settings: { fsync: 'off', full_page_writes: 'off' },
  });
  const made = await runCommand(['demo', '--size', '0.005'], { env: { DATA_DIR: dataDirectory } });
  assert.equal(made.code, 0, made.err);
});

after(() => server?.stop());

function shell(block: string): Promise<{ code: number; out: string }> {
  const commands = block.replaceAll('npx xinheng', program);
  const { PATH = '' } = process.env;
  const options = { cwd: folder, env: { PATH, DATA_DIR: join(folder, 'data') } };
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', commands], options, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, out: out + err });
    });
  });
}

describe('the main job of the README', () => {
  const expected: readonly (readonly [first: string, code: number, said: RegExp])[] = [
    ['agency list', 0, /11999900MB9901016A/],
    ['template', 0, /penalties\.csv/],
    ['check penalties.csv', 1, /采纳\s+1[\s\S]*退回\s+1/],
    ['submit penalties.csv', 1, /采纳\s+1[\s\S]*退回\s+1[\s\S]*第 3 行/],
    ['submit mended.csv', 0, /采纳\s+1[\s\S]*无变化\s+1/],
    ['show', 0, /a05922a9-0282-8a5a-b665-66605c260300/],
    ['ledger prove', 0, /证明成立/],
    ['ledger verify', 0, /账本完好/],
  ];

  it('has these steps, the same in both languages', () => {
    assert.equal(blocks.length, expected.length);
    assert.deepEqual(readBlocks('README.zh-CN.md'), blocks);
  });

  for (const [index, [first, code, said]] of expected.entries()) {
    it(`${index + 1}. ${first}`, async () => {
      const block = blocks[index] ?? '';
      assert.ok(block.includes(`npx xinheng ${first}`), block);
      const outcome = await shell(block);
      assert.equal(outcome.code, code, outcome.out);
      assert.match(outcome.out, said);
    });
  }
});
