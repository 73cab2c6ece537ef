// The other side of the intake measure: one stream of COPY into one table with the same keys and indexes.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Connection } from '../src/kernel/database.js';
import { backendCpuSeconds, reportSide, taskOfSide } from './child.js';

/** The floor's task. */
export interface FloorTask {
  readonly connection: Connection;
  readonly path: string;
}

const task = taskOfSide<FloorTask>();
const client = new pg.Client(task.connection);
await client.connect();
const connection = {
  query: async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows,
};
const started = performance.now();
await client.query('begin');
const before = await backendCpuSeconds(connection);
await pipeline(
  createReadStream(task.path, { highWaterMark: 1 << 18 }),
  client.query(copyFrom('copy floor from stdin (format csv)')),
);
const databaseCpuSeconds = (await backendCpuSeconds(connection)) - before;
await client.query('commit');
const seconds = (performance.now() - started) / 1000;
reportSide({ seconds, databaseCpuSeconds, figures: {} });
await client.end();
