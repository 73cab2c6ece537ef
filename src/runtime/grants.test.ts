// The application cannot change what is append only, whatever it tries.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.js';
import { sqlState } from '../kernel/database.js';
import { appendOnlyTables, rightsOn } from './grants.js';

const insufficientPrivilege = '42501';

async function refusalOf({ database }: TestDatabase, sql: string): Promise<string> {
  try {
    await database.query(sql);
    return 'done';
  } catch (error) {
    return sqlState(error) ?? String(error);
  }
}

test('the application cannot change, empty or drop an append-only table', async () => {
  const db = await testDatabase();
  assert.ok(appendOnlyTables.size >= 8);
  for (const [table, rights] of appendOnlyTables) {
    const columns = await db.database.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 order by attnum`,
      [table],
    );
    const column = columns[0]?.name;
    const attempts = [
      `update ${table} set ${column} = ${column}`,
      `select * from ${table} for update`,
      `truncate ${table}`,
      `drop table ${table}`,
      `alter table ${table} add column more text`,
      `alter table ${table} disable trigger all`,
      `create trigger t before insert on ${table} for each row execute function suppress_redundant_updates_trigger()`,
      `create rule r as on insert to ${table} do instead nothing`,
    ];
    if (!rights.includes('DELETE')) attempts.push(`delete from ${table}`);
    for (const sql of attempts) {
      assert.equal(await refusalOf(db, sql), insufficientPrivilege, sql);
    }
    assert.equal(await refusalOf(db, `select 1 from ${table}`), 'done');
  }
});

test('the words of an entry can be deleted and not changed', async () => {
  const db = await testDatabase();
  assert.equal(await refusalOf(db, 'delete from ledger_words'), 'done');
  assert.equal(await refusalOf(db, 'update ledger_words set words = null'), insufficientPrivilege);
});

test('the application cannot become the owner, nor rewrite what was migrated', async () => {
  const db = await testDatabase();
  for (const sql of [
    'set role xinheng_owner',
    'create table more (a integer)',
    'delete from runtime_migration',
    // The server answers this grant with a warning only; what follows shows that it gave nothing.
    'do $$ begin grant all on ledger_entry to xinheng_app; update ledger_entry set leaf = leaf; end $$',
  ]) {
    assert.equal(await refusalOf(db, sql), insufficientPrivilege, sql);
  }
});

test('a table of a closed room that nobody has decided about is not granted', () => {
  assert.throws(() => rightsOn('ledger_something'), /ledger_something/);
  assert.deepEqual(rightsOn('intake_batch'), ['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
});
