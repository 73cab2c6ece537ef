// Accounts, and apart from them what is personal about them.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import { grantColumns, type HeldGrant, readGrant } from './grant.store.js';

/** Staff of an office, or somebody who acts for an organisation. */
export type AccountKind = 'staff' | 'organisation';

export type AccountState = 'invited' | 'active' | 'suspended' | 'erased';

export interface AccountRow {
  readonly account_id: string;
  readonly kind: AccountKind;
  readonly state: AccountState;
  readonly is_demo: boolean;
  readonly created_at: Date;
  readonly created_by: string;
  readonly password_hash: string | null;
  readonly password_set_at: Date | null;
  readonly last_used_on: string | null;
  readonly ended_at: Date | null;
}

/** Sealed; all null once the account is erased. */
export interface PrivateRow {
  readonly login: Buffer | null;
  readonly name: Buffer | null;
  readonly contact: Buffer | null;
}

const columns = `a.account_id, a.kind, a.state, a.is_demo, a.created_at, a.created_by, a.password_hash,
  a.password_set_at, a.last_used_on, a.ended_at`;

export async function insertAccount(
  database: Queryable,
  account: {
    readonly accountId: string;
    readonly kind: AccountKind;
    readonly state: AccountState;
    readonly isDemo: boolean;
    readonly at: number;
    readonly by: string;
    readonly passwordHash: string | null;
    readonly loginKey: Buffer;
    readonly login: Buffer;
    readonly name: Buffer;
    readonly contact: Buffer | null;
  },
): Promise<void> {
  const at = new Date(account.at);
  await database.query(
    `insert into access_account
       (account_id, kind, state, is_demo, created_at, created_by, password_hash, password_set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      account.accountId,
      account.kind,
      account.state,
      account.isDemo,
      at,
      account.by,
      account.passwordHash,
      account.passwordHash === null ? null : at,
    ],
  );
  await database.query(
    `insert into access_account_private (account_id, login_key, login, name, contact)
     values ($1, $2, $3, $4, $5)`,
    [account.accountId, account.loginKey, account.login, account.name, account.contact],
  );
}

/** The account whose sign-in name has one of these keyed hashes. */
export async function selectAccountByLogin(
  database: Queryable,
  loginKeys: readonly Buffer[],
): Promise<AccountRow | undefined> {
  const [row] = await database.query<AccountRow>(
    `select ${columns} from access_account a join access_account_private p using (account_id)
     where p.login_key = any($1)`,
    [loginKeys],
  );
  return row;
}

export async function selectAccount(
  database: Queryable,
  accountId: string,
): Promise<(AccountRow & PrivateRow) | undefined> {
  if (!isUuid(accountId)) return undefined;
  const [row] = await database.query<AccountRow & PrivateRow>(
    `select ${columns}, p.login, p.name, p.contact
     from access_account a left join access_account_private p using (account_id)
     where a.account_id = $1`,
    [accountId],
  );
  return row;
}

/** Locks an account for a change of what hangs on it. */
export async function lockAccount(
  database: Queryable,
  accountId: string,
): Promise<AccountRow | undefined> {
  if (!isUuid(accountId)) return undefined;
  const [row] = await database.query<AccountRow>(
    `select ${columns} from access_account a where a.account_id = $1 for update`,
    [accountId],
  );
  return row;
}

/** A page of accounts, oldest first, with the grants in force. */
export async function selectAccounts(
  database: Queryable,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<
  (AccountRow & PrivateRow & { readonly grants: HeldGrant[]; readonly factors: number })[]
> {
  const rows = await database.query<
    AccountRow & PrivateRow & { grants: Record<string, unknown>[]; factors: number }
  >(
    `select ${columns}, p.login, p.name, p.contact,
            coalesce((select json_agg(${grantColumns} order by g.granted_at) from access_grant g
                      where g.account_id = a.account_id and g.ended_at is null), '[]') as grants,
            (select count(*) from access_factor f
             where f.account_id = a.account_id and f.state = 'active') as factors
     from access_account a left join access_account_private p using (account_id)
     where a.account_id > coalesce($1, '00000000-0000-0000-0000-000000000000')::uuid
     order by a.account_id limit $2`,
    [after, limit],
  );
  return rows.map((row) => ({ ...row, grants: row.grants.map((held) => readGrant(held)) }));
}

export async function updateAccountState(
  database: Queryable,
  accountId: string,
  { state, endedAt }: { readonly state: AccountState; readonly endedAt: number | null },
): Promise<void> {
  await database.query(
    'update access_account set state = $2, ended_at = $3 where account_id = $1',
    [accountId, state, endedAt === null ? null : new Date(endedAt)],
  );
}

export async function updatePassword(
  database: Queryable,
  accountId: string,
  { hash, at }: { readonly hash: string | null; readonly at: number },
): Promise<void> {
  await database.query(
    'update access_account set password_hash = $2, password_set_at = $3 where account_id = $1',
    [accountId, hash, new Date(at)],
  );
}

export async function updateLastUse(
  database: Queryable,
  accountId: string,
  day: string,
): Promise<void> {
  await database.query(
    'update access_account set last_used_on = $2 where account_id = $1 and last_used_on is distinct from $2::date',
    [accountId, day],
  );
}
