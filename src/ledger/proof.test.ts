// Proofs: made for the public and for the file, checked offline, and no better than what they show.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.js';
import { newSigner, recordOf, TestLedger } from '../../test/support/ledger.js';
import { openDatabase } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { annotate, redact, relink, revoke } from './act.js';
import { signCheckpoint } from './checkpoint.js';
import { decodeFacts } from './decoded-entry.js';
import { encodeEntry, textLeafHash } from './entry.js';
import { readVerifier } from './log-key.js';
import { leafHash } from './merkle.js';
import { proveRecord } from './proof.js';
import type { ProofVerdict, RecordProof } from './proof.model.js';
import { proofStepWords } from './proof.words.js';
import { checkProof } from './proof-check.js';

const { database, superConnection } = await testDatabase();
const ledger = new TestLedger(database);
const verifier = readVerifier(ledger.signer.text);
assert.ok(verifier);
const pinned = { verifier };
const forPublic = { verifier: ledger.signer, publicOnly: true };
const forFile = { verifier: ledger.signer, publicOnly: false };

const subject = ledger.newSubject();
const filler = Array.from({ length: 300 }, (_, index) => ({ subject, number: `filler ${index}` }));
const told = {
  subject,
  number: 'P1',
  fields: { amount: '0.2', decisionNumber: 'P1' },
  withheld: { state: '1' },
  words: { facts: '违法事实', basis: '依据' },
  withheldWords: { remark: '备注' },
};
await ledger.submit([{ ...told, words: { facts: '初稿' } }]);
await ledger.sequence();
for (let at = 0; at < 5; at += 1) await ledger.submit([{ subject, number: `early ${at}` }]);
await ledger.submit([...filler, told, { subject, number: 'after' }]);
await ledger.sequence();
await ledger.submit([{ subject, number: 'later' }]);
await ledger.sequence();

function isRefusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

// As a reader gets it: through a file.
function asFile(proof: RecordProof): RecordProof {
  return JSON.parse(JSON.stringify(proof)) as RecordProof;
}

function failedStep(verdict: ProofVerdict): string | undefined {
  assert.equal(verdict.ok, false);
  assert.equal(verdict.shown, null);
  const last = verdict.steps.at(-1);
  assert.equal(last?.ok, false);
  assert.ok(verdict.steps.slice(0, -1).every(({ ok }) => ok));
  return last.what.en;
}

describe('the proof for the public', () => {
  it('shows the entry whose content holds, with its public words only', async () => {
    const proof = asFile(await proveRecord(database, recordOf('P1'), forPublic));
    assert.equal(proof.entries.length, 1);
    assert.deepEqual(Object.keys(proof.entries[0] ?? {}).sort(), [
      'batch',
      'facts',
      'logPath',
      'role',
      'words',
    ]);
    const text = JSON.stringify(proof);
    for (const hidden of ['备注', '"state', '初稿']) assert.ok(!text.includes(hidden), hidden);

    const verdict = checkProof(proof, pinned);
    assert.ok(verdict.ok);
    assert.ok(verdict.steps.length >= 8 && verdict.steps.every(({ ok }) => ok));
    const { shown } = verdict;
    assert.equal(shown?.recordId, recordOf('P1'));
    assert.equal(shown.subjectId, subject);
    assert.deepEqual(shown.key, { name: verifier.name, id: verifier.keyId, pinned: true });
    assert.equal(shown.log.size, 8);
    const [entry] = shown.entries;
    assert.equal(entry?.role, 'content');
    assert.equal(entry.facts.n, 2);
    assert.deepEqual(entry.facts.f, told.fields);
    assert.deepEqual(entry.words, told.words);
    assert.equal(entry.withheld, null);
    assert.equal(entry.withheldWords, null);
    assert.deepEqual([entry.logPosition, entry.leaf], [6, 300]);
    assert.equal(entry.recordedAt, ledger.clock.now() - 1000);
  });

  it('can be checked with the key it brings, which the reader must compare', async () => {
    const verdict = checkProof(asFile(await proveRecord(database, recordOf('P1'), forPublic)));
    assert.ok(verdict.ok);
    assert.equal(verdict.shown?.key.pinned, false);
    assert.ok(verdict.steps.some(({ what }) => what === proofStepWords.ownKey));
  });

  it('is refused for a record that is not there, was revoked, or is not in the log yet', async () => {
    await ledger.submit([
      { subject, number: 'R1' },
      { subject, number: 'R2' },
    ]);
    for (const order of [forPublic, forFile]) {
      await assert.rejects(
        proveRecord(database, recordOf('R1'), order),
        isRefusal('proof.not_logged'),
      );
    }
    await ledger.sequence();
    assert.ok(await proveRecord(database, recordOf('R1'), forPublic));
    await ledger.act((context) => revoke(context, recordOf('R1'), '撤销'));
    await ledger.sequence();
    for (const id of [recordOf('R1'), recordOf('none'), 'what', '']) {
      await assert.rejects(
        proveRecord(database, id, forPublic),
        isRefusal('proof.no_public_record'),
        id,
      );
    }
    for (const id of [recordOf('none'), 'what', '']) {
      await assert.rejects(proveRecord(database, id, forFile), isRefusal('record.unknown'), id);
    }
  });

  it('says nothing about marks and about subjects the record was taken from', async () => {
    const right = ledger.newSubject();
    await ledger.submit([{ subject, number: 'M1', words: { facts: '违法事实' } }]);
    const record = recordOf('M1');
    await ledger.act((context) => annotate(context, record, { mark: 'in-dispute' }));
    await ledger.act((context) => relink(context, record, { subjectId: right, reason: '更正' }));
    await ledger.sequence();
    const proof = asFile(await proveRecord(database, record, forPublic));
    assert.equal(proof.subject, right);
    assert.deepEqual(
      proof.entries.map(({ role }) => role),
      ['content'],
    );
    assert.equal(decodeFacts(Buffer.from(proof.entries[0]?.facts ?? '')).o, 'link');
    assert.ok(!JSON.stringify(proof).includes('in-dispute'));
    assert.ok(checkProof(proof, pinned).ok);
  });

  it('shows with the redaction that words were taken out', async () => {
    await ledger.submit([{ subject, number: 'W1', words: { facts: '张某某', basis: '依据' } }]);
    const record = recordOf('W1');
    await ledger.sequence();
    const before = asFile(await proveRecord(database, record, forPublic));
    await ledger.act((context) => redact(context, record, { fields: ['facts'], basis: '依据' }));
    await assert.rejects(
      proveRecord(database, record, forPublic),
      isRefusal('proof.not_logged'),
      'the redaction is part of the proof',
    );
    await ledger.sequence();
    const after = asFile(await proveRecord(database, record, forPublic));
    const verdict = checkProof(after, pinned);
    assert.deepEqual(
      verdict.shown?.entries.map(({ role, words }) => ({ role, words })),
      [
        { role: 'content', words: { facts: null, basis: '依据' } },
        { role: 'redaction', words: null },
      ],
    );
    // Words from before, passed off beside the redaction, are not what is committed to any more.
    const mixed = structuredClone(after);
    const [content] = mixed.entries;
    assert.ok(content && before.entries[0]?.words);
    content.words = before.entries[0].words;
    assert.equal(failedStep(checkProof(mixed, pinned)), proofStepWords.commitments.en);
    // And the redacted words need the redaction.
    const alone = { ...after, entries: after.entries.slice(0, 1) };
    assert.equal(failedStep(checkProof(alone, pinned)), proofStepWords.commitments.en);
  });
});

describe('the proof for the file', () => {
  it('shows every entry with everything stored', async () => {
    const proof = asFile(await proveRecord(database, recordOf('P1'), forFile));
    const verdict = checkProof(proof, pinned);
    assert.ok(verdict.ok);
    assert.deepEqual(
      verdict.shown?.entries.map(({ role, words, withheld, withheldWords }) => ({
        role,
        words,
        withheld,
        withheldWords,
      })),
      [
        {
          role: 'superseded',
          words: { facts: '初稿' },
          withheld: told.withheld,
          withheldWords: told.withheldWords,
        },
        {
          role: 'content',
          words: told.words,
          withheld: told.withheld,
          withheldWords: told.withheldWords,
        },
      ],
    );
  });

  it('is not given where what is stored does not fit the log', async () => {
    const superuser = openDatabase(superConnection, 1);
    const flip = `update ledger_words set words = set_byte(words, 12, get_byte(words, 12) # 1)
      where leaf = 300`;
    await superuser.query(flip);
    await assert.rejects(
      proveRecord(database, recordOf('P1'), forPublic),
      isRefusal('proof.does_not_hold'),
    );
    await superuser.query(flip);
    await superuser.close();
    assert.ok(await proveRecord(database, recordOf('P1'), forPublic));
  });
});

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Every text and number in the file, with a way to put another in its place. */
function* valuesOf(value: Json, put: (other: Json) => void): Generator<[Json, typeof put]> {
  if (typeof value !== 'object' || value === null) {
    yield [value, put];
  } else if (Array.isArray(value)) {
    for (const [at, member] of value.entries()) {
      yield* valuesOf(member, (other) => {
        value[at] = other;
      });
    }
  } else {
    for (const [name, member] of Object.entries(value)) {
      yield* valuesOf(member, (other) => {
        value[name] = other;
      });
    }
  }
}

describe('a changed proof', () => {
  it('is refused after any change of one character or number in it', async () => {
    const proofs = [
      await proveRecord(database, recordOf('P1'), forFile),
      await proveRecord(database, recordOf('P1'), forPublic),
      await proveRecord(database, recordOf('W1'), forPublic),
    ].map(asFile);
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const change = fc.record({
      proof: fc.constantFrom(...proofs),
      which: part,
      where: part,
      character: fc.oneof(
        fc.constantFrom('', '0', 'A', '_', ' ', '\n', '=', '"', '\u0000'),
        fc.string({ unit: 'grapheme', maxLength: 2 }),
      ),
      pin: fc.boolean(),
    });
    fc.assert(
      fc.property(change, ({ proof, which, where, character, pin }) => {
        const changed = asFile(proof);
        const values = [...valuesOf(changed, () => {})];
        const [value, put] = values[Math.floor(which * values.length)] as [
          Json,
          (other: Json) => void,
        ];
        if (typeof value === 'string') {
          const at = Math.floor(where * value.length);
          put(value.slice(0, at) + character + value.slice(at + 1));
        } else {
          put((value as number) + Math.floor(where * 5) - 2);
        }
        fc.pre(JSON.stringify(changed) !== JSON.stringify(proof));
        failedStep(checkProof(changed, pin ? pinned : {}));
      }),
      { numRuns: 1500 },
    );
  });

  it('is refused with members taken out, put in or turned round', async () => {
    const proof = asFile(await proveRecord(database, recordOf('P1'), forFile));
    const [first, second] = proof.entries;
    assert.ok(first && second);
    const changes: [what: string, changed: unknown][] = [
      ['nothing', null],
      ['a text', JSON.stringify(proof)],
      ['no entries', { ...proof, entries: [] }],
      ['a member too many', { ...proof, note: 'x' }],
      ['an entry twice', { ...proof, entries: [first, second, second] }],
      ['without the content', { ...proof, entries: [first] }],
      [
        'words of one entry under another',
        { ...proof, entries: [first, { ...second, words: first.words }] },
      ],
      [
        'the batch of another entry',
        { ...proof, entries: [first, { ...second, batch: first.batch }] },
      ],
      [
        'a path cut short',
        { ...proof, entries: [first, { ...second, logPath: second.logPath.slice(1) }] },
      ],
    ];
    for (const name of ['checkpoint', 'key', 'format', 'record', 'subject', 'entries']) {
      changes.push([`without ${name}`, { ...proof, [name]: undefined }]);
    }
    const other = asFile(await proveRecord(database, recordOf('W1'), forFile));
    const redaction = other.entries.find(({ role }) => role === 'redaction');
    changes.push(
      ['under the name of another record', { ...proof, record: other.record }],
      ['with a redaction of another record', { ...proof, entries: [first, second, redaction] }],
    );
    for (const [what, changed] of changes) {
      assert.equal(checkProof(changed, pinned).ok, false, what);
    }
    // Only the part that was shown alone, without the older entry, holds: it says less, and nothing else.
    assert.ok(checkProof({ ...proof, entries: [second] }, pinned).ok);
  });

  it('is refused under another key, even where somebody signed everything anew', async () => {
    const proof = asFile(await proveRecord(database, recordOf('P1'), forPublic));
    const other = newSigner(ledger.signer.name);
    assert.equal(failedStep(checkProof(proof, { verifier: other })), proofStepWords.pinnedKey.en);
    const [entry] = proof.entries;
    assert.ok(entry);
    const facts = decodeFacts(Buffer.from(entry.facts));
    const forged = encodeEntry(
      'assert',
      facts,
      { fields: { amount: '999' }, withheld: {}, words: {}, withheldWords: {} },
      Buffer.alloc(48),
    );
    const text = Buffer.from(forged.facts).toString('utf8');
    const leaf = entry.batch.leaf
      .replace(/"entries":\d+/, '"entries":1')
      .replace(/"root":"[^"]+"/, `"root":"${textLeafHash(text).leafHash.toString('base64url')}"`);
    const root = leafHash(Buffer.from(leaf));
    const forgery: RecordProof = {
      ...proof,
      entries: [
        {
          role: 'content',
          facts: text,
          batch: { leaf, position: 0, index: 0, size: 1, path: [] },
          logPath: [],
        },
      ],
      checkpoint: signCheckpoint(other, 1, root),
      key: other.text,
    };
    // Consistent in itself: this is why the key must be compared with the published one.
    const believed = checkProof(forgery);
    assert.ok(believed.ok);
    assert.equal(believed.shown?.key.id, other.keyId);
    assert.equal(failedStep(checkProof(forgery, pinned)), proofStepWords.pinnedKey.en);
    assert.equal(
      failedStep(checkProof({ ...forgery, key: verifier.text }, pinned)),
      proofStepWords.checkpoint.en,
    );
  });
});
