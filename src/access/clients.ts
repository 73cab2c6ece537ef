// API clients: made, given new secrets, revoked. A secret is shown once and kept as a digest.
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import { noteAct } from './accounts.js';
import {
  endClient,
  endSecrets,
  insertClient,
  insertSecret,
  lockClient,
  selectClients,
} from './client.store.js';
import { endGrantsOf, type HeldGrant } from './grant.store.js';
import { addGrant } from './grants.js';
import { authorise, permissionTable } from './permission.js';
import type { Grant, Principal } from './principal.model.js';
import { refuse } from './refusals.js';
import { newToken, tokenDigest } from './token.js';

const titleLength = 80;
const dayMilliseconds = 86_400_000;

/** An API client. Moments in milliseconds. */
export interface Client {
  readonly clientId: string;
  /** Of the system or institution. */
  readonly title: string;
  readonly scopes: readonly string[];
  readonly grants: readonly HeldGrant[];
  /** How many secrets hold now: two while a rotation is under way. */
  readonly secrets: number;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** What a new client is made of. */
export interface NewClient {
  readonly title: string;
  readonly scopes: readonly string[];
  readonly grants: readonly Grant[];
}

/**
 * Makes a client; the secret is shown here and never again. Refuses `access.text_missing`, `access.scope_unknown`, and
 * what the rules for grants refuse.
 */
export async function createClient(
  { clock, database }: AccessContext,
  principal: Principal,
  client: NewClient,
): Promise<{ readonly clientId: string; readonly secret: string }> {
  authorise(principal, 'client.create');
  const title = client.title.trim();
  if (title === '' || title.length > titleLength) {
    throw refuse.text_missing({ field: '名称 / The title', most: titleLength });
  }
  const scopes = requireScopes(client.scopes, [...permissionTable().scopes.keys()]);
  const at = clock.now();
  const clientId = newId(at);
  const secret = newToken();
  await database.transaction(async (tx) => {
    const by = principal.actor;
    await insertClient(tx, { clientId, title, scopes, at, by });
    const to = { owner: { clientId }, holder: 'client', at, by } as const;
    for (const grant of client.grants) await addGrant(tx, grant, to);
    await insertSecret(tx, { secretId: newId(at), clientId, digest: tokenDigest(secret), at });
    await noteAct(tx, principal, { at, act: 'client.create', object: clientId });
  });
  return { clientId, secret };
}

/** The scopes that are asked for, each of them known. Refuses `access.scope_unknown`. */
export function requireScopes(asked: readonly string[], known: readonly string[]): string[] {
  const stranger = asked.find((scope) => !known.includes(scope));
  if (stranger !== undefined) {
    throw refuse.scope_unknown({ scope: stranger.slice(0, 60), known: known.join(', ') || '—' });
  }
  return [...new Set(asked)];
}

/** Gives a client a new secret; former ones hold until `formerEndsAt` (milliseconds), so that it can change over. */
export async function rotateSecret(
  { clock, database, limits }: AccessContext,
  principal: Principal,
  clientId: string,
): Promise<{ readonly secret: string; readonly formerEndsAt: number }> {
  authorise(principal, 'client.rotate');
  const at = clock.now();
  const formerEndsAt = at + limits.secretOverlapDays * dayMilliseconds;
  const secret = newToken();
  await database.transaction(async (tx) => {
    if (!(await lockClient(tx, clientId))) throw refuse.client_unknown({ client: clientId });
    await endSecrets(tx, clientId, formerEndsAt);
    await insertSecret(tx, { secretId: newId(at), clientId, digest: tokenDigest(secret), at });
    await noteAct(tx, principal, { at, act: 'client.rotate', object: clientId });
  });
  return { secret, formerEndsAt };
}

/** Takes a client out of use at once, with its secrets, tokens and roles. */
export async function revokeClient(
  { clock, database }: AccessContext,
  principal: Principal,
  clientId: string,
): Promise<void> {
  authorise(principal, 'client.revoke');
  const at = clock.now();
  await database.transaction(async (tx) => {
    if (!(await lockClient(tx, clientId))) throw refuse.client_unknown({ client: clientId });
    await endClient(tx, clientId, at);
    await endSecrets(tx, clientId, at);
    await endGrantsOf(tx, { clientId }, { at, by: principal.actor });
    await noteAct(tx, principal, { at, act: 'client.revoke', object: clientId });
  });
}

/** All clients, oldest first, those out of use too. */
export async function listClients(
  { database }: AccessContext,
  principal: Principal,
): Promise<Client[]> {
  authorise(principal, 'client.list');
  return (await selectClients(database)).map((row) => ({
    clientId: row.client_id,
    title: row.title,
    scopes: row.scopes,
    grants: row.grants,
    secrets: row.secrets,
    createdAt: row.created_at.getTime(),
    endedAt: row.ended_at?.getTime() ?? null,
  }));
}
