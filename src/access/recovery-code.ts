// The invitation of a new account: a code that sets its way in, told once to whoever made the account.
import type { Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import { newOneTimeCode, oneTimeCodeDigest } from './one-time-code.js';
import { insertRecovery } from './recovery.store.js';

const hourMilliseconds = 3_600_000;

/** A code to hand on, and until when it holds (milliseconds). It is kept as a digest only. */
export interface Invitation {
  readonly code: string;
  readonly endsAt: number;
}

/** Makes the invitation of an account. */
export async function issueInvitation(
  { clock, limits }: AccessContext,
  tx: Transaction,
  { accountId, by }: { readonly accountId: string; readonly by: string },
): Promise<Invitation> {
  const code = newOneTimeCode();
  const at = clock.now();
  const endsAt = at + limits.invitationHours * hourMilliseconds;
  await insertRecovery(tx, {
    recoveryId: newId(at),
    accountId,
    kind: 'invitation',
    reason: 'invitation',
    by,
    at,
    endsAt,
    codeDigest: oneTimeCodeDigest(code),
  });
  return { code, endsAt };
}
