// One side of the intake measure: the product, from the file to committed, hashed, matched, indexed, receipted.
import { createReadStream } from 'node:fs';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import { type SubmissionResult, submitFile } from '../src/intake/submit.js';
import { type Connection, type Database, openDatabase } from '../src/kernel/database.js';
import { systemClock } from '../src/kernel/time.js';
import { loadCalendars } from '../src/rules/calendar.loader.js';
import { projectorsOf } from '../src/wiring.js';
import { backendCpuSeconds, reportSide, taskOfSide } from './child.js';

/** The product's task. */
export interface ProductTask {
  readonly connection: Connection;
  readonly path: string;
  readonly kind: string;
  readonly agencyCode: string;
}

const task = taskOfSide<ProductTask>();
const pool = openDatabase(task.connection, 1);
let databaseCpuSeconds = 0;
// The connection of the batch is watched from inside its own transaction.
const database: Database = {
  ...pool,
  transaction: (work) =>
    pool.transaction(async (tx) => {
      const before = await backendCpuSeconds(tx);
      const result = await work(tx);
      databaseCpuSeconds += (await backendCpuSeconds(tx)) - before;
      return result;
    }),
};
const catalogue = loadCatalogue();
const calendar = loadCalendars();
const started = performance.now();
const { receipt }: SubmissionResult = await submitFile(
  {
    database,
    catalogue,
    calendar,
    clock: systemClock,
    projectors: projectorsOf(catalogue),
  },
  {
    kind: task.kind,
    agencyCode: task.agencyCode,
    fileName: 'bench.csv',
    open: () => createReadStream(task.path, { highWaterMark: 1 << 18 }),
    actor: 'process',
  },
);
const seconds = (performance.now() - started) / 1000;
reportSide({ seconds, databaseCpuSeconds, figures: { ...receipt.rows } });
await pool.close();
