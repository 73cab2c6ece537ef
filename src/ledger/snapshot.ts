// Reading several things as they were at one moment.
import type { Database, Transaction } from '../kernel/database.js';

/** Runs `read` in a transaction that sees one state of the database from begin to end, and writes nothing. */
export function inSnapshot<Result>(
  database: Database,
  read: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    return read(tx);
  });
}
