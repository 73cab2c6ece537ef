// Amounts of money inside a text: what the words of a decision say, to be compared with its amount field.
import { halfWidthUnit, isBlankUnit } from './width.js';
import { readAmount } from './written-amount.js';

const figureSigns =
  '0123456789.,〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸';
const inFigure = new Uint8Array(0x10000);
for (const sign of figureSigns) inFigure[sign.charCodeAt(0)] = 1;
const longestFigure = 30;
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
      const figure = figureBehindSign.exec(text.slice(at + 1, at + longestFigure))?.[0] ?? '';
      const amount = /[元圆]$/.test(figure) ? null : readAmount(figure.replace(/,$/, ''), '元');
      if (amount !== null) amounts.push(amount);
    }
  }
  return amounts;
}

// The amount that ends with the 元 at this place, with the coins behind it.
function amountBefore(text: string, end: number): string | null {
  let start = end;
  while (start > 0 && end - start < longestFigure && standsInFigure(text, start - 1)) start -= 1;
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
