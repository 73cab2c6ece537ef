// The limits of signing in: a file that says what cannot be so is refused, and none of them is missing its basis.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { packageFile } from '../kernel/package-files.js';
import { loadAccessLimits } from './limits.loader.js';

const text = readFileSync(packageFile('data', 'access', 'limits.yml'), 'utf8');

function load(t: TestContext, content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'limits-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'limits.yml'), content);
  return loadAccessLimits(join(folder, 'limits.yml'));
}

describe('the limits of signing in', () => {
  it('are read as they stand', (t) => {
    assert.deepEqual(load(t, text), loadAccessLimits());
    assert.equal(
      load(t, text.replace('tokenMinutes:\n    value: 60', 'tokenMinutes:\n    value: 5'))
        .tokenMinutes,
      5,
    );
  });

  const broken: [string, string | RegExp, string][] = [
    ['an unknown limit', '  tokenMinutes:', '  tokenHours:'],
    ['a limit of nothing', 'tokenMinutes:\n    value: 60', 'tokenMinutes:\n    value: 0'],
    [
      'a limit without a basis',
      /tokenMinutes:\n {4}value: 60\n {4}basis: .*\n/,
      'tokenMinutes:\n    value: 60\n',
    ],
    ['hashes that cost too little', 'memoryKib: 19456', 'memoryKib: 64'],
    ['text that is no YAML', '\nvalues:', '\nvalues: ['],
  ];
  for (const [name, from, to] of broken) {
    it(`${name} is refused`, (t) => {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      assert.throws(() => load(t, changed), /access-limits\.file_refused/);
    });
  }
});
