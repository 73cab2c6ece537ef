// The embedded PostgreSQL: starts it on DATA_DIR, or joins the one that is alive there already.
import { closeSync } from 'node:fs';
import type { Connection } from '../kernel/database.js';
import { findNativeFolder } from './native-package.js';
import { findPostmaster } from './postmaster-file.js';
import { chooseRunAs, type Identity } from './run-as.js';
import { prepareFolders } from './server-folders.js';
import { applicationRole, databaseName, ownerRole, prepareRoles } from './server-roles.js';
import { type Holding, type Opening, startOrJoin, waitUntilStopped } from './server-start.js';

/** How the embedded server is wanted. */
export interface EmbeddedServerOptions {
  /** DATA_DIR; made where it is missing. */
  readonly dataDirectory: string;
  /** Server settings that replace ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * For tests and measures: the cluster is made without waiting for the disk, is not started again, and is
   * deleted when the server has stopped, however this process ended; with DATA_DIR, or `temporaryFolder` around it.
   */
  readonly temporary?: boolean;
  readonly temporaryFolder?: string;
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

// The process number is looked at once in a while by those who joined: nobody tells them of an end.
const lookMilliseconds = 1000;
const restartsPerMinute = 5;

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
  const opening: Opening = {
    folders,
    native,
    runAs,
    settings: options.settings ?? {},
    ...(options.temporary && { temporaryFolder: options.temporaryFolder ?? folders.dataDirectory }),
    tell: options.onEvent ?? (() => {}),
  };
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
  #hold: number | undefined;
  #look: NodeJS.Timeout | undefined;
  #stopped = false;
  #restarts: number[] = [];

  constructor(opening: Opening, holding: Holding) {
    this.#opening = opening;
    this.#socketDirectory = holding.socketDirectory;
    this.attached = holding.child === undefined;
    this.identity = opening.runAs.identity;
    this.#take(holding);
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
    this.#release();
    await waitUntilStopped(this.#opening.folders);
  }

  #socket(): Connection {
    return { host: this.#socketDirectory, port: 5432 };
  }

  #take(holding: Holding): void {
    this.#hold = holding.hold;
    if (this.#stopped) return this.#release();
    if (holding.child) {
      holding.child.once('exit', () => this.#ended());
      return;
    }
    this.#look = setInterval(() => {
      void this.findPid().then((pid) => {
        if (pid === undefined) this.#ended();
      });
    }, lookMilliseconds);
    this.#look.unref();
  }

  #release(): void {
    clearInterval(this.#look);
    if (this.#hold !== undefined) closeSync(this.#hold);
    this.#hold = undefined;
  }

  // Killed from outside: started again under the same path, where the connection pool finds it.
  #ended(): void {
    clearInterval(this.#look);
    if (this.#stopped || this.#opening.temporaryFolder !== undefined) return;
    this.#opening.tell('the embedded server ended unexpectedly', {});
    const minuteAgo = Date.now() - 60_000;
    this.#restarts = [...this.#restarts.filter((at) => at > minuteAgo), Date.now()];
    if (this.#restarts.length > restartsPerMinute) return;
    startOrJoin(this.#opening).then(
      (holding) => {
        const former = this.#hold;
        this.#take(holding);
        if (former !== undefined) closeSync(former);
        this.#opening.tell('the embedded server answers again', {});
      },
      (error: unknown) => {
        this.#opening.tell('the embedded server could not be started again', {
          error: String(error),
        });
      },
    );
  }
}
