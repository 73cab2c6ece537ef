// A process of its own that runs the platform's storage and does one thing, made to be killed on the way:
// `node city-process.js DATA_DIR open | submit FILE AGENCY | sequence | rebuild`. Says one line of JSON at every turn.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { submitFile } from '../../src/intake/submit.js';
import { rebuildProjections } from '../../src/ledger/rebuild.js';
import { readConfiguration } from '../../src/runtime/configuration.js';
import { openStorage } from '../../src/runtime/storage.js';
import { type Application, openApplication } from '../../src/wiring.js';

const [dataDirectory, task, path = '', agencyCode = ''] = process.argv.slice(2);

function say(at: string, more: object = {}): void {
  process.stdout.write(`${JSON.stringify({ at, ...more })}\n`);
}

async function submit(application: Application): Promise<void> {
  const bytes = await readFile(path);
  const { receipt } = await submitFile(application, {
    kind: 'administrative-penalty',
    agencyCode,
    fileName: basename(path),
    open: async function* () {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    },
    actor: 'console',
  });
  say('receipt', { batch: receipt.batch, rows: receipt.rows });
  await application.sequence();
  say('logged');
}

async function work(application: Application): Promise<void> {
  switch (task) {
    case 'submit':
      return submit(application);
    case 'sequence':
      await application.sequence();
      return;
    case 'rebuild':
      await rebuildProjections(application.database, application.projectors);
      return;
    default:
  }
}

// The server is started again by this very process, under the same path: its pool only has to try.
async function untilItAnswers({ database }: Application): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answered = await database.query('select 1').catch((error: unknown) => {
      if (Date.now() > until) throw error;
    });
    if (answered) return;
    await delay(50);
  }
}

say('begins');
const configuration = readConfiguration({
  DATA_DIR: dataDirectory,
  LOG_LEVEL: 'silent',
  DEMO: 'off',
});
const log = pino({ level: 'silent' });
const storage = await openStorage(configuration, log);
const application = await openApplication({ configuration, storage, log });
say('open');
try {
  await work(application);
  say('done');
} catch (error) {
  say('failed', { reason: String(error) });
  await untilItAnswers(application);
  await work(application);
  say('done', { again: true });
}
await application.close();
await storage.close();
say('closed');
