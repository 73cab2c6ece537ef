// Starts the embedded server or joins a running one, until it answers.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { sqlState } from '../kernel/database.js';
import { holdKeeper, makeFifo, startKeeper } from './keeper.js';
import { findPostmaster, isAlive, removeStaleSocket } from './postmaster-file.js';
import { refuse } from './refusals.js';
import type { RunAs } from './run-as.js';
import { makeCluster, type ServerFolders } from './server-folders.js';
import { serverSettings } from './server-settings.js';

/** What a start needs to know. */
export interface Opening {
  readonly folders: ServerFolders;
  readonly native: string;
  readonly runAs: RunAs;
  /** Settings that replace ours. */
  readonly settings: Readonly<Record<string, string>>;
  /** Deleted when the server has stopped. */
  readonly temporaryFolder?: string;
  readonly tell: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** Our hold on a server that answers; `child` is its keeper where we started it. */
export interface Holding {
  readonly hold: number;
  readonly socketDirectory: string;
  readonly child?: ChildProcess;
}

// A setting of our own by which a starter knows its server from that of another one in the same moment.
const markSetting = 'xinheng.start';
const attempts = 8;
const pollMilliseconds = 25;
const tellEveryMilliseconds = 5000;
const logLimitBytes = 10 * 1024 * 1024;
// 57P01 and 57P03: stopping, starting or recovering. The others: no socket, or nobody behind it.
const notReady = new Set(['57P01', '57P03', 'ENOENT', 'ECONNREFUSED', 'EPIPE', 'ECONNRESET']);

/** Refuses `runtime.server_not_started` with the last lines of the server's log when no attempt succeeds. */
export async function startOrJoin(opening: Opening): Promise<Holding> {
  const { folders } = opening;
  for (let attempt = 1; ; attempt += 1) {
    const alive = await findPostmaster(folders.cluster);
    const holding = alive ? await joinServer(opening, alive.pid) : await startServer(opening);
    if (holding) return holding;
    if (attempt >= attempts) {
      throw refuse.server_not_started({ log: folders.log, tail: await tailOf(folders.log) });
    }
    opening.tell('the embedded server is tried again', { attempt });
    // After a kill the old server's last processes may still hold its memory for a moment.
    await delay(100 * attempt);
  }
}

/** Waits for the end of a server that nobody holds any more; returns when others do. */
export async function waitUntilStopped(folders: ServerFolders): Promise<void> {
  // The keeper needs a moment to see that we let go.
  const graceUntil = Date.now() + 1000;
  let pid = 0;
  for (;;) {
    const alive = await findPostmaster(folders.cluster);
    // The file goes a moment before the process does.
    if (alive === undefined && (pid === 0 || !isAlive(pid))) return;
    if (alive && alive.status !== 'stopping' && Date.now() > graceUntil) return;
    pid = alive?.pid ?? pid;
    await delay(pollMilliseconds);
  }
}

async function startServer(opening: Opening): Promise<Holding | undefined> {
  const { folders, native, runAs, temporaryFolder } = opening;
  // DATA_DIR may be passed through by the server's account; what lies in it is closed or its own.
  if (runAs.identity === 'handed-over') chmodSync(folders.dataDirectory, 0o711);
  await makeCluster(folders, { native, runAs, durable: temporaryFolder === undefined });
  runAs.own(folders.cluster);
  runAs.own(folders.socketDirectory);
  await removeStaleSocket(folders.socketDirectory);
  makeFifo(folders.fifo);
  const mark = randomUUID();
  const settings = serverSettings(folders.socketDirectory, {
    ...opening.settings,
    [markSetting]: mark,
  });
  const command = [
    ...runAs.prefix,
    join(native, 'bin', 'postgres'),
    '-D',
    folders.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const logFile = openLog(folders.log);
  const { hold, child } = startKeeper({
    fifo: folders.fifo,
    command,
    logFile,
    ...(temporaryFolder !== undefined && { temporaryFolder }),
  });
  closeSync(logFile);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  const socketDirectory = folders.socketDirectory;
  const isGone = () => Promise.resolve(ended);
  const answeredBy = await answeredUntilGone(opening, { hold, socketDirectory, isGone });
  if (answeredBy === undefined) return undefined;
  // Somebody else's server was faster; our hold counts for it, for the FIFO is the same.
  return answeredBy === mark ? { hold, child, socketDirectory } : { hold, socketDirectory };
}

async function joinServer(opening: Opening, pid: number): Promise<Holding | undefined> {
  const { cluster, fifo } = opening.folders;
  const hold = holdKeeper(fifo) ?? (await adopt(opening, pid));
  if (hold === undefined) return undefined;
  const isGone = async () => {
    const alive = await findPostmaster(cluster);
    return alive === undefined || alive.status === 'stopping';
  };
  // The server wrote down where it listens: TMPDIR may have been another one when it was started.
  const written = (await findPostmaster(cluster))?.socketDirectory;
  const socketDirectory = written || opening.folders.socketDirectory;
  const answeredBy = await answeredUntilGone(opening, { hold, socketDirectory, isGone });
  return answeredBy === undefined ? undefined : { hold, socketDirectory };
}

// A server whose keeper was killed is given another, unless it is just being started or stopped.
async function adopt({ folders }: Opening, pid: number): Promise<number | undefined> {
  for (let waited = 0; waited < 1000; waited += pollMilliseconds) {
    await delay(pollMilliseconds);
    const alive = await findPostmaster(folders.cluster);
    if (alive?.pid !== pid || alive.status === 'stopping') return undefined;
    const hold = holdKeeper(folders.fifo);
    if (hold !== undefined) return hold;
  }
  makeFifo(folders.fifo);
  const logFile = openLog(folders.log);
  const { hold } = startKeeper({ fifo: folders.fifo, command: [], watchedPid: pid, logFile });
  closeSync(logFile);
  return hold;
}

interface Awaited {
  readonly hold: number;
  readonly socketDirectory: string;
  readonly isGone: () => Promise<boolean>;
}

// Waits until a server answers, and gives its mark. When it is gone instead, lets go of it. There is no limit
// on the time: recovery after a crash can take minutes, and a server that cannot come up ends by itself.
async function answeredUntilGone(opening: Opening, awaited: Awaited): Promise<string | undefined> {
  let toldAt = Date.now();
  try {
    while (!(await awaited.isGone())) {
      const mark = await askForMark(awaited.socketDirectory);
      if (mark !== undefined) return mark;
      if (Date.now() - toldAt > tellEveryMilliseconds) {
        toldAt = Date.now();
        opening.tell('waiting for the embedded server', { log: opening.folders.log });
      }
      await delay(pollMilliseconds);
    }
  } catch (error) {
    closeSync(awaited.hold);
    throw error;
  }
  closeSync(awaited.hold);
  return undefined;
}

async function askForMark(socketDirectory: string): Promise<string | undefined> {
  const place = { host: socketDirectory, port: 5432 };
  const client = new pg.Client({ ...place, user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ mark: string | null }>(
      `select current_setting('${markSetting}', true) as mark`,
    );
    return rows[0]?.mark ?? '';
  } catch (error) {
    const state = sqlState(error);
    if (state === undefined || notReady.has(state)) return undefined;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > logLimitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

async function tailOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}
