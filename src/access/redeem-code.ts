// Setting the way in with a one-time code: that of an invitation, or of a recovery.
import type { AccessContext, Caller } from './access.model.js';
import { selectAccountByLogin, updateAccountState, updatePassword } from './account.store.js';
import { noteAct, requireAccount } from './accounts.js';
import { chargeAttempt, forgiveAttempts } from './attempts.js';
import { deleteFactorsOf } from './factor.store.js';
import { foldLogin } from './login.js';
import { oneTimeCodeDigest } from './one-time-code.js';
import { hashPassword, requireGoodPassword } from './password-hash.js';
import { useCode } from './recovery.store.js';
import { refuse } from './refusals.js';
import { endSessionsOf } from './session.store.js';
import { noteFailure } from './sign-in.js';

const noAccount = '00000000-0000-0000-0000-000000000000';

/**
 * Sets a password; second factors and sessions that there were are gone, and an invited account is in use from now on.
 * Refuses `access.one_time_code_wrong`, `access.wait`, and what the rules for passwords refuse.
 */
export async function redeemCode(
  access: AccessContext,
  given: {
    readonly login: string;
    readonly code: string;
    readonly password: string;
    readonly from: Caller;
  },
): Promise<void> {
  const { clock, database, limits, vault } = access;
  const login = foldLogin(given.login);
  requireGoodPassword(given.password, login, limits);
  const attempt = { kind: 'login', tried: login, address: given.from.address } as const;
  await chargeAttempt(access, attempt);
  const account = await selectAccountByLogin(database, vault.lookUpKeys('login', login));
  const hash = await hashPassword(given.password, limits);
  const at = clock.now();
  const codeDigest = oneTimeCodeDigest(given.code);
  const isDone = await database.transaction(async (tx) => {
    const accountId = account?.account_id ?? noAccount;
    const used = await useCode(tx, { accountId, codeDigest, at });
    if (!used) return false;
    const { state } = await requireAccount(tx, accountId);
    await updatePassword(tx, accountId, { hash, at });
    if (state === 'invited')
      await updateAccountState(tx, accountId, { state: 'active', endedAt: null });
    await deleteFactorsOf(tx, accountId);
    await endSessionsOf(tx, { accountId, at });
    await noteAct(
      tx,
      { actor: accountId },
      { at, act: 'account.redeem-recovery', object: accountId },
    );
    return true;
  });
  if (!isDone) {
    await noteFailure(access, account?.account_id);
    throw refuse.one_time_code_wrong();
  }
  await forgiveAttempts(access, attempt);
}
