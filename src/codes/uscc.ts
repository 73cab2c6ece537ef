// The unified social credit code (统一社会信用代码, GB 32100-2015 with amendment 1 of 2016).
import type { Bilingual } from '../kernel/errors.js';
import { organisationCheckCharacter } from './organisation-code.js';
import { findUsccCategory, findUsccDepartment } from './uscc-department.js';
import { normaliseCode } from './width.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = Uint8Array.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
const values = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;

/**
 * What is wrong with a code. `inner_check`: the organisation code in positions 9 to 17 contradicts its check
 * character (GB 11714). `check`: all is right but the last character.
 */
export type UsccFault =
  | 'length'
  | 'character'
  | 'department'
  | 'category'
  | 'region'
  | 'inner_check'
  | 'check';

/** What was found in a text that should be a unified social credit code. */
export interface UsccReading {
  /** Half-width, upper case, without blanks and hyphens. */
  readonly code: string;
  /** The first fault in the order of {@link UsccFault}; null: the code is right. */
  readonly fault: UsccFault | null;
  /** The check character that would be right; where the fault is `inner_check` it is the one of position 17. */
  readonly expectedCheck?: string;
  /** The registration department of position 1 and the kind of organisation of position 2. */
  readonly department?: Bilingual;
  readonly category?: Bilingual;
  /** Positions 3 to 8. The registry's own code: not always a division of GB/T 2260, so never a reason to refuse. */
  readonly regionCode?: string;
}

/** The check character of the first 17 characters (GB 32100, modulo 31); undefined where one is not in the alphabet. */
export function usccCheckCharacter(first17: string): string | undefined {
  const sum = weightedSum(first17);
  return sum < 0 ? undefined : alphabet[(31 - (sum % 31)) % 31];
}

function weightedSum(code: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const value = values[code.charCodeAt(at)] ?? -1;
    if (value < 0) return -1;
    sum += value * (weights[at] as number);
  }
  return sum;
}

/** Whether the text, already in normal form, is a right code: form, inner check (GB 11714) and check (GB 32100). */
export function isUscc(code: string): boolean {
  if (code.length !== 18) return false;
  const sum = weightedSum(code);
  if (sum < 0) return false;
  const check = values[code.charCodeAt(17)] ?? -1;
  return (sum + check) % 31 === 0 && check >= 0 && formFault(code) === null && innerFits(code);
}

function innerFits(code: string): boolean {
  return organisationCheckCharacter(code, 8)?.charCodeAt(0) === code.charCodeAt(16);
}

// Only for 18 characters of the alphabet.
function formFault(code: string): 'department' | 'category' | 'region' | null {
  if (findUsccDepartment(code) === undefined) return 'department';
  if (findUsccCategory(code) === undefined) return 'category';
  for (let at = 2; at < 8; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit < 0x30 || unit > 0x39) return 'region';
  }
  return null;
}

/** Reads a code as people write it: blanks, hyphens, lower case and full width do not matter. */
export function readUscc(text: string): UsccReading {
  const code = normaliseCode(text);
  if (code.length !== 18) return { code, fault: 'length' };
  const check = usccCheckCharacter(code);
  if (check === undefined || (values[code.charCodeAt(17)] ?? -1) < 0) {
    return { code, fault: 'character' };
  }
  const department = findUsccDepartment(code);
  const category = findUsccCategory(code);
  const fault = formFault(code);
  if (fault !== null || !department || !category) {
    return { code, fault, ...(department && { department }), ...(category && { category }) };
  }
  const regionCode = code.slice(2, 8);
  const read = { code, fault, department, category, regionCode };
  const innerCheck = organisationCheckCharacter(code, 8);
  if (innerCheck !== undefined && innerCheck !== code[16]) {
    return { ...read, fault: 'inner_check', expectedCheck: innerCheck };
  }
  return check === code[17] ? read : { ...read, fault: 'check', expectedCheck: check };
}

/**
 * Whether the code could be one of the pilot period: right in form and in its inner check, wrong only in the last
 * character. Such codes were given out before the check was fixed and stand on licences; a person must look at them.
 */
export function isPilotPeriodForm(text: string): boolean {
  return readUscc(text).fault === 'check';
}
