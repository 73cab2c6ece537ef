// Where batches stand, for the agency that handed them in: one of them, or its list.
import { authorise, isAllowed } from '../access/permission.js';
import type { Principal } from '../access/principal.model.js';
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import { refuse } from './batch-refusals.js';
import {
  type BatchState,
  type StandingRow,
  selectStanding,
  selectStandings,
} from './batch-standing.store.js';

/** A batch and where it stands. */
export type BatchStanding = StandingRow;

/** Where a batch stands, whoever asks. Refuses `batch.unknown`. */
export async function getStanding(database: Queryable, batchId: string): Promise<BatchStanding> {
  const id = batchId.toLowerCase();
  const standing = isUuid(id) ? await selectStanding(database, id) : undefined;
  if (!standing) throw refuse.unknown({ batch: batchId.slice(0, 40) });
  return standing;
}

/**
 * The same for somebody of the agency. To everybody else the batch does not exist: not even that it does not
 * belong to him is said. Refuses `batch.unknown`.
 */
export async function getOwnStanding(
  database: Queryable,
  { principal, batchId }: { readonly principal: Principal; readonly batchId: string },
): Promise<BatchStanding> {
  const standing = await getStanding(database, batchId);
  if (!isAllowed(principal, 'batch.list', { agencyCode: standing.agencyCode })) {
    throw refuse.unknown({ batch: batchId.slice(0, 40) });
  }
  return standing;
}

/** Whether he may read the receipt of this batch without its check code. */
export async function mayReadReceipt(
  database: Queryable,
  { principal, batchId }: { readonly principal: Principal; readonly batchId: string },
): Promise<boolean> {
  const standing = isUuid(batchId) ? await selectStanding(database, batchId) : undefined;
  if (!standing) return false;
  return isAllowed(principal, 'receipt.read-own', { agencyCode: standing.agencyCode });
}

/** A page of an agency's batches, newest first. */
export interface StandingPage {
  readonly batches: readonly BatchStanding[];
  /** Give it back as `after`; null: this was the last page. */
  readonly next: string | null;
}

/** The batches of an agency, whatever became of them. Refuses `access.*`, `batch.mark_unknown`. */
export async function listBatches(
  database: Queryable,
  query: {
    readonly principal: Principal;
    readonly agencyCode: string;
    readonly state?: BatchState;
    readonly after?: string;
    readonly limit: number;
  },
): Promise<StandingPage> {
  const { principal, agencyCode, state, after, limit } = query;
  authorise(principal, 'batch.list', { agencyCode });
  const rows = await selectStandings(database, {
    agencyCode,
    state: state ?? null,
    behind: after === undefined ? null : readMark(after),
    limit: limit + 1,
  });
  const batches = rows.slice(0, limit);
  const last = batches.at(-1);
  return { batches, next: rows.length > limit && last ? markOf(last) : null };
}

function markOf({ receivedAt, batchId }: BatchStanding): string {
  return `${receivedAt.getTime()}.${batchId}`;
}

function readMark(mark: string): { receivedAt: Date; batchId: string } {
  const [milliseconds = '', batchId = ''] = mark.split('.');
  if (!/^\d{1,15}$/.test(milliseconds) || !isUuid(batchId)) {
    throw refuse.mark_unknown({ after: mark.slice(0, 60) });
  }
  return { receivedAt: new Date(Number(milliseconds)), batchId };
}
