// Fills an empty platform with the demo city and shows how far it has come; for `demo` and the first `start`.
import type { DemoRequest } from '../demo/city.js';
import type { DemoPlan } from '../demo/plan.model.js';
import { type SeedContext, seedDemoCity } from '../demo/seed-city.js';
import { openDatabase } from '../kernel/database.js';
import type { Storage } from '../runtime/storage.js';
import { showProgress } from './progress.js';
import type { Terminal } from './terminal.js';

/** What is filled. */
export interface Filling extends DemoRequest {
  readonly context: SeedContext;
  readonly storage: Storage;
  readonly signal?: AbortSignal;
}

/** Makes the demo city. Refuses what `seedDemoCity` refuses. */
export async function fillWithDemoCity(
  terminal: Terminal,
  { context, storage, signal, ...request }: Filling,
): Promise<DemoPlan> {
  const title = { zh: '生成演示城市', en: 'making the demo city' };
  const progress = showProgress(terminal, title, { zh: '行', en: 'rows' });
  try {
    const plan = await seedDemoCity(context, {
      ...request,
      ...(signal && { signal }),
      onProgress: ({ rows, rowsTotal }) => progress.reach(rows, rowsTotal, rows),
    });
    await gatherStatistics(storage);
    return plan;
  } finally {
    progress.end();
  }
}

// The search decides by how frequent pairs of characters are; the server would find out by itself a minute later.
async function gatherStatistics({ ownerConnection }: Storage): Promise<void> {
  if (!ownerConnection) return;
  const owner = openDatabase(ownerConnection, 1);
  try {
    await owner.query('analyze');
  } finally {
    await owner.close();
  }
}
