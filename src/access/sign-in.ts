// Signing in with name and password, then with a code. What fails, fails alike and takes as long.
import { recordAct } from '../audit/trail.js';
import type { AccessContext, Caller, SessionStage, SignInStep } from './access.model.js';
import { type AccountKind, selectAccountByLogin } from './account.store.js';
import { noteAct } from './accounts.js';
import { chargeAttempt, forgiveAttempts } from './attempts.js';
import { selectFactors } from './factor.store.js';
import { foldLogin } from './login.js';
import { fitsPassword } from './password-hash.js';
import { authorise } from './permission.js';
import { refuse } from './refusals.js';
import { type FoundSession, getSession, openSession } from './sessions.js';
import { enterTotp, type TotpEnrolment, takeTotp } from './totp.js';

/** Name and password as they were typed. */
export interface PasswordSignIn {
  readonly login: string;
  readonly password: string;
  readonly from: Caller;
}

/**
 * Signs in with a password. Staff is then asked for a second factor, or to enrol one; so is everybody who has one.
 * Refuses `access.sign_in_failed` whatever did not fit, and `access.wait`.
 */
export async function signInWithPassword(
  access: AccessContext,
  { login, password, from }: PasswordSignIn,
): Promise<SignInStep> {
  const folded = foldLogin(login);
  const attempt = { kind: 'login', tried: folded, address: from.address } as const;
  await chargeAttempt(access, attempt);
  const account = await selectAccountByLogin(
    access.database,
    access.vault.lookUpKeys('login', folded),
  );
  const fits = await fitsPassword(password, account?.password_hash ?? null, access.limits);
  if (!fits || account?.state !== 'active') {
    await noteFailure(access, account?.account_id);
    throw refuse.sign_in_failed();
  }
  const step = await access.database.transaction(async (tx) => {
    const stage = stageAfterPassword(account.kind, await selectFactors(tx, account.account_id));
    return openSession(access, tx, {
      accountId: account.account_id,
      kind: account.kind,
      stage,
      way: 'password',
      from,
    });
  });
  // Where a code follows, only that forgives: guessing codes must not begin afresh with each password.
  if (step.stage !== 'factor') await forgiveAttempts(access, attempt);
  return step;
}

/** Which stage comes after the password. */
export function stageAfterPassword(
  kind: AccountKind,
  factors: readonly { readonly state: 'waiting' | 'active' }[],
): SessionStage {
  if (factors.some(({ state }) => state === 'active')) return 'factor';
  return kind === 'staff' ? 'enrol' : 'open';
}

/** Puts a failed sign-in on the trail; the same work where there is no such account. */
export async function noteFailure(
  access: AccessContext,
  accountId: string | undefined,
): Promise<void> {
  await recordAct(access.database, {
    at: access.clock.now(),
    actor: 'anyone',
    act: 'session.sign-in',
    object: accountId ?? 'unknown account',
    outcome: 'refused',
  });
}

/**
 * Gives the code of an authenticator app as second factor. Refuses `access.code_wrong`, `access.wait`,
 * `access.session_unknown`.
 */
export async function giveCode(
  access: AccessContext,
  { token, code, from }: { readonly token: string; readonly code: string; readonly from: Caller },
): Promise<SignInStep> {
  const session = await requireStage(access, token, 'factor');
  const attempt = { kind: 'login', tried: session.login, address: from.address } as const;
  await chargeAttempt(access, attempt);
  const { accountId } = session;
  const fits = await takeTotp(access, access.database, { accountId, code, state: 'active' });
  if (!fits) {
    await noteFailure(access, accountId);
    throw refuse.code_wrong();
  }
  const step = await openFully(access, session, { way: 'password', from });
  await forgiveAttempts(access, attempt);
  return step;
}

/** Begins to enrol an authenticator app: at the first sign-in, or from an open session. `issuer` is the name of the site. */
export async function startTotp(
  access: AccessContext,
  { token, issuer }: { readonly token: string; readonly issuer: string },
): Promise<TotpEnrolment> {
  const { accountId, login } = await requireEnrolling(access, token);
  return access.database.transaction((tx) => enterTotp(access, tx, { accountId, login, issuer }));
}

/**
 * Ends the enrolment with the first code. Where it was asked for at sign-in the session opens with it and has a new
 * token; undefined where it was open before. Refuses `access.code_wrong`.
 */
export async function confirmTotp(
  access: AccessContext,
  { token, code, from }: { readonly token: string; readonly code: string; readonly from: Caller },
): Promise<SignInStep | undefined> {
  const session = await requireEnrolling(access, token);
  const { accountId } = session;
  const attempt = { kind: 'login', tried: session.login, address: from.address } as const;
  await chargeAttempt(access, attempt);
  const fits = await access.database.transaction(async (tx) => {
    const taken = await takeTotp(access, tx, { accountId, code, state: 'waiting' });
    const at = access.clock.now();
    const act = { at, act: 'account.enrol-factor', object: accountId };
    if (taken) await noteAct(tx, { actor: accountId }, act);
    return taken;
  });
  if (!fits) throw refuse.code_wrong();
  await forgiveAttempts(access, attempt);
  if (session.stage === 'open') return undefined;
  return openFully(access, session, { way: 'password', from });
}

/** Opens a session whose factors have all been given, under a new token. */
export function openFully(
  access: AccessContext,
  { accountId, kind, sessionId }: FoundSession,
  { way, from }: { readonly way: 'password' | 'passkey' | 'oidc'; readonly from: Caller },
): Promise<SignInStep> {
  return access.database.transaction((tx) =>
    openSession(access, tx, { accountId, kind, stage: 'open', way, from, instead: sessionId }),
  );
}

/** The session where it stands at this stage. Refuses `access.session_unknown`. */
export async function requireStage(
  access: AccessContext,
  token: string,
  stage: SessionStage,
): Promise<FoundSession> {
  const session = await getSession(access, token);
  if (session.stage !== stage) throw refuse.session_unknown();
  return session;
}

/** At sign-in, or later by the holder: the first factor freely, a further one after proving again who he is. */
export async function requireEnrolling(
  access: AccessContext,
  token: string,
): Promise<FoundSession> {
  const session = await getSession(access, token);
  const { accountId, factors, principal, stage } = session;
  if (stage === 'factor') throw refuse.session_unknown();
  if (stage === 'open') {
    authorise(principal, factors.length === 0 ? 'account.enrol-factor' : 'account.change-own', {
      accountId,
    });
  }
  return session;
}
