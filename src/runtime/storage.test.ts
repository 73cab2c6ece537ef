// A database of the operator's, reached by its address.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from '../../test/support/database.js';
import { openDatabase } from '../kernel/database.js';
import { openStorage, type Storage } from './storage.js';

const log = pino({ level: 'silent' });

function urlOf(db: TestDatabase, user: string, name = db.connection.database): string {
  return `postgresql://${user}@${encodeURIComponent(db.connection.host as string)}:5432/${name}`;
}

function open(databaseUrl: string, migrateDatabaseUrl?: string): Promise<Storage> {
  return openStorage({ dataDirectory: '/nowhere', databaseUrl, migrateDatabaseUrl }, log);
}

test('an empty database is migrated and the role granted what it needs', async () => {
  const db = await testDatabase();
  const owner = openDatabase(db.ownerConnection, 1);
  await owner.query('drop schema public cascade');
  await owner.query('create schema public');
  await owner.close();
  const storage = await open(urlOf(db, 'xinheng_app'), urlOf(db, 'xinheng_owner'));
  assert.equal(storage.embedded, false);
  assert.ok(storage.applied.includes('001.do.kernel-and-audit.sql'));
  const database = openDatabase(storage.connection, 1);
  assert.deepEqual(await database.query('select * from ledger_entry'), []);
  await database.close();
  await storage.close();
});

test('without the address of the owner the schema has to be there', async () => {
  const db = await testDatabase();
  const storage = await open(urlOf(db, 'xinheng_app'));
  assert.deepEqual(storage.applied, []);
  assert.equal(storage.ownerConnection, undefined);
  const owner = openDatabase(db.ownerConnection, 1);
  await owner.query('delete from runtime_migration where version > 2');
  await owner.close();
  await assert.rejects(open(urlOf(db, 'xinheng_app')), { code: 'runtime.schema_older' });
});

test('a role that is too strong is refused, and nothing was migrated', async () => {
  const db = await testDatabase();
  const name = `bare_${randomBytes(4).toString('hex')}`;
  const admin = openDatabase(db.superConnection, 1);
  await admin.query(`create database ${name} owner xinheng_owner`);
  const owner = urlOf(db, 'xinheng_owner', name);
  for (const user of ['postgres', 'xinheng_owner']) {
    await assert.rejects(open(urlOf(db, user, name), owner), { code: 'runtime.role_too_strong' });
  }
  const bare = openDatabase({ ...db.superConnection, database: name }, 1);
  const [row] = await bare.query<{ there: boolean }>(
    `select to_regclass('ledger_entry') is not null as there`,
  );
  assert.equal(row?.there, false);
  await bare.close();
  await admin.query(`drop database ${name} with (force)`);
  await admin.close();
});

test('addresses of two databases are refused', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()]);
  await assert.rejects(open(urlOf(first, 'xinheng_app'), urlOf(second, 'xinheng_owner')), {
    code: 'runtime.two_databases',
  });
});

test('a database that does not answer is refused with the reason and without the password', async () => {
  await assert.rejects(open('postgresql://xinheng_app:s3cret@127.0.0.1:1/xinheng'), (error) => {
    assert.match(String(error), /runtime\.database_unreachable.*ECONNREFUSED/);
    assert.doesNotMatch(String(error), /s3cret/);
    return true;
  });
});
