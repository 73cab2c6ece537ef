// Reads postmaster.pid: whether a server is alive on a database folder, and where it listens.
import { spawnSync } from 'node:child_process';
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
  if (!pid || (await programName(pid)) === 'postgres') return;
  await rm(lock, { force: true });
}

async function isServerOf(pid: number, clusterFolder: string): Promise<boolean> {
  if ((await programName(pid)) !== 'postgres') return false;
  if (process.platform !== 'linux') return true;
  // The server works inside its folder. Where the link may not be read, the name has to do.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === undefined || folder === (await realpath(clusterFolder));
}

/** Whether a process with this number exists (zombies count). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function programName(pid: number): Promise<string> {
  if (!isAlive(pid)) return '';
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
  }
  const listed = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  return basename(listed.stdout.trim());
}
