// Sessions: opened, found by their token, listed and ended by their holder.
import type { Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { dayInShanghai } from '../kernel/time.js';
import type { AccessContext, Caller, SessionStage, SignInStep } from './access.model.js';
import { type AccountKind, updateLastUse } from './account.store.js';
import { noteAct } from './accounts.js';
import { readGrant } from './grant.store.js';
import { authorise } from './permission.js';
import { anyone, type Principal } from './principal.model.js';
import { refuse } from './refusals.js';
import {
  endSessionById,
  endSessionsOf,
  insertSession,
  type SessionRow,
  selectSession,
  selectSessionsOf,
  touchSession,
} from './session.store.js';
import { csrfToken, newToken, tokenDigest } from './token.js';

const minute = 60_000;
const hour = 60 * minute;
const deviceLength = 80;

/** A session in force. */
export interface FoundSession {
  /** Who may act through it: nobody but `anyone` before all factors were given. */
  readonly principal: Principal;
  readonly sessionId: string;
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly isDemo: boolean;
  readonly stage: SessionStage;
  readonly login: string;
  readonly name: string;
  /** The kinds of second factor that the account has. */
  readonly factors: readonly ('totp' | 'passkey')[];
  /** What every form of the session carries. */
  readonly csrf: string;
}

/** The session that a token stands for; looking for it keeps it from ending for want of use. */
export async function findSession(
  access: AccessContext,
  token: string,
): Promise<FoundSession | undefined> {
  const { clock, database, limits, vault } = access;
  const now = clock.now();
  const row = await selectSession(database, tokenDigest(token), now);
  if (!row) return undefined;
  const isStale = now - row.last_seen_at.getTime() >= limits.seenEverySeconds * 1000;
  if (isStale && row.stage === 'open') {
    const idleUntil = now + limits.sessionIdleMinutes[row.kind] * minute;
    await touchSession(database, row.session_id, { at: now, idleUntil });
  }
  const place = (column: string) => ({
    column: `access_account_private.${column}`,
    row: row.account_id,
  });
  return {
    principal: row.stage === 'open' ? principalOf(access, row) : anyone,
    sessionId: row.session_id,
    accountId: row.account_id,
    kind: row.kind,
    isDemo: row.is_demo,
    stage: row.stage,
    login: vault.open(row.login, place('login')),
    name: vault.open(row.name, place('name')),
    factors: row.factors,
    csrf: csrfToken(token),
  };
}

function principalOf({ clock, limits }: AccessContext, row: SessionRow): Principal {
  const provedAt = row.reauthenticated_at?.getTime() ?? 0;
  const isRecent = clock.now() - provedAt < limits.reauthenticationMinutes * minute;
  return {
    actor: row.account_id,
    kind: 'account',
    grants: row.grants.map((held) => readGrant(held)),
    sessionId: row.session_id,
    ...(isRecent && { reauthenticatedAt: provedAt }),
  };
}

/** The session in force, or a refusal: `access.session_unknown`. */
export async function getSession(access: AccessContext, token: string): Promise<FoundSession> {
  const session = await findSession(access, token);
  if (!session) throw refuse.session_unknown();
  return session;
}

/** Whose session is opened, how far it has come, and from where. */
export interface SessionOpening {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly stage: SessionStage;
  readonly way: 'password' | 'passkey' | 'oidc';
  readonly from: Caller;
  /** A half-open session that this one takes the place of: each stage has a token of its own. */
  readonly instead?: string;
}

/** Opens a session inside the transaction of the sign-in. */
export async function openSession(
  { clock, limits, vault }: AccessContext,
  tx: Transaction,
  opening: SessionOpening,
): Promise<SignInStep> {
  const { accountId, kind, stage, way } = opening;
  const at = clock.now();
  const token = newToken();
  const sessionId = newId(at);
  const isOpen = stage === 'open';
  const endsAt = at + (isOpen ? limits.sessionHours[kind] * hour : limits.halfOpenMinutes * minute);
  if (opening.instead !== undefined) {
    await endSessionById(tx, { accountId, sessionId: opening.instead, at });
  }
  await insertSession(tx, {
    sessionId,
    tokenDigest: tokenDigest(token),
    accountId,
    stage,
    way,
    at,
    idleUntil: isOpen ? at + limits.sessionIdleMinutes[kind] * minute : endsAt,
    endsAt,
    device: vault.seal(opening.from.device.slice(0, deviceLength), deviceOf(sessionId)),
  });
  if (isOpen) {
    await updateLastUse(tx, accountId, dayInShanghai(at));
    await noteAct(tx, { actor: accountId }, { at, act: 'session.sign-in', object: accountId });
  }
  return { stage, token, endsAt };
}

/** Ends the session of a token; nothing happens where it has ended. */
export async function signOut(access: AccessContext, token: string): Promise<void> {
  const session = await findSession(access, token);
  if (!session) return;
  const { accountId, sessionId } = session;
  const at = access.clock.now();
  await access.database.transaction(async (tx) => {
    await endSessionById(tx, { accountId, sessionId, at });
    await noteAct(tx, { actor: accountId }, { at, act: 'session.sign-out', object: accountId });
  });
}

/** A line of the list of one's own sessions. Moments in milliseconds. */
export interface SessionLine {
  readonly sessionId: string;
  readonly way: string;
  readonly device: string;
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly endsAt: number;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

/** One's own sessions in force, newest first. */
export async function listSessions(
  { clock, database, vault }: AccessContext,
  principal: Principal,
): Promise<SessionLine[]> {
  authorise(principal, 'account.read-own', { accountId: principal.actor });
  const rows = await selectSessionsOf(database, principal.actor, clock.now());
  return rows.map((row) => ({
    sessionId: row.session_id,
    way: row.way,
    device: row.device === null ? '' : vault.open(row.device, deviceOf(row.session_id)),
    openedAt: row.opened_at.getTime(),
    lastSeenAt: row.last_seen_at.getTime(),
    endsAt: row.ends_at.getTime(),
    isThis: row.session_id === principal.sessionId,
  }));
}

/** Ends one of one's own sessions. Refuses `access.session_unknown`. */
export async function endSession(
  { clock, database }: AccessContext,
  principal: Principal,
  sessionId: string,
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'account.revoke-session', { accountId });
  const at = clock.now();
  await database.transaction(async (tx) => {
    const was = await endSessionById(tx, { accountId, sessionId, at });
    if (!was) throw refuse.session_unknown();
    await noteAct(tx, principal, { at, act: 'account.revoke-session', object: accountId });
  });
}

/** Ends all of one's own sessions but the one that asks. */
export async function endOtherSessions(
  { clock, database }: AccessContext,
  principal: Principal,
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'account.revoke-session', { accountId });
  const at = clock.now();
  const but = principal.sessionId === undefined ? {} : { but: principal.sessionId };
  await database.transaction(async (tx) => {
    await endSessionsOf(tx, { accountId, at, ...but });
    await noteAct(tx, principal, { at, act: 'account.revoke-session', object: accountId });
  });
}

function deviceOf(sessionId: string) {
  return { column: 'access_session.device', row: sessionId };
}
