// As whom the embedded PostgreSQL runs: it refuses to run as root, so root lends it another identity.
import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { refuse } from './refusals.js';

/** `direct`: as we are. `user-namespace`: files stay ours. `handed-over`: files belong to another account. */
export type Identity = 'direct' | 'user-namespace' | 'handed-over';

/** How a program of the server is started so that it does not see itself as root. */
export interface RunAs {
  readonly identity: Identity;
  /**
   * What stands before the program: nothing, `unshare ...`, `setpriv ...`. Where the kernel can, it
   * interrupts the program when the process that started it is gone.
   */
  readonly prefix: readonly string[];
  /** Makes the folder and what is in it usable for that identity. */
  readonly own: (folder: string) => void;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const fastShutdown = ['--pdeathsig', 'INT'];

/** What the choice depends on. */
export interface RunAsChoice {
  /** The database cluster; where it exists already its owner decides. */
  readonly cluster: string;
  /** Folders that the server must reach. */
  readonly reaches: readonly string[];
  /** Leaves the better ways out (tests, and operators whose machine forbids them half-way). */
  readonly identity?: Identity;
}

/**
 * Chooses the identity.
 * Refuses `runtime.root_without_way` where root has no means to give up its own.
 */
export function chooseRunAs(choice: RunAsChoice): RunAs {
  const setpriv = findProgram('setpriv');
  const keeps = setpriv && process.platform === 'linux' ? [setpriv, ...fastShutdown] : [];
  if (process.getuid?.() !== 0) {
    return { identity: 'direct', prefix: keeps, own: () => {} };
  }
  const owner = findOwner(choice.cluster);
  const isForeign = owner !== undefined && owner.uid !== 0;
  const account = isForeign ? owner : findUnprivilegedAccount();
  const namespace =
    isForeign || choice.identity === 'handed-over' ? undefined : userNamespace(account);
  if (namespace) {
    return { identity: 'user-namespace', prefix: [...namespace, ...keeps], own: () => {} };
  }
  if (!setpriv || !account) throw refuse.root_without_way();
  const passing = passThroughClosedFolders(choice.reaches);
  const switching = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return {
    identity: 'handed-over',
    prefix: [setpriv, ...switching, ...passing, ...fastShutdown],
    own: (folder) => chownAll(folder, account),
  };
}

function findOwner(folder: string): Account | undefined {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  return entry && { uid: entry.uid, gid: entry.gid };
}

/** The program's path in PATH, if it is there and may be run. */
function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/bin');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function userNamespace(account: Account | undefined): string[] | undefined {
  const unshare = findProgram('unshare');
  if (!unshare || !account) return undefined;
  const prefix = [unshare, '-U', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--'];
  const trial = spawnSync(unshare, [...prefix.slice(1), 'true'], { stdio: 'ignore' });
  return trial.status === 0 ? prefix : undefined;
}

// initdb looks its own account up by number, so it must be one that the machine knows. None is made for it.
function findUnprivilegedAccount(): Account | undefined {
  let lines: string[][] = [];
  try {
    lines = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    return undefined;
  }
  for (const name of ['nobody', 'postgres']) {
    const line = lines.find((fields) => fields[0] === name);
    const account = { uid: Number(line?.[2]), gid: Number(line?.[3]) };
    if (account.uid > 0 && account.gid > 0) return account;
  }
  return undefined;
}

// Below a folder that is closed to others (/root) the server keeps the one privilege of passing through.
// In a user namespace it can read root's files too, so this opens no more than the usual way does.
function passThroughClosedFolders(folders: readonly string[]): string[] {
  if (folders.every((folder) => isOpenToOthers(folder))) return [];
  return ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
}

function isOpenToOthers(path: string): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  return (lstatSync(parent).mode & 0o001) !== 0 && isOpenToOthers(parent);
}

function chownAll(path: string, account: Account): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  if (entry.uid !== account.uid) chownSync(path, account.uid, account.gid);
  if (!entry.isDirectory()) return;
  for (const name of readdirSync(path)) chownAll(join(path, name), account);
}
