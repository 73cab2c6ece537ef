// A platform in a folder of its own whose processes can be killed: starts them, listens to them, looks for what is left.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfiguration } from '../../src/runtime/configuration.js';
import { openStorage } from '../../src/runtime/storage.js';
import { type Application, openApplication } from '../../src/wiring.js';

const script = fileURLToPath(new URL('city-process.js', import.meta.url));
const isLinux = process.platform === 'linux';
const patienceMilliseconds = 120_000;

/** What is killed. The keeper is the small shell that ends the server when its last user is gone. */
export const targets = ['process', 'server', 'both', 'process and keeper'] as const;
export type Target = (typeof targets)[number];

/** One line that the process says. */
export interface Said {
  readonly at: string;
  readonly batch?: string;
  readonly rows?: Readonly<Record<string, number>>;
  readonly reason?: string;
  readonly again?: boolean;
}

/** A process at work, and what it has said so far. */
export interface CityProcess {
  readonly child: ChildProcess;
  readonly said: readonly Said[];
  /** Waits until it says so; undefined where it ends before. */
  hear(at: string): Promise<Said | undefined>;
  ended(): Promise<void>;
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A folder with nothing in it. */
export async function newCityFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-kill-'));
  folders.push(folder);
  return join(folder, 'data');
}

/** Starts a process on the folder. */
export function startCity(folder: string, task: string, ...more: string[]): CityProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', script, folder, task, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // What it prints is for us and not for the runner of the tests.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  children.add(child);
  const said: Said[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(JSON.parse(line) as Said));
  const closed = once(lines, 'close');
  const exited = once(child, 'exit');
  const ended = async (): Promise<void> => {
    const late = delay(patienceMilliseconds, 'late', { ref: false });
    const first = await Promise.race([Promise.all([exited, closed]), late]);
    assert.notEqual(first, 'late', `the process hangs after ${JSON.stringify(said.at(-1))}`);
    children.delete(child);
  };
  return {
    child,
    said,
    ended,
    hear: async (at) => {
      const isSaid = () => said.find((each) => each.at === at);
      while (!isSaid() && child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(lines, 'line'), closed]);
      }
      return isSaid();
    },
  };
}

/** Kills with SIGKILL. */
export async function kill(city: CityProcess, folder: string, target: Target): Promise<void> {
  const server = await serverPid(folder);
  const keeper = target === 'process and keeper' && server ? parentOf(server) : undefined;
  if (target !== 'server') city.child.kill('SIGKILL');
  if (keeper !== undefined && keeper > 1) killQuietly(keeper);
  if ((target === 'server' || target === 'both') && server !== undefined) killQuietly(server);
}

// It may have ended in the same moment.
function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function serverPid(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Opens what is on the folder in this process, whatever was killed before, for the length of some work. */
export async function withCity<Result>(
  folder: string,
  work: (application: Application) => Promise<Result>,
): Promise<Result> {
  const configuration = readConfiguration({ DATA_DIR: folder, LOG_LEVEL: 'silent', DEMO: 'off' });
  const log = pino({ level: 'silent' });
  const storage = await openStorage(configuration, log);
  try {
    const application = await openApplication({ configuration, storage, log });
    try {
      return await work(application);
    } finally {
      await application.close();
    }
  } finally {
    await storage.close();
  }
}

/** Waits until no process names the folder any more: neither a server nor its keeper. */
export async function assertNothingLeft(folder: string): Promise<void> {
  if (!isLinux) return;
  const until = Date.now() + 30_000;
  for (;;) {
    const left = processesOf(folder);
    if (left.length === 0) return;
    assert.ok(Date.now() < until, `left behind: ${left.join('; ')}`);
    await delay(50);
  }
}

function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((command) => command.includes(folder));
}
