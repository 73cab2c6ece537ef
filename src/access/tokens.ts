// Tokens of API clients: OAuth 2.0 client credentials (RFC 6749, 4.4).
import { isUuid } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import { noteAct } from './accounts.js';
import { chargeAttempt, forgiveAttempts } from './attempts.js';
import { insertToken, selectClientBySecret, selectToken } from './client.store.js';
import { requireScopes } from './clients.js';
import type { Principal } from './principal.model.js';
import { refuse } from './refusals.js';
import { newToken, tokenDigest } from './token.js';

/** A token, shown once. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

/**
 * Gives a client a token. `scope` names scopes with blanks between them; without it the token has all of the client's.
 * Refuses `access.client_failed`, `access.scope_unknown`, `access.wait`.
 */
export async function issueToken(
  access: AccessContext,
  asked: {
    readonly clientId: string;
    readonly secret: string;
    readonly scope?: string;
    readonly address: string;
  },
): Promise<IssuedToken> {
  const { clock, database, limits } = access;
  const { clientId, address } = asked;
  const attempt = { kind: 'client', tried: clientId.slice(0, 64), address } as const;
  await chargeAttempt(access, attempt);
  const at = clock.now();
  const digest = tokenDigest(asked.secret);
  const client = isUuid(clientId)
    ? await selectClientBySecret(database, { clientId, digest, at })
    : undefined;
  if (!client) throw refuse.client_failed();
  const scopes = requireScopes(
    asked.scope?.split(' ').filter(Boolean) ?? client.scopes,
    client.scopes,
  );
  const token = newToken();
  const expiresInSeconds = limits.tokenMinutes * 60;
  await database.transaction(async (tx) => {
    const endsAt = at + expiresInSeconds * 1000;
    await insertToken(tx, { digest: tokenDigest(token), clientId, scopes, at, endsAt });
    await noteAct(tx, { actor: clientId }, { at, act: 'token.issue', object: clientId });
  });
  await forgiveAttempts(access, attempt);
  return { token, expiresInSeconds, scopes };
}

/** Who a bearer token stands for. */
export async function findClient(
  { clock, database }: AccessContext,
  token: string,
): Promise<Principal | undefined> {
  const row = await selectToken(database, tokenDigest(token), clock.now());
  return row && { actor: row.clientId, kind: 'client', grants: row.grants, scopes: row.scopes };
}
