// The embedded server against kills, second starts, neighbours and awkward folders.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../kernel/database.js';
import { type EmbeddedServer, openEmbeddedServer } from './embedded-server.js';
import { isAlive } from './postmaster-file.js';

const holderScript = fileURLToPath(new URL('../../test/support/hold-server.js', import.meta.url));
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
const nobody = 65534;
const folders: string[] = [];
const children: ChildProcess[] = [];

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(name = 'data'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'server-'));
  folders.push(folder);
  return join(folder, name);
}

async function ask(server: EmbeddedServer, sql: string): Promise<unknown> {
  const database = openDatabase(server.ownerConnection, 1);
  try {
    const [row] = await database.query<{ answer: unknown }>(sql);
    return row?.answer;
  } finally {
    await database.close();
  }
}

/** Processes that name the folder in their command line: the server and its keeper. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && commandLine(pid).includes(folder));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, what);
    await delay(20);
  }
}

interface Holder {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly attached: boolean;
  readonly identity: string;
  /** Ends the process as it likes to be ended. */
  readonly leave: () => Promise<void>;
}

function spawnHolder(dataDirectory: string, uid?: number): ChildProcess {
  const child = spawn(process.execPath, [holderScript, dataDirectory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  children.push(child);
  return child;
}

async function holder(dataDirectory: string, uid?: number): Promise<Holder> {
  const child = spawnHolder(dataDirectory, uid);
  const [line] = (await once(createInterface({ input: child.stdout as never }), 'line')) as [
    string,
  ];
  const said = JSON.parse(line) as Pick<Holder, 'pid' | 'attached' | 'identity'>;
  const leave = async () => {
    child.stdin?.end();
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { child, ...said, leave };
}

test('starts, stops, and starts again with what was written', async () => {
  const dataDirectory = await newFolder();
  const first = await openEmbeddedServer({ dataDirectory });
  assert.equal(first.attached, false);
  await ask(first, 'create table kept as select 42 as answer');
  const pid = (await first.findPid()) as number;
  await first.stop();
  assert.equal(isAlive(pid), false);
  assert.equal((await stat(dataDirectory)).mode & 0o077, 0);

  const second = await openEmbeddedServer({ dataDirectory });
  assert.equal(await ask(second, 'select answer from kept'), 42);
  assert.equal(await ask(second, `select current_setting('listen_addresses') as answer`), '');
  assert.equal(await ask(second, `select current_setting('synchronous_commit') as answer`), 'on');
  assert.equal(await ask(second, `select current_setting('data_checksums') as answer`), 'on');
  assert.equal(await ask(second, `select 'B' < 'a' and '苏' ~ '\\w' as answer`), true);
  await second.stop();
});

test('a server that is killed comes back under the same path', async () => {
  const server = await openEmbeddedServer({ dataDirectory: await newFolder() });
  await ask(server, 'create table kept as select 7 as answer');
  const pid = (await server.findPid()) as number;
  process.kill(pid, 'SIGKILL');
  await until(async () => {
    const now = await server.findPid();
    return now !== undefined && now !== pid;
  }, 'the server was not started again');
  const answer = () => ask(server, 'select answer from kept').catch(() => undefined);
  await until(async () => (await answer()) === 7, 'the server does not answer again');
  await server.stop();
});

test('a process that is killed leaves no server behind', { skip: !isLinux }, async () => {
  const dataDirectory = await newFolder();
  const { child, pid } = await holder(dataDirectory);
  assert.ok(isAlive(pid));
  child.kill('SIGKILL');
  await until(() => processesOf(dataDirectory).length === 0, 'something was left behind');

  const next = await openEmbeddedServer({ dataDirectory });
  assert.equal(next.attached, false);
  await next.stop();
});

test('a server whose keeper is killed does not stay either', { skip: !isLinux }, async () => {
  const dataDirectory = await newFolder();
  const { child, pid } = await holder(dataDirectory);
  const keeper = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  process.kill(keeper, 'SIGKILL');
  child.kill('SIGKILL');
  await until(() => processesOf(dataDirectory).length === 0, 'something was left behind');
});

test('whoever comes second joins, and the last to leave ends it', async () => {
  const dataDirectory = await newFolder();
  const first = await holder(dataDirectory);
  const second = await openEmbeddedServer({ dataDirectory });
  assert.equal(second.attached, true);
  assert.equal(await second.findPid(), first.pid);
  await first.leave();
  assert.equal(await ask(second, 'select 1 as answer'), 1);
  assert.equal(await second.findPid(), first.pid);
  await second.stop();
  assert.equal(isAlive(first.pid), false);
});

test('two at the same moment on an empty folder share one server', async () => {
  const dataDirectory = await newFolder();
  const holders = await Promise.all([1, 2, 3].map(() => holder(dataDirectory)));
  assert.equal(new Set(holders.map(({ pid }) => pid)).size, 1);
  assert.equal(holders.filter(({ attached }) => !attached).length, 1);
  assert.deepEqual(
    readdirSync(dataDirectory).filter((name) => name.startsWith('postgres.new-')),
    [],
  );
  await Promise.all(holders.map((one) => one.leave()));
});

test('a start that is killed at any moment does not spoil the next', {
  skip: !isLinux,
}, async () => {
  for (const milliseconds of [90, 250, 450, 700]) {
    const dataDirectory = await newFolder();
    const child = spawnHolder(dataDirectory);
    await delay(milliseconds);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // The second of the two drops what the killed one was still busy with during the first.
    for (const _ of [1, 2]) {
      const next = await openEmbeddedServer({ dataDirectory });
      assert.equal(await ask(next, 'select 1 as answer'), 1);
      await next.stop();
    }
    await until(() => processesOf(dataDirectory).length === 0, 'something was left behind');
    assert.deepEqual(
      readdirSync(dataDirectory).filter((name) => name.startsWith('postgres.new-')),
      [],
    );
  }
});

test('folders with long and awkward names', async () => {
  const long = await newFolder(join('数据 and "quotes"', 'x'.repeat(60), 'y'.repeat(60)));
  const server = await openEmbeddedServer({ dataDirectory: long });
  const host = server.connection.host as string;
  folders.push(host);
  assert.ok(Buffer.byteLength(host) < 90);
  const joined = await holder(long);
  assert.equal(joined.attached, true);
  await joined.leave();
  await server.stop();
  const spaced = await openEmbeddedServer({ dataDirectory: await newFolder(`it's a, 'folder"`) });
  assert.equal(await ask(spaced, 'select 1 as answer'), 1);
  await spaced.stop();
});

test('numbers in left-over files that now belong to another program are no obstacle', async () => {
  const dataDirectory = await newFolder();
  const first = await openEmbeddedServer({ dataDirectory });
  const host = first.connection.host as string;
  await first.stop();
  const cluster = join(dataDirectory, 'postgres');
  const ours = `${process.pid}\n${cluster}\n1700000000\n5432\n${host}\n\n  1 1\nready   \n`;
  await writeFile(join(cluster, 'postmaster.pid'), ours);
  await writeFile(join(host, '.s.PGSQL.5432.lock'), ours);
  const second = await openEmbeddedServer({ dataDirectory });
  assert.equal(second.attached, false);
  await second.stop();
});

test('a killed server that nobody fetched is no obstacle', { skip: !isLinux }, async () => {
  const dataDirectory = await newFolder();
  const first = await openEmbeddedServer({ dataDirectory });
  const host = first.connection.host as string;
  await first.stop();
  // What a server leaves under a first process of a container that fetches no orphans.
  const program = join(dataDirectory, 'postgres.copy', 'postgres');
  await mkdir(join(program, '..'));
  await copyFile('/bin/sleep', program);
  await chmod(program, 0o755);
  const parent = spawn('/bin/sh', ['-c', '"$0" 0.01 & echo $!; exec sleep 60', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(parent);
  const [piece] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(piece.toString());
  await until(() => !isAlive(pid), 'the program did not end');
  const cluster = join(dataDirectory, 'postgres');
  const left = `${pid}\n${cluster}\n1700000000\n5432\n${host}\n\n  1 1\nready   \n`;
  await writeFile(join(cluster, 'postmaster.pid'), left);
  await writeFile(join(host, '.s.PGSQL.5432.lock'), left);
  const second = await openEmbeddedServer({ dataDirectory });
  assert.equal(second.attached, false);
  await second.stop();
});

test('a folder that cannot be used is refused', async () => {
  const file = await newFolder();
  await writeFile(file, '');
  await assert.rejects(openEmbeddedServer({ dataDirectory: file }), {
    code: 'runtime.data_directory_not_usable',
  });
});

test('a cluster of another version is refused', async () => {
  const dataDirectory = await newFolder();
  await mkdir(join(dataDirectory, 'postgres'), { recursive: true });
  await writeFile(join(dataDirectory, 'postgres', 'PG_VERSION'), '12\n');
  await assert.rejects(openEmbeddedServer({ dataDirectory }), {
    code: 'runtime.cluster_of_other_version',
  });
});

test('as root without namespaces the folders are handed over', { skip: !isRoot }, async () => {
  for (const mode of [0o755, 0o700]) {
    const dataDirectory = await newFolder();
    await chmod(join(dataDirectory, '..'), mode);
    const server = await openEmbeddedServer({ dataDirectory, identity: 'handed-over' });
    assert.equal(server.identity, 'handed-over');
    const pid = (await server.findPid()) as number;
    assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), /^Uid:\s+65534/m);
    assert.equal(await ask(server, 'select 1 as answer'), 1);
    await server.stop();
    // The folder belongs to the other account now, and stays with it.
    const again = await openEmbeddedServer({ dataDirectory });
    assert.equal(again.identity, 'handed-over');
    await again.stop();
  }
});

test('as an ordinary user', { skip: !isRoot }, async () => {
  const dataDirectory = await newFolder();
  await chown(join(dataDirectory, '..'), nobody, nobody);
  const { identity, pid, leave } = await holder(dataDirectory, nobody);
  assert.equal(identity, 'direct');
  assert.ok(isAlive(pid));
  await leave();
  assert.equal(isAlive(pid), false);
});
