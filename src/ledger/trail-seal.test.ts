// The audit trail in the log: whatever is changed, taken out or put in beside it is found by `ledger verify`.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { TestLedger } from '../../test/support/ledger.js';
import { countUnsealed } from '../audit/sealing.js';
import { recordAct, writeEvent } from '../audit/trail.js';
import { trailEventBytes } from '../audit/trail.model.js';
import { type Database, openDatabase } from '../kernel/database.js';
import { readBatchLeaf } from './batch-leaf.js';
import { rebuildProjections } from './rebuild.js';
import { sealTrail } from './trail-seal.js';
import { verifyLedger } from './verify.js';

const { database, superConnection, connection } = await testDatabase();
const ledger = new TestLedger(database);
let superuser: Database;

const reading = {
  purpose: 'credit-check',
  matter: '云审〔2026〕7号',
  office: '11320500MB0000000X',
};

async function act(number: number, in_: Pick<Database, 'query'> = database): Promise<void> {
  ledger.clock.add(7);
  await recordAct(in_, {
    at: ledger.clock.now(),
    actor: 'console',
    act: 'agency.add',
    object: `object ${number}`,
    outcome: 'done',
  });
}

before(async () => {
  superuser = openDatabase(superConnection, 2);
  await ledger.submit([{ subject: ledger.newSubject(), number: 'A1', words: { facts: '事实' } }]);
  const at = ledger.clock.now();
  const object = '91320500MA1TESTX0X';
  await writeEvent(
    database,
    { at, actor: 'someone', act: 'file.read', object, ...reading, outcome: 'done' },
    true,
  );
  for (let number = 0; number < 300; number += 1) await act(number);
  assert.equal(await sealTrail(database, ledger.clock, 270), 301);
  await ledger.sequence();
  await act(301);
});
after(() => superuser.close());

describe('the sealed trail', () => {
  it('stands in the log by number, time and root, and is verified with it', async () => {
    const verdict = await verifyLedger(database, { verifiers: [ledger.signer] });
    const { fault, ...counts } = verdict;
    assert.equal(fault, null);
    assert.deepEqual(counts, {
      ok: true,
      batches: 3,
      waiting: 0,
      entries: 1,
      events: 301,
      checkpoints: 1,
    });
    const leaves = await database.query<{ leaf: Buffer }>(
      'select leaf from ledger_log order by position',
    );
    const read = leaves.map(({ leaf }) => readBatchLeaf(leaf.toString('utf8')));
    assert.deepEqual(
      read.map((batch) => [batch?.type, batch?.entries]),
      [
        ['records', 1],
        ['trail', 270],
        ['trail', 31],
      ],
    );
    for (const { leaf } of leaves)
      assert.doesNotMatch(leaf.toString('utf8'), /object|someone|云审/);
  });

  it('is no part of what projections are rebuilt from', async () => {
    const done = await rebuildProjections(database, ledger.projectors);
    assert.deepEqual(done, { batches: 1, entries: 1 });
  });

  it('lets nothing of an event be guessed from its bytes alone: an id drawn at random is in them', () => {
    const event = { at: 0, actor: 'console', act: 'a', object: 'o', outcome: 'done' } as const;
    const bytes = (eventId: string) => trailEventBytes({ ...event, eventId, isReading: false });
    assert.equal(
      bytes('0').toString('utf8'),
      '{"act":"a","actor":"console","at":"1970-01-01T00:00:00.000Z","event":"0","object":"o","outcome":"done","v":1}',
    );
    assert.notDeepEqual(bytes('0'), bytes('1'));
  });
});

const tables = ['audit_event', 'audit_sealed', 'audit_unsealed', 'ledger_entry', 'ledger_outbox'];

/** Changes something, verifies, and puts the tables back as they were. Undefined where the tables refuse it. */
async function faultAfter(change: string): Promise<string | undefined> {
  for (const table of tables) {
    await superuser.query(`create table kept_${table} as select * from ${table}`);
  }
  try {
    await superuser.query(change);
  } catch {
    for (const table of tables) await superuser.query(`drop table kept_${table}`);
    return undefined;
  }
  try {
    const { ok, fault } = await verifyLedger(database);
    assert.equal(ok, fault === null);
    if (fault) assert.doesNotMatch(fault.what.en + fault.what.zh, /[{}]/);
    return fault?.code ?? 'none';
  } finally {
    for (const table of tables) {
      await superuser.query(
        `truncate ${table}; insert into ${table} overriding system value select * from kept_${table};
         drop table kept_${table}`,
      );
    }
  }
}

describe('one changed column of a sealed event', async () => {
  const values: Record<string, string> = {
    event_id: 'gen_random_uuid()',
    at: "at + interval '1 microsecond'",
    is_reading: 'not is_reading',
    outcome: "'refused'",
    batch_id: '(select batch_id from ledger_log where position = 0)',
    leaf: 'leaf + 1000',
  };
  const columns = await database.query<{ table: string; column: string; optional: boolean }>(
    `select table_name as table, column_name as column, is_nullable = 'YES' as optional
       from information_schema.columns
      where table_schema = 'public' and table_name in ('audit_event', 'audit_sealed') order by 1, 2`,
  );
  const first: Record<string, string> = {
    audit_event: 'is_reading',
    audit_sealed: 'leaf = 0 and batch_id = (select batch_id from ledger_log where position = 1)',
  };

  for (const { table, column } of columns) {
    it(`is found: ${table}.${column}`, async () => {
      const value = values[column] ?? `${column} || ' '`;
      const fault = await faultAfter(
        `update ${table} set ${column} = ${value} where ${first[table]}`,
      );
      assert.match(
        fault ?? 'refused',
        /^(event|event_place|event_unsealed|event_astray|batch_entries)$/,
      );
    });
  }

  it('is found: an office, a purpose taken away', async () => {
    assert.equal(
      await faultAfter('update audit_event set office = null where is_reading'),
      'event',
    );
    const unread = 'update audit_event set is_reading = false, purpose = null where is_reading';
    assert.equal(await faultAfter(unread), 'event');
  });
});

describe('whoever holds all rights on the database', () => {
  const place = (position: number) =>
    `(select batch_id from ledger_log where position = ${position})`;
  const table: [what: string, code: string, change: string][] = [
    ['deletes an event', 'event', `delete from audit_event where object = 'object 5'`],
    [
      'deletes an event and its seal',
      'event_place',
      `delete from audit_sealed where event_id = (select event_id from audit_event where object = 'object 5');
       delete from audit_event where object = 'object 5'`,
    ],
    [
      'deletes the last event of a batch and its seal',
      'batch_entries',
      `delete from audit_sealed where batch_id = ${place(2)} and leaf = 30;
       delete from audit_event where object = 'object 299'`,
    ],
    [
      'deletes a seal only',
      'event_place',
      `delete from audit_sealed where batch_id = ${place(1)} and leaf = 40`,
    ],
    [
      'lets two events change places',
      'event',
      `update audit_sealed set leaf = leaf + 1000 where batch_id = ${place(2)} and leaf < 2;
       update audit_sealed set leaf = 1001 - leaf where batch_id = ${place(2)} and leaf >= 1000`,
    ],
    [
      'puts an event in afterwards',
      'event_unsealed',
      `insert into audit_event (event_id, at, actor, act, object, outcome)
         values (gen_random_uuid(), now(), 'console', 'agency.add', 'x', 'done')`,
    ],
    [
      'puts an event in and seals it into a batch that is full',
      'event',
      `insert into audit_event (event_id, at, actor, act, object, outcome)
         values ('00000000-0000-7000-8000-000000000000', date_trunc('second', now()), 'console', 'agency.add', 'x', 'done');
       insert into audit_sealed values (${place(2)}, 31, '00000000-0000-7000-8000-000000000000')`,
    ],
    [
      'seals an event into a batch of records',
      'event_astray',
      `insert into audit_event (event_id, at, actor, act, object, outcome)
         values ('00000000-0000-7000-8000-000000000000', now(), 'console', 'agency.add', 'x', 'done');
       insert into audit_sealed values (${place(0)}, 0, '00000000-0000-7000-8000-000000000000')`,
    ],
    ['takes a waiting event out of the queue', 'event_unsealed', 'delete from audit_unsealed'],
    [
      'deletes a waiting event',
      'event_unsealed',
      `delete from audit_event where object = 'object 301'`,
    ],
    [
      'puts a sealed event into the queue again',
      'event_unsealed',
      `insert into audit_unsealed select event_id from audit_sealed limit 1`,
    ],
    [
      'puts an entry into a batch of the trail',
      'entry_astray',
      `insert into ledger_entry select subject_id, record_id, ${place(1)}, leaf, version, facts
         from ledger_entry`,
    ],
  ];

  for (const [what, code, change] of table) {
    it(`and ${what} is found out: ${code}`, async () => {
      assert.equal(await faultAfter(change), code);
    });
  }

  it('finds everything put back in these tests', async () => {
    assert.equal(await faultAfter('select 1'), 'none');
  });
});

describe('sealing', () => {
  it('takes an event whose transaction was long under way in the round after its commit', async () => {
    await sealTrail(database, ledger.clock, 1000);
    let committing = (): void => {};
    const waited = new Promise<void>((resolve) => {
      committing = resolve;
    });
    let begun = (): void => {};
    const isOpen = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const late = database.transaction(async (tx) => {
      await act(900, tx);
      begun();
      await waited;
    });
    await isOpen;
    await act(901);
    assert.equal(await sealTrail(database, ledger.clock, 1000), 1);
    committing();
    await late;
    assert.equal(await sealTrail(database, ledger.clock, 1000), 1);
    await ledger.sequence();
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
  });

  it('seals each event once, however many processes seal at a time', async () => {
    const others = [1, 2, 3].map(() => openDatabase(connection, 1));
    for (let number = 1000; number < 1200; number += 1) await act(number);
    const counts = await Promise.all(others.map((other) => sealTrail(other, ledger.clock, 16)));
    await Promise.all(others.map((other) => other.close()));
    const missed = await sealTrail(database, ledger.clock, 16);
    assert.equal(
      counts.reduce((sum, count) => sum + count, missed),
      200,
    );
    assert.equal(await countUnsealed(database), 0);
    await ledger.sequence();
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
  });

  it('writes nothing where nothing waits', async () => {
    assert.equal(await sealTrail(database, ledger.clock, 16), 0);
    assert.equal(await ledger.sequence(), 0);
  });
});
