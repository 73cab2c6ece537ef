// Fills an empty platform with the demo city, through the same intake as everybody's files, on the demo's own clock.
import { consolePrincipal } from '../access/principal.model.js';
import { listBatches } from '../intake/batch-standing.js';
import { handIn as handInOnce, type WritingContext } from '../intake/hand-in.js';
import type { IntakeContext } from '../intake/submit.js';
import { submitFile } from '../intake/submit.js';
import { defineRefusals } from '../kernel/errors.js';
import type { Clock } from '../kernel/time.js';
import { sequenceBatches } from '../ledger/log.js';
import type { LogSigner } from '../ledger/log-key.js';
import { enterAgencies, setNeedsRelease } from '../parties/agencies.js';
import { findDemoState, recordDemoState, writeRequest } from './begun-city.js';
import { type DemoRequest, demoAgencies, requireDemoRequest } from './city.js';
import { type DemoFile, type DemoProgress, runDemoCity } from './demo-city.js';
import type { DemoPlan } from './plan.model.js';
import { scheduleDemoCity } from './schedule.js';
import { countBatches, type HandedIn, listHandedIn } from './seed-city.store.js';
import { waitingFile } from './waiting-file.js';

const refuse = defineRefusals('demo', {
  database_not_empty: {
    kind: 'conflict',
    zh: '数据库里已有 {batches} 个批次。演示城市只能放进空的数据库；另设 DATA_DIR 后再运行。',
    en: 'The database holds {batches} batches already. The demo city goes into an empty database only; set another DATA_DIR and run again.',
  },
  other_city_begun: {
    kind: 'conflict',
    zh: '数据库里有一座没有生成完的演示城市（{begun}），不是这一座（{wanted}）。用同样的取值再次运行即可接着生成；要另一座，另设 DATA_DIR。',
    en: 'The database holds a demo city that was not completed ({begun}), and not this one ({wanted}). Run again with the same values to complete it; for another city set another DATA_DIR.',
  },
});

/** What seeding needs of the platform. */
export interface SeedContext extends WritingContext {
  readonly logKey: LogSigner;
}

/** A clock that is put forward from file to file. */
class DemoClock implements Clock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  advanceTo(milliseconds: number): void {
    this.#now = Math.max(this.#now, milliseconds);
  }
}

/**
 * The city that the next start makes: the one that was begun and not completed, otherwise the one asked for where
 * the platform holds nothing; undefined where there is nothing to make.
 */
export async function findCityToMake(
  { database }: Pick<IntakeContext, 'database'>,
  asked: DemoRequest,
): Promise<DemoRequest | undefined> {
  const demo = await findDemoState(database);
  if (demo.state === 'begun') return demo.request;
  return (await countBatches(database)) === 0 ? asked : undefined;
}

/**
 * Has all agencies of the demo city hand in their files of 24 months. A city that was begun and left is completed:
 * a file is in wholly or not at all, and those that are in are passed over.
 * Refuses `demo.database_not_empty`, `demo.other_city_begun`. `signal`: stops between two files.
 */
export async function seedDemoCity(
  context: SeedContext,
  request: DemoRequest & {
    readonly onProgress?: (progress: DemoProgress) => void;
    readonly signal?: AbortSignal;
  },
): Promise<DemoPlan> {
  const present = await beginOrGoOn(context, request);
  const clock = new DemoClock();
  const demo = { ...context, clock };
  await enterAgencies(context.database, demoAgencies());
  const { seed, size, until, onProgress } = request;
  const plan = await runDemoCity({
    seed,
    size,
    until,
    catalogue: context.catalogue,
    ...(onProgress && { onProgress }),
    submit: async (file) => {
      request.signal?.throwIfAborted();
      clock.advanceTo(file.receivedAt);
      if (!present.take(file)) await handIn(demo, file);
      await sequenceBatches(context.database, clock, context.logKey);
    },
  });
  await leaveWaiting(demo, request);
  await recordDemoState(context.database, 'complete', { at: context.clock.now(), request });
  return plan;
}

/** Has one agency need release from now on, and leaves it a batch that waits. Does nothing where that is done. */
async function leaveWaiting(
  context: SeedContext & { readonly clock: DemoClock },
  request: DemoRequest,
): Promise<void> {
  const { database, catalogue, clock } = context;
  const { receivedAt, bytes, ...file } = waitingFile(scheduleDemoCity(request), catalogue);
  const { agencyCode } = file;
  await setNeedsRelease(database, agencyCode, true);
  const asked = { principal: consolePrincipal, agencyCode, state: 'waiting' as const, limit: 1 };
  if ((await listBatches(database, asked)).batches.length > 0) return;
  clock.advanceTo(receivedAt);
  await handInOnce(context, {
    ...file,
    principal: { ...consolePrincipal, actor: 'process' },
    bytes: onePiece(bytes),
  });
}

/** Files that are in from an earlier run, each to be met once. */
class PresentFiles {
  readonly #counts = new Map<string, number>();

  constructor(files: readonly HandedIn[]) {
    for (const file of files) {
      const key = fileKey(file);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** Whether the file is in already; says yes as often as it was handed in. */
  take(file: HandedIn): boolean {
    const key = fileKey(file);
    const count = this.#counts.get(key) ?? 0;
    if (count > 0) this.#counts.set(key, count - 1);
    return count > 0;
  }
}

function fileKey({ agencyCode, kind, fileName, sourceDay }: HandedIn): string {
  return [agencyCode, kind, fileName, sourceDay].join('\n');
}

async function beginOrGoOn(context: SeedContext, request: DemoRequest): Promise<PresentFiles> {
  const { database, clock } = context;
  const demo = await findDemoState(database);
  if (demo.state === 'begun') {
    const [begun, wanted] = [writeRequest(demo.request), writeRequest(request)];
    if (begun !== wanted) throw refuse.other_city_begun({ begun, wanted });
    return new PresentFiles(await listHandedIn(database));
  }
  const batches = await countBatches(database);
  if (batches > 0) throw refuse.database_not_empty({ batches });
  requireDemoRequest(request);
  await recordDemoState(database, 'begin', { at: clock.now(), request });
  return new PresentFiles([]);
}

async function handIn(context: IntakeContext, file: DemoFile): Promise<void> {
  await submitFile(context, {
    kind: file.kind,
    agencyCode: file.agencyCode,
    fileName: file.fileName,
    sourceDay: file.sourceDay,
    open: () => onePiece(file.bytes),
    actor: 'process',
  });
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
