// Taking back a batch that is on file: by its agency, with a second person where the agency needs one for release.
import { authorise } from '../access/permission.js';
import { recordAct } from '../audit/trail.js';
import type { Transaction } from '../kernel/database.js';
import { dayInShanghai } from '../kernel/time.js';
import { planWithdrawal, takeBatchBack } from '../ledger/withdrawal.js';
import { getAgency } from '../parties/agencies.js';
import { forgetRepresentatives } from '../parties/registry.js';
import { takeAgencyTurn } from './batch.store.js';
import { refuse } from './batch-refusals.js';
import { type BatchStanding, getOwnStanding } from './batch-standing.js';
import type { WritingContext } from './hand-in.js';
import { keptReason } from './reason.js';
import type { BatchDecision } from './release.js';
import {
  clearHeldContent,
  closeWithdrawal,
  deleteWithdrawal,
  insertWithdrawal,
  selectLeft,
  selectWithdrawal,
  type WithdrawalRow,
} from './withdrawal.store.js';

/** A withdrawal as the agency sees it. */
export interface WithdrawalReport {
  readonly standing: BatchStanding;
  readonly reason: string;
  /** True: the counts are what would come of it now; somebody else of the agency has to confirm. */
  readonly isAsked: boolean;
  /** Records that came with the batch: revoked. Records that it corrected: their former content again. */
  readonly revoked: number;
  readonly restored: number;
  /** Records to which something happened since: left as they are. */
  readonly left: {
    readonly total: number;
    readonly first: readonly { recordId: string; why: string }[];
  };
}

const leftShown = 1000;

/**
 * Takes the batch back, or asks for it where a second person has to confirm. Refuses `batch.unknown`,
 * `batch.not_on_file`, `batch.reason_*`, `access.*`.
 */
export async function withdrawBatch(
  context: WritingContext,
  decision: BatchDecision & { readonly reason: string },
): Promise<WithdrawalReport> {
  const { database, clock, limits } = context;
  const { principal } = decision;
  const standing = await getOwnStanding(database, decision);
  const { batchId, agencyCode, state } = standing;
  authorise(principal, 'batch.withdraw', { agencyCode });
  const reason = keptReason(decision.reason, limits);
  if (state !== 'on-file') throw refuse.not_on_file({ batch: batchId, state });
  const { needsRelease } = await getAgency(database, agencyCode);
  await database.transaction(async (tx) => {
    await takeAgencyTurn(tx, agencyCode);
    const asked = { batchId, reason, askedBy: principal.actor, askedAt: new Date(clock.now()) };
    if (!(await insertWithdrawal(tx, asked))) {
      throw refuse.not_on_file({ batch: batchId, state: 'withdrawal-asked' });
    }
    if (needsRelease) await record(context, tx, { act: 'batch.ask-withdrawal', decision });
    else await carryOut(context, tx, { standing, reason, decision });
  });
  return getWithdrawal(context, decision);
}

/**
 * Confirms what somebody else asked for. Refuses `batch.unknown`, `batch.withdrawal_not_asked`, `batch.own`,
 * `access.*`.
 */
export async function confirmWithdrawal(
  context: WritingContext,
  decision: BatchDecision,
): Promise<WithdrawalReport> {
  const { database } = context;
  const { principal } = decision;
  const standing = await getOwnStanding(database, decision);
  const { agencyCode, batchId } = standing;
  await database.transaction(async (tx) => {
    await takeAgencyTurn(tx, agencyCode);
    const { askedBy, reason } = await lockAsked(tx, batchId);
    if (principal.actor === askedBy) throw refuse.own({ batch: batchId });
    authorise(principal, 'batch.confirm-withdrawal', { agencyCode, createdBy: askedBy });
    await carryOut(context, tx, { standing, reason, decision });
  });
  return getWithdrawal(context, decision);
}

/**
 * Drops the request: by whoever asked, or by the reviewer who does not confirm. Refuses `batch.unknown`,
 * `batch.withdrawal_not_asked`, `access.*`.
 */
export async function dropWithdrawal(
  context: WritingContext,
  decision: BatchDecision,
): Promise<BatchStanding> {
  const { database } = context;
  const { principal } = decision;
  const { agencyCode, batchId } = await getOwnStanding(database, decision);
  await database.transaction(async (tx) => {
    await takeAgencyTurn(tx, agencyCode);
    const { askedBy } = await lockAsked(tx, batchId);
    authorise(principal, principal.actor === askedBy ? 'batch.take-back' : 'batch.reject', {
      agencyCode,
    });
    await deleteWithdrawal(tx, batchId);
    await record(context, tx, { act: 'batch.drop-withdrawal', decision });
  });
  return getOwnStanding(database, decision);
}

/** The withdrawal of a batch, asked for or done. Refuses `batch.unknown`, `batch.withdrawal_not_asked`. */
export async function getWithdrawal(
  { database }: Pick<WritingContext, 'database'>,
  decision: BatchDecision,
): Promise<WithdrawalReport> {
  const standing = await getOwnStanding(database, decision);
  const { batchId } = standing;
  const row = await selectWithdrawal(database, batchId);
  if (!row) throw refuse.withdrawal_not_asked({ batch: batchId });
  const { reason, decidedAt } = row;
  if (decidedAt !== null) {
    const first = await selectLeft(database, batchId, leftShown);
    const left = { total: row.leftAlone ?? 0, first };
    const { revoked, restored } = row;
    return {
      standing,
      reason,
      isAsked: false,
      revoked: revoked ?? 0,
      restored: restored ?? 0,
      left,
    };
  }
  const plan = await database.transaction((tx) => planWithdrawal(tx, batchId));
  const left = { total: plan.left.length, first: plan.left.slice(0, leftShown) };
  return { standing, reason, isAsked: true, ...plan, left };
}

async function lockAsked(tx: Transaction, batchId: string): Promise<WithdrawalRow> {
  const asked = await selectWithdrawal(tx, batchId, 'for update');
  if (!asked || asked.decidedAt !== null) throw refuse.withdrawal_not_asked({ batch: batchId });
  return asked;
}

interface Withdrawing {
  readonly standing: BatchStanding;
  readonly reason: string;
  readonly decision: BatchDecision;
}

async function carryOut(
  context: WritingContext,
  tx: Transaction,
  { standing, reason, decision }: Withdrawing,
): Promise<void> {
  const { catalogue, clock, projectors } = context;
  const { batchId, kind, receivedAt } = standing;
  const { subject } = catalogue.get(kind, dayInShanghai(receivedAt.getTime()));
  const outcome = await takeBatchBack(
    { tx, clock, projectors },
    {
      batchId,
      reason,
      // Names of representatives stand beside the ledger and have no former value: rather none than a wrong one.
      ...(subject.representative !== undefined && {
        onTakenBack: (records) => forgetRepresentatives(tx, records),
      }),
    },
  );
  await clearHeldContent(tx, batchId);
  const decidedAt = new Date(clock.now());
  await closeWithdrawal(tx, {
    batchId,
    decidedBy: decision.principal.actor,
    decidedAt,
    ...outcome,
  });
  await record(context, tx, { act: 'batch.withdraw', decision });
}

async function record(
  { clock }: WritingContext,
  tx: Transaction,
  { act, decision }: { readonly act: string; readonly decision: BatchDecision },
): Promise<void> {
  const { actor } = decision.principal;
  await recordAct(tx, { at: clock.now(), actor, act, object: decision.batchId, outcome: 'done' });
}
