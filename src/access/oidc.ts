// Accounts and the city's identity provider: a link once made by its holder is a way in. What the provider says was
// checked before it comes here.
import { sqlState } from '../kernel/database.js';
import type { AccessContext, Caller, SignInStep } from './access.model.js';
import { noteAct } from './accounts.js';
import { selectFactors } from './factor.store.js';
import { deleteLinks, insertSubjectLink, selectLinkedAccount, selectLinks } from './oidc.store.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';
import { noteProof, requireOpen } from './reauthentication.js';
import { refuse } from './refusals.js';
import { openSession } from './sessions.js';
import { noteFailure, stageAfterPassword } from './sign-in.js';

/** A user as the provider names him. */
export interface ProviderUser {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * Signs in whoever the provider says it is; undefined where he is linked to no account. Where the provider did not ask
 * for a second factor, the platform does. Refuses `access.sign_in_failed` for an account out of use.
 */
export async function signInWithOidc(
  access: AccessContext,
  user: ProviderUser & { readonly hasSecondFactor: boolean; readonly from: Caller },
): Promise<SignInStep | undefined> {
  const account = await findLinked(access, user);
  if (!account) return undefined;
  const { accountId, kind, isInUse } = account;
  if (!isInUse) {
    await noteFailure(access, accountId);
    throw refuse.sign_in_failed();
  }
  return access.database.transaction(async (tx) => {
    const stage = user.hasSecondFactor
      ? 'open'
      : stageAfterPassword(kind, await selectFactors(tx, accountId));
    return openSession(access, tx, { accountId, kind, stage, way: 'oidc', from: user.from });
  });
}

function findLinked({ database, vault }: AccessContext, { issuer, subject }: ProviderUser) {
  return selectLinkedAccount(database, issuer, vault.lookUpKeys(`oidc ${issuer}`, subject));
}

/** Links one's own account to a user of the provider. Refuses `access.oidc_linked`. */
export async function linkOidc(
  access: AccessContext,
  principal: Principal,
  { issuer, subject }: ProviderUser,
): Promise<void> {
  const { clock, database, vault } = access;
  const accountId = principal.actor;
  authorise(principal, 'account.change-own', { accountId });
  if (await findLinked(access, { issuer, subject })) throw refuse.oidc_linked();
  const at = clock.now();
  try {
    await database.transaction(async (tx) => {
      await insertSubjectLink(tx, {
        issuer,
        subjectKey: vault.storedKey(`oidc ${issuer}`, subject),
        subject: vault.seal(subject, { column: 'access_oidc_subject.subject', row: accountId }),
        accountId,
        at,
      });
      await noteAct(tx, principal, { at, act: 'account.change-own', object: accountId });
    });
  } catch (error) {
    if (sqlState(error) === '23505') throw refuse.oidc_linked();
    throw error;
  }
}

/** Takes one's own link to a provider away. */
export async function unlinkOidc(
  { clock, database }: AccessContext,
  principal: Principal,
  issuer: string,
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'account.change-own', { accountId });
  await database.transaction(async (tx) => {
    await deleteLinks(tx, accountId, issuer);
    const act = { at: clock.now(), act: 'account.change-own', object: accountId };
    await noteAct(tx, principal, act);
  });
}

/** The providers that one's own account is linked to. */
export async function listOwnLinks(
  { database }: AccessContext,
  principal: Principal,
): Promise<{ readonly issuer: string; readonly linkedAt: number }[]> {
  authorise(principal, 'account.read-own', { accountId: principal.actor });
  const rows = await selectLinks(database, principal.actor);
  return rows.map((row) => ({ issuer: row.issuer, linkedAt: row.linked_at.getTime() }));
}

/**
 * Proves again who one is by signing in anew at the provider. Refuses `access.sign_in_failed` where that was somebody
 * else.
 */
export async function proveByOidc(
  access: AccessContext,
  { token, ...user }: ProviderUser & { readonly token: string },
): Promise<void> {
  const session = await requireOpen(access, token);
  const linked = await findLinked(access, user);
  if (linked?.accountId !== session.accountId) throw refuse.sign_in_failed();
  await noteProof(access, session);
}
