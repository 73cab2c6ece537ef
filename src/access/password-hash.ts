// Passwords: which are taken, how they are kept, and that comparing takes its time also where there is none.
import { readFileSync } from 'node:fs';
import { hash, verify } from '@node-rs/argon2';
import { packageFile } from '../kernel/package-files.js';
import type { AccessLimits } from './limits.model.js';
import { findPasswordFault } from './password.policy.js';
import { refuse } from './refusals.js';

let common: ReadonlySet<string> | undefined;

function commonPasswords(): ReadonlySet<string> {
  common ??= new Set(
    readFileSync(packageFile('data', 'access', 'common-passwords.txt'), 'utf8')
      .split('\n')
      .map((line) => line.trim().toLowerCase()),
  );
  return common;
}

/** Refuses `access.password_length`, `access.password_common`, `access.password_is_login`. `login` is folded. */
export function requireGoodPassword(password: string, login: string, limits: AccessLimits): void {
  const length = limits.passwordLength;
  const fault = findPasswordFault(password, login, { length, common: commonPasswords() });
  if (!fault) return;
  if (fault.fault === 'length') throw refuse.password_length({ ...length, found: fault.found });
  throw fault.fault === 'common' ? refuse.password_common() : refuse.password_is_login();
}

/** The argon2id hash to keep, as a PHC string. */
export function hashPassword(password: string, { passwordHash }: AccessLimits): Promise<string> {
  return hash(normal(password), {
    memoryCost: passwordHash.memoryKib,
    timeCost: passwordHash.passes,
    parallelism: 1,
  });
}

const standIns = new WeakMap<AccessLimits, Promise<string>>();

/**
 * Whether the password fits. Where there is no hash (no such account, or one without a password) the same work is done
 * upon a stand-in, so that the time it takes tells nothing.
 */
export async function fitsPassword(
  password: string,
  kept: string | null,
  limits: AccessLimits,
): Promise<boolean> {
  let standIn = standIns.get(limits);
  if (!standIn) {
    standIn = hashPassword('nobody has this password', limits);
    standIns.set(limits, standIn);
  }
  const prepared = await standIn;
  // A text too long to be a password is not worth hashing; its length is no secret of the account.
  if (password.length > 4 * limits.passwordLength.most) return false;
  const fits = await verify(kept ?? prepared, normal(password));
  return fits && kept !== null;
}

function normal(password: string): string {
  return password.normalize('NFKC');
}
