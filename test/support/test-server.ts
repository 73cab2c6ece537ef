// The PostgreSQL of a test run: one server, started by scripts/test.mjs, or by a test file run by hand.
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { migrate } from '../../src/runtime/migrations.js';
import { applicationRole, databaseName } from '../../src/runtime/server-roles.js';

/** Where the server listens, and the migrated database that test files clone. */
export interface TestServer {
  readonly host: string;
  readonly template: string;
  /** Folder for what tests leave in files; deleted with the server, also after a kill. */
  readonly temporaryFolder: string;
}

/** Name of the environment variable with a `TestServer` as JSON. */
export const testServerVariable = 'XINHENG_TEST_SERVER';

/**
 * Starts a server in a temporary folder with the migrated template. It ends with this process, however
 * that ends, and its folder with it.
 */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-test-'));
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder);
  // Some tests run a server as another user.
  await chmod(folder, 0o755);
  await chmod(temporaryFolder, 0o1777);
  const server = await openEmbeddedServer({
    dataDirectory: join(folder, 'server'),
    temporary: true,
    temporaryFolder: folder,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      shared_buffers: '256MB',
    },
  });
  await migrate(server.ownerConnection, applicationRole);
  return { host: server.connection.host as string, template: databaseName, temporaryFolder };
}
