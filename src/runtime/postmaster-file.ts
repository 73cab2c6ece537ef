// Reads postmaster.pid: whether a server is alive on a database folder, and where it listens.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A server that is alive on the folder. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDirectory: string;
  /** `starting`, `ready`, `stopping` or `standby`, as the server writes it; empty at its very beginning. */
  readonly status: string;
}

/**
 * The server that is alive on the folder. A file whose process is gone, or whose number now belongs to
 * another program (a container starts its numbers anew), is removed: the server itself would refuse to start.
 */
export async function findPostmaster(clusterFolder: string): Promise<Postmaster | undefined> {
  const path = join(clusterFolder, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!pid) return undefined;
  if (await isServerOf(pid, clusterFolder)) {
    return { pid, socketDirectory: lines[4] ?? '', status: lines[7] ?? '' };
  }
  const now = await readFile(path, 'utf8').catch(() => '');
  if (now === text) await rm(path, { force: true });
  return undefined;
}

/** Removes the socket of a server that is gone, where its number now belongs to another program. */
export async function removeStaleSocket(socketDirectory: string): Promise<void> {
  const lock = join(socketDirectory, '.s.PGSQL.5432.lock');
  const pid = Math.abs(Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10));
  if (!pid || programName(pid) === 'postgres') return;
  await rm(lock, { force: true });
}

async function isServerOf(pid: number, clusterFolder: string): Promise<boolean> {
  if (programName(pid) !== 'postgres') return false;
  if (process.platform !== 'linux') return true;
  // The server works inside its folder. Where the link may not be read, the name has to do.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === undefined || folder === (await realpath(clusterFolder));
}

/** Whether a process with this number runs. One that has ended and was not fetched by its parent does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return findLinuxProgram(pid) !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function programName(pid: number): string {
  if (process.platform === 'linux') return findLinuxProgram(pid) ?? '';
  const listed = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  return basename(listed.stdout.trim());
}

// "123 (postgres) S 1 ...". In a container whose first process fetches no orphans, the killed stay as Z for ever.
function findLinuxProgram(pid: number): string | undefined {
  try {
    const [, name, state] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state === 'Z' || state === 'X' ? undefined : name;
  } catch {
    return undefined;
  }
}
