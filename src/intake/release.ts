// A batch that waits: released by a second person of its agency, rejected, or taken back by whoever handed it in.
import { authorise } from '../access/permission.js';
import type { Principal } from '../access/principal.model.js';
import { recordAct } from '../audit/trail.js';
import type { Transaction } from '../kernel/database.js';
import { takeAgencyTurn } from './batch.store.js';
import { refuse } from './batch-refusals.js';
import { type BatchStanding, getOwnStanding } from './batch-standing.js';
import { type WritingContext, writeStored } from './hand-in.js';
import {
  deletePending,
  insertRelease,
  type PendingBatch,
  type ReleaseRow,
  selectPending,
} from './pending.store.js';
import { unpackSummary } from './pending-chunks.js';
import { keptReason } from './reason.js';
import { getReceipt, type Receipt } from './receipt.js';

/** Somebody decides upon a batch. */
export interface BatchDecision {
  readonly principal: Principal;
  readonly batchId: string;
}

/**
 * Puts the batch on file: its rows are answered by what is on file now, in one transaction, and nothing of what waited
 * is kept. Refuses `batch.unknown`, `batch.not_waiting`, `batch.own`, `access.*`, `batch.prepared_otherwise`.
 */
export async function releaseBatch(
  context: WritingContext,
  decision: BatchDecision,
): Promise<Receipt> {
  const { database, catalogue, clock } = context;
  const standing = await getOwnStanding(database, decision);
  const { batchId } = standing;
  await database.transaction(async (tx) => {
    const pending = await lockPending(tx, standing);
    const { agencyCode, submittedBy: createdBy } = pending;
    // Four eyes: nobody releases what he handed in himself, whatever his roles.
    if (decision.principal.actor === createdBy) throw refuse.own({ batch: batchId });
    authorise(decision.principal, 'batch.release', { agencyCode, createdBy });
    const file = unpackSummary(pending.file as Buffer);
    await writeStored(context, tx, { pending, file });
    await close(tx, pending, {
      act: 'batch.release',
      outcome: 'released',
      decidedBy: decision.principal.actor,
      decidedAt: clock.now(),
      reason: null,
    });
  });
  return getReceipt(database, catalogue, { batchId });
}

/**
 * Sends the batch back: its content is deleted, the reason stays. Refuses `batch.unknown`, `batch.not_waiting`,
 * `batch.reason_missing`, `batch.reason_too_long`, `access.*`.
 */
export async function rejectBatch(
  context: WritingContext,
  decision: BatchDecision & { readonly reason: string },
): Promise<BatchStanding> {
  const { principal } = decision;
  const reason = keptReason(decision.reason, context.limits);
  return endWaiting(context, decision, (pending) => {
    authorise(principal, 'batch.reject', { agencyCode: pending.agencyCode });
    return { act: 'batch.reject', outcome: 'rejected', reason };
  });
}

/**
 * Takes back a batch that still waits; only whoever handed it in can. Its content is deleted.
 * Refuses `batch.unknown`, `batch.not_waiting`, `access.*`.
 */
export async function takeBackWaiting(
  context: WritingContext,
  decision: BatchDecision,
): Promise<BatchStanding> {
  const { principal } = decision;
  return endWaiting(context, decision, ({ agencyCode, submittedBy }) => {
    authorise(principal, 'batch.take-back', { agencyCode });
    if (principal.actor !== submittedBy) throw refuse.others();
    return { act: 'batch.take-back', outcome: 'withdrawn', reason: null };
  });
}

type Ending = Pick<ReleaseRow, 'outcome' | 'reason'> & { readonly act: string };

async function endWaiting(
  context: WritingContext,
  decision: BatchDecision,
  decide: (pending: PendingBatch) => Ending,
): Promise<BatchStanding> {
  const { database, clock } = context;
  const standing = await getOwnStanding(database, decision);
  await database.transaction(async (tx) => {
    const pending = await lockPending(tx, standing);
    const ending = decide(pending);
    await deletePending(tx, pending.batchId);
    const decidedBy = decision.principal.actor;
    await close(tx, pending, { ...ending, decidedBy, decidedAt: clock.now() });
  });
  return getOwnStanding(database, decision);
}

/** The batch, locked until the transaction ends; the agency's turn first, as everywhere. */
async function lockPending(tx: Transaction, standing: BatchStanding): Promise<PendingBatch> {
  const { batchId, agencyCode, state } = standing;
  await takeAgencyTurn(tx, agencyCode);
  const pending = await selectPending(tx, batchId, 'for update');
  if (pending?.state !== 'waiting') {
    throw refuse.not_waiting({ batch: batchId, state: state === 'waiting' ? 'decided' : state });
  }
  return pending;
}

async function close(
  tx: Transaction,
  pending: PendingBatch,
  { act, ...release }: ReleaseRow & { readonly act: string },
): Promise<void> {
  await insertRelease(tx, pending, release);
  const { decidedAt: at, decidedBy: actor } = release;
  await recordAct(tx, { at, actor, act, object: pending.batchId, outcome: 'done' });
}
