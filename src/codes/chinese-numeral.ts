// Whole numbers in Chinese numerals, everyday and financial, also mixed with digits (1万5千).

const digits: Readonly<Record<string, bigint>> = {
  ...Object.fromEntries([...'〇一二三四五六七八九'].map((sign, value) => [sign, BigInt(value)])),
  ...Object.fromEntries([...'零壹贰叁肆伍陆柒捌玖'].map((sign, value) => [sign, BigInt(value)])),
  '○': 0n,
  两: 2n,
  貳: 2n,
  參: 3n,
  陸: 6n,
};
const tens: Readonly<Record<string, bigint>> = {
  十: 10n,
  拾: 10n,
  百: 100n,
  佰: 100n,
  千: 1000n,
  仟: 1000n,
};
const myriads: Readonly<Record<string, bigint>> = {
  万: 10_000n,
  萬: 10_000n,
  亿: 100_000_000n,
  億: 100_000_000n,
};

/**
 * The number that the numerals say: 贰仟, 两千, 一万五千, 十二, 二〇〇〇, 1万5千. Null where they say none, or more than one:
 * 一万五 is fifteen thousand to the ear and ten thousand and five on paper.
 */
export function readNumeral(text: string): bigint | null {
  if (/^\d+$/.test(text)) return BigInt(text);
  const positional = [...text];
  if (positional.length > 1 && positional.every((sign) => sign in digits)) {
    return BigInt(positional.map((sign) => digits[sign]).join(''));
  }
  return readMultiplied(text.match(/\d+|\D/g) ?? []);
}

function readMultiplied(signs: readonly string[]): bigint | null {
  let total = 0n;
  let section = 0n;
  let pending: bigint | null = null;
  let lastUnit = 1n;
  let afterZero = false;
  // A unit must be smaller than the one before it within its section; the sections go down as well.
  let limit = 10_000n;
  let myriadLimit = 10n ** 12n;
  for (const sign of signs) {
    const unit = tens[sign];
    const myriad = myriads[sign];
    const value = /\d/.test(sign) ? BigInt(sign) : digits[sign];
    if (value !== undefined) {
      if (pending !== null) return null;
      if (value === 0n) afterZero = true;
      else pending = value;
    } else if (unit !== undefined) {
      if (unit >= limit || (pending === null && unit !== 10n) || (pending ?? 1n) >= 10n)
        return null;
      section += (pending ?? 1n) * unit;
      [pending, limit, lastUnit, afterZero] = [null, unit, unit, false];
    } else if (myriad !== undefined) {
      if (section + (pending ?? 0n) === 0n || myriad >= myriadLimit) return null;
      total += (section + (pending ?? 0n)) * myriad;
      [section, pending, limit, lastUnit, afterZero] = [0n, null, 10_000n, myriad, false];
      myriadLimit = myriad;
    } else return null;
  }
  if (signs.length === 0) return null;
  const last = pending ?? 0n;
  const colloquial = last > 0n && lastUnit > 10n && !afterZero && last < lastUnit / 10n;
  return colloquial ? null : total + section + last;
}
