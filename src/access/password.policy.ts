// Which passwords are taken.
import type { AccessLimits } from './limits.model.js';

/** Why a password is not taken. */
export type PasswordFault =
  | { readonly fault: 'length'; readonly found: number }
  | { readonly fault: 'common' }
  | { readonly fault: 'is-login' };

const loginLengthThatMatters = 3;

/** Compares with the length, with the commonest passwords (in lower case), and with the sign-in name. */
export function findPasswordFault(
  password: string,
  login: string,
  rules: { readonly length: AccessLimits['passwordLength']; readonly common: ReadonlySet<string> },
): PasswordFault | undefined {
  const found = [...password].length;
  if (found < rules.length.least || found > rules.length.most) return { fault: 'length', found };
  const folded = password.normalize('NFKC').toLowerCase();
  if (rules.common.has(folded)) return { fault: 'common' };
  const isNamed = login.length >= loginLengthThatMatters && folded.includes(login);
  return isNamed ? { fault: 'is-login' } : undefined;
}
