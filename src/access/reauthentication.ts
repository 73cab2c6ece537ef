// Proving again who one is, which grave acts want.
import type { AccessContext, Caller } from './access.model.js';
import { lockAccount } from './account.store.js';
import { noteAct } from './accounts.js';
import { chargeAttempt, forgiveAttempts } from './attempts.js';
import { fitsPassword } from './password-hash.js';
import { refuse } from './refusals.js';
import { markReauthenticated } from './session.store.js';
import { type FoundSession, getSession } from './sessions.js';
import { noteFailure } from './sign-in.js';
import { takeTotp } from './totp.js';

/**
 * By password, and by a code too where an authenticator app is enrolled. Refuses `access.sign_in_failed`, `access.wait`,
 * `access.session_unknown`.
 */
export async function reauthenticate(
  access: AccessContext,
  given: {
    readonly token: string;
    readonly password: string;
    readonly code?: string;
    readonly from: Caller;
  },
): Promise<void> {
  const session = await requireOpen(access, given.token);
  const { accountId, factors, login } = session;
  const attempt = { kind: 'login', tried: login, address: given.from.address } as const;
  await chargeAttempt(access, attempt);
  const account = await access.database.transaction((tx) => lockAccount(tx, accountId));
  const fits = await fitsPassword(given.password, account?.password_hash ?? null, access.limits);
  const code = given.code ?? '';
  const hasCode =
    !factors.includes('totp') ||
    (fits && (await takeTotp(access, access.database, { accountId, code, state: 'active' })));
  if (!fits || !hasCode) {
    await noteFailure(access, accountId);
    throw refuse.sign_in_failed();
  }
  await noteProof(access, session);
  await forgiveAttempts(access, attempt);
}

/** Marks the session: from now on, for a while, grave acts are open to it. */
export async function noteProof(
  { clock, database }: AccessContext,
  { accountId, sessionId }: FoundSession,
): Promise<void> {
  const at = clock.now();
  await database.transaction(async (tx) => {
    await markReauthenticated(tx, sessionId, at);
    await noteAct(
      tx,
      { actor: accountId },
      { at, act: 'session.reauthenticate', object: accountId },
    );
  });
}

/** The session where it is fully open. Refuses `access.session_unknown`. */
export async function requireOpen(access: AccessContext, token: string): Promise<FoundSession> {
  const session = await getSession(access, token);
  if (session.stage !== 'open') throw refuse.session_unknown();
  return session;
}
