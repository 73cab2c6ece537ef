// The running platform behind `xinheng start`: the rooms, the demo city on the first start, the sequencer, the doors.
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { DemoAccount } from './access/demo-accounts.js';
import { applyRetention } from './access/retention.js';
import { openDemoAccounts } from './demo/demo-accounts.js';
import type { DemoProgress } from './demo/demo-city.js';
import { findCityToMake, seedDemoCity } from './demo/seed-city.js';
import { openIdentityProvider } from './http/identity-provider.js';
import { loadLimits } from './http/limits.loader.js';
import { buildServer } from './http/server.js';
import { tidyPending } from './intake/tidy.js';
import { dayInShanghai } from './kernel/time.js';
import type { Doors, PlatformParts } from './main.js';
import { type Application, openApplication } from './wiring.js';

/** Told while the demo city is being made. */
export type DemoWatcher = (progress: DemoProgress) => void;

const demoSeed = 1;
const demoSize = 1;
const sequencerPauseMilliseconds = 1000;
const tidyPauseMilliseconds = 600_000;

/** The doors, and who can try the platform out. */
export interface Platform extends Doors {
  /** None where the city is no demo, or none is wanted. */
  readonly demoAccounts: readonly DemoAccount[];
}

/** Builds everything that serves requests. The demo city comes first where it is asked for and nothing is there, or half a city. */
export async function buildPlatform(
  parts: PlatformParts,
  watchDemo: DemoWatcher,
): Promise<Platform> {
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
    const { accounts, suspended } = await openDemoAccounts(
      application.access,
      parts.configuration.demo,
    );
    if (suspended > 0) parts.log.warn({ suspended }, 'demo accounts were taken out of use');
    const server = await buildDoors(application, parts);
    const sequencer = runSequencer(application, parts);
    return {
      demoAccounts: accounts,
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
    intake: application,
    ...(configuration.identityProvider && {
      identityProvider: openIdentityProvider(
        configuration.identityProvider,
        `${publicUrl}/sign-in/oidc/callback`,
      ),
    }),
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
  let tidiedAt = 0;
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (clock.now() - sealedAt >= sealPause) {
          sealedAt = clock.now();
          await application.sealTrail();
        }
        await application.sequence();
        if (clock.now() - tidiedAt >= tidyPauseMilliseconds) {
          tidiedAt = clock.now();
          await tidy(application, log);
        }
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

/**
 * Drops what broke off on its way in, and what nobody released in time, which the agency sees in its list; suspends and
 * erases accounts whose time has come.
 */
async function tidy(application: Application, log: PlatformParts['log']): Promise<void> {
  const { dropped, brokenOff } = await tidyPending(application);
  if (dropped.length > 0)
    log.warn({ dropped }, 'batches that nobody released in time were dropped');
  if (brokenOff > 0) log.info({ brokenOff }, 'uploads that had broken off were dropped');
  const { suspended, erased } = await applyRetention(application.access);
  if (suspended + erased > 0) log.info({ suspended, erased }, 'accounts were kept long enough');
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {
    // Stopped in the middle: what follows looks at the signal itself.
  });
}
