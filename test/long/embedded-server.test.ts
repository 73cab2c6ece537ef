// Kills at seeded moments: what was acknowledged is there, and nothing is left running.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/kernel/database.js';
import { openEmbeddedServer } from '../../src/runtime/embedded-server.js';

const writer = fileURLToPath(new URL('../support/write-rows.js', import.meta.url));
const isLinux = process.platform === 'linux';
const rounds = 24;
const longestMilliseconds = 1500;
let folder = '';

after(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Writing {
  readonly child: ChildProcess;
  readonly exit: Promise<unknown>;
  /** Complete lines so far: the server's number, then the rows acknowledged. */
  readonly lines: () => number[];
}

function startWriting(dataDirectory: string): Writing {
  const child = spawn(process.execPath, [writer, dataDirectory], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const lines = () =>
    said
      .slice(0, said.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1)
      .map(Number);
  return { child, exit: once(child, 'close'), lines };
}

function parentOf(pid: number): number {
  return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function processesOf(dataDirectory: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDirectory);
      } catch {
        return false;
      }
    });
}

async function untilNothingRuns(dataDirectory: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (processesOf(dataDirectory).length > 0) {
    assert.ok(Date.now() < deadline, `left running: ${processesOf(dataDirectory).join(' ')}`);
    await delay(20);
  }
}

test(`${rounds} kills of process, server or keeper`, { skip: !isLinux }, async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-kills-'));
  const dataDirectory = join(folder, 'data');
  const random = seeded(20_260_401);
  let greatest = 0;
  for (let round = 0; round < rounds; round += 1) {
    const writing = startWriting(dataDirectory);
    await delay(random() * longestMilliseconds);
    const victim = Math.floor(random() * 3);
    const [server] = writing.lines();
    if (server !== undefined && victim === 1) killQuietly(server);
    if (server !== undefined && victim === 2) killQuietly(() => parentOf(server));
    writing.child.kill('SIGKILL');
    await writing.exit;
    await untilNothingRuns(dataDirectory);
    greatest = Math.max(greatest, ...writing.lines().slice(1));

    const next = await openEmbeddedServer({ dataDirectory });
    const database = openDatabase(next.ownerConnection, 1);
    const [row] = await database.query<{ there: boolean }>(
      `select to_regclass('written') is not null as there`,
    );
    const [found] = row?.there
      ? await database.query<{ count: number }>('select count(*) from written where number <= $1', [
          greatest,
        ])
      : [];
    assert.equal(found?.count ?? 0, greatest, `round ${round}: acknowledged rows are missing`);
    await database.close();
    await next.stop();
  }
  assert.ok(greatest > 0);
});

// The server may have ended by itself in the same moment.
function killQuietly(pid: number | (() => number)): void {
  try {
    process.kill(typeof pid === 'number' ? pid : pid(), 'SIGKILL');
  } catch {
    return;
  }
}
