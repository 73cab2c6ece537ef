// The platform starts, answers, and stops when it is told to.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPostmaster } from './runtime/postmaster-file.js';

const script = fileURLToPath(new URL('../test/support/run-platform.js', import.meta.url));
const folders: string[] = [];
const children: ChildProcess[] = [];

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-main-'));
  folders.push(folder);
  return folder;
}

interface Run {
  readonly child: ChildProcess;
  /** Everything said on standard error so far. */
  readonly said: () => string;
  readonly exit: Promise<number | null>;
}

function run(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stderr.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => text, exit };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: child.stdout as never }), 'line')) as [
    string,
  ];
  return line;
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal}: requests under way are finished, then everything stops`, async () => {
    const folder = await newFolder();
    const { child, exit, said } = run({ DATA_DIR: folder });
    const url = await firstLine(child);
    const response = await fetch(url);
    child.kill(signal);
    assert.equal(await response.text(), '42');
    assert.equal(await exit, 0, said());
    assert.equal(await findPostmaster(join(folder, 'postgres')), undefined);
    for (const line of said().trim().split('\n')) JSON.parse(line);
    assert.match(said(), /"stopped"/);
  });
}

test('told to stop while it starts, it stops', async () => {
  const folder = await newFolder();
  const { child, exit, said } = run({ DATA_DIR: folder });
  await once(child.stderr as never, 'data');
  child.kill('SIGTERM');
  assert.equal(await exit, 0, said());
  assert.equal(await findPostmaster(join(folder, 'postgres')), undefined);
});

test('a public address is told beside the local one', async () => {
  const { child, exit } = run({
    DATA_DIR: await newFolder(),
    PUBLIC_URL: 'https://credit.example.gov.cn',
  });
  assert.match(
    await firstLine(child),
    /^https:\/\/credit\.example\.gov\.cn http:\/\/127\.0\.0\.1:/,
  );
  child.kill('SIGTERM');
  assert.equal(await exit, 0);
});

test('faulty settings and a taken port are refused before or without serving', async () => {
  const faulty = run({ PORT: 'x', LOG_LEVEL: 'y' });
  assert.equal(await faulty.exit, 2);
  assert.match(faulty.said(), /PORT is "x"[^]*LOG_LEVEL is "y"/);

  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  const folder = await newFolder();
  const taken = run({ DATA_DIR: folder, PORT: String(port) });
  assert.equal(await taken.exit, 2);
  assert.match(taken.said(), /runtime\.port_taken/);
  assert.equal(await findPostmaster(join(folder, 'postgres')), undefined);
  holder.close();
});
