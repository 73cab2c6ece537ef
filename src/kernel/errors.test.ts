// Refusals: their codes, their texts in both languages, and that no code is declared twice.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineRefusals, fillTemplate, Refusal, refusalRegister } from './errors.js';

const refuse = defineRefusals('errors_test', {
  batch_unknown: {
    kind: 'not_found',
    zh: '没有批次 {batch}。',
    en: 'There is no batch {batch}.',
    basis: '民法典 201',
  },
});

describe('a refusal', () => {
  it('carries its code, its kind, its basis and both texts with the values filled in', () => {
    const refusal = refuse.batch_unknown({ batch: 'B1' });
    assert.ok(refusal instanceof Refusal && refusal instanceof Error);
    assert.equal(refusal.code, 'errors_test.batch_unknown');
    assert.equal(refusal.kind, 'not_found');
    assert.equal(refusal.basis, '民法典 201');
    assert.deepEqual(refusal.text, { zh: '没有批次 B1。', en: 'There is no batch B1.' });
    assert.deepEqual(refusal.values, { batch: 'B1' });
    assert.equal(refusal.message, 'errors_test.batch_unknown: There is no batch B1.');
  });

  it('is made anew each time', () => {
    assert.notEqual(refuse.batch_unknown(), refuse.batch_unknown());
    assert.equal(refuse.batch_unknown().text.en, 'There is no batch {batch}.');
  });
});

describe('the register', () => {
  it('holds each code once', () => {
    assert.equal(refusalRegister.get('errors_test.batch_unknown')?.kind, 'not_found');
    const again = { batch_unknown: { kind: 'invalid', zh: '无', en: 'none' } } as const;
    assert.throws(() => defineRefusals('errors_test', again), /twice/);
  });
});

describe('a template', () => {
  it('keeps what it has no value for and fills every place', () => {
    assert.equal(fillTemplate('{a} and {a} and {b}', { a: 1 }), '1 and 1 and {b}');
    assert.equal(fillTemplate('{a}', { a: '{a}$&' }), '{a}$&');
  });
});
