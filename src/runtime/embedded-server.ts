// The embedded PostgreSQL: starts it on DATA_DIR, or joins the one that is alive there already.
import type { ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Connection, sqlState } from '../kernel/database.js';
import { holdKeeper, makeFifo, startKeeper } from './keeper.js';
import { findNativeFolder } from './native-package.js';
import { findPostmaster } from './postmaster-file.js';
import { refuse } from './refusals.js';
import { chooseRunAs, type Identity, type RunAs } from './run-as.js';
import { makeCluster, prepareFolders, type ServerFolders } from './server-folders.js';
import { applicationRole, databaseName, ownerRole, prepareRoles } from './server-roles.js';
import { serverSettings } from './server-settings.js';

/** How the embedded server is wanted. */
export interface EmbeddedServerOptions {
  /** DATA_DIR; made where it is missing. */
  readonly dataDirectory: string;
  /** Server settings that replace ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For tests: no waiting for the disk at initdb, and the folder is deleted when the server has stopped. */
  readonly temporary?: boolean;
  readonly identity?: Identity;
  /** Told what happens, in words for the log. */
  readonly onEvent?: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** A server that answers, and our hold on it. */
export interface EmbeddedServer {
  /** Application role. */
  readonly connection: Connection;
  /** Role that owns the tables. */
  readonly ownerConnection: Connection;
  /** Superuser, by the closed folder of the socket only; `database` is `postgres`. */
  readonly superConnection: Connection;
  /** Another process had started it. */
  readonly attached: boolean;
  readonly identity: Identity;
  /** Process number of the server as it is now. */
  findPid(): Promise<number | undefined>;
  /** Lets go. The server stops when no other process holds it; then this waits until it has. */
  stop(): Promise<void>;
}

interface Opening {
  readonly options: EmbeddedServerOptions;
  readonly folders: ServerFolders;
  readonly native: string;
  readonly runAs: RunAs;
}

/** The server that answered, with our hold; `child` is its keeper where we started it. */
interface Holding {
  readonly hold: number;
  readonly socketDirectory: string;
  readonly child?: ChildProcess;
}

const attempts = 8;
const pollMilliseconds = 25;
const logLimitBytes = 10 * 1024 * 1024;
const restartsPerMinute = 5;
const notReady = new Set(['57P03', 'ENOENT', 'ECONNREFUSED', 'EPIPE', 'ECONNRESET']);

/**
 * Starts the server or joins it, with roles and an empty database `xinheng` in place.
 * Refuses with a code of the `runtime` register where it cannot.
 */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const folders = await prepareFolders(options.dataDirectory);
  const native = await findNativeFolder(folders.dataDirectory);
  const runAs = chooseRunAs({
    cluster: folders.cluster,
    reaches: [folders.dataDirectory, native],
    ...(options.identity && { identity: options.identity }),
  });
  const opening: Opening = { options, folders, native, runAs };
  const running = new RunningServer(opening, await startOrJoin(opening));
  try {
    await prepareRoles(running.superConnection);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

class RunningServer implements EmbeddedServer {
  readonly attached: boolean;
  readonly identity: Identity;
  readonly #opening: Opening;
  readonly #socketDirectory: string;
  #holding: Holding;
  #stopped = false;
  #restarts: number[] = [];

  constructor(opening: Opening, holding: Holding) {
    this.#opening = opening;
    this.#holding = holding;
    this.#socketDirectory = holding.socketDirectory;
    this.attached = holding.child === undefined;
    this.identity = opening.runAs.identity;
    this.#watch();
  }

  get connection(): Connection {
    return { ...this.#socket(), user: applicationRole, database: databaseName };
  }

  get ownerConnection(): Connection {
    return { ...this.#socket(), user: ownerRole, database: databaseName };
  }

  get superConnection(): Connection {
    return { ...this.#socket(), user: 'postgres', database: 'postgres' };
  }

  async findPid(): Promise<number | undefined> {
    return (await findPostmaster(this.#opening.folders.cluster))?.pid;
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    closeSync(this.#holding.hold);
    await stopped(this.#opening.folders);
  }

  #socket(): Connection {
    return { host: this.#socketDirectory, port: 5432 };
  }

  // Killed from outside: started again, and the connection pool finds it under the same path.
  #watch(): void {
    this.#holding.child?.once('exit', (code, signal) => {
      if (this.#stopped) return;
      this.#tell('the embedded server ended unexpectedly', { code, signal });
      const minuteAgo = Date.now() - 60_000;
      this.#restarts = [...this.#restarts.filter((at) => at > minuteAgo), Date.now()];
      if (this.#restarts.length > restartsPerMinute) return;
      this.#restart().catch((error: unknown) => {
        this.#tell('the embedded server could not be started again', { error: String(error) });
      });
    });
  }

  async #restart(): Promise<void> {
    const former = this.#holding.hold;
    this.#holding = await startOrJoin(this.#opening);
    closeSync(former);
    if (this.#stopped) closeSync(this.#holding.hold);
    else this.#watch();
  }

  #tell(event: string, fields: Readonly<Record<string, unknown>>): void {
    this.#opening.options.onEvent?.(event, fields);
  }
}

async function startOrJoin(opening: Opening): Promise<Holding> {
  const { folders, options } = opening;
  for (let attempt = 1; ; attempt += 1) {
    const alive = await findPostmaster(folders.cluster);
    const holding = alive ? await joinServer(opening, alive.pid) : await start(opening);
    if (holding) return holding;
    if (attempt >= attempts) {
      throw refuse.server_not_started({ log: folders.log, tail: await tailOf(folders.log) });
    }
    options.onEvent?.('the embedded server is tried again', { attempt });
    await delay(100 * attempt);
  }
}

async function start(opening: Opening): Promise<Holding | undefined> {
  const { folders, options, native, runAs } = opening;
  await makeCluster(folders, { native, runAs, durable: !options.temporary });
  if (runAs.identity === 'handed-over') handOver(opening);
  makeFifo(folders.fifo);
  const settings = serverSettings(folders.socketDirectory, options.settings);
  const command = [
    ...runAs.serverPrefix,
    join(native, 'bin', 'postgres'),
    ...['-D', folders.cluster],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const logFile = openLog(folders.log);
  const { hold, child } = startKeeper({
    fifo: folders.fifo,
    command,
    logFile,
    ...(options.temporary && { temporaryFolder: folders.dataDirectory }),
  });
  closeSync(logFile);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  if (await answers(folders.socketDirectory, () => ended)) {
    return { hold, child, socketDirectory: folders.socketDirectory };
  }
  closeSync(hold);
  return undefined;
}

// DATA_DIR may be passed through by the server's account; what lies in it is closed or its own.
function handOver({ folders, runAs }: Opening): void {
  chmodSync(folders.dataDirectory, 0o711);
  runAs.own(folders.cluster);
  runAs.own(folders.socketDirectory);
}

async function joinServer(opening: Opening, pid: number): Promise<Holding | undefined> {
  const { folders } = opening;
  const hold = holdKeeper(folders.fifo) ?? (await adopt(opening, pid));
  if (hold === undefined) return undefined;
  let alive = await findPostmaster(folders.cluster);
  const socketDirectory = alive?.socketDirectory || folders.socketDirectory;
  const isGone = () => {
    void findPostmaster(folders.cluster).then((now) => {
      alive = now;
    });
    return alive === undefined || alive.status === 'stopping';
  };
  if (await answers(socketDirectory, isGone)) return { hold, socketDirectory };
  closeSync(hold);
  return undefined;
}

// A server whose keeper was killed: it is given another, unless it is just being started or stopped.
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

/** Waits until the server answers a query; false once it is gone. Recovery after a crash may take minutes. */
async function answers(socketDirectory: string, isGone: () => boolean): Promise<boolean> {
  while (!isGone()) {
    if (await tryQuery(socketDirectory)) return true;
    await delay(pollMilliseconds);
  }
  return false;
}

async function tryQuery(socketDirectory: string): Promise<boolean> {
  const client = new pg.Client({
    host: socketDirectory,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const state = sqlState(error);
    // 57P03 while starting, stopping or recovering; anything else is worth knowing.
    if (state === undefined || notReady.has(state)) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

// The keeper needs a moment to see that we let go. If the server does not begin to stop, others hold it.
async function stopped(folders: ServerFolders): Promise<void> {
  const graceUntil = Date.now() + 1000;
  for (;;) {
    const alive = await findPostmaster(folders.cluster);
    if (alive === undefined) return;
    if (alive.status !== 'stopping' && Date.now() > graceUntil) return;
    await delay(pollMilliseconds);
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
