// Links between users of an identity provider and accounts.
import type { Queryable } from '../kernel/database.js';
import type { AccountKind } from './account.store.js';

export async function insertSubjectLink(
  database: Queryable,
  link: {
    readonly issuer: string;
    readonly subjectKey: Buffer;
    readonly subject: Buffer;
    readonly accountId: string;
    readonly at: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_oidc_subject (issuer, subject_key, subject, account_id, linked_at)
     values ($1, $2, $3, $4, $5)`,
    [link.issuer, link.subjectKey, link.subject, link.accountId, new Date(link.at)],
  );
}

/** The account that a user is linked to, if it is in use. */
export async function selectLinkedAccount(
  database: Queryable,
  issuer: string,
  subjectKeys: readonly Buffer[],
): Promise<{ accountId: string; kind: AccountKind; isInUse: boolean } | undefined> {
  const [row] = await database.query<{ account_id: string; kind: AccountKind; state: string }>(
    `select a.account_id, a.kind, a.state from access_oidc_subject o join access_account a using (account_id)
     where o.issuer = $1 and o.subject_key = any($2)`,
    [issuer, subjectKeys],
  );
  return row && { accountId: row.account_id, kind: row.kind, isInUse: row.state === 'active' };
}

export function selectLinks(
  database: Queryable,
  accountId: string,
): Promise<{ issuer: string; linked_at: Date }[]> {
  return database.query(
    'select issuer, linked_at from access_oidc_subject where account_id = $1 order by linked_at',
    [accountId],
  );
}

/** Takes away the links of an account, all or those of one issuer. */
export async function deleteLinks(
  database: Queryable,
  accountId: string,
  issuer?: string,
): Promise<void> {
  await database.query(
    'delete from access_oidc_subject where account_id = $1 and issuer = coalesce($2, issuer)',
    [accountId, issuer ?? null],
  );
}
