// Codes of the demo city: right check characters in a registration region that does not exist.
import { organisationCheckCharacter } from '../codes/organisation-code.js';
import { usccCheckCharacter } from '../codes/uscc.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const serials = 31 ** 6;
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The unified social credit code with a given organisation code body (8 characters). */
export function usccOf(prefix: string, region: string, body: string): string {
  const first17 = `${prefix}${region}${body}${organisationCheckCharacter(body)}`;
  return `${first17}${usccCheckCharacter(first17)}`;
}

/** The code body of the organisation with this serial number; no two serial numbers share one. */
export function bodyOfSerial(serial: number, seed: number): string {
  // The multiplier has no factor 31, so the serial numbers are only put in another order.
  let rest = Number((BigInt(serial) * 362_437_069n + BigInt(seed % serials)) % BigInt(serials));
  let body = '';
  for (let at = 0; at < 6; at += 1) {
    body = `${alphabet[rest % 31]}${body}`;
    rest = Math.floor(rest / 31);
  }
  return `MA${body}`;
}

/** The same code with a wrong character in the organisation code, so that both checks fail or the inner one does. */
export function withWrongInnerCheck(code: string): string {
  const digit = code[16] === 'X' ? 0 : Number(code[16]);
  const first17 = `${code.slice(0, 16)}${(digit + 1) % 10}`;
  return `${first17}${usccCheckCharacter(first17)}`;
}

/** The same code with nothing wrong but its last character, as codes of the pilot period have. */
export function withPilotPeriodCheck(code: string): string {
  const value = alphabet.indexOf(code[17] ?? '0');
  return `${code.slice(0, 17)}${alphabet[(value + 7) % 31]}`;
}

/** A resident identity number nobody bears: right check character, region of the demo city, which does not exist. */
export function inventedIdentityNumber(region: string, birth: string, sequence: number): string {
  const first17 = `${region}${birth}${String(sequence % 1000).padStart(3, '0')}`;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += Number(first17[at]) * (identityWeights[at] as number);
  return `${first17}${'10X98765432'[sum % 11]}`;
}

/** A mobile number nobody has: the series 154 is not given out. */
export function inventedMobileNumber(serial: number): string {
  return `1540000${String(serial % 10_000).padStart(4, '0')}`;
}
