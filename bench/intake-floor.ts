// The other side of the intake measure: one stream of COPY into one table with the same keys and indexes.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { type Connection, openDatabase } from '../src/kernel/database.js';
import { backendCpuSeconds, reportSide, taskOfSide } from './child.js';

/** The floor's task. */
export interface FloorTask {
  readonly connection: Connection;
  readonly path: string;
}

const task = taskOfSide<FloorTask>();
const pool = openDatabase(task.connection, 1);
const started = performance.now();
let databaseCpuSeconds = 0;
await pool.transaction(async (tx) => {
  const before = await backendCpuSeconds(tx);
  await tx.use((client) =>
    pipeline(
      createReadStream(task.path, { highWaterMark: 1 << 18 }),
      client.query(copyFrom('copy floor from stdin (format csv)')),
    ),
  );
  databaseCpuSeconds = (await backendCpuSeconds(tx)) - before;
});
const seconds = (performance.now() - started) / 1000;
reportSide({ seconds, databaseCpuSeconds, figures: {} });
await pool.close();
