// Start and stop of the platform: storage, then whatever wiring.ts builds on it, then the doors.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { packageVersion } from './runtime/build.js';
import {
  type Configuration,
  type Environment,
  readConfiguration,
} from './runtime/configuration.js';
import { openLog } from './runtime/log.js';
import { openMetrics } from './runtime/metrics.js';
import { refuse } from './runtime/refusals.js';
import { openStorage, type Storage } from './runtime/storage.js';

/** What the doors are built on. */
export interface PlatformParts {
  readonly configuration: Configuration;
  readonly storage: Storage;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Fires when the platform is to stop; long work before the doors open looks at it. */
  readonly stopping: AbortSignal;
}

/** The doors, not yet open: the HTTP server with all it uses. A Fastify instance is one. */
export interface Doors {
  /** Gives the address it listens on, `http://0.0.0.0:8080`. */
  listen(place: { readonly host: string; readonly port: number }): Promise<string>;
  /** Takes no more requests, finishes those under way, and closes the database connections. */
  close(): Promise<unknown>;
}

/** How a run of the platform differs from the usual one. */
export interface PlatformRun {
  /** Makes the doors; migrations have run, and the storage answers. */
  readonly build: (parts: PlatformParts) => Promise<Doors>;
  /** Told once the doors are open: the addresses under which a reader gets to the site. */
  readonly announce: (urls: readonly string[]) => void;
  readonly environment?: Environment;
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const;
const patienceMilliseconds = 30_000;

/**
 * Runs the platform until SIGTERM or SIGINT; resolves once everything is closed.
 * Refuses what the `runtime` register names before anything is served.
 */
export async function runPlatform(run: PlatformRun): Promise<void> {
  const configuration = readConfiguration(run.environment);
  const log = openLog(configuration.logLevel);
  const stopping = new AbortController();
  const forget = onStopSignals(log, stopping);
  try {
    const storage = await openStorage(configuration, log);
    try {
      const metrics = openMetrics(packageVersion());
      const parts = { configuration, storage, log, metrics, stopping: stopping.signal };
      if (!stopping.signal.aborted) await serve(run, parts);
    } finally {
      await storage.close();
    }
    log.info('stopped');
  } finally {
    forget();
  }
}

async function serve(run: PlatformRun, parts: PlatformParts): Promise<void> {
  const doors = await run.build(parts);
  try {
    if (parts.stopping.aborted) return;
    const address = await listen(doors, parts.configuration);
    const urls = readerUrls(address, parts.configuration.publicUrl);
    parts.log.info({ address }, 'listening');
    run.announce(urls);
    await aborted(parts.stopping);
  } finally {
    await doors.close();
  }
}

async function listen(doors: Doors, { host, port }: Configuration): Promise<string> {
  try {
    return await doors.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw refuse.port_taken({ port });
    if (code === 'EACCES') throw refuse.port_closed({ port });
    throw error;
  }
}

function readerUrls(address: string, publicUrl: string | undefined): string[] {
  const here = new URL(address);
  if (here.hostname === '0.0.0.0' || here.hostname === '[::]') here.hostname = 'localhost';
  return publicUrl === undefined ? [here.origin] : [publicUrl, here.origin];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

// A second signal, or a request that does not end, stops the process at once; the embedded server then
// stops by itself.
function onStopSignals(log: Logger, stopping: AbortController): () => void {
  const stop = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(1);
    log.info({ signal }, 'stopping');
    stopping.abort();
    setTimeout(() => {
      log.error('something did not end in time');
      process.exit(1);
    }, patienceMilliseconds).unref();
  };
  const fail = (error: unknown) => {
    log.fatal({ error }, 'the process cannot go on');
    process.exit(1);
  };
  for (const signal of stopSignals) process.on(signal, stop);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  return () => {
    for (const signal of stopSignals) process.off(signal, stop);
    process.off('uncaughtException', fail);
    process.off('unhandledRejection', fail);
  };
}
