// Every sealed column, for a rotation of keys.
import type { Queryable } from '../kernel/database.js';

/** A sealed column: its table, the column of the row's id, and which keyed hash is made of what it holds. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly id: string;
  readonly key?: string;
}

/** All of them. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'access_account_private', column: 'login', id: 'account_id', key: 'login_key' },
  { table: 'access_account_private', column: 'name', id: 'account_id' },
  { table: 'access_account_private', column: 'contact', id: 'account_id' },
  { table: 'access_factor', column: 'secret', id: 'factor_id' },
  { table: 'access_factor', column: 'label', id: 'factor_id' },
  { table: 'access_session', column: 'device', id: 'session_id' },
  { table: 'access_oidc_subject', column: 'subject', id: 'account_id', key: 'subject_key' },
];

/** Keeps everybody else from writing to the sealed tables until the transaction ends. */
export async function lockSealedTables(database: Queryable): Promise<void> {
  const tables = [...new Set(sealedColumns.map(({ table }) => table))];
  await database.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
}

/** The rows that hold something; `place` tells apart rows of one id, `issuer` is that of a link. */
export function selectSealed(
  database: Queryable,
  { table, column, id }: SealedColumn,
): Promise<{ id: string; sealed: Buffer; place: string; issuer: string | null }[]> {
  const issuer = table === 'access_oidc_subject' ? 'issuer' : 'null';
  return database.query(
    `select ${id} as id, ${column} as sealed, ctid::text as place, ${issuer} as issuer
     from ${table} where ${column} is not null`,
  );
}

export async function updateSealed(
  database: Queryable,
  { table, column, key }: SealedColumn,
  row: { readonly place: string; readonly sealed: Buffer; readonly storedKey: Buffer | null },
): Promise<void> {
  const changes = key === undefined ? `${column} = $2` : `${column} = $2, ${key} = $3`;
  const values =
    key === undefined ? [row.place, row.sealed] : [row.place, row.sealed, row.storedKey];
  await database.query(`update ${table} set ${changes} where ctid = $1::tid`, values);
}

/** Attempts are counted under keyed hashes of names that are nowhere kept: they begin anew. */
export async function deleteAllAttempts(database: Queryable): Promise<void> {
  await database.query('delete from access_attempt');
}
