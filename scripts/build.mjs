// Compiles src and test into dist. What no longer has a source is removed; nothing is deleted before, so that
// a program that runs from dist meanwhile is not disturbed more than it must be.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

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
linkCommand();
process.exit(compiled.status ?? 1);

// npm links the commands of dependencies only. Without a link of its own, `npx xinheng` installs and builds the
// package once more in npm's cache.
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'xinheng');
  if (process.platform === 'win32' || !existsSync(dirname(link))) return;
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'bin', 'xinheng.js'), link);
}

/** @returns {string | undefined} */
function findCompiler() {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

function removeStale() {
  if (!existsSync(dist)) return;
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const source = join(root, relative(dist, path)).replace(/\.js(\.map)?$/, '');
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
  }
}
