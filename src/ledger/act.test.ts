// Acts upon records on file: marks, revocation, moving to another subject and back, redaction.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { recordOf, TestLedger } from '../../test/support/ledger.js';
import type { Database } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { annotate, getRecordState, redact, relink, revoke } from './act.js';
import { findRecordState, type RecordState, readRecords } from './as-of.js';
import { findRecordHeads } from './directory.projector.js';
import { proveRecord } from './proof.js';
import { checkProof } from './proof-check.js';
import { verifyLedger } from './verify.js';

const today = { asOf: '2026-06-30', knownAt: null };

function isRefusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

async function newLedger(): Promise<TestLedger> {
  const { database } = await testDatabase();
  return new TestLedger(database);
}

/** Every row of every table as text; bytes are in hex, so a text is looked for in both forms. */
async function findAnywhere(database: Database, secret: Buffer): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const places: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    const held = rows.some(
      ({ row }) => row.includes(secret.toString('utf8')) || row.includes(secret.toString('hex')),
    );
    if (held) places.push(name);
  }
  return places;
}

describe('annotate and revoke', () => {
  it('add a mark, annul the decision, and leave the content as it was', async () => {
    const ledger = await newLedger();
    const subject = ledger.newSubject();
    await ledger.submit([{ subject, number: '1', words: { facts: '违法事实' } }]);
    const record = recordOf('1');
    await ledger.act((context) =>
      annotate(context, record, { mark: 'in-dispute', note: { case: '2026-1' } }),
    );
    const marked = await getRecordState(ledger.database, record);
    assert.deepEqual(
      marked.marks.map(({ mark, note }) => ({ mark, note })),
      [{ mark: 'in-dispute', note: { mark: 'in-dispute', note: { case: '2026-1' } } }],
    );
    assert.equal(marked.version, 2);
    assert.equal(marked.inEffect, true);

    await ledger.act((context) => revoke(context, record, '行政复议撤销'));
    const revoked = await getRecordState(ledger.database, record);
    assert.equal(revoked.revoked, true);
    assert.equal(revoked.inEffect, false);
    assert.deepEqual(revoked.content, marked.content);
    await assert.rejects(
      ledger.act((context) => revoke(context, record, '再次')),
      isRefusal('record.revoked_already'),
    );
    await ledger.sequence();
    assert.ok((await verifyLedger(ledger.database)).ok);
  });

  it('are refused for a record that nobody knows', async () => {
    const ledger = await newLedger();
    for (const id of [recordOf('none'), '', 'what', `${recordOf('none')},{}`, '违法']) {
      const work = ledger.act((context) => annotate(context, id, { mark: 'x' }));
      await assert.rejects(work, isRefusal('record.unknown'), id);
    }
  });
});

describe('relink', () => {
  it('moves a record with all it says, and back again', async () => {
    const ledger = await newLedger();
    const [wrong, right] = [ledger.newSubject(), ledger.newSubject()];
    const told = {
      subject: wrong,
      number: '1',
      fields: { amount: '0.2' },
      withheld: { state: '1' },
      words: { facts: '违法事实' },
      withheldWords: { remark: '备注' },
    };
    await ledger.submit([told]);
    const record = recordOf('1');
    const { database } = ledger;
    const contentOf = ({ content }: RecordState): unknown => ({
      fields: content.facts.f,
      effective: content.facts.e,
      withheld: content.withheld,
      words: content.words,
      withheldWords: content.withheldWords,
    });
    const before = contentOf(await getRecordState(database, record));

    await ledger.act((context) =>
      relink(context, record, { subjectId: right, reason: '代码错误' }),
    );
    assert.deepEqual(await readRecords(database, wrong, today), []);
    const moved = await readRecords(database, right, today);
    assert.deepEqual(moved.map(contentOf), [before]);
    assert.equal(moved[0]?.version, 3);
    const head = (await findRecordHeads(database, [record])).get(record);
    assert.equal(head?.subjectId, right);
    await assert.rejects(
      ledger.act((context) => relink(context, record, { subjectId: right, reason: '再次' })),
      isRefusal('record.same_subject'),
    );

    await ledger.act((context) => relink(context, record, { subjectId: wrong, reason: '查明' }));
    assert.deepEqual(await readRecords(database, right, today), []);
    const back = await readRecords(database, wrong, today);
    assert.deepEqual(back.map(contentOf), [before]);
    assert.equal(back[0]?.version, 5);

    await ledger.sequence();
    assert.ok((await verifyLedger(database)).ok);
    const proof = await proveRecord(database, record, {
      verifier: ledger.signer,
      publicOnly: false,
    });
    assert.deepEqual(
      proof.entries.map(({ role }) => role),
      ['superseded', 'mark', 'superseded', 'mark', 'content'],
    );
  });
});

describe('redact', () => {
  const secret = '张某某住虚构路一号';

  it('takes words out of every version and every table, and every proof still holds', async () => {
    const ledger = await newLedger();
    const { database } = ledger;
    const [first, second] = [ledger.newSubject(), ledger.newSubject()];
    const tell = (facts: string): Promise<string> =>
      ledger.submit([
        {
          subject: first,
          number: '1',
          words: { facts, basis: '依据' },
          withheldWords: { remark: secret },
        },
      ]);
    await tell(`${secret}，初稿`);
    await ledger.sequence();
    const knownAt = ledger.clock.now();
    await tell(`${secret}，更正`);
    const record = recordOf('1');
    await ledger.act((context) => relink(context, record, { subjectId: second, reason: '更正' }));
    await ledger.sequence();
    const order = { verifier: ledger.signer, publicOnly: false };
    const older = await proveRecord(database, record, order);
    const salts = await database.query<{ salt: Buffer }>(
      'select salt from ledger_words union all select withheld_salt from ledger_words',
    );
    assert.equal(salts.length, 6);
    assert.deepEqual(await findAnywhere(database, Buffer.from(secret)), ['ledger_words']);

    await ledger.act((context) =>
      redact(context, record, { fields: ['facts', 'remark'], basis: '个人信息保护法第四十七条' }),
    );
    assert.deepEqual(await findAnywhere(database, Buffer.from(secret)), []);
    for (const { salt } of salts) assert.deepEqual(await findAnywhere(database, salt), []);

    const now = await getRecordState(database, record);
    assert.deepEqual(now.content.words, { facts: null, basis: '依据' });
    assert.deepEqual(now.content.withheldWords, { remark: null });
    assert.equal(now.content.wordRevision, 1);
    const past = await findRecordState(
      database,
      { subjectId: first, recordId: record },
      { asOf: '2026-06-30', knownAt },
    );
    assert.equal(past?.version, 1);
    assert.deepEqual(past?.content.words, { facts: null, basis: '依据' });

    await ledger.sequence();
    const verdict = await verifyLedger(database, { verifiers: [ledger.signer] });
    assert.ok(verdict.ok, verdict.fault?.what.en);
    for (const publicOnly of [true, false]) {
      const proof = await proveRecord(database, record, { verifier: ledger.signer, publicOnly });
      assert.ok(checkProof(proof, { verifier: ledger.signer }).ok);
      assert.ok(!JSON.stringify(proof).includes(secret));
    }
    // Who kept a proof from before keeps what he had: the log has not changed.
    assert.ok(checkProof(older, { verifier: ledger.signer }).ok);
  });

  it('can be done again for other words, and leaves entries alone that do not have them', async () => {
    const ledger = await newLedger();
    const { database } = ledger;
    const subject = ledger.newSubject();
    const record = recordOf('1');
    await ledger.submit([{ subject, number: '1', words: { facts: '一', basis: '依据' } }]);
    await ledger.submit([{ subject, number: '1', words: { basis: '依据' } }]);
    const take = (field: string): Promise<void> =>
      ledger.act((context) => redact(context, record, { fields: [field], basis: '依据' }));
    await take('facts');
    const revisions = (): Promise<{ revision: number }[]> =>
      database.query(
        `select w.revision from ledger_words w
           join ledger_entry e on e.batch_id = w.batch_id and e.leaf = w.leaf order by e.version`,
      );
    assert.deepEqual(await revisions(), [{ revision: 1 }, { revision: 0 }]);
    await take('basis');
    assert.deepEqual(await revisions(), [{ revision: 2 }, { revision: 1 }]);
    await ledger.sequence();
    const verdict = await verifyLedger(database);
    assert.ok(verdict.ok, verdict.fault?.what.en);
    const proof = await proveRecord(database, record, {
      verifier: ledger.signer,
      publicOnly: true,
    });
    assert.deepEqual(
      checkProof(proof).shown?.entries.map(({ role, words }) => ({ role, words })),
      [
        { role: 'content', words: { basis: null } },
        { role: 'redaction', words: null },
      ],
    );
    const head = (await findRecordHeads(database, [record])).get(record);
    assert.equal(head?.digest, null);
  });

  it('is refused for words the record does not have, naming those it has', async () => {
    const ledger = await newLedger();
    await ledger.submit([
      { subject: ledger.newSubject(), number: '1', words: { facts: '一', basis: '依据' } },
    ]);
    await assert.rejects(
      ledger.act((context) => redact(context, recordOf('1'), { fields: ['name'], basis: '依据' })),
      (error) =>
        error instanceof Refusal &&
        error.code === 'record.no_such_words' &&
        error.text.en.includes('facts') &&
        error.text.zh.includes('basis'),
    );
  });
});
