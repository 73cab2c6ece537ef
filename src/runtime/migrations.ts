// Brings a database to the schema of this program: numbered SQL files, applied once, as the owner.
import { basename } from 'node:path';
import pg from 'pg';
import Postgrator from 'postgrator';
import type { Connection, Queryable } from '../kernel/database.js';
import { packageFile } from '../kernel/package-files.js';
import { applyGrants } from './grants.js';
import { migrationTable } from './migration-table.js';
import { refuse } from './refusals.js';

const migrationPattern = packageFile('migrations', '*.sql');
// Any number of our own: two processes that start together migrate one after the other.
const migrationLock = 9_464_365;

/** What `migrate` did: the names of the files applied now, and the version the schema has. */
export interface MigrationOutcome {
  readonly applied: readonly string[];
  readonly version: number;
}

/**
 * Applies what is missing, all of it in one transaction, then the rights of the application's role.
 * Refuses `runtime.migration_changed` when a file was changed after it had been applied, and
 * `runtime.schema_newer` when the database was made by a later program.
 */
export async function migrate(
  owner: Connection,
  applicationRole: string,
): Promise<MigrationOutcome> {
  const client = new pg.Client({ ...owner, options: '-c timezone=Asia/Shanghai' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    const outcome = await applyMigrations(client);
    await applyGrants(client, applicationRole);
    await client.query('commit');
    return outcome;
  } finally {
    await client.end();
  }
}

async function applyMigrations(client: pg.Client): Promise<MigrationOutcome> {
  const postgrator = newPostgrator((sql) => client.query(sql));
  const version = await postgrator.getMaxVersion();
  const found = await postgrator.getDatabaseVersion();
  if (found > version) throw refuse.schema_newer({ found, version });
  const applied = await postgrator.migrate().catch((error: Error) => {
    const changed = /MD5 checksum failed for migration \[(\d+)\]/.exec(error.message)?.[1];
    throw changed ? refuse.migration_changed({ version: changed }) : error;
  });
  return { applied: applied.map(({ filename }) => basename(filename)), version };
}

/**
 * Whether the schema is the one this program needs; for a start without the owner's connection.
 * Refuses `runtime.schema_older` and `runtime.schema_newer`.
 */
export async function checkSchemaVersion(db: Queryable): Promise<void> {
  const postgrator = newPostgrator(() => Promise.reject(new Error('reads the folder only')));
  const version = await postgrator.getMaxVersion();
  const [present] = await db.query<{ present: boolean }>(
    'select to_regclass($1) is not null as present',
    [`public.${migrationTable}`],
  );
  const [row] = present?.present
    ? await db.query<{ found: number }>(`select max(version) as found from ${migrationTable}`)
    : [];
  const found = row?.found ?? 0;
  if (found < version) throw refuse.schema_older({ found, version });
  if (found > version) throw refuse.schema_newer({ found, version });
}

function newPostgrator(execQuery: (sql: string) => Promise<{ rows: unknown[] }>): Postgrator {
  return new Postgrator({
    driver: 'pg',
    migrationPattern,
    schemaTable: migrationTable,
    newline: 'LF',
    execQuery,
  });
}
