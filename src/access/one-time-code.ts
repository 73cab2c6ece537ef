// Codes that are read from paper or told by word of mouth, used once, and kept as a digest only.
import { randomInt } from 'node:crypto';
import { sha256Text } from '../kernel/hash.js';

// Without 0, O, 1, I, L, U: nothing that is misread.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;
const groupLength = 4;

/** A new code of 16 characters (78 bits), `7KQM-2XWA-...`. */
export function newOneTimeCode(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** Digest of a code however it was typed: blanks, hyphens and case do not matter. */
export function oneTimeCodeDigest(typed: string): Buffer {
  return sha256Text(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  );
}
