// What a batch that waits would change: shown to its agency before anybody releases it.
import { authorise } from '../access/permission.js';
import type { Principal } from '../access/principal.model.js';
import { refuse } from './batch-refusals.js';
import { BatchRun } from './batch-run.js';
import { type BatchStanding, getOwnStanding } from './batch-standing.js';
import { checkReport } from './check-sink.js';
import { selectPending } from './pending.store.js';
import { unpackSummary } from './pending-chunks.js';
import { type PreviewedCorrection, PreviewSink } from './preview-sink.js';
import type { CheckReport, Receipt } from './receipt.js';
import { takeStored } from './stored-rows.js';
import type { IntakeContext } from './submit.js';

/** So many there are, and the first of them. */
interface Counted<Thing> {
  readonly total: number;
  readonly first: readonly Thing[];
}

/** The answers that the rows would get now, and what they would bring and replace. */
export interface ReleasePreview extends CheckReport {
  readonly standing: BatchStanding;
  /** All findings; `findings` holds the first of them. */
  readonly findingsTotal: number;
  readonly newSubjects: Counted<{ readonly uscc: string | null; readonly name: string }>;
  readonly corrections: Counted<PreviewedCorrection>;
  readonly held: Counted<Receipt['held'][number]>;
}

/**
 * Answers the stored rows as a release would now, and writes nothing. `limit`: at most so many of each list.
 * Refuses `batch.unknown`, `batch.not_waiting`, `batch.prepared_otherwise`.
 */
export async function previewRelease(
  { database, catalogue }: IntakeContext,
  asked: { readonly principal: Principal; readonly batchId: string; readonly limit: number },
): Promise<ReleasePreview> {
  const standing = await getOwnStanding(database, asked);
  const { batchId, agencyCode, state } = standing;
  authorise(asked.principal, 'batch.review', { agencyCode });
  const pending = await selectPending(database, batchId);
  if (!pending?.file) throw refuse.not_waiting({ batch: batchId, state });
  const item = catalogue.get(pending.kind, pending.catalogueDay);
  const sink = new PreviewSink(item, database, { agencyCode, limit: asked.limit });
  const run = new BatchRun(item, sink, pending.catalogueDay);
  await takeStored(database, batchId, run);
  const report = checkReport(run, sink.check, unpackSummary(pending.file));
  const { newSubjects, corrections, held } = sink;
  return {
    ...report,
    findings: report.findings.slice(0, asked.limit),
    findingsTotal: report.findings.length,
    standing,
    newSubjects: {
      total: newSubjects.total,
      first: newSubjects.first.map(({ uscc, name }) => ({ uscc, name })),
    },
    corrections,
    held: {
      total: held.total,
      first: held.first.map(({ line, code, registrySide }) => ({
        line,
        code,
        candidates: registrySide,
      })),
    },
  };
}
