// The numbers of a text as groups of digits, chained where only blanks or hyphens stand between them.
import { isIdentityAt } from './resident-identity.js';
import { isUscc } from './uscc.js';
import { isBlankUnit, isHyphenUnit } from './width.js';

/** An unbroken sequence of digits in a text, with an X behind it where one ends an identity number. */
export interface NumberGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** The digits and the X. */
  readonly characters: string;
}

/** An unbroken sequence of letters and digits in a text; `code` is in capitals. */
export interface CodeRun {
  readonly start: number;
  readonly end: number;
  readonly code: string;
}

const longestGap = 3;
const usccLength = 18;

/** The runs of letters and digits of a half-width text. */
export function codeRuns(text: string): CodeRun[] {
  return [...text.matchAll(/[0-9A-Za-z]+/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    code: found[0].toUpperCase(),
  }));
}

/** The chains of digit groups of the runs; unified codes and other letters end a chain. */
export function numberChains(text: string, runs: readonly CodeRun[]): NumberGroup[][] {
  const chains: NumberGroup[][] = [];
  let chain: NumberGroup[] = [];
  let lastEnd = -1;
  for (const run of runs) {
    for (const group of groupsOf(run)) {
      if (chain.length === 0 || !isGap(text, lastEnd, group.start)) {
        chain = [];
        chains.push(chain);
      }
      chain.push(group);
      lastEnd = group.end;
    }
  }
  return chains;
}

function isGap(text: string, from: number, to: number): boolean {
  if (to === from || to - from > longestGap) return false;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (!isBlankUnit(unit) && !isHyphenUnit(unit)) return false;
  }
  return true;
}

function groupsOf(run: CodeRun): NumberGroup[] {
  const groups: NumberGroup[] = [];
  const { code } = run;
  let at = 0;
  while (at < code.length) {
    if (isUnifiedCode(code.slice(at, at + usccLength)) && !runsIntoIdentity(code, at)) {
      at += usccLength;
      continue;
    }
    const digits = /^\d+/.exec(code.slice(at))?.[0] ?? '';
    let length = digits.length;
    if (
      length > 0 &&
      code[at + length] === 'X' &&
      (length >= 17 || at + length + 1 === code.length)
    ) {
      length += 1;
    }
    if (digits !== '') {
      groups.push({
        start: run.start + at,
        end: run.start + at + length,
        digits,
        characters: code.slice(at, at + length),
      });
    }
    at += Math.max(length, 1);
  }
  return groups;
}

// Digits may satisfy both by chance: an identity number that begins inside a code is the one that counts.
function runsIntoIdentity(code: string, at: number): boolean {
  for (let inside = at + 1; inside < at + usccLength; inside += 1) {
    if (isIdentityAt(code, inside)) return true;
  }
  return false;
}

/** Whether the characters are a unified code and not an identity number that happens to satisfy both checks. */
export function isUnifiedCode(characters: string): boolean {
  return isUscc(characters) && !isIdentityAt(characters, 0);
}
