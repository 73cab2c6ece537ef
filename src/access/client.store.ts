// API clients, their secrets and their tokens; secrets and tokens by digest.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import { grantColumns, type HeldGrant, readGrant } from './grant.store.js';

export interface ClientRow {
  readonly client_id: string;
  readonly title: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly created_by: string;
  readonly ended_at: Date | null;
}

const columns = 'c.client_id, c.title, c.scopes, c.created_at, c.created_by, c.ended_at';
const grantsOfClient = `coalesce((select json_agg(${grantColumns}) from access_grant g
  where g.client_id = c.client_id and g.ended_at is null), '[]')`;

export async function insertClient(
  database: Queryable,
  client: {
    readonly clientId: string;
    readonly title: string;
    readonly scopes: readonly string[];
    readonly at: number;
    readonly by: string;
  },
): Promise<void> {
  await database.query(
    `insert into access_client (client_id, title, scopes, created_at, created_by)
     values ($1, $2, $3, $4, $5)`,
    [client.clientId, client.title, client.scopes, new Date(client.at), client.by],
  );
}

/** Locks a client in use. */
export async function lockClient(
  database: Queryable,
  clientId: string,
): Promise<ClientRow | undefined> {
  if (!isUuid(clientId)) return undefined;
  const [row] = await database.query<ClientRow>(
    `select ${columns} from access_client c where client_id = $1 and ended_at is null for update`,
    [clientId],
  );
  return row;
}

export async function selectClients(
  database: Queryable,
): Promise<(ClientRow & { grants: HeldGrant[]; secrets: number })[]> {
  const rows = await database.query<
    ClientRow & { grants: Record<string, unknown>[]; secrets: number }
  >(
    `select ${columns}, ${grantsOfClient} as grants,
            (select count(*) from access_client_secret s where s.client_id = c.client_id
               and (s.ends_at is null or s.ends_at > now())) as secrets
     from access_client c order by c.created_at, c.client_id`,
  );
  return rows.map((row) => ({ ...row, grants: row.grants.map((held) => readGrant(held)) }));
}

export async function insertSecret(
  database: Queryable,
  secret: {
    readonly secretId: string;
    readonly clientId: string;
    readonly digest: Buffer;
    readonly at: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_client_secret (secret_id, client_id, secret_digest, made_at)
     values ($1, $2, $3, $4)`,
    [secret.secretId, secret.clientId, secret.digest, new Date(secret.at)],
  );
}

/** Lets the secrets of a client end at a moment, unless they end earlier. */
export async function endSecrets(
  database: Queryable,
  clientId: string,
  endsAt: number,
): Promise<void> {
  await database.query(
    'update access_client_secret set ends_at = least(ends_at, $2) where client_id = $1',
    [clientId, new Date(endsAt)],
  );
}

/** The client in use to which a secret belongs that holds now. */
export async function selectClientBySecret(
  database: Queryable,
  { clientId, digest, at }: { clientId: string; digest: Buffer; at: number },
): Promise<ClientRow | undefined> {
  const [row] = await database.query<ClientRow>(
    `select ${columns} from access_client c join access_client_secret s using (client_id)
     where c.client_id = $1 and s.secret_digest = $2 and c.ended_at is null
       and (s.ends_at is null or s.ends_at > $3)`,
    [clientId, digest, new Date(at)],
  );
  return row;
}

/** Takes a client out of use: it gets no more tokens, and those it has are worth nothing. */
export async function endClient(database: Queryable, clientId: string, at: number): Promise<void> {
  await database.query('update access_client set ended_at = $2 where client_id = $1', [
    clientId,
    new Date(at),
  ]);
  await database.query('delete from access_token where client_id = $1', [clientId]);
}

export async function insertToken(
  database: Queryable,
  token: {
    readonly digest: Buffer;
    readonly clientId: string;
    readonly scopes: readonly string[];
    readonly at: number;
    readonly endsAt: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_token (token_digest, client_id, scopes, issued_at, ends_at)
     values ($1, $2, $3, $4, $5)`,
    [token.digest, token.clientId, token.scopes, new Date(token.at), new Date(token.endsAt)],
  );
}

/** The client in use that a token in force stands for, with the token's scopes. */
export async function selectToken(
  database: Queryable,
  digest: Buffer,
  at: number,
): Promise<{ clientId: string; scopes: string[]; grants: HeldGrant[] } | undefined> {
  const [row] = await database.query<{
    client_id: string;
    scopes: string[];
    grants: Record<string, unknown>[];
  }>(
    `select c.client_id, t.scopes, ${grantsOfClient} as grants
     from access_token t join access_client c using (client_id)
     where t.token_digest = $1 and t.ends_at > $2 and c.ended_at is null`,
    [digest, new Date(at)],
    'access token',
  );
  return (
    row && {
      clientId: row.client_id,
      scopes: row.scopes,
      grants: row.grants.map((held) => readGrant(held)),
    }
  );
}
