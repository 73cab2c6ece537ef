// The figure inside a written amount: digits or numerals, what they are multiplied by, and whether they name money.
import { readNumeral } from './chinese-numeral.js';

/** A decimal number: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** A figure as it was written, in yuan if it names money. */
export interface ReadFigure {
  readonly value: Decimal;
  /** Whether 元, 角, 分, 万 or 亿 say that the figure is in yuan, whatever the unit of the field. */
  readonly inYuan: boolean;
  /** Whether the text names money at all. */
  readonly isMoney: boolean;
  /** Whether it is written in numerals of the language, which never stand for ten thousands by themselves. */
  readonly inWords: boolean;
}

const numeral = '〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸';
const digit = '\\d〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖两';
const grouped = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?';
const ungrouped = '\\d*\\.?\\d+|\\d+\\.';
const multipliers = '[十百千万亿拾佰仟萬億]';

const figurePattern = new RegExp(
  `^(?:(?<arabic>${grouped}|${ungrouped})(?<exponent>[eE]-\\d{1,2})?(?<multiplier>${multipliers}{0,3})|` +
    `(?<words>[\\d${numeral}]+))` +
    `(?<yuan>[元圆块])?(?:零?(?<tenths>[${digit}])角)?(?:零?(?<hundredths>[${digit}])分)?(?<whole>[整正])?$`,
);

/** Reads a tidy text (half width, no blanks) as a figure with or without its unit; null where it is none. */
export function readFigure(text: string): ReadFigure | null {
  const parts = figurePattern.exec(text)?.groups;
  if (!parts) return null;
  const { arabic, words, multiplier = '', yuan, whole } = parts;
  const coins = coinsOf(parts['tenths'], parts['hundredths']);
  if (coins === null || (coins.units > 0n && yuan === undefined)) return null;
  const base =
    arabic === undefined
      ? numeralValue(words ?? '')
      : arabicValue(arabic, parts['exponent'], multiplier);
  if (base === null) return null;
  const isMoney = yuan !== undefined || whole !== undefined;
  const last = multiplier === '' ? (words ?? '').slice(-1) : multiplier.slice(-1);
  return {
    value: add(base, coins),
    isMoney,
    inYuan: isMoney || (last !== '' && '万亿萬億'.includes(last)),
    inWords: arabic === undefined || multiplier !== '',
  };
}

function numeralValue(words: string): Decimal | null {
  const units = readNumeral(words);
  return units === null ? null : { units, scale: 0 };
}

function arabicValue(
  arabic: string,
  exponent: string | undefined,
  multiplier: string,
): Decimal | null {
  const [whole = '', decimals = ''] = arabic.replaceAll(',', '').split('.');
  if (whole === '' && decimals === '') return null;
  let units = BigInt(whole + decimals);
  for (const sign of multiplier) units *= readNumeral(`1${sign}`) ?? 1n;
  // Spreadsheets write very small numbers with an exponent; very large ones lose digits by it and are not read.
  const shift = exponent === undefined ? 0 : Number(exponent.slice(2));
  return { units, scale: decimals.length + shift };
}

function coinsOf(tenths: string | undefined, hundredths: string | undefined): Decimal | null {
  const ten = tenths === undefined ? 0n : readNumeral(tenths);
  const hundred = hundredths === undefined ? 0n : readNumeral(hundredths);
  return ten === null || hundred === null ? null : { units: ten * 10n + hundred, scale: 2 };
}

function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return {
    units:
      left.units * 10n ** BigInt(scale - left.scale) +
      right.units * 10n ** BigInt(scale - right.scale),
    scale,
  };
}
