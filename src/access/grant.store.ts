// The roles that accounts and API clients hold.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';
import type { Holder } from './permission.model.js';
import type { Grant, Role } from './principal.model.js';

/** A grant in force, with its id and when it was given. */
export interface HeldGrant extends Grant {
  readonly grantId: string;
  /** Milliseconds. */
  readonly grantedAt: number;
}

/** Whose grants: those of an account or those of a client. */
export type GrantOwner = { readonly accountId: string } | { readonly clientId: string };

/** A row of grants as JSON inside another query. */
export const grantColumns = `json_build_object('grantId', g.grant_id, 'role', g.role, 'agencyCode', g.agency_code,
  'uscc', g.uscc, 'district', g.district, 'grantedAt', extract(epoch from g.granted_at) * 1000)`;

/** Takes the absent places out of such an object. */
export function readGrant(row: Readonly<Record<string, unknown>>): HeldGrant {
  const present = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as unknown as HeldGrant;
}

export async function selectGrants(database: Queryable, owner: GrantOwner): Promise<HeldGrant[]> {
  const [column, id] =
    'accountId' in owner ? ['account_id', owner.accountId] : ['client_id', owner.clientId];
  const rows = await database.query<{ held: Record<string, unknown> }>(
    `select ${grantColumns} as held from access_grant g
     where g.${column} = $1 and g.ended_at is null order by g.granted_at, g.grant_id`,
    [id],
  );
  return rows.map(({ held }) => readGrant(held));
}

export async function insertGrant(
  database: Queryable,
  grant: Grant & {
    readonly grantId: string;
    readonly owner: GrantOwner;
    readonly holder: Holder;
    readonly at: number;
    readonly by: string;
  },
): Promise<void> {
  const { owner } = grant;
  await database.query(
    `insert into access_grant
       (grant_id, account_id, client_id, holder, role, agency_code, uscc, district, granted_at, granted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      grant.grantId,
      'accountId' in owner ? owner.accountId : null,
      'clientId' in owner ? owner.clientId : null,
      grant.holder,
      grant.role,
      grant.agencyCode ?? null,
      grant.uscc ?? null,
      grant.district ?? null,
      new Date(grant.at),
      grant.by,
    ],
  );
}

/** Ends a grant in force; gives whose it was, or nothing where there is none. */
export async function endGrant(
  database: Queryable,
  grantId: string,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<{ accountId: string | null; role: Role } | undefined> {
  if (!isUuid(grantId)) return undefined;
  const [row] = await database.query<{ account_id: string | null; role: Role }>(
    `update access_grant set ended_at = $2, ended_by = $3
     where grant_id = $1 and ended_at is null returning account_id, role`,
    [grantId, new Date(at), by],
  );
  return row && { accountId: row.account_id, role: row.role };
}

export async function endGrantsOf(
  database: Queryable,
  owner: GrantOwner,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> {
  const [column, id] =
    'accountId' in owner ? ['account_id', owner.accountId] : ['client_id', owner.clientId];
  await database.query(
    `update access_grant set ended_at = $2, ended_by = $3 where ${column} = $1 and ended_at is null`,
    [id, new Date(at), by],
  );
}
