// A real database for a test file: a clone of the migrated template, on the server of the test run.
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { type Connection, type Database, openDatabase } from '../../src/kernel/database.js';
import { applicationRole, ownerRole } from '../../src/runtime/server-roles.js';
import { startTestServer, type TestServer, testServerVariable } from './test-server.js';

/** A database of one's own. `database` is opened as the application. */
export interface TestDatabase {
  readonly database: Database;
  /** Application role. */
  readonly connection: Connection;
  /** Role that owns the tables. */
  readonly ownerConnection: Connection;
  /** Superuser, in the same database. */
  readonly superConnection: Connection;
  /** Closes `database` and drops it. Happens by itself after the file's tests; twice does no harm. */
  close(): Promise<void>;
}

let server: Promise<TestServer> | undefined;
const open = new Set<TestDatabase>();

// Registered here and not in `testDatabase`: after an await node:test no longer knows which test asks.
after(async () => {
  await Promise.all([...open].map((database) => database.close()));
});

/** A migrated, empty database, dropped when the tests of the file have ended. */
export async function testDatabase(): Promise<TestDatabase> {
  const given = process.env[testServerVariable];
  server ??= given ? Promise.resolve(JSON.parse(given) as TestServer) : startTestServer();
  const { host, template } = await server;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(host, `create database ${name} template ${template} owner ${ownerRole}`);
  const connection: Connection = { host, port: 5432, user: applicationRole, database: name };
  const made: TestDatabase = {
    database: openDatabase(connection, 4),
    connection,
    ownerConnection: { ...connection, user: ownerRole },
    superConnection: { ...connection, user: 'postgres' },
    close: async () => {
      if (!open.delete(made)) return;
      await made.database.close();
      await asSuperuser(host, `drop database if exists ${name} with (force)`);
    },
  };
  open.add(made);
  return made;
}

async function asSuperuser(host: string, sql: string): Promise<void> {
  const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
