// Where a refusal leads that signing in would settle, and back again from there.
import type { Refusal } from '../../kernel/errors.js';
import { addressIn, readAddress } from '../language.js';
import type { Frame } from '../layout.render.js';

const doors: Readonly<Record<string, string>> = {
  'access.sign_in': '/sign-in',
  'access.reauthenticate': '/sign-in/again',
};

/** The page at which the reader can do what the refusal asks of him; undefined where there is none. */
export function wayIn({ code }: Refusal, { language, address }: Frame): string | undefined {
  const door = doors[code];
  const to =
    address === '/' || address.startsWith('/sign-') ? '' : `?to=${encodeURIComponent(address)}`;
  return door && addressIn(language, door + to);
}

/** Where to go afterwards: an address of this site without its language, or the account where none was given. */
export function wayOn(to: string | undefined): string {
  // Two slashes or a backslash lead to other sites, and what signing in asks for leads in a circle.
  if (to === undefined || !/^\/(?![/\\])[^\\\s]*$/.test(to)) return '/account';
  const { address } = readAddress(to);
  return /^\/sign-|^\/\//.test(address) ? '/account' : address;
}
