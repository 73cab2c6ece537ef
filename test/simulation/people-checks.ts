// Nothing about a natural person is anywhere in the database, and redacted words are nowhere in it either.
import assert from 'node:assert/strict';
import { rareCharacters } from './organisations.js';
import type { Play } from './play.js';

const persons = new RegExp(`钱[${rareCharacters}]`);
const representatives = new RegExp(`孙[${rareCharacters}]`);

// A representative may stand in the registry's own table, and in what is kept of a row that waits for a person.
const representativeTables = new Set(['parties_representative', 'intake_held']);

/** Reads the whole database as text. */
export async function checkPeople({ city }: Play, gone: ReadonlySet<string>): Promise<void> {
  const tables = await city.database.query<{ name: string; columns: string[] }>(
    `select c.table_name as name, array_agg(case when c.data_type = 'bytea'
              then format('coalesce(encode(%1$I, ''escape''), '''')', c.column_name)
              else format('coalesce(%1$I::text, '''')', c.column_name) end) as columns
       from information_schema.columns c join pg_tables t on t.tablename = c.table_name
      where t.schemaname = 'public' and t.tablename ~ '_' group by 1`,
  );
  for (const { name, columns } of tables) {
    const rows = await city.database.query<{ text: string }>(
      `select ${columns.join(` || ' ' || `)} as text from ${name}`,
    );
    const text = readable(rows.map((row) => row.text).join('\n'));
    refuseMatch(name, text, /9999[0-9]{2}19[0-9]{9}[0-9X]/);
    refuseMatch(name, text, /1540000[0-9]{4}/);
    refuseMatch(name, text, persons);
    if (!representativeTables.has(name)) refuseMatch(name, text, representatives);
    for (const word of gone)
      assert.ok(!text.includes(word), `${word} was redacted and is in ${name}`);
  }
}

function refuseMatch(table: string, text: string, pattern: RegExp): void {
  const found = pattern.exec(text);
  if (found)
    assert.fail(`${table}: …${text.slice(Math.max(0, found.index - 60), found.index + 60)}…`);
}

// `encode(…, 'escape')` writes bytes beyond ASCII as \nnn.
function readable(text: string): string {
  const bytes = text.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return `${text}\n${Buffer.from(bytes, 'latin1').toString('utf8')}`;
}
