// The folders of the embedded server below DATA_DIR, and its first filling by initdb.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  access,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './postmaster-file.js';
import { refuse } from './refusals.js';
import type { RunAs } from './run-as.js';

/** Absolute paths. */
export interface ServerFolders {
  readonly dataDirectory: string;
  /** The database cluster itself. */
  readonly cluster: string;
  readonly socketDirectory: string;
  readonly fifo: string;
  readonly log: string;
}

// The path of a socket ends after 107 bytes on Linux and 103 on macOS.
const socketPathLimit = 103;
const socketName = '/.s.PGSQL.5432';
const unfinishedPrefix = 'postgres.new-';

/** Makes DATA_DIR with its folders, closed to everybody else. */
export async function prepareFolders(dataDirectory: string): Promise<ServerFolders> {
  const directory = await makeDataDirectory(dataDirectory);
  const near = join(directory, 'run');
  const fits = Buffer.byteLength(near + socketName) <= socketPathLimit;
  return {
    dataDirectory: directory,
    cluster: join(directory, 'postgres'),
    socketDirectory: fits ? near : await shortFolder(directory),
    fifo: join(directory, 'users'),
    log: join(directory, 'postgres.log'),
  };
}

async function makeDataDirectory(dataDirectory: string): Promise<string> {
  try {
    await mkdir(join(dataDirectory, 'run'), { recursive: true, mode: 0o700 });
    const directory = await realpath(dataDirectory);
    await access(directory, constants.R_OK | constants.W_OK);
    return directory;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw refuse.data_directory_not_usable({ folder: dataDirectory, reason });
  }
}

// The name follows from DATA_DIR, so whoever comes second finds the same one. Somebody else may have made
// it first in a folder that everybody can write to: then it is refused.
async function shortFolder(directory: string): Promise<string> {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const folder = join(await realpath(tmpdir()), `xinheng-${name}`);
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const entry = await lstat(folder);
  const parent = await lstat(join(directory, 'run'));
  const isOurs = entry.isDirectory() && entry.uid === parent.uid && (entry.mode & 0o077) === 0;
  if (!isOurs) throw refuse.folder_not_ours({ folder });
  return folder;
}

/** What `makeCluster` needs besides the folders. */
export interface ClusterMaking {
  readonly native: string;
  readonly runAs: RunAs;
  /** Whether a power cut right after matters (it does not to tests). */
  readonly durable: boolean;
}

/**
 * Runs initdb where there is no cluster yet. It fills a folder beside and moves it into place in one step,
 * so a killed initdb leaves no half cluster, and of two at the same moment one wins and the other is dropped.
 */
export async function makeCluster(folders: ServerFolders, making: ClusterMaking): Promise<void> {
  await dropUnfinished(folders.dataDirectory);
  if (existsSync(folders.cluster)) return checkVersion(folders, making);
  const unfinished = await mkdtemp(
    join(folders.dataDirectory, `${unfinishedPrefix}${process.pid}-`),
  );
  making.runAs.own(unfinished);
  const failure = await runInitdb(unfinished, making);
  if (failure !== undefined) {
    await rm(unfinished, { recursive: true, force: true });
    throw refuse.cluster_not_made({ folder: folders.dataDirectory, tail: failure });
  }
  await rename(unfinished, folders.cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

function runInitdb(cluster: string, making: ClusterMaking): Promise<string | undefined> {
  // Bytes order text (as "C"), and still every character is known as a letter or not.
  const characters = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8';
  const command = [
    ...making.runAs.prefix,
    join(making.native, 'bin', 'initdb'),
    `--pgdata=${cluster}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
    `--lc-ctype=${characters}`,
    ...(making.durable ? [] : ['--no-sync']),
  ];
  return new Promise((resolve) => {
    const child = spawn(command[0] as string, command.slice(1), {
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : said.trim()));
  });
}

async function dropUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = Number(/^postgres\.new-(\d+)-/.exec(name)?.[1]);
    if (pid && pid !== process.pid && !isAlive(pid)) {
      // Without the kernel's help an initdb outlives its parent and still writes: the next start drops it.
      await rm(join(directory, name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

async function checkVersion(folders: ServerFolders, making: ClusterMaking): Promise<void> {
  const found = (await readFile(join(folders.cluster, 'PG_VERSION'), 'utf8')).trim();
  const built = (await readFile(join(making.native, 'share/postgresql/postgres.bki'), 'utf8'))
    .split('\n', 1)[0]
    ?.replace('# PostgreSQL ', '');
  if (built && found !== built) {
    throw refuse.cluster_of_other_version({ folder: folders.cluster, found, built });
  }
}
