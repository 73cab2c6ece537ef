// The whole server over a small invented city, asked by `inject` without a port.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { loadAuditRules } from '../../src/audit/audit-rules.loader.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import type { Context } from '../../src/http/context.js';
import { loadLimits } from '../../src/http/limits.loader.js';
import { buildServer } from '../../src/http/server.js';
import { loadIntakeLimits } from '../../src/intake/limits.loader.js';
import { sequenceBatches } from '../../src/ledger/log.js';
import { type LogSigner, openLogKey } from '../../src/ledger/log-key.js';
import { loadCalendars } from '../../src/rules/calendar.loader.js';
import { openTestAccess } from './access.js';
import { csvOf, type IntakeTest, intakeTest, type RowValues } from './intake.js';

/** A server, its city, and every line it logged. */
export interface ApiTest {
  readonly app: FastifyInstance;
  readonly city: IntakeTest;
  readonly context: Context;
  readonly logKey: LogSigner;
  readonly logged: readonly Record<string, unknown>[];
  /** Hands rows in; the batch is in the log when this returns. */
  handIn(kind: string, rows: readonly RowValues[]): Promise<{ batch: string; checkCode: string }>;
  /** Gives batches that wait their place in the log. */
  readonly sequence: () => Promise<number>;
}

const closing: (() => Promise<void>)[] = [];

// Registered here: inside a hook it would run when the hook ends, and the server would be gone before the tests.
after(async () => {
  for (const close of closing) await close();
});

/** Builds the server; it is closed after the file's tests. `catalogue`: the product's own where none is given. */
export async function apiTest(
  catalogue?: Catalogue,
  differences: Partial<Context> = {},
): Promise<ApiTest> {
  const city = await intakeTest(undefined, catalogue);
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-api-'));
  const logKey = openLogKey(join(folder, 'log.key'), 'credit.yunxi.example/log');
  const logged: Record<string, unknown>[] = [];
  const context: Context = {
    database: city.database,
    access: await openTestAccess(city, folder),
    catalogue: city.catalogue,
    calendar: loadCalendars(),
    auditRules: loadAuditRules(),
    clock: city.clock,
    log: pino({}, linesInto(logged)),
    logKey,
    site: {
      name: { zh: '云溪市公共信用信息平台', en: 'Yunxi Public Credit Information' },
      publicUrl: 'https://credit.yunxi.example',
    },
    intake: { ...city, limits: loadIntakeLimits() },
    limits: loadLimits(),
    trustedProxies: [],
    metrics: new Registry(),
    ...differences,
  };
  const app = await buildServer(context);
  await app.ready();
  closing.push(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    app,
    city,
    context,
    logKey,
    logged,
    sequence: () => sequenceBatches(city.database, city.clock, logKey),
    handIn: async (kind, rows) => {
      const text = csvOf(city.catalogue.get(kind, '2026-04-10'), rows);
      const { receipt, checkCode } = await city.submit(text, { kind });
      await sequenceBatches(city.database, city.clock, logKey);
      return { batch: receipt.batch, checkCode };
    },
  };
}

function linesInto(logged: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString('utf8').trim().split('\n')) logged.push(JSON.parse(line));
      done();
    },
  });
}
