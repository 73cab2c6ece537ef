// The organisation code (组织机构代码, GB 11714-1997): eight characters and a check character.
import { normaliseCode } from './width.js';

const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '0123456789X';

/** What was found in a text that should be an organisation code. */
export interface OrganisationCodeReading {
  /** Half-width, upper case, without the hyphen. */
  readonly code: string;
  readonly fault: null | 'length' | 'character' | 'check';
  /** The check character that would be right; only where the fault is `check`. */
  readonly expectedCheck?: string;
}

// GB 11714 counts the digits as themselves and A to Z as 10 to 35; -1: not a character of the code.
function valueOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  return unit >= 0x41 && unit <= 0x5a ? unit - 0x37 : -1;
}

/**
 * The check character of the eight characters that begin at `start` (GB 11714, 11 minus the weighted sum modulo 11).
 * Undefined where one of them is no digit or capital letter.
 */
export function organisationCheckCharacter(text: string, start = 0): string | undefined {
  let sum = 0;
  for (let at = 0; at < 8; at += 1) {
    const value = valueOf(text.charCodeAt(start + at));
    if (value < 0) return undefined;
    sum += value * (weights[at] as number);
  }
  return checkCharacters[(11 - (sum % 11)) % 11];
}

/** Whether the text is an organisation code in normal form: nine characters, right check character. */
export function isOrganisationCode(code: string): boolean {
  return code.length === 9 && organisationCheckCharacter(code) === code[8];
}

/** Reads an organisation code as people write it (`12345678-X`, full width, lower case). */
export function readOrganisationCode(text: string): OrganisationCodeReading {
  const code = normaliseCode(text);
  if (code.length !== 9) return { code, fault: 'length' };
  const expectedCheck = organisationCheckCharacter(code);
  if (expectedCheck === undefined || !/[0-9X]$/.test(code)) return { code, fault: 'character' };
  if (expectedCheck !== code[8]) return { code, fault: 'check', expectedCheck };
  return { code, fault: null };
}
