// A file about more organisations than are kept in mind at once gets the answers of one that is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  csvOf,
  intakeTest,
  penaltyRow,
  type RowValues,
  testAgency,
} from '../../test/support/intake.js';
import { newId } from '../kernel/ids.js';
import { BatchAppender } from '../ledger/append.js';
import { BatchRun } from './batch-run.js';
import { LedgerSink } from './ledger-sink.js';
import type { RowCounts } from './row-answers.js';
import { streamRows } from './row-stream.js';
import { rowsPerChunk } from './row-worker.model.js';
import { takeAll } from './submit.js';

const kind = 'administrative-penalty';
const today = '2026-04-10';
const organisations = 4 * rowsPerChunk;
// Less than a chunk: so some stand in one chunk and come again in the next.
const distance = rowsPerChunk / 2;

/** Organisations, some of which come again a little later: under another name, and under their own. */
function rows(): RowValues[] {
  const all: RowValues[] = [];
  for (let number = 1; number <= organisations; number += 1) {
    all.push(penaltyRow(number));
    if (number <= distance || number % 10 !== 0) continue;
    const known = penaltyRow(number - distance);
    all.push({ ...known, CF_XDR_MC: '云溪改名有限公司', CF_WSH: `改〔2026〕${number}号` });
    all.push({ ...known, CF_WSH: `再〔2026〕${number}号` });
  }
  return all;
}

async function answersRemembering(subjectsRemembered: number | undefined): Promise<RowCounts> {
  const city = await intakeTest();
  const item = city.catalogue.get(kind, today);
  const bytes = Buffer.from(csvOf(item, rows()));
  const receivedAt = city.clock.now();
  const counts = await city.database.transaction(async (tx) => {
    const batchId = newId(receivedAt);
    const header = { batchId, type: 'records' as const, agencyCode: testAgency, kind, receivedAt };
    const sink = new LedgerSink(tx, item, new BatchAppender(tx, header, city.projectors));
    const run = new BatchRun(item, sink, today, subjectsRemembered);
    const calendarYears = city.calendar.content;
    const frame = { batchId, agencyCode: testAgency, today, sourceDay: today, calendarYears };
    const open = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    };
    await takeAll(streamRows(item, frame, open()), run, undefined);
    await sink.close();
    return run.counts;
  });
  await city.storage.close();
  return counts;
}

describe('subjects kept in mind between chunks', () => {
  it('few or many: the same answers', async () => {
    const again = (organisations - distance) / 10;
    const expected = {
      read: organisations + 2 * again,
      admitted: organisations + again,
      unchanged: 0,
      corrected: 0,
      returned: 0,
      held: again,
    };
    assert.deepEqual(await answersRemembering(undefined), expected);
    assert.deepEqual(await answersRemembering(10), expected);
  });
});
