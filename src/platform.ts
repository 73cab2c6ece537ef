// The running platform behind `xinheng start`: the rooms, the demo city on the first start, the sequencer, the doors.
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { DemoProgress } from './demo/demo-city.js';
import { findCityToMake, seedDemoCity } from './demo/seed-city.js';
import { loadLimits } from './http/limits.loader.js';
import { buildServer } from './http/server.js';
import { dayInShanghai } from './kernel/time.js';
import type { Doors, PlatformParts } from './main.js';
import { type Application, openApplication } from './wiring.js';

/** Told while the demo city is being made. */
export type DemoWatcher = (progress: DemoProgress) => void;

const demoSeed = 1;
const demoSize = 1;
const sequencerPauseMilliseconds = 1000;

/** Builds everything that serves requests. The demo city comes first where it is asked for and nothing is there, or half a city. */
export async function buildPlatform(parts: PlatformParts, watchDemo: DemoWatcher): Promise<Doors> {
  const application = await openApplication(parts);
  try {
    const until = dayInShanghai(application.clock.now());
    const city = parts.configuration.demo
      ? await findCityToMake(application, { seed: demoSeed, size: demoSize, until })
      : undefined;
    if (city) {
      const signal = parts.stopping;
      await seedDemoCity(application, { ...city, onProgress: watchDemo, signal });
    }
    const server = await buildDoors(application, parts);
    const sequencer = runSequencer(application, parts);
    return {
      listen: (place) => server.listen(place),
      close: async () => {
        await server.close();
        await sequencer.stop();
        await application.close();
      },
    };
  } catch (error) {
    await application.close();
    throw error;
  }
}

function buildDoors(application: Application, parts: PlatformParts): Promise<FastifyInstance> {
  const { configuration, log, metrics } = parts;
  const publicUrl = configuration.publicUrl ?? `http://localhost:${configuration.port}`;
  return buildServer({
    database: application.database,
    access: application.access,
    catalogue: application.catalogue,
    calendar: application.calendar,
    auditRules: application.auditRules,
    clock: application.clock,
    logKey: application.logKey,
    log,
    metrics,
    site: { name: configuration.siteName, publicUrl },
    limits: loadLimits(),
    trustedProxies: configuration.trustedProxies,
  });
}

/**
 * Looks for waiting batches every second, and seals the audit trail as often as data/audit/sealing.yml says; a
 * command that hands in a file sequences its own at once.
 */
function runSequencer(application: Application, { log }: PlatformParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { clock, auditRules } = application;
  const sealPause = auditRules.sealing.everySeconds.value * 1000;
  let sealedAt = clock.now();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (clock.now() - sealedAt >= sealPause) {
          sealedAt = clock.now();
          await application.sealTrail();
        }
        await application.sequence();
      } catch (error) {
        log.error(
          { code: (error as { code?: string }).code },
          'batches could not be put into the log',
        );
      }
      await pause(sequencerPauseMilliseconds, stopping.signal);
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {
    // Stopped in the middle: what follows looks at the signal itself.
  });
}
