// The PostgreSQL of a test run: one server, started by scripts/test.mjs, or by a test file run by hand.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { migrate } from '../../src/runtime/migrations.js';
import { applicationRole, databaseName } from '../../src/runtime/server-roles.js';

/** Where the server listens, and the migrated database that test files clone. */
export interface TestServer {
  readonly host: string;
  readonly template: string;
}

/** Name of the environment variable with a `TestServer` as JSON. */
export const testServerVariable = 'XINHENG_TEST_SERVER';

/**
 * Starts a server in a temporary folder with the migrated template. It ends with this process, however
 * that ends, and its folder with it.
 */
export async function startTestServer(): Promise<TestServer> {
  const server = await openEmbeddedServer({
    dataDirectory: await mkdtemp(join(tmpdir(), 'xinheng-test-')),
    temporary: true,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      shared_buffers: '256MB',
    },
  });
  await migrate(server.ownerConnection, applicationRole);
  return { host: server.connection.host as string, template: databaseName };
}
