// Trying a file out as an account or API client does: the answers of a check, and a line on the audit trail.
import { authorise } from '../access/permission.js';
import type { Principal } from '../access/principal.model.js';
import { recordAct } from '../audit/trail.js';
import type { Database } from '../kernel/database.js';
import { checkFile } from './check.js';
import type { CheckReport } from './receipt.js';
import type { IntakeContext, Submission } from './submit.js';

/** A file that somebody tries out; its bytes can be read once. */
export interface TryingOut extends Pick<Submission, 'kind' | 'sourceDay' | 'onProgress'> {
  readonly principal: Principal;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The answers that the file would get. They tell what is on file under a natural key, so each look is on the trail,
 * before anything is told. Refuses `access.*`, `catalogue.kind_unknown`, `file.*`.
 */
export async function tryOut(
  context: IntakeContext & { readonly database: Database },
  { principal, bytes, ...file }: TryingOut,
): Promise<CheckReport> {
  authorise(principal, 'batch.check');
  const { actor } = principal;
  const act = { at: context.clock.now(), actor, act: 'batch.check', object: file.kind };
  await recordAct(context.database, { ...act, outcome: 'done' });
  return checkFile(context, { ...file, open: () => bytes });
}
