// Amounts as people write them, read exactly: no floating point between a file and the ledger.
import { readNumeral } from './chinese-numeral.js';
import { toHalfWidth } from './width.js';

/** The unit of a field. Null: a plain number without money in it. */
export type AmountUnit = '万元' | '元' | null;

/** A decimal number: `units` divided by ten to the power of `scale`. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

interface ReadFigure {
  readonly value: Decimal;
  /** Whether 元, 角, 分, 万 or 亿 say that the figure is in yuan, whatever the unit of the field. */
  readonly inYuan: boolean;
  /** Whether the text names money at all. */
  readonly isMoney: boolean;
  /** Whether it is written in numerals of the language, which never stand for ten thousands by themselves. */
  readonly inWords: boolean;
}

const longestDecimals = 6;
const longestWhole = 18;
const longestFigure = 40;

/**
 * Reads an amount into the field's unit: `0.2`, `1,234.5`, `￥2000`, `2000元` (in a 万元 field: `0.2`), `0.2万元`, `贰仟元整`,
 * full width. Gives a plain decimal without exponent and without needless zeros.
 * Null where it is no amount, negative, has more than six decimals in the field's unit, or its unit is uncertain.
 */
export function readAmount(text: string, unit: AmountUnit): string | null {
  const plain = readPlain(text);
  if (plain !== undefined) return plain;
  if (text.length > longestFigure) return null;
  const written = tidy(text);
  const read = readFigure(written.figure);
  if (read === null) return null;
  if (unit === null) return read.isMoney || written.hasSign ? null : asPlain(read.value);
  if (unit === '元') return asPlain(read.value);
  if (read.inYuan) return asPlain({ units: read.value.units, scale: read.value.scale + 4 });
  return read.inWords ? null : asPlain(read.value);
}

// Digits with at most one dot, as nearly all files have them; undefined: something else stands there.
function readPlain(text: string): string | null | undefined {
  let dot = -1;
  let lastNonZero = -1;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2e && dot < 0) dot = at;
    else if (unit < 0x30 || unit > 0x39) return undefined;
    else if (unit !== 0x30) lastNonZero = at;
  }
  const whole = dot < 0 ? text.length : dot;
  if (text.length === (dot < 0 ? 0 : 1)) return null;
  const decimals = dot < 0 || lastNonZero < dot ? 0 : lastNonZero - dot;
  if (decimals > longestDecimals) return null;
  let start = 0;
  while (start < whole - 1 && text.charCodeAt(start) === 0x30) start += 1;
  if (whole - start > longestWhole) return null;
  if (whole === 0) return decimals === 0 ? '0' : `0${text.slice(0, decimals + 1)}`;
  return text.slice(start, decimals === 0 ? whole : dot + decimals + 1);
}

function tidy(text: string): { figure: string; hasSign: boolean } {
  const narrow = toHalfWidth(text).replace(/[\s\u200b\ufeff]/g, '');
  const figure = narrow.replace(/^(?:人民币|RMB|CNY)?[:]?[¥￥]?/i, '');
  return { figure, hasSign: figure.length < narrow.length };
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

function readFigure(text: string): ReadFigure | null {
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

function asPlain({ units, scale }: Decimal): string | null {
  const digits = units.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const decimals = digits.slice(digits.length - scale).replace(/0+$/, '');
  if (decimals.length > longestDecimals || whole.length > longestWhole) return null;
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
