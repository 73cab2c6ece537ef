// The running platform behind `xinheng start`: the rooms, the demo city on the first start, the sequencer, the doors.
import type { FastifyInstance } from 'fastify';
import { countBatches, seedDemoCity } from './demo/seed-city.js';
import type { DemoProgress } from './demo/demo-city.js';
import { buildServer } from './http/server.js';
import { dayInShanghai } from './kernel/time.js';
import type { Doors, PlatformParts } from './main.js';
import { openApplication, type Application } from './wiring.js';

/** Told while the demo city is being made. */
export type DemoWatcher = (progress: DemoProgress) => void;

const demoSeed = 1;
const demoSize = 1;
const sequencerPauseMilliseconds = 1000;

/** Builds everything that serves requests. The demo city comes first where it is asked for and nothing is there. */
export async function buildPlatform(parts: PlatformParts, watchDemo: DemoWatcher): Promise<Doors> {
  const application = await openApplication(parts);
  try {
    if (parts.configuration.demo && (await countBatches(application)) === 0) {
      await seedDemoCity(application, {
        seed: demoSeed,
        size: demoSize,
        until: dayInShanghai(application.clock.now()),
        onProgress: watchDemo,
        signal: parts.stopping,
      });
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
    catalogue: application.catalogue,
    calendar: application.calendar,
    clock: application.clock,
    logKey: application.logKey,
    log,
    metrics,
    site: { name: configuration.siteName, publicUrl },
  });
}

/** Looks for waiting batches every second; a command that hands in a file sequences its own at once. */
function runSequencer(application: Application, { log }: PlatformParts): { stop(): Promise<void> } {
  let stopped = false;
  let wake = (): void => {};
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        await application.sequence();
      } catch (error) {
        log.error(
          { code: (error as { code?: string }).code },
          'batches could not be put into the log',
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, sequencerPauseMilliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}
