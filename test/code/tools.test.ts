// The tools that read the code itself: format, lint, unused code, room table.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { packageFile, packageRoot } from '../../src/kernel/package-files.js';

interface Outcome {
  readonly code: number;
  readonly said: string;
}

function run(script: string, ...words: string[]): Promise<Outcome> {
  const options = { cwd: packageRoot, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, [packageFile(script), ...words], options, (error, out, err) => {
      resolve({ code: error ? 1 : 0, said: `${out}${err}`.slice(0, 20_000) });
    });
  });
}

async function passes(script: string, ...words: string[]): Promise<void> {
  const { code, said } = await run(script, ...words);
  assert.equal(code, 0, said);
}

test('every file is formatted and its imports are in order', () =>
  passes('node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'));

test('the linter finds nothing', () =>
  passes('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'));

test('no file, export or package is unused', () =>
  passes('node_modules/knip/bin/knip.js', '--no-progress'));

test('every import keeps to the room table, and none goes in a circle', () =>
  passes('scripts/room-table.mjs'));
