// Personal data inside free text: found and masked before anything is hashed, logged or stored.
import { isUnifiedCode } from './number-groups.js';
import { findPersonalNumbers, namesDocument, type PersonalNumberKind } from './personal-number.js';
import { halfWidthUnit, isBlankUnit, isHyphenUnit, toHalfWidth } from './width.js';

/** A text without the personal data that was found in it, and how many places were masked. */
export interface MaskedText {
  readonly text: string;
  readonly count: number;
}

const masks: Readonly<Record<PersonalNumberKind | 'mailbox', string>> = {
  identity: '［身份证号已屏蔽］',
  mobile: '［手机号已屏蔽］',
  card: '［银行卡号已屏蔽］',
  document: '［证件号已屏蔽］',
  mailbox: '［邮箱已屏蔽］',
};

// The shortest number looked for is a passport's, seven digits behind its letters, and only behind its word.
const fewestDocumentDigits = 7;
const fewestDigits = 11;
const digit = 1;
const separator = 2;
const at = 3;
const unitKinds = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit += 1) {
  const half = halfWidthUnit(unit);
  if (half >= 0x30 && half <= 0x39) unitKinds[unit] = digit;
  else if (half === 0x40) unitKinds[unit] = at;
  else if (isBlankUnit(unit) || isHyphenUnit(unit)) unitKinds[unit] = separator;
}

/**
 * Masks resident identity numbers (GB 11643), mobile numbers, bank cards, passports and permits that stand behind
 * their names, and mailboxes at the usual private providers; also in full width or with blanks or hyphens inside.
 * Nothing of what is masked can be read afterwards. Codes, decision numbers, amounts and days stay as they are.
 * A number that is both a right identity number and a right unified code is masked.
 */
export function maskPersonalData(text: string): MaskedText {
  if (!mayHoldPersonalData(text) || isUnifiedCode(text)) return { text, count: 0 };
  return maskFound(text);
}

// Most texts hold no long number at all; they are let through after one look at each character.
function mayHoldPersonalData(text: string): boolean {
  let digits = 0;
  let mostDigits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const kind = unitKinds[text.charCodeAt(index)];
    if (kind === digit) {
      digits += 1;
      if (digits >= fewestDigits) return true;
      if (digits > mostDigits) mostDigits = digits;
    } else if (kind === at) return true;
    else if (kind !== separator) digits = 0;
  }
  return mostDigits >= fewestDocumentDigits && namesDocument(text);
}

const privateMailbox =
  /[\w.%+-]{1,64}@(?:vip\.)?(?:qq|163|126|139|189|188|sina|sohu|aliyun|21cn|tom|wo|foxmail|gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|yeah|proton|protonmail)\.(?:com|cn|net|me)(?:\.cn)?(?![\w-])/gi;

function maskFound(original: string): MaskedText {
  let count = 0;
  let text = original;
  const mailboxes = [...toHalfWidth(text).matchAll(privateMailbox)];
  for (const found of mailboxes.toReversed()) {
    text = replaced(text, found.index, found.index + found[0].length, masks.mailbox);
    count += 1;
  }
  // Half width keeps every place, so what is found there can be replaced in the text itself.
  for (const found of findPersonalNumbers(toHalfWidth(text)).toReversed()) {
    text = replaced(text, found.start, found.end, masks[found.kind]);
    count += 1;
  }
  return { text, count };
}

function replaced(text: string, start: number, end: number, mask: string): string {
  return text.slice(0, start) + mask + text.slice(end);
}
