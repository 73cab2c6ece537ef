// How people and systems write days and amounts.
import type { DayForm } from './vocabulary.model.js';

const numerals = '〇一二三四五六七八九';
const capitals = '零壹贰叁肆伍陆柒捌玖';
const spreadsheetDayZero = -25_569;
/** The day that stands for "without end". */
export const dayWithoutEnd = 47_481;

/** The day (whole days since 1970-01-01) in one of the forms found in files. */
export function writeDay(day: number, form: DayForm): string {
  const date = new Date(day * 86_400_000);
  const [year, month, dayOfMonth] = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
  ];
  const padded = [String(month).padStart(2, '0'), String(dayOfMonth).padStart(2, '0')].join('-');
  switch (form) {
    case 'slash':
      return `${year}/${month}/${dayOfMonth}`;
    case 'slash-padded':
      return `${year}/${padded.replace('-', '/')}`;
    case 'hyphen':
      return `${year}-${padded}`;
    case 'hyphen-time':
      return `${year}-${padded} 00:00:00`;
    case 'compact':
      return `${year}${padded.replace('-', '')}`;
    case 'chinese':
      return `${year}年${month}月${dayOfMonth}日`;
    case 'dotted':
      return `${year}.${month}.${dayOfMonth}`;
    case 'spreadsheet':
      return String(day - spreadsheetDayZero);
    case 'full-width':
      return toFullWidth(`${year}/${month}/${dayOfMonth}`);
    case 'numerals':
      return `${[...String(year)].map((digit) => numerals[Number(digit)]).join('')}年${smallNumeral(month)}月${smallNumeral(dayOfMonth)}日`;
  }
}

/** ASCII signs, digits and letters in full width. */
export function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

function smallNumeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return numerals[ones] ?? '';
  return `${tens > 1 ? numerals[tens] : ''}十${ones > 0 ? numerals[ones] : ''}`;
}

/** An amount in yuan as a plain number of 10,000 yuan: 2000 becomes 0.2. */
export function wanYuan(yuan: number): string {
  return String(yuan / 10_000);
}

/** A whole amount in yuan below 100 million in the capitals of cheques: 2000 becomes 贰仟元整. */
export function yuanInCapitals(yuan: number): string {
  const [high, low] = [Math.floor(yuan / 10_000), yuan % 10_000];
  const upper = high > 0 ? `${fourDigits(high)}万` : '';
  const gap = high > 0 && low > 0 && low < 1000 ? '零' : '';
  return `${upper}${gap}${low > 0 ? fourDigits(low) : ''}元整`;
}

function fourDigits(number: number): string {
  let text = '';
  let pendingZero = false;
  for (const [place, unit] of ['仟', '佰', '拾', ''].entries()) {
    const digit = Math.floor(number / 10 ** (3 - place)) % 10;
    if (digit === 0) {
      pendingZero = text !== '';
      continue;
    }
    text += `${pendingZero ? '零' : ''}${capitals[digit]}${unit}`;
    pendingZero = false;
  }
  return text;
}
