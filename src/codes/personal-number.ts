// Numbers that lead to a person: which digits of a text are an identity number, a mobile number, a card or a permit.
import {
  type CodeRun,
  codeRuns,
  isUnifiedCode,
  type NumberGroup,
  numberChains,
} from './number-groups.js';
import { isRegistrationNumber } from './registration-number.js';
import { isIdentityAt, isLegacyIdentityAt } from './resident-identity.js';

/** What sort of number it is. `document`: a passport, a permit, a soldier's card. */
export type PersonalNumberKind = 'identity' | 'mobile' | 'card' | 'document';

/** Where in the text a personal number stands, as a half-open range of UTF-16 units. */
export interface PersonalNumber {
  readonly kind: PersonalNumberKind;
  readonly start: number;
  readonly end: number;
}

interface Match extends PersonalNumber {
  readonly groups: number;
}

// What the groups from `first` to before `last` say when read as one number.
interface Window {
  readonly text: string;
  readonly groups: readonly NumberGroup[];
  readonly digits: string;
  readonly characters: string;
  readonly start: number;
  readonly end: number;
}

const longestNumber = 19;
const identityWord = /(?:身份证|公民身份|居民身份|身份号码)[^。；;\n\dA-Za-z]{0,10}$/;
const documentNames = '护照|通行证|居留|回乡证|台胞证|军官证|士兵证|警官证';
const anyDocument = new RegExp(documentNames);
const documentWord = new RegExp(`(?:${documentNames})[^。；;\\n\\dA-Za-z]{0,10}$`);
const cardWord = /(?:银行卡|储蓄卡|借记卡|信用卡|卡号)[^。；;\n\dA-Za-z]{0,10}$/;
const longestWordDistance = 18;

/** The personal numbers of a half-width text, in its order and without overlap. */
export function findPersonalNumbers(text: string): PersonalNumber[] {
  const runs = codeRuns(text);
  const documents = runs.filter((run) => isDocument(text, run));
  const others = documents.length === 0 ? runs : runs.filter((run) => !documents.includes(run));
  const found: PersonalNumber[] = documents.map(({ start, end }) => ({
    kind: 'document',
    start,
    end,
  }));
  for (const chain of numberChains(text, others)) {
    let first = 0;
    while (first < chain.length) {
      const match = longIdentity(chain[first] as NumberGroup) ?? matchAt(text, chain, first);
      if (match && match.end > match.start) found.push(match);
      first += match?.groups ?? 1;
    }
  }
  return found.toSorted((left, right) => left.start - right.start);
}

/** Whether the text names a kind of document of persons whose number may follow. */
export function namesDocument(text: string): boolean {
  return anyDocument.test(text);
}

function isDocument(text: string, run: CodeRun): boolean {
  const { code } = run;
  if (code.length < 8 || code.length > 18 || isUnifiedCode(code)) return false;
  if (code.replace(/\D/g, '').length < 7 || isIdentityAt(code, 0)) return false;
  return stands(documentWord, text, run.start);
}

function stands(word: RegExp, text: string, before: number): boolean {
  return word.test(text.slice(Math.max(0, before - longestWordDistance), before));
}

// An identity number inside a longer sequence of digits: what stands around it goes with it.
function longIdentity(group: NumberGroup): Match | undefined {
  const { characters, start, end } = group;
  if (characters.length <= 18) return undefined;
  for (let at = 0; at + 18 <= characters.length; at += 1) {
    if (isIdentityAt(characters, at)) return { kind: 'identity', start, end, groups: 1 };
  }
  return undefined;
}

function matchAt(text: string, chain: readonly NumberGroup[], first: number): Match | undefined {
  const windows = windowsAt(text, chain, first);
  for (const isKind of [identityIn, cardIn, mobileIn]) {
    for (const window of windows) {
      const kind = isKind(window);
      if (kind === undefined) continue;
      const { start, end, groups } = window;
      return {
        kind: kind ?? 'identity',
        start,
        end: kind === null ? start : end,
        groups: groups.length,
      };
    }
  }
  return undefined;
}

function windowsAt(text: string, chain: readonly NumberGroup[], first: number): Window[] {
  const windows: Window[] = [];
  let digits = '';
  for (let last = first; last < chain.length; last += 1) {
    const group = chain[last] as NumberGroup;
    const characters = digits + group.characters;
    digits += group.digits;
    if (digits.length > longestNumber) break;
    const groups = chain.slice(first, last + 1);
    if (groups.length > 1 && beginsLikeDay(groups)) break;
    const start = (groups[0] as NumberGroup).start;
    windows.push({ text, groups, digits, characters, start, end: group.end });
    // An X ends a number.
    if (group.characters !== group.digits) break;
  }
  return windows.toReversed();
}

// `2024-01-05 ...`: a day and what follows it are not one number.
function beginsLikeDay(groups: readonly NumberGroup[]): boolean {
  const [year, month] = groups;
  return /^(?:1[89]|2[01])\d\d$/.test(year?.digits ?? '') && (month?.digits.length ?? 3) <= 2;
}

// Null: a unified code written in groups, to be passed over.
function identityIn(window: Window): 'identity' | null | undefined {
  const { text, characters, start } = window;
  if (characters.length === 18) {
    if (isIdentityAt(characters, 0)) return 'identity';
    if (isUnifiedCode(characters)) return null;
  }
  const named =
    characters.length >= 15 && characters.length <= 18 && stands(identityWord, text, start);
  if (named && !isAmount(window)) return 'identity';
  if (characters.length !== 15 || !isLegacyIdentityAt(characters, 0)) return undefined;
  const layout = layoutOf(window);
  if (layout !== '15' && layout !== '6-6-3') return undefined;
  return isRegistrationNumber(characters) || isAmount(window) ? undefined : 'identity';
}

const cardLayout = /^(?:1[6-9]|4(?:-4){3}(?:-[1-3])?|6-1[0-3]|4-4-4-[5-7])$/;
const cardBegin = /^(?:3[5-9]|4|5|6|8[0-9]|9[04-9])/;
const regionAndYear = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}(?:19|20)\d\d/;

function cardIn(window: Window): 'card' | undefined {
  const { text, digits, characters, start } = window;
  if (digits.length < 16 || characters !== digits || !cardLayout.test(layoutOf(window)))
    return undefined;
  if (isAmount(window) || isUnifiedCode(digits)) return undefined;
  if (stands(cardWord, text, start)) return 'card';
  if (!isLuhn(digits) || !cardBegin.test(digits) || besideLetter(window)) return undefined;
  // Numbers of documents begin with a region and a year; cards hardly ever do.
  return regionAndYear.test(digits) ? undefined : 'card';
}

const mobileLayout = /^(?:11|3-4-4|3-8|7-4|4-3-4|4-4-3|3-3-5|3-5-3|5-6|6-5|1(?:-1){10})$/;
const mobileWithPrefix = /^(?:0|86|0086)?1[3-9]\d{9}$/;

function mobileIn(window: Window): 'mobile' | undefined {
  const { digits, groups } = window;
  if (digits.length < 11 || digits.length > 15 || !mobileWithPrefix.test(digits)) return undefined;
  if (groups.length > 1 && !mobileLayout.test(layoutOf(window))) return undefined;
  return isAmount(window) ? undefined : 'mobile';
}

function layoutOf(window: Window): string {
  return window.groups.map((group) => group.characters.length).join('-');
}

const amountBehind = /^\s{0,2}[千百十]?[元圆万亿角]|^\.\d{1,6}(?!\d)/;
const amountBefore = /[¥￥$]\s?$|\d\.$/;

function isAmount({ text, start, end }: Window): boolean {
  if (amountBehind.test(text.slice(end, end + 9))) return true;
  return amountBefore.test(text.slice(Math.max(0, start - 2), start));
}

function besideLetter({ text, start, end }: Window): boolean {
  return /[A-Za-z]/.test(text.charAt(start - 1)) || /[A-Za-z]/.test(text.charAt(end));
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let back = 1; back <= digits.length; back += 1) {
    const value = digits.charCodeAt(digits.length - back) - 0x30;
    const counted = back % 2 === 0 ? value * 2 : value;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
