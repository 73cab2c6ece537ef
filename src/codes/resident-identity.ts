// The resident identity number (公民身份号码, GB 11643-1999): recognised in order to be refused or masked, never kept.
import { isRegistrationNumber } from './registration-number.js';
import { normaliseCode } from './width.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
// The provinces of GB/T 2260, as the first two digits of a number.
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/**
 * Whether a resident identity number of 18 characters stands at `start`: region, a day of birth between 1800 and
 * 2099, sequence, right check character. Expects half-width digits and a capital X.
 */
export function isIdentityAt(text: string, start: number): boolean {
  const century = digitAt(text, start + 6) * 10 + digitAt(text, start + 7);
  if (!(century >= 18 && century <= 20) || digitAt(text, start) === 0) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const digit = digitAt(text, start + at);
    if (!(digit >= 0 && digit <= 9)) return false;
    sum += digit * (weights[at] as number);
  }
  if (text[start + 17] !== checkCharacters[sum % 11]) return false;
  return isMonthAndDay(text, start + 10);
}

/** Whether 15 digits in the form used until 1999 stand at `start`: province, two-digit year of birth, no check. */
export function isLegacyIdentityAt(text: string, start: number): boolean {
  if (!provinces.has(text.slice(start, start + 2))) return false;
  for (let at = start; at < start + 15; at += 1) {
    const digit = digitAt(text, at);
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return isMonthAndDay(text, start + 8);
}

/**
 * Whether the text is a resident identity number: 18 characters with the right check character, or 15 digits with a
 * possible day of birth. Fifteen digits that are a right registration number of a business are not taken for a person.
 * Blanks, hyphens and full width do not hide a number.
 */
export function isResidentIdentity(text: string): boolean {
  const code = normaliseCode(text);
  if (code.length === 18) return isIdentityAt(code, 0);
  return code.length === 15 && isLegacyIdentityAt(code, 0) && !isRegistrationNumber(code);
}

function digitAt(text: string, at: number): number {
  return text.charCodeAt(at) - 0x30;
}

function isMonthAndDay(text: string, at: number): boolean {
  const month = digitAt(text, at) * 10 + digitAt(text, at + 1);
  const day = digitAt(text, at + 2) * 10 + digitAt(text, at + 3);
  return day >= 1 && day <= (longestMonths[month - 1] ?? 0);
}
