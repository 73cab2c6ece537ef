// A role that could change the ledger is found out, whichever way it could.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.js';
import { type Connection, openDatabase } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { checkRole, checkServerVersion } from './role-check.js';

const roles: { name: string; db: TestDatabase }[] = [];

// Roles belong to the whole server, which other test files use as well.
after(async () => {
  for (const { name, db } of roles) {
    await db.close();
    await asSuperuser({ ...db.superConnection, database: 'postgres' }, `drop role ${name}`);
  }
});

async function asSuperuser(connection: Connection, sql: string): Promise<void> {
  const database = openDatabase(connection, 1);
  try {
    await database.query(sql);
  } finally {
    await database.close();
  }
}

async function faultsOf(connection: Connection): Promise<string> {
  const database = openDatabase(connection, 1);
  try {
    await checkRole(database);
    return '';
  } catch (error) {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, 'runtime.role_too_strong');
    assert.match(error.text.zh, /\p{Script=Han}/u);
    return error.text.en;
  } finally {
    await database.close();
  }
}

/** A role like the application's, and what else the statements give it (`ROLE` stands for its name). */
async function roleWith(db: TestDatabase, ...statements: string[]): Promise<Connection> {
  const name = `role_${randomBytes(5).toString('hex')}`;
  await asSuperuser(db.superConnection, `create role ${name} login in role xinheng_app`);
  for (const sql of statements) await asSuperuser(db.superConnection, sql.replaceAll('ROLE', name));
  roles.push({ name, db });
  return { ...db.connection, user: name };
}

test('the role of the application is weak enough', async () => {
  const db = await testDatabase();
  assert.equal(await faultsOf(db.connection), '');
  assert.equal(await faultsOf(await roleWith(db)), '');
  await checkServerVersion(db.database);
});

test('superuser, owner, and whoever can become the owner', async () => {
  const db = await testDatabase();
  assert.match(await faultsOf(db.superConnection), /superuser/);
  assert.match(await faultsOf(db.ownerConnection), /owns the table/);
  const member = await roleWith(db, 'grant xinheng_owner to ROLE');
  assert.match(await faultsOf(member), /member of its owner xinheng_owner/);
  // Rights that are not inherited can still be taken up.
  const lazy = await roleWith(db, 'alter role ROLE noinherit', 'grant xinheng_owner to ROLE');
  assert.match(await faultsOf(lazy), /member of its owner xinheng_owner/);
  assert.match(await faultsOf(await roleWith(db, 'alter role ROLE createrole')), /CREATEROLE/);
  const files = await roleWith(db, 'grant pg_execute_server_program to ROLE');
  assert.match(await faultsOf(files), /pg_execute_server_program/);
});

test('any right on an append-only table that the application does not need', async () => {
  const db = await testDatabase();
  const cases: [string, RegExp][] = [
    ['grant update on ledger_entry to ROLE', /UPDATE on the append-only table ledger_entry/],
    ['grant update (facts) on ledger_entry to ROLE', /UPDATE on .* ledger_entry/],
    ['grant delete on ledger_log to ROLE', /DELETE on .* ledger_log/],
    ['grant truncate on audit_event to ROLE', /TRUNCATE on .* audit_event/],
    ['grant trigger on ledger_words to ROLE', /TRIGGER on .* ledger_words/],
    ['grant pg_write_all_data to ROLE', /DELETE, UPDATE on .* ledger_checkpoint/],
  ];
  for (const [sql, expected] of cases) {
    assert.match(await faultsOf(await roleWith(db, sql)), expected, sql);
  }
  // DELETE on the words is what a redaction needs.
  assert.equal(await faultsOf(await roleWith(db, 'grant delete on ledger_words to ROLE')), '');
});

test('a role that owns a table, the schema or the database', async () => {
  const db = await testDatabase();
  const table = await roleWith(
    db,
    'create table own_table (a int)',
    'alter table own_table owner to ROLE',
  );
  assert.match(await faultsOf(table), /owns the table own_table/);
  const schema = await roleWith(db, 'alter schema public owner to ROLE');
  assert.match(await faultsOf(schema), /owns the schema public/);
  await asSuperuser(db.superConnection, 'alter schema public owner to pg_database_owner');
  const name = db.connection.database as string;
  const database = await roleWith(db, `alter database ${name} owner to ROLE`);
  const faults = await faultsOf(database);
  assert.match(faults, new RegExp(`owns the database ${name}`));
  assert.match(faults, /owns the schema public/);
  await asSuperuser(db.superConnection, `alter database ${name} owner to xinheng_owner`);
});

test('too old a server is refused', async () => {
  const old = { query: async () => [{ number: 140_011, version: '14.11' }] };
  await assert.rejects(checkServerVersion(old as never), { code: 'runtime.server_too_old' });
});
