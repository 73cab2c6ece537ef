// A process of its own that writes rows into an embedded server, one by one: `node write-rows.js DATA_DIR`.
// Says the server's process number first, then each row's number once it is committed.
import { openDatabase } from '../../src/kernel/database.js';
import { openEmbeddedServer } from '../../src/runtime/embedded-server.js';

const server = await openEmbeddedServer({ dataDirectory: process.argv[2] as string });
const database = openDatabase(server.ownerConnection, 1);
await database.query('create table if not exists written (number integer primary key)');
process.stdout.write(`${await server.findPid()}\n`);
const [row] = await database.query<{ next: number }>(
  'select coalesce(max(number), 0) + 1 as next from written',
);
for (let number = row?.next ?? 1; ; number += 1) {
  await database.query('insert into written values ($1)', [number]);
  process.stdout.write(`${number}\n`);
}
