// Handing a file in as an account or API client does: on file at once, or waiting where a second person releases it.
import { authorise } from '../access/permission.js';
import type { Principal } from '../access/principal.model.js';
import { recordAct } from '../audit/trail.js';
import type { Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { getAgency } from '../parties/agencies.js';
import { type Arrival, type Arrived, receiveFile } from './arrival.js';
import { refuse } from './batch-refusals.js';
import { type BatchStanding, getStanding } from './batch-standing.js';
import { claimKey, requireSameContent } from './idempotency.js';
import { closeClaim, deleteClaim } from './idempotency.store.js';
import type { IntakeLimits } from './limits.loader.js';
import { closeArrival, deletePending, type PendingBatch, selectPending } from './pending.store.js';
import { packSummary } from './pending-chunks.js';
import type { FileSummary } from './prepared.model.js';
import { getReceipt, type Receipt } from './receipt.js';
import { takeStored } from './stored-rows.js';
import type { IntakeContext } from './submit.js';
import { writeBatch } from './write-batch.js';

/** What writing over the network works with. */
export interface WritingContext extends IntakeContext {
  readonly limits: IntakeLimits;
}

/** A file as somebody hands it in. */
export interface HandingIn extends Omit<Arrival, 'actor'> {
  readonly principal: Principal;
  /** The sender's own name for this request; API clients must give one. */
  readonly key?: string;
}

/** What became of it. */
export interface HandedIn {
  readonly standing: BatchStanding;
  /** Null while the batch is not on file. */
  readonly receipt: Receipt | null;
  /** Opens the receipt on the public site; null for a repeated request, because it is not kept. */
  readonly checkCode: string | null;
  /** The request had come before: this is what became of the first. */
  readonly isRepeated: boolean;
}

/**
 * Takes a file in for an agency. Refuses `access.*`, `batch.key_*`, and what `receiveFile` refuses.
 */
export async function handIn(context: WritingContext, handing: HandingIn): Promise<HandedIn> {
  const { principal, agencyCode, key } = handing;
  authorise(principal, 'batch.submit', { agencyCode });
  if (key === undefined && principal.kind === 'client') throw refuse.key_missing();
  const batchId = newId(context.clock.now());
  const known =
    key === undefined ? undefined : await claimKey(context, keyed(handing, key), batchId);
  if (known) {
    await requireSameContent(known, key as string, handing.bytes);
    return handedIn(context, known.batchId, null);
  }
  const checkCode = await takeIn(context, handing, batchId);
  return handedIn(context, batchId, checkCode);
}

/** Whatever fails leaves nothing, not even the key. */
async function takeIn(
  context: WritingContext,
  handing: HandingIn,
  batchId: string,
): Promise<string> {
  try {
    const { actor } = handing.principal;
    const arrived = await receiveFile(context, { ...handing, actor }, batchId);
    await settle(context, arrived);
    return arrived.checkCode;
  } catch (error) {
    await deletePending(context.database, batchId);
    await deleteClaim(context.database, batchId);
    throw error;
  }
}

function keyed({ principal, kind, agencyCode, fileName, sourceDay }: HandingIn, key: string) {
  const parameters = { kind, agency: agencyCode, fileName, dated: sourceDay ?? '' };
  return { actor: principal.actor, key, parameters };
}

/** Puts what has arrived on file, or lets it wait; the key, if one was given, stands for it from now on. */
async function settle(context: WritingContext, arrived: Arrived): Promise<void> {
  const { batchId, file } = arrived;
  await context.database.transaction(async (tx) => {
    const pending = await selectPending(tx, batchId, 'for update');
    if (!pending) throw refuse.arrival_lost();
    // Asked at the end: a file may take an hour, and the agency may have changed its mind meanwhile.
    const { needsRelease } = await getAgency(tx, pending.agencyCode);
    if (needsRelease) await closeArrival(tx, batchId, packSummary(file));
    else await writeStored(context, tx, { pending, file });
    await closeClaim(tx, batchId, Buffer.from(file.digest));
    const act = { actor: pending.submittedBy, act: 'batch.submit', object: batchId };
    await recordAct(tx, { at: context.clock.now(), ...act, outcome: 'done' });
  });
}

/** Puts the stored rows of a batch on file, under its own number and as of its arrival; nothing stays stored. */
export async function writeStored(
  context: IntakeContext,
  tx: Transaction,
  { pending, file }: { readonly pending: PendingBatch; readonly file: FileSummary },
): Promise<void> {
  const { batchId, agencyCode, catalogueDay, sourceDay, fileName, checkDigest } = pending;
  const item = context.catalogue.get(pending.kind, catalogueDay);
  const receivedAt = pending.receivedAt.getTime();
  await writeBatch(context, tx, {
    batch: {
      batchId,
      agencyCode,
      item,
      catalogueDay,
      sourceDay,
      receivedAt,
      fileName,
      checkDigest,
    },
    answerRows: async (run) => {
      await takeStored(tx, batchId, run);
      return file;
    },
  });
  await deletePending(tx, batchId);
}

async function handedIn(
  { database, catalogue }: WritingContext,
  batchId: string,
  checkCode: string | null,
): Promise<HandedIn> {
  const standing = await getStanding(database, batchId);
  const isOnFile = standing.isOnFile;
  const receipt = isOnFile ? await getReceipt(database, catalogue, { batchId }) : null;
  return { standing, receipt, checkCode, isRepeated: checkCode === null };
}
