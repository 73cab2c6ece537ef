// A process of its own that reads what is not public again and again, and says so; made to be killed on the way:
// `node read-and-tell.js CONNECTION UNTIL`. UNTIL `read` stops it for good between its first read and the commit.
import { setTimeout as delay } from 'node:timers/promises';
import { loadAuditRules } from '../../src/audit/audit-rules.loader.js';
import { readWithRecord } from '../../src/audit/reading.js';
import { type Connection, openDatabase } from '../../src/kernel/database.js';

const [connection = '', until] = process.argv.slice(2);
const database = openDatabase(JSON.parse(connection) as Connection, 2);
const { purposes } = loadAuditRules();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (let number = 1; ; number += 1) {
  const matter = `${until}-${process.pid}-${number}`;
  const order = { at: Date.now(), actor: 'child', act: 'file.read', purpose: 'credit-check' };
  const given = await readWithRecord(
    database,
    { ...order, purposes, matter, about: ['91320500MA1TEST00X'] },
    async (tx) => {
      const [row] = await tx.query<{ secret: string }>(`select 'secret' as secret`);
      say(`read ${matter}`);
      if (until === 'read') await delay(60_000);
      return row?.secret;
    },
  );
  say(`given ${matter} ${given}`);
}
