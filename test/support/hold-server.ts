// A process of its own that holds an embedded server: `node hold-server.js DATA_DIR`. Says one line of JSON
// once the server answers, lets go and ends when its standard input ends.
import { openEmbeddedServer } from '../../src/runtime/embedded-server.js';

const server = await openEmbeddedServer({ dataDirectory: process.argv[2] as string });
const { attached, identity } = server;
process.stdout.write(`${JSON.stringify({ attached, identity, pid: await server.findPid() })}\n`);
for await (const _ of process.stdin);
await server.stop();
