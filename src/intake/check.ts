// Trying a file out: the same answers as handing it in, and nothing is written.
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Queryable } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { type Clock, dayInShanghai } from '../kernel/time.js';
import type { Calendar } from '../rules/calendar.js';
import { BatchRun } from './batch-run.js';
import { CheckSink, checkReport } from './check-sink.js';
import type { CheckReport } from './receipt.js';
import { streamRows } from './row-stream.js';
import { frameOf, type Submission, takeAll } from './submit.js';
import { fileDay } from './write-batch.js';

/** What a check works with; without a database nothing is matched, and `admitted` counts rows that would pass. */
export interface CheckContext {
  readonly database: Queryable | null;
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
  readonly clock: Clock;
}

/** Answers every row of a file as `submitFile` would now. Refuses `catalogue.kind_unknown`, `file.*`. */
export async function checkFile(
  context: CheckContext,
  submission: Pick<Submission, 'kind' | 'open' | 'sourceDay' | 'onProgress'>,
): Promise<CheckReport> {
  const now = context.clock.now();
  const today = dayInShanghai(now);
  const item = context.catalogue.get(submission.kind, today);
  const sink = new CheckSink(item, context.database);
  const run = new BatchRun(item, sink, today);
  const sourceDay = fileDay(submission.sourceDay, today);
  const frame = frameOf(context, { batchId: newId(now), agencyCode: '', today, sourceDay });
  const file = await takeAll(
    streamRows(item, frame, submission.open()),
    run,
    submission.onProgress,
  );
  return checkReport(run, sink, file);
}
