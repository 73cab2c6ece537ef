// Sign-in names: chosen by their holder, compared without regard to case, and never a number that belongs to somebody.
import { refuse } from './refusals.js';

const form = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,38}[\p{L}\p{N}]$/u;
const longNumber = /\p{N}[._-]?(?:\p{N}[._-]?){8}/u;

/** The name as it is compared. */
export function foldLogin(login: string): string {
  return login.trim().normalize('NFKC').toLowerCase();
}

/** The folded name of a new account. Refuses `access.login_unfit`. */
export function readNewLogin(login: string): string {
  const folded = foldLogin(login);
  if (!form.test(folded) || longNumber.test(folded)) {
    throw refuse.login_unfit({ login: login.slice(0, 60) });
  }
  return folded;
}
