// Everything a database holds, as text: for tests that look for what may not be there.
import type { Queryable } from '../../src/kernel/database.js';

/** Every row of every table, bytes in `bytea` columns read as UTF-8; without the tables named. */
export async function everythingStored(
  database: Queryable,
  except: readonly string[] = [],
): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  let text = '';
  for (const { name } of tables) {
    if (except.includes(name)) continue;
    const rows = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    text += `${name}\n${rows.map(({ row }) => bytesAsText(row)).join('\n')}\n`;
  }
  return text;
}

/** How many rows each table has. */
export async function rowCounts(database: Queryable): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: number }>(`select count(*) as rows from ${name}`);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

// A row as text shows bytea as \x and hex digits, its backslashes doubled inside quotes.
function bytesAsText(row: string): string {
  return row.replace(/\\+x((?:[0-9a-f]{2})+)/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString('utf8'),
  );
}
