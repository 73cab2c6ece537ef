// Amounts as people write them, read exactly: no floating point between a file and the ledger.
import { type Decimal, readFigure } from './amount-figure.js';
import { halfWidthUnit, isBlankUnit, toHalfWidth } from './width.js';

/** The unit of a field. Null: a plain number without money in it. */
export type AmountUnit = '万元' | '元' | null;

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

/** A plain decimal of ten thousand yuan in yuan; null where it would be longer than any amount. */
export function yuanOf(tenThousands: string): string | null {
  const dot = tenThousands.indexOf('.');
  const whole = dot < 0 ? tenThousands : tenThousands.slice(0, dot);
  const decimals = dot < 0 ? '' : tenThousands.slice(dot + 1);
  const shifted = `${whole}${decimals.slice(0, 4).padEnd(4, '0')}.${decimals.slice(4)}`;
  return readPlain(shifted) ?? null;
}

function tidy(text: string): { figure: string; hasSign: boolean } {
  const narrow = toHalfWidth(text).replace(/[\s\u200b\ufeff]/g, '');
  const figure = narrow.replace(/^(?:人民币|RMB|CNY)?[:]?[¥￥]?/i, '');
  return { figure, hasSign: figure.length < narrow.length };
}

function asPlain({ units, scale }: Decimal): string | null {
  const digits = units.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const decimals = digits.slice(digits.length - scale).replace(/0+$/, '');
  if (decimals.length > longestDecimals || whole.length > longestWhole) return null;
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

const figureSigns =
  '0123456789.,〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸';
const inFigure = new Uint8Array(0x10000);
for (const sign of figureSigns) inFigure[sign.charCodeAt(0)] = 1;
const longestFigureInText = 30;
const coins =
  /^(?:零?[\d０-９零一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:零?[\d０-９零一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?/;
const figureBehindSign = /^\s*\d[\d,]*(?:\.\d+)?(?:\s*[十百千万亿]{0,3}\s*[元圆])?/;

/**
 * The amounts that a text names, in yuan and in the order of the text: `罚款2000元`, `罚款人民币贰仟元整`, `罚款0.2万元`,
 * `￥2,000.00`. Plain decimals as readAmount gives them.
 */
export function amountsInText(text: string): string[] {
  const amounts: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5143 || unit === 0x5706) {
      const amount = amountBefore(text, at);
      if (amount !== null) amounts.push(amount);
    } else if (unit === 0xa5 || unit === 0xffe5) {
      const figure = figureBehindSign.exec(text.slice(at + 1, at + longestFigureInText))?.[0] ?? '';
      const amount = /[元圆]$/.test(figure) ? null : readAmount(figure.replace(/,$/, ''), '元');
      if (amount !== null) amounts.push(amount);
    }
  }
  return amounts;
}

// The amount that ends with the 元 at this place, with the coins behind it.
function amountBefore(text: string, end: number): string | null {
  let start = end;
  while (start > 0 && end - start < longestFigureInText && standsInFigure(text, start - 1))
    start -= 1;
  // A comma or full stop of the sentence is no part of the figure that follows it.
  while (start < end && !isFigureStart(text, start)) start += 1;
  if (start === end) return null;
  const next = text.charCodeAt(end + 1);
  const tail =
    inFigure[halfWidthUnit(next)] === 1 ? coins.exec(text.slice(end + 1, end + 7))?.[0] : '';
  const figure = text.slice(start, end);
  const amount = readAmount(tail === '' ? figure : `${figure}元${tail ?? ''}`, '元');
  if (amount !== null) return amount;
  const comma = Math.max(figure.lastIndexOf(','), figure.lastIndexOf('，'));
  return comma < 0 || /[,，](?:\d{3}\D*|0\d+\D*)$/.test(figure)
    ? null
    : readAmount(figure.slice(comma + 1), '元');
}

function standsInFigure(text: string, at: number): boolean {
  const unit = halfWidthUnit(text.charCodeAt(at));
  if (!isBlankUnit(unit)) return inFigure[unit] === 1;
  // A blank may part a figure from its unit, but not two figures: `1 2000元` names 2000.
  const next = halfWidthUnit(text.charCodeAt(at + 1));
  return next < 0x30 || next > 0x39;
}

function isFigureStart(text: string, at: number): boolean {
  const unit = halfWidthUnit(text.charCodeAt(at));
  return inFigure[unit] === 1 && unit !== 0x2e && unit !== 0x2c;
}
