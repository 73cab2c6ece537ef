// Compiles src and test into dist. What no longer has a source is removed; nothing is deleted before, so that
// a program that runs from dist meanwhile is not disturbed more than it must be.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const stamp = join(dist, '.built');

// npx prepares the package once more in a cache of its own when it is first used; a build that stands is left alone,
// since a program may be running from it.
if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);

const compiler = findCompiler();
if (compiler === undefined) {
  // `npm ci --omit=dev` runs this too; a package that was built elsewhere is left as it is.
  const isBuilt = existsSync(join(dist, 'src', 'cli', 'xinheng.js'));
  process.stderr.write(
    `no TypeScript here; ${isBuilt ? 'the build in dist is kept' : 'nothing is built'}\n`,
  );
  process.exit(isBuilt ? 0 : 1);
}
const compiled = spawnSync(process.execPath, [compiler, '-p', root], { stdio: 'inherit' });
removeStale();
if (compiled.status === 0) writeFileSync(stamp, '');
process.exit(compiled.status ?? 1);

/** @returns {string | undefined} */
function findCompiler() {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

/** Whether nothing that is compiled is newer than the last build. */
function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = ['src', 'test', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((path) => join(root, folder, path)),
  );
  return [join(root, 'tsconfig.json'), ...sources].every((path) => statSync(path).mtimeMs <= built);
}

function removeStale() {
  if (!existsSync(dist)) return;
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === '.built') continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const source = join(root, relative(dist, path)).replace(/\.js(\.map)?$/, '');
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
  }
}
