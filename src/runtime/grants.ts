// What the application's role may do to each table. The one place where "append only" is written down;
// migrations apply it, the start checks it, and a test tries to break it.
import type pg from 'pg';
import { migrationTable } from './migration-table.js';

/** A right on a table that can be granted. */
export type TableRight = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

const append: readonly TableRight[] = ['SELECT', 'INSERT'];
const free: readonly TableRight[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * Every table of the rooms whose tables are closed by default (`audit_`, `ledger_`), and those of others that are
 * append only, by name.
 * The words of an entry can be erased by a redaction, never changed.
 */
export const closedTables: Readonly<Record<string, readonly TableRight[]>> = {
  audit_event: append,
  // Works off as events are sealed; `ledger verify` counts what is in neither place.
  audit_unsealed: free,
  audit_sealed: append,
  audit_embargo: append,
  audit_alert: append,
  audit_alert_step: append,
  audit_security_audit: append,
  audit_finding: append,
  audit_finding_step: append,
  ledger_batch: append,
  ledger_entry: append,
  ledger_tile: append,
  ledger_log: append,
  ledger_log_node: append,
  ledger_checkpoint: append,
  ledger_key: append,
  ledger_words: ['SELECT', 'INSERT', 'DELETE'],
  // Queue, turn and directory of the ledger: worked through and rebuilt, no record of what was so.
  ledger_outbox: free,
  ledger_sequencer: free,
  ledger_record: free,
  // What became of batches that waited: who released whose.
  intake_release: append,
};

const closedPrefixes = ['audit_', 'ledger_'];

/** The tables of which something is kept from the application, with what it may do. */
export const appendOnlyTables: ReadonlyMap<string, readonly TableRight[]> = new Map(
  Object.entries(closedTables).filter(([, rights]) => rights !== free),
);

/** The rights on a table. Throws for a table of a closed room that nobody has decided about. */
export function rightsOn(table: string): readonly TableRight[] {
  if (table === migrationTable) return ['SELECT'];
  const rights = closedTables[table];
  if (rights) return rights;
  if (closedPrefixes.some((prefix) => table.startsWith(prefix))) {
    throw new Error(`src/runtime/grants.ts does not say what the application may do to ${table}`);
  }
  return free;
}

/** Gives the role exactly these rights on every table, and takes all others back. Run as the owner. */
export async function applyGrants(client: pg.Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  await client.query(`grant usage on schema public to ${name}`);
  const tables = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     order by c.relname`,
  );
  for (const table of tables.rows) {
    const target = `public.${client.escapeIdentifier(table.name)}`;
    await client.query(`revoke all on ${target} from ${name}`);
    await client.query(`grant ${rightsOn(table.name).join(', ')} on ${target} to ${name}`);
  }
  await client.query(`grant usage, select on all sequences in schema public to ${name}`);
}
