// `ledger verify` finds whatever somebody with all rights on the database changes, and says where.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { newSigner, recordOf, TestLedger, type ToldEntry } from '../../test/support/ledger.js';
import { type Database, openDatabase, sqlState } from '../kernel/database.js';
import { annotate, redact, relink } from './act.js';
import { signCheckpoint } from './checkpoint.js';
import { verifyLedger } from './verify.js';

const { database, superConnection } = await testDatabase();
const ledger = new TestLedger(database);
const stranger = newSigner();
let superuser: Database;

function tell(number: string, subject: string): ToldEntry {
  return {
    subject,
    number,
    withheld: { state: '1' },
    words: { facts: `违法事实 ${number}`, basis: '依据' },
    withheldWords: { remark: `备注 ${number}` },
  };
}

before(async () => {
  superuser = openDatabase(superConnection, 2);
  const subjects = Array.from({ length: 5 }, () => ledger.newSubject());
  const subject = (index: number): string => subjects[index % 5] as string;
  const first = Array.from({ length: 600 }, (_, index) => tell(`A${index}`, subject(index)));
  await ledger.submit(first);
  await ledger.sequence();
  await ledger.submit([tell('A1', subject(1)), tell('B1', subject(2))]);
  await ledger.submit([{ subject: subject(3), number: 'C1' }]);
  await ledger.sequence();
  await ledger.act((context) => annotate(context, recordOf('A1'), { mark: 'in-dispute' }));
  await ledger.act((context) =>
    redact(context, recordOf('A1'), {
      fields: ['facts', 'remark'],
      basis: '个人信息保护法第四十七条',
    }),
  );
  await ledger.act((context) =>
    relink(context, recordOf('B1'), { subjectId: subject(4), reason: '更正主体' }),
  );
  await ledger.sequence();
  await ledger.submit([tell('D1', subject(0))]);
});
after(() => superuser.close());

describe('a sound ledger', () => {
  it('is found sound, and counted', async () => {
    const seen: number[] = [];
    const verdict = await verifyLedger(database, {
      verifiers: [ledger.signer],
      onProgress: (done, all) => seen.push(done, all),
    });
    assert.deepEqual(verdict, {
      ok: true,
      batches: 6,
      waiting: 1,
      entries: 600 + 2 + 1 + 1 + 1 + 2 + 1,
      events: 0,
      checkpoints: 3,
      fault: null,
    });
  });

  it('is read from a position on, where what lies before was verified earlier', async () => {
    const verdict = await verifyLedger(database, { since: 3 });
    assert.ok(verdict.ok, verdict.fault?.what.en);
    assert.equal(verdict.entries, 1 + 1 + 2 + 1);
  });

  it('is not found sound with the key of somebody else', async () => {
    const verdict = await verifyLedger(database, { verifiers: [stranger] });
    assert.equal(verdict.fault?.code, 'key_foreign');
  });
});

describe('an empty ledger', () => {
  it('is sound', async () => {
    const empty = await testDatabase();
    const verdict = await verifyLedger(empty.database);
    assert.deepEqual(verdict, {
      ok: true,
      batches: 0,
      waiting: 0,
      entries: 0,
      events: 0,
      checkpoints: 0,
      fault: null,
    });
  });
});

// One bit is changed; the same change again puts it back.
const flips: Record<string, (column: string) => string> = {
  bytea: (column) =>
    `set_byte(${column}, length(${column}) / 2, get_byte(${column}, length(${column}) / 2) # 1)`,
  uuid: (column) =>
    `encode(set_byte(uuid_send(${column}), 15, get_byte(uuid_send(${column}), 15) # 1), 'hex')::uuid`,
  integer: (column) => `${column} # 1`,
  smallint: (column) => `(${column} # 1::smallint)::smallint`,
  bigint: (column) => `${column} # 64`,
  text: (column) =>
    `overlay(${column} placing chr(ascii(substr(${column}, 2, 1)) # 1) from 2 for 1)`,
  'timestamp with time zone': (column) =>
    `timestamptz 'epoch' + ((extract(epoch from ${column}) * 1000000)::bigint # 1) * interval '1 microsecond'`,
};

// What verification cannot see, and why that does no harm.
const unseen: Record<string, string> = {
  'ledger_outbox.turn': 'sorts what waits; the order is fixed when the log takes it',
  'ledger_sequencer.only_row': 'a check constraint allows one value only',
};
// A projection: `rebuild` compares it.
const projections = ['ledger_record'];

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const columns = await database.query<Column>(
  `select table_name as table, column_name as column, data_type as type
     from information_schema.columns
    where table_schema = 'public' and table_name like 'ledger\\_%'
    order by table_name, ordinal_position`,
);

/** Changes one row's column, verifies, and puts it back. Tries other rows where a key is in the way. */
async function withFlipped<Result>(
  { table, column, type }: Column,
  look: () => Promise<Result>,
): Promise<Result> {
  const flip = flips[type]?.(column);
  assert.ok(flip, `a way to change ${type}`);
  const rows = await superuser.query<{ ctid: string }>(
    `select ctid::text from ${table} where ${column} is not null order by ctid limit 40`,
  );
  assert.ok(rows.length > 0, `${table}.${column} has a value somewhere`);
  for (const { ctid } of rows) {
    const change = (place: string): Promise<{ ctid: string }[]> =>
      superuser.query<{ ctid: string }>(
        `update ${table} set ${column} = ${flip} where ctid = $1::tid returning ctid::text`,
        [place],
      );
    let changed: { ctid: string } | undefined;
    try {
      [changed] = await change(ctid);
    } catch (error) {
      assert.equal(sqlState(error), '23505');
      continue;
    }
    try {
      return await look();
    } finally {
      await change((changed as { ctid: string }).ctid);
    }
  }
  return assert.fail(`no row of ${table} could be changed`);
}

describe('one changed bit', () => {
  before(async () => {
    // The identity column of the queue is written by the server alone otherwise.
    await superuser.query('alter table ledger_outbox alter column turn drop identity');
  });

  for (const column of columns) {
    const name = `${column.table}.${column.column}`;
    if (projections.includes(column.table) || name in unseen) continue;
    it(`in ${name} is found`, async () => {
      const verdict = await withFlipped(column, () => verifyLedger(database));
      assert.ok(!verdict.ok);
      assert.ok(verdict.fault?.what.zh && verdict.fault.what.en);
      assert.doesNotMatch(verdict.fault.what.en, /[{}]/);
    });
  }

  it('leaves nothing behind in these tests', async () => {
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
  });
});

describe('the first place that does not fit', () => {
  async function faultAfter(
    change: string,
    undo: string,
  ): Promise<{ code: string; leaf?: number; record?: string; position?: number }> {
    await superuser.query(change);
    try {
      const { fault } = await verifyLedger(database);
      assert.ok(fault);
      return fault;
    } finally {
      await superuser.query(undo);
    }
  }

  const flipFacts = (leaf: number): string =>
    `update ledger_entry set facts = set_byte(facts, 60, get_byte(facts, 60) # 1)
      where leaf = ${leaf} and batch_id = (select batch_id from ledger_log where position = 0)`;

  it('is named by batch, position, leaf and record', async () => {
    const fault = await faultAfter(
      `${flipFacts(577)}; ${flipFacts(301)}`,
      `${flipFacts(577)}; ${flipFacts(301)}`,
    );
    const { code, leaf, record, position } = fault;
    assert.deepEqual(
      { code, leaf, record, position },
      { code: 'entry_hash', leaf: 301, record: recordOf('A301'), position: 0 },
    );
  });

  const waiting = '(select batch_id from ledger_outbox)';
  const table: [what: string, code: string, change: string, undo: string][] = [
    [
      'an entry taken out',
      'entry_place',
      `create table kept as select * from ledger_entry where leaf = 9;
       delete from ledger_entry where leaf = 9`,
      'insert into ledger_entry select * from kept; drop table kept',
    ],
    [
      'the last entry of a batch taken out',
      'batch_entries',
      `create table kept as select * from ledger_entry where leaf = 599;
       delete from ledger_entry where leaf = 599`,
      'insert into ledger_entry select * from kept; drop table kept',
    ],
    [
      'an entry of a waiting batch changed',
      'entry_hash',
      `update ledger_entry set facts = facts || ' ' where batch_id = ${waiting}`,
      `update ledger_entry set facts = substring(facts from 1 for length(facts) - 1) where batch_id = ${waiting}`,
    ],
    [
      'the root of a waiting batch changed',
      'batch_root',
      `update ledger_batch set root = set_byte(root, 0, get_byte(root, 0) # 1) where batch_id = ${waiting}`,
      `update ledger_batch set root = set_byte(root, 0, get_byte(root, 0) # 1) where batch_id = ${waiting}`,
    ],
    [
      'words taken out that no redaction explains',
      'entry_words',
      `create table kept as select * from ledger_words where leaf = 7;
       delete from ledger_words where leaf = 7`,
      'insert into ledger_words select * from kept; drop table kept',
    ],
    [
      'redacted words taken out altogether',
      'entry_words',
      `create table kept as select * from ledger_words where revision > 0;
       delete from ledger_words where revision > 0`,
      'insert into ledger_words select * from kept; drop table kept',
    ],
    [
      'words that were there before a redaction, put back beside the redacted ones',
      'words_astray',
      `insert into ledger_words select subject_id, batch_id, leaf, 0, salt, words, withheld_salt, withheld
         from ledger_words where revision = 1 and leaf = 1`,
      'delete from ledger_words where revision = 0 and leaf = 1 and exists (select from ledger_words w where w.leaf = 1 and w.revision = 1 and w.batch_id = ledger_words.batch_id)',
    ],
    [
      'words of an entry that has none',
      'entry_words',
      `insert into ledger_words (subject_id, batch_id, leaf, revision, salt, words)
         select subject_id, batch_id, leaf, 0, 'salt', 'words' from ledger_entry where record_id = '${recordOf('C1')}'`,
      `delete from ledger_words where salt = 'salt'`,
    ],
    [
      'words beyond the last entry of a batch',
      'words_astray',
      `insert into ledger_words (subject_id, batch_id, leaf, revision, salt, words)
         select subject_id, batch_id, 600, 0, 'salt', 'words' from ledger_entry where leaf = 599`,
      `delete from ledger_words where salt = 'salt'`,
    ],
    [
      'a salt without withheld facts',
      'entry_withheld',
      `update ledger_entry set withheld_salt = 'salt' where record_id = '${recordOf('C1')}'`,
      `update ledger_entry set withheld_salt = null where record_id = '${recordOf('C1')}'`,
    ],
    [
      'an entry of a batch that does not exist',
      'entry_astray',
      `insert into ledger_entry select subject_id, record_id, gen_random_uuid(), leaf, version, facts
         from ledger_entry where leaf = 599`,
      `delete from ledger_entry where batch_id not in (select batch_id from ledger_batch)`,
    ],
    [
      'a tile of a batch that does not exist',
      'tile_astray',
      `insert into ledger_tile values (gen_random_uuid(), 0, 0, 'hashes')`,
      `delete from ledger_tile where hashes = 'hashes'`,
    ],
    [
      'a tile too many',
      'tile',
      `insert into ledger_tile select batch_id, 1, 5, 'hashes' from ledger_log where position = 0`,
      `delete from ledger_tile where hashes = 'hashes'`,
    ],
    [
      'a batch taken out of the queue',
      'batch_unplaced',
      `create table kept as select * from ledger_outbox; delete from ledger_outbox`,
      'insert into ledger_outbox select * from kept; drop table kept',
    ],
    [
      'a batch of the log put into the queue again',
      'batch_unplaced',
      `insert into ledger_outbox (batch_id, turn) select batch_id, 99 from ledger_log where position = 1`,
      'delete from ledger_outbox where turn = 99',
    ],
    [
      'a place in the queue without a batch',
      'batch_missing',
      `insert into ledger_outbox (batch_id, turn) values (gen_random_uuid(), 99)`,
      'delete from ledger_outbox where turn = 99',
    ],
    [
      'the end of the log cut off',
      'log_node',
      `create table kept as select * from ledger_log where position = 5;
       delete from ledger_log where position = 5`,
      'insert into ledger_log select * from kept; drop table kept',
    ],
    [
      'the last checkpoint taken out',
      'checkpoint',
      `create table kept as select * from ledger_checkpoint where size = 6;
       delete from ledger_checkpoint where size = 6`,
      'insert into ledger_checkpoint select * from kept; drop table kept',
    ],
    [
      'a batch changed together with its leaf in the log',
      'log_node',
      `update ledger_batch set agency_code = '11320500MB0000001X'
        where batch_id = (select batch_id from ledger_log where position = 2);
       update ledger_log set leaf = replace(convert_from(leaf, 'UTF8'), 'MB0000000X', 'MB0000001X')::bytea
        where position = 2`,
      `update ledger_batch set agency_code = '11320500MB0000000X'
        where batch_id = (select batch_id from ledger_log where position = 2);
       update ledger_log set leaf = replace(convert_from(leaf, 'UTF8'), 'MB0000001X', 'MB0000000X')::bytea
        where position = 2`,
    ],
    [
      'a key that never signed',
      'key_time',
      `insert into ledger_key values ('${stranger.keyId}', '${stranger.text}', now())`,
      `delete from ledger_key where key_id <> '${ledger.signer.keyId}'`,
    ],
  ];
  for (const [what, code, change, undo] of table) {
    it(`${what}: ${code}`, async () => {
      assert.equal((await faultAfter(change, undo)).code, code);
    });
  }

  it('versions with a gap: record_versions', async () => {
    const other = await testDatabase();
    const broken = new TestLedger(other.database);
    const subject = broken.newSubject();
    const first = await broken.submit([tell('A', subject)]);
    await other.database.query('update ledger_record set version = 4');
    await broken.submit([tell('A', subject)]);
    await broken.sequence();
    const { fault } = await verifyLedger(other.database);
    assert.equal(fault?.code, 'record_versions');
    assert.notEqual(fault.batch, first);
    assert.equal(fault.record, recordOf('A'));
  });

  it('versions against the order of the queue and of the log: record_versions', async () => {
    const other = await testDatabase();
    const broken = new TestLedger(other.database);
    const subject = broken.newSubject();
    await broken.submit([tell('A', subject)]);
    await broken.submit([tell('A', subject)]);
    const owner = openDatabase(other.superConnection, 1);
    await owner.query('alter table ledger_outbox alter column turn drop identity');
    await owner.query('update ledger_outbox set turn = 3 - turn');
    await owner.close();
    assert.equal((await verifyLedger(other.database)).fault?.code, 'record_versions');
    await broken.sequence();
    const { fault } = await verifyLedger(other.database);
    assert.equal(fault?.code, 'record_versions');
    assert.equal(fault.position, 0);
  });

  it('a checkpoint signed anew over another root by a holder of the key: checkpoint', async () => {
    const note = signCheckpoint(ledger.signer, 6, Buffer.alloc(32));
    const [row] = await superuser.query<{ note: string }>(
      'select note from ledger_checkpoint where size = 6',
    );
    await superuser.query('update ledger_checkpoint set note = $1 where size = 6', [note]);
    const { fault } = await verifyLedger(database);
    await superuser.query('update ledger_checkpoint set note = $1 where size = 6', [row?.note]);
    assert.equal(fault?.code, 'checkpoint');
  });

  it('leaves nothing behind in these tests', async () => {
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
  });
});
