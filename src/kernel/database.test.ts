// Transactions: all or nothing, tried again where the server says so, and a connection that breaks on the way.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.js';
import { ConcurrentChange, openDatabase, pauseAfterAttempt, type Transaction } from './database.js';

describe('a transaction', () => {
  let storage: TestDatabase;
  before(async () => {
    storage = await testDatabase();
  });

  const insert = (tx: Transaction, act: string) =>
    tx.query(
      `insert into audit_event (event_id, at, actor, act, object, outcome)
       values (gen_random_uuid(), now(), 'console', $1, 'test', 'done')`,
      [act],
    );
  const countOf = async (act: string): Promise<number | undefined> => {
    const sql = 'select count(*) as count from audit_event where act = $1';
    return (await storage.database.query<{ count: number }>(sql, [act]))[0]?.count;
  };

  it('leaves nothing behind when its work fails', async () => {
    const work = storage.database.transaction(async (tx) => {
      await insert(tx, 'test.fails');
      throw new RangeError('on the way');
    });
    await assert.rejects(work, RangeError);
    assert.equal(await countOf('test.fails'), 0);
  });

  it('starts again when somebody else was faster, and gives up after five attempts', async () => {
    let attempts = 0;
    await storage.database.transaction(async (tx) => {
      attempts += 1;
      await insert(tx, 'test.again');
      if (attempts < 3) throw new ConcurrentChange('faster');
    });
    assert.deepEqual([attempts, await countOf('test.again')], [3, 1]);
    const never = storage.database.transaction(() => {
      attempts += 1;
      return Promise.reject(new ConcurrentChange('faster'));
    });
    await assert.rejects(never, ConcurrentChange);
    assert.equal(attempts, 8);
  });

  it('waits longer after every attempt, and never two alike for the same time', () => {
    const pauses = [1, 2, 3, 4].map((attempt) => [
      pauseAfterAttempt(attempt, 0),
      pauseAfterAttempt(attempt, 0.999),
    ]);
    for (const [index, [shortest = 0, longest = 0]] of pauses.entries()) {
      assert.ok(shortest > 0 && longest > shortest * 1.9, 'a span to be spread over');
      assert.ok(shortest >= (pauses[index - 1]?.[1] ?? 0), 'longer than any before');
    }
    assert.ok((pauses[3]?.[1] ?? 0) <= 100, 'all together stay far below a request');
  });

  it('holds no connection while it waits', async () => {
    const database = openDatabase(storage.connection, 1);
    try {
      let attempts = 0;
      const work = database.transaction(async () => {
        attempts += 1;
        if (attempts === 1) throw new ConcurrentChange('faster');
      });
      assert.deepEqual(await database.query('select 1 as one'), [{ one: 1 }]);
      await work;
      assert.equal(attempts, 2);
    } finally {
      await database.close();
    }
  });

  it('fails by what nobody waited for, and says that and not what followed from it', async () => {
    const { database } = storage;
    const unawaited = (tx: Transaction) => tx.goOn(tx.query('select 1 / 0'));
    const divided = { code: '22012' };
    await assert.rejects(
      database.transaction(async (tx) => {
        await insert(tx, 'test.unawaited');
        unawaited(tx);
      }),
      divided,
    );
    await assert.rejects(
      database.transaction(async (tx) => {
        unawaited(tx);
        await insert(tx, 'test.unawaited');
      }),
      divided,
    );
    assert.equal(await countOf('test.unawaited'), 0);
  });

  it('starts again where what nobody waited for failed because somebody else was faster', async () => {
    let attempts = 0;
    await storage.database.transaction(async (tx) => {
      attempts += 1;
      const failing = attempts < 2 ? tx.query('select 1 / 0') : tx.query('select 1');
      tx.goOn(
        failing.catch(() => {
          throw new ConcurrentChange('faster');
        }),
      );
      await insert(tx, 'test.faster');
    });
    assert.deepEqual([attempts, await countOf('test.faster')], [2, 1]);
  });

  it('whose connection breaks while nothing is asked fails alone: the process and the pool go on', async () => {
    const database = openDatabase(storage.connection, 1);
    const superuser = openDatabase(storage.superConnection, 1);
    try {
      const work = database.transaction(async (tx) => {
        await insert(tx, 'test.breaks');
        const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        let ended: Promise<void> | undefined;
        await tx.use(async (client) => {
          ended = new Promise((resolve) => client.once('end', () => resolve()));
        });
        await superuser.query('select pg_terminate_backend($1)', [row?.pid]);
        await ended;
        await tx.query('select 1');
      });
      await assert.rejects(work);
      assert.equal(await countOf('test.breaks'), 0);
      assert.deepEqual(await database.query('select 1 as one'), [{ one: 1 }]);
    } finally {
      await database.close();
      await superuser.close();
    }
  });

  it('takes no more work once it has ended', async () => {
    let left: Transaction | undefined;
    await storage.database.transaction(async (tx) => {
      left = tx;
      await insert(tx, 'test.ended');
    });
    assert.ok(left);
    await assert.rejects(insert(left, 'test.late'), /has ended/);
    assert.equal(await countOf('test.late'), 0);
  });
});
