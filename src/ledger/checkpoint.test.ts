// Signed notes and keys in the forms of C2SP, and no other form.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { newSigner } from '../../test/support/ledger.js';
import { Refusal } from '../kernel/errors.js';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { openLogKey, readVerifier } from './log-key.js';

const root = Buffer.alloc(32, 7);

describe('a checkpoint', () => {
  const signer = newSigner('credit.example.gov.cn/log');
  const note = signCheckpoint(signer, 42, root);

  it('has the lines of C2SP tlog-checkpoint and one signature line', () => {
    const lines = note.split('\n');
    assert.equal(lines.length, 6);
    assert.deepEqual(lines.slice(0, 4), [
      'credit.example.gov.cn/log',
      '42',
      'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
      '',
    ]);
    assert.match(lines[4] as string, /^\u2014 credit\.example\.gov\.cn\/log [A-Za-z0-9+/]{91}=$/);
    assert.equal(lines[5], '');
  });

  it('is opened with the key that signed it', () => {
    const verifier = readVerifier(signer.text);
    assert.ok(verifier);
    assert.deepEqual(openCheckpoint(note, verifier), { origin: signer.name, size: 42, root });
  });

  it('is not opened with another key, nor with another of the same name', () => {
    assert.equal(openCheckpoint(note, newSigner('other.example/log')), undefined);
    assert.equal(openCheckpoint(note, newSigner('credit.example.gov.cn/log')), undefined);
  });

  it('may carry other signatures beside ours', () => {
    const other = newSigner('witness.example/w');
    const theirs = signCheckpoint(other, 42, root).split('\n')[4];
    const both = `${note}${theirs}\n`;
    assert.equal(openCheckpoint(both, signer)?.size, 42);
  });

  it('is refused after any change of one character', () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.string({ maxLength: 2 }), (at, put) => {
        fc.pre(put !== note[at]);
        const changed = note.slice(0, at) + put + note.slice(at + 1);
        assert.equal(openCheckpoint(changed, signer), undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused where the signed text is no checkpoint', () => {
    const table = [
      `${signer.name}\n042\n${root.toString('base64')}\n`,
      `${signer.name}\n42\n${root.subarray(1).toString('base64')}\n`,
      `${signer.name}\n42\n`,
      `other.example/log\n42\n${root.toString('base64')}\n`,
    ];
    for (const body of table) {
      const bytes = Buffer.concat([
        Buffer.from(signer.keyId, 'hex'),
        signer.sign(Buffer.from(body)),
      ]);
      const signed = `${body}\n\u2014 ${signer.name} ${bytes.toString('base64')}\n`;
      assert.equal(openCheckpoint(signed, signer), undefined);
    }
  });
});

describe('a verifier key', () => {
  // The example of golang.org/x/mod/sumdb/note.
  const neumann = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

  it('is read, and checks a signature made elsewhere', () => {
    const verifier = readVerifier(neumann);
    assert.ok(verifier);
    assert.equal(verifier.name, 'PeterNeumann');
    assert.equal(verifier.keyId, 'c74f20a3');
    assert.equal(verifier.text, neumann);
    const text =
      'If you think cryptography is the answer to your problem,\n' +
      "then you don't know what your problem is.\n";
    const signature = Buffer.from(
      'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
      'base64',
    );
    assert.ok(verifier.verify(Buffer.from(text), signature.subarray(4)));
    assert.ok(!verifier.verify(Buffer.from(text.toUpperCase()), signature.subarray(4)));
  });

  it('is refused after any change of one character', () => {
    fc.assert(
      fc.property(fc.nat(neumann.length - 1), fc.string({ maxLength: 2 }), (at, put) => {
        const changed = neumann.slice(0, at) + put + neumann.slice(at + 1);
        fc.pre(changed.trim() !== neumann);
        assert.equal(readVerifier(changed), undefined);
      }),
    );
  });
});

describe('the key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinheng-log-key-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, is for its owner alone, and gives the same key again', () => {
    const path = join(folder, 'new', 'log.key');
    const first = openLogKey(path, 'a.example/log');
    const written = readFileSync(path);
    assert.equal(openLogKey(path, 'a.example/log').text, first.text);
    assert.deepEqual(readFileSync(path), written);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('is refused where it is something else', () => {
    const path = join(folder, 'broken.key');
    writeFileSync(path, 'not a key');
    assert.throws(
      () => openLogKey(path, 'a.example/log'),
      (error) => error instanceof Refusal && error.code === 'log_key.unreadable',
    );
  });
});
