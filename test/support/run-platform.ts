// A process of its own that runs the platform with doors of a few lines: what main.ts does, without the rooms.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/kernel/database.js';
import { type Doors, type PlatformParts, runPlatform } from '../../src/main.js';

async function build({ storage }: PlatformParts): Promise<Doors> {
  const database = openDatabase(storage.connection, 2);
  const server = createServer((_request, response) => {
    // The head at once and the rest later: a stop in between has to let it finish.
    response.setHeader('connection', 'close').flushHeaders();
    void delay(300)
      .then(() => database.query<{ answer: number }>('select 42 as answer'))
      .then(([row]) => response.end(String(row?.answer)));
  });
  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          resolve(`http://${host}:${(server.address() as { port: number }).port}`);
        });
      }),
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await database.close();
    },
  };
}

try {
  await runPlatform({ build, announce: (urls) => process.stdout.write(`${urls.join(' ')}\n`) });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 2;
}
