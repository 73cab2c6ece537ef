// The two roles and the database of the embedded server. Elsewhere the operator makes them (README.md beside).
import pg from 'pg';
import type { Connection } from '../kernel/database.js';

export const databaseName = 'xinheng';
/** Owns the tables; migrations run as this role. */
export const ownerRole = 'xinheng_owner';
/** What the application connects as. */
export const applicationRole = 'xinheng_app';

// Any number will do as long as nobody else uses it: "xinheng" by the keys of a telephone.
const preparationLock = 9_464_364;

/** Makes roles and database where they are missing. Several processes may do this at once. */
export async function prepareRoles(superConnection: Connection): Promise<void> {
  const client = new pg.Client({ ...superConnection });
  client.on('error', () => {});
  await client.connect();
  try {
    // Of the session and not of a transaction: CREATE DATABASE runs outside of one.
    await client.query('select pg_advisory_lock($1)', [preparationLock]);
    const present = await client.query<{ name: string }>(
      'select rolname as name from pg_roles union all select datname from pg_database',
    );
    const names = new Set(present.rows.map((row) => row.name));
    for (const role of [ownerRole, applicationRole]) {
      if (!names.has(role)) await client.query(`create role ${role} login`);
    }
    if (!names.has(databaseName)) {
      await client.query(`create database ${databaseName} owner ${ownerRole}`);
    }
  } finally {
    await client.end();
  }
}
