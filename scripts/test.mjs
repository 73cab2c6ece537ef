// Runs the tests: `npm test`, or `npm test -- ledger http/api` for files whose path contains one of the words.
// `--long` runs those of test/long instead of the others, `--no-build` leaves dist as it is.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const options = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const isLong = options.has('--long');
const minute = 60_000;

if (!options.has('--no-build')) {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(1);
}
const files = collectFiles();
if (files.length === 0) {
  process.stderr.write(
    `no test file${words.length > 0 ? ` with ${words.join(' or ')} in its path` : ''}\n`,
  );
  process.exit(1);
}
process.exit(await runTests(files));

function collectFiles() {
  return ['src', 'test']
    .map((folder) => join(root, 'dist', folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
    .map((path) => relative(root, path))
    .filter((path) => path.endsWith('.test.js'))
    .filter((path) => path.startsWith(join('dist', 'test', 'long')) === isLong)
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .toSorted((one, other) => (one < other ? -1 : 1));
}

/**
 * One PostgreSQL for the whole run; every file clones its template. It ends with this process, however that ends.
 * @param {readonly string[]} paths
 * @returns {Promise<number>} the exit code
 */
async function runTests(paths) {
  const support = new URL('../dist/test/support/test-server.js', import.meta.url);
  const { startTestServer, testServerVariable } = await import(support.href);
  const server = await startTestServer();
  const runner = spawn(
    process.execPath,
    [
      '--test',
      '--enable-source-maps',
      '--test-reporter=spec',
      `--test-concurrency=${isLong ? 1 : 2}`,
      `--test-timeout=${(isLong ? 25 : 4) * minute}`,
      ...paths,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        [testServerVariable]: JSON.stringify(server),
        // What a killed test leaves behind goes with the server.
        TMPDIR: server.temporaryFolder,
      },
    },
  );
  // Ctrl-C reaches the runner by itself; here it only has to be waited for.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => runner.kill('SIGTERM'));
  return new Promise((resolve) => {
    runner.once('exit', (code) => resolve(code ?? 1));
  });
}
