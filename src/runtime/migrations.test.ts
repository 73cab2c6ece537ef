// The schema is brought up once, whoever comes first; what does not fit is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.js';
import { openDatabase } from '../kernel/database.js';
import { checkSchemaVersion, migrate } from './migrations.js';
import { applicationRole } from './server-roles.js';

async function asOwner(db: TestDatabase, ...statements: string[]): Promise<void> {
  const database = openDatabase(db.ownerConnection, 1);
  try {
    for (const sql of statements) await database.query(sql);
  } finally {
    await database.close();
  }
}

/** Takes everything out of the schema again. */
const emptied = ['drop schema public cascade', 'create schema public'];

test('two that migrate at the same moment: one does it, both end well', async () => {
  const db = await testDatabase();
  await asOwner(db, ...emptied);
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => migrate(db.ownerConnection, applicationRole)),
  );
  const counts = outcomes.map(({ applied }) => applied.length).sort((a, b) => a - b);
  assert.deepEqual(counts.slice(0, 2), [0, 0]);
  assert.ok((counts[2] as number) >= 5);
  await checkSchemaVersion(db.database);
  await db.database.query('select * from ledger_entry');
});

test('a migration that fails leaves nothing behind', async () => {
  const db = await testDatabase();
  await asOwner(db, ...emptied, 'create table disclosure_record (a integer)');
  await assert.rejects(migrate(db.ownerConnection, applicationRole));
  const tables = await db.database.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  assert.deepEqual(tables, [{ relname: 'disclosure_record' }]);
});

test('a file that was changed after it had been applied is refused', async () => {
  const db = await testDatabase();
  await asOwner(db, `update runtime_migration set md5 = 'other' where version = 3`);
  await assert.rejects(migrate(db.ownerConnection, applicationRole), {
    code: 'runtime.migration_changed',
    text: {
      zh: '第 3 号迁移文件在执行之后被改动。恢复原文件；需要的改动写进新的一号。',
      en: 'Migration 3 was changed after it had been applied. Put the file back as it was; what has to change goes into a new one.',
    },
  });
});

test('a schema of another program version is refused', async () => {
  const db = await testDatabase();
  await asOwner(db, 'insert into runtime_migration (version) values (900)');
  await assert.rejects(checkSchemaVersion(db.database), { code: 'runtime.schema_newer' });
  await assert.rejects(migrate(db.ownerConnection, applicationRole), {
    code: 'runtime.schema_newer',
  });
  await asOwner(db, 'delete from runtime_migration where version > 1');
  await assert.rejects(checkSchemaVersion(db.database), { code: 'runtime.schema_older' });
  await asOwner(db, 'drop table runtime_migration');
  await assert.rejects(checkSchemaVersion(db.database), { code: 'runtime.schema_older' });
});

test('migrating again takes back what was granted by hand', async () => {
  const db = await testDatabase();
  await asOwner(db, `grant update, delete on ledger_entry to ${applicationRole}`);
  await migrate(db.ownerConnection, applicationRole);
  await assert.rejects(db.database.query('delete from ledger_entry'), { code: '42501' });
});
