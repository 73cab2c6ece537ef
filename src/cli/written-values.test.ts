// Days, times, numbers and ids behind options; and the language that the environment names.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '../kernel/errors.js';
import { chooseLanguage } from './language.js';
import { requireDay, requireNumber, requireRecordId, requireTime } from './written-values.js';

function refusedWith(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

describe('a time', () => {
  for (const [written, moment] of [
    ['2026-04-10T09:30', '2026-04-10T01:30:00.000Z'],
    ['2026-04-10 09:30:15', '2026-04-10T01:30:15.000Z'],
    ['2026-04-10T09:30:15.250Z', '2026-04-10T09:30:15.250Z'],
    ['2026-04-10T09:30+09:00', '2026-04-10T00:30:00.000Z'],
    ['2026-04-10', '2026-04-10T15:59:59.999Z'],
  ] as const) {
    it(`${written} is ${moment}`, () =>
      assert.equal(new Date(requireTime('--known-at', written)).toISOString(), moment));
  }
  for (const written of [
    '',
    '2026-02-30',
    '2026-02-30T10:00',
    '2026-04-10T25:00',
    'yesterday',
    '1',
  ]) {
    it(`"${written}" is refused`, () =>
      assert.throws(() => requireTime('--known-at', written), refusedWith('cli.time_unknown')));
  }
});

describe('days, numbers and ids', () => {
  it('take what is meant', () => {
    assert.equal(requireDay('--dated', '2026-04-10'), '2026-04-10');
    assert.equal(requireNumber('--size', '0.05'), 0.05);
    const id = '7d7c3c89-996e-8ed5-88fe-6db0a805d135';
    assert.equal(requireRecordId(` ${id.toUpperCase()} `), id);
  });

  it('refuse everything else', () => {
    assert.throws(() => requireDay('--dated', '2026/4/10'), refusedWith('cli.day_unknown'));
    assert.throws(() => requireNumber('--size', ''), refusedWith('cli.number_unknown'));
    assert.throws(() => requireNumber('--size', 'Infinity'), refusedWith('cli.number_unknown'));
    assert.throws(() => requireRecordId('7'), refusedWith('cli.record_id_unknown'));
  });
});

describe('the language', () => {
  for (const [environment, language] of [
    [{}, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'POSIX' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'de_DE' }, 'en'],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US' }, 'en'],
  ] as const) {
    it(`${JSON.stringify(environment)} speaks ${language}`, () =>
      assert.equal(chooseLanguage(undefined, environment), language));
  }

  it('is the one that was asked for', () => {
    assert.equal(chooseLanguage('en', { LANG: 'zh_CN.UTF-8' }), 'en');
    assert.equal(chooseLanguage('zh', { LANG: 'en_GB.UTF-8' }), 'zh');
  });
});
