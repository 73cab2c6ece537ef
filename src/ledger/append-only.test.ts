// The application's own database role cannot change or delete what is in the ledger.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { TestLedger } from '../../test/support/ledger.js';
import { sqlState } from '../kernel/database.js';
import { verifyLedger } from './verify.js';

const { database } = await testDatabase();
const ledger = new TestLedger(database);
await ledger.submit([{ subject: ledger.newSubject(), number: '1', words: { facts: '违法事实' } }]);
await ledger.sequence();

// What the application may do besides SELECT and INSERT, and why.
const exceptions: Record<string, string[]> = {
  // A redaction deletes the old words and inserts the redacted ones.
  ledger_words: ['delete'],
  // The queue is worked through, the turn is taken, the directory follows the ledger.
  ledger_outbox: ['update', 'delete'],
  ledger_sequencer: ['update', 'delete'],
  ledger_record: ['update', 'delete'],
  audit_unsealed: ['update', 'delete'],
};

const tables = await database.query<{ name: string; column: string }>(
  `select table_name as name, min(column_name) as column from information_schema.columns
    where table_schema = 'public' and (table_name like 'ledger\\_%' or table_name like 'audit\\_%')
    group by table_name order by table_name`,
);

describe('append only by permission', () => {
  it('knows the tables', () => {
    assert.deepEqual(
      tables.map(({ name }) => name),
      [
        'audit_alert',
        'audit_alert_step',
        'audit_embargo',
        'audit_event',
        'audit_finding',
        'audit_finding_step',
        'audit_sealed',
        'audit_security_audit',
        'audit_unsealed',
        'ledger_batch',
        'ledger_checkpoint',
        'ledger_entry',
        'ledger_key',
        'ledger_log',
        'ledger_log_node',
        'ledger_outbox',
        'ledger_record',
        'ledger_sequencer',
        'ledger_tile',
        'ledger_words',
      ],
    );
  });

  for (const { name, column } of tables) {
    const statements = {
      update: `update ${name} set ${column} = ${column}`,
      delete: `delete from ${name}`,
      truncate: `truncate ${name}`,
      drop: `drop table ${name}`,
      alter: `alter table ${name} add column surprise text`,
      trigger: `create trigger surprise before insert on ${name} execute function suppress_redundant_updates_trigger()`,
    };
    for (const [verb, sql] of Object.entries(statements)) {
      if (exceptions[name]?.includes(verb)) continue;
      it(`${name}: ${verb} is refused`, async () => {
        await assert.rejects(database.query(sql), (error) => sqlState(error) === '42501');
      });
    }
  }

  it('and after all attempts nothing has changed', async () => {
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
    assert.equal(verdict.entries, 1);
  });
});
