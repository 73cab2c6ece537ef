// The database of this process, ready to be used: reached or started, migrated, and its role looked at.
import type { Logger } from 'pino';
import { type Connection, openDatabase, type Queryable, sqlState } from '../kernel/database.js';
import type { Configuration } from './configuration.js';
import { openEmbeddedServer } from './embedded-server.js';
import { checkSchemaVersion, migrate } from './migrations.js';
import { refuse } from './refusals.js';
import { checkRole, checkServerVersion } from './role-check.js';
import { applicationRole } from './server-roles.js';

/** An open storage. */
export interface Storage {
  /** As the application's role. */
  readonly connection: Connection;
  /** As the role that owns the tables; missing where only DATABASE_URL is set. */
  readonly ownerConnection: Connection | undefined;
  /** Whether it is the embedded server. */
  readonly embedded: boolean;
  /** Files of migrations that this start applied. */
  readonly applied: readonly string[];
  /** Lets go of the embedded server; nothing to do elsewhere. */
  close(): Promise<void>;
}

/** What of the configuration decides about the storage. */
export type StorageConfiguration = Pick<
  Configuration,
  'dataDirectory' | 'databaseUrl' | 'migrateDatabaseUrl'
>;

/**
 * Opens the storage. Refuses with codes of the `runtime` register: server not started, not reached or too
 * old, schema of another version, a role that could change the ledger.
 */
export async function openStorage(
  configuration: StorageConfiguration,
  log: Logger,
): Promise<Storage> {
  return configuration.databaseUrl === undefined
    ? openEmbeddedStorage(configuration.dataDirectory, log)
    : openGivenStorage(configuration.databaseUrl, configuration.migrateDatabaseUrl);
}

async function openEmbeddedStorage(dataDirectory: string, log: Logger): Promise<Storage> {
  const server = await openEmbeddedServer({
    dataDirectory,
    onEvent: (event, fields) => log.warn(fields, event),
  });
  log.info({ attached: server.attached, identity: server.identity }, 'embedded server');
  try {
    const { connection, ownerConnection } = server;
    const { applied } = await migrate(ownerConnection, applicationRole);
    await withQueries(connection, checkRole);
    return { connection, ownerConnection, embedded: true, applied, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openGivenStorage(url: string, migrateUrl: string | undefined): Promise<Storage> {
  const connection: Connection = { connectionString: url };
  const owner: Connection | undefined =
    migrateUrl === undefined ? undefined : { connectionString: migrateUrl };
  const applied = await withQueries(connection, async (db) => {
    await checkServerVersion(db);
    if (!owner) {
      await checkSchemaVersion(db);
      await checkRole(db);
      return [];
    }
    // Looked at before as well: tables made by a role that owns them cannot be taken back from it here.
    await checkRole(db);
    const role = await checkSameDatabase(db, owner);
    const outcome = await migrate(owner, role);
    await checkRole(db);
    return outcome.applied;
  });
  return { connection, ownerConnection: owner, embedded: false, applied, close: async () => {} };
}

/** Gives the application's role. Refuses where the two addresses lead to different databases or the same role. */
async function checkSameDatabase(db: Queryable, owner: Connection): Promise<string> {
  const sql = `select current_user as role, current_database() as name,
                      pg_postmaster_start_time()::text as started`;
  interface Place {
    readonly role: string;
    readonly name: string;
    readonly started: string;
  }
  const [application] = await db.query<Place>(sql);
  const [owning] = await withQueries(owner, (ownerDb) => ownerDb.query<Place>(sql));
  if (!application || !owning) throw new Error('the server did not say who we are');
  if (application.name !== owning.name || application.started !== owning.started) {
    throw refuse.two_databases({ first: application.name, second: owning.name });
  }
  if (application.role === owning.role) throw refuse.one_role({ role: application.role });
  return application.role;
}

async function withQueries<Result>(
  connection: Connection,
  work: (db: Queryable) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(connection, 1);
  try {
    await database.query('select 1').catch((error: unknown) => {
      throw refuse.database_unreachable({ reason: describeReason(error) });
    });
    return await work(database);
  } finally {
    await database.close();
  }
}

function describeReason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return [sqlState(error), message].filter(Boolean).join(' ');
}
