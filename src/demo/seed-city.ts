// Fills an empty platform with the demo city, through the same intake as everybody's files, on the demo's own clock.

import type { IntakeContext } from '../intake/submit.js';
import { submitFile } from '../intake/submit.js';
import { defineRefusals } from '../kernel/errors.js';
import type { Clock } from '../kernel/time.js';
import { sequenceBatches } from '../ledger/log.js';
import type { LogSigner } from '../ledger/log-key.js';
import { enterAgencies } from '../parties/agencies.js';
import { type DemoRequest, demoAgencies } from './city.js';
import { type DemoProgress, runDemoCity } from './demo-city.js';
import type { DemoPlan } from './plan.model.js';

const refuse = defineRefusals('demo', {
  database_not_empty: {
    kind: 'conflict',
    zh: '数据库里已有 {batches} 个批次。演示城市只能放进空的数据库；另设 DATA_DIR 后再运行。',
    en: 'The database holds {batches} batches already. The demo city goes into an empty database only; set another DATA_DIR and run again.',
  },
});

/** What seeding needs of the platform. */
export interface SeedContext extends IntakeContext {
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

/** How many batches the platform holds; the demo city is for platforms without any. */
export async function countBatches(context: Pick<IntakeContext, 'database'>): Promise<number> {
  const [row] = await context.database.query<{ batches: number }>(
    'select count(*) as batches from intake_batch',
  );
  return row?.batches ?? 0;
}

/**
 * Has all agencies of the demo city hand in their files of 24 months. Refuses `demo.database_not_empty`.
 * `signal`: stops between two files.
 */
export async function seedDemoCity(
  context: SeedContext,
  request: DemoRequest & {
    readonly onProgress?: (progress: DemoProgress) => void;
    readonly signal?: AbortSignal;
  },
): Promise<DemoPlan> {
  const batches = await countBatches(context);
  if (batches > 0) throw refuse.database_not_empty({ batches });
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
      await submitFile(demo, {
        kind: file.kind,
        agencyCode: file.agencyCode,
        fileName: file.fileName,
        sourceDay: file.sourceDay,
        open: () => onePiece(file.bytes),
        actor: 'process',
      });
      await sequenceBatches(context.database, clock, context.logKey);
    },
  });
  return plan;
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
