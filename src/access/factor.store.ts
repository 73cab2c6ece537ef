// Second factors in the database; their secrets are sealed.
import type { Queryable } from '../kernel/database.js';
import type { AccountKind } from './account.store.js';

export interface FactorRow {
  readonly factor_id: string;
  readonly account_id: string;
  readonly kind: 'totp' | 'passkey';
  readonly state: 'waiting' | 'active';
  readonly secret: Buffer;
  readonly label: Buffer | null;
  readonly made_at: Date;
  readonly last_used_at: Date | null;
  readonly counter: number | null;
}

const columns = 'factor_id, account_id, kind, state, secret, label, made_at, last_used_at, counter';

export async function insertFactor(
  database: Queryable,
  factor: {
    readonly factorId: string;
    readonly accountId: string;
    readonly kind: 'totp' | 'passkey';
    readonly state: 'waiting' | 'active';
    readonly secret: Buffer;
    readonly label: Buffer | null;
    readonly credentialKey: Buffer | null;
    readonly counter: number | null;
    readonly at: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_factor (factor_id, account_id, kind, state, secret, label, credential_key, counter, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      factor.factorId,
      factor.accountId,
      factor.kind,
      factor.state,
      factor.secret,
      factor.label,
      factor.credentialKey,
      factor.counter,
      new Date(factor.at),
    ],
  );
}

/** The factors of an account, oldest first; those that wait for their first code too. */
export function selectFactors(database: Queryable, accountId: string): Promise<FactorRow[]> {
  return database.query<FactorRow>(
    `select ${columns} from access_factor where account_id = $1 order by made_at, factor_id`,
    [accountId],
  );
}

/** Takes a time step for a TOTP; false where this step or a later one was taken before. */
export async function takeStep(
  database: Queryable,
  factorId: string,
  { step, at }: { readonly step: number; readonly at: number },
): Promise<boolean> {
  const rows = await database.query(
    `update access_factor set last_step = $2, last_used_at = $3, state = 'active'
     where factor_id = $1 and (last_step is null or last_step < $2) returning 1`,
    [factorId, step, new Date(at)],
  );
  return rows.length > 0;
}

export async function deleteFactor(database: Queryable, factorId: string): Promise<void> {
  await database.query('delete from access_factor where factor_id = $1', [factorId]);
}

/** All factors of an account, or those that never had their first code. */
export async function deleteFactorsOf(
  database: Queryable,
  accountId: string,
  which: 'all' | 'waiting' = 'all',
): Promise<void> {
  await database.query(
    `delete from access_factor where account_id = $1 and (state = 'waiting' or $2 = 'all')`,
    [accountId, which],
  );
}

/** The passkey with this key, of an account in use, with the kind of the account. */
export async function selectPasskey(
  database: Queryable,
  credentialKey: Buffer,
): Promise<(FactorRow & { readonly account_kind: AccountKind }) | undefined> {
  const [row] = await database.query<FactorRow & { account_kind: AccountKind }>(
    `select f.*, a.kind as account_kind from access_factor f join access_account a using (account_id)
     where f.credential_key = $1 and f.state = 'active' and a.state = 'active'`,
    [credentialKey],
  );
  return row;
}

/** Notes the use of a passkey; false where its counter went back, as that of a copy does. */
export async function raiseCounter(
  database: Queryable,
  factorId: string,
  { counter, at }: { readonly counter: number; readonly at: number },
): Promise<boolean> {
  const rows = await database.query(
    `update access_factor set counter = $2, last_used_at = $3
     where factor_id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning 1`,
    [factorId, counter, new Date(at)],
  );
  return rows.length > 0;
}
