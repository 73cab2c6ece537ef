// Days as agencies' systems really write them, read without guessing.
import { daysInMonth, type IsoDay } from '../kernel/time.js';
import { halfWidthUnit, isBlankUnit, isHyphenUnit, toHalfWidth } from './width.js';

/**
 * What a written day says: a day (`2026-04-10`), a month where no more was written (`2026-04`), or that the term has
 * no end.
 */
export type WrittenDay =
  | {
      readonly day: IsoDay;
      readonly precision: 'day' | 'month';
      readonly longTerm?: never;
    }
  | { readonly longTerm: true; readonly day?: never; readonly precision?: never };

const longTerm: WrittenDay = { longTerm: true };
const longTermWords = new Set([
  '长期',
  '长期有效',
  '永久',
  '永久有效',
  '无限期',
  '无期限',
  '无固定期限',
]);
// Systems that need a day where there is none write one of these.
const longTermDays = new Set(['2099-12-31', '9999-12-31']);

const firstYear = 1800;
const lastYear = 2199;
// Spreadsheets count days from 1899-12-30; outside this span five digits are no day of ours (1954 to 2119).
const spreadsheetDayZero = Date.UTC(1899, 11, 30);
const firstSpreadsheetDay = 20_000;
const lastSpreadsheetDay = 80_000;

/**
 * Reads a day in the forms really found: 2024/1/5, 2024-01-05, 2024.1.5, 20240105, 2024年1月5日, 二〇二四年一月五日,
 * full-width digits, a time behind it, a spreadsheet's day number (20000 to 80000), a month alone (2024-01,
 * 2024年1月). 长期, 永久 and 2099/12/31 are "long-term". A time with a zone is moved to Shanghai.
 * Null where it is no day or could be several: two-digit years, day before month.
 */
export function readDay(text: string): WrittenDay | null {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start += 1;
  while (start < end && isBlankUnit(text.charCodeAt(end - 1))) end -= 1;
  let at = start;
  let number = 0;
  while (at < end && isDigit(text, at)) {
    number = number * 10 + digitAt(text, at);
    at += 1;
  }
  const digits = at - start;
  if (digits === 4) return readSeparated(text, { at, end, year: number });
  if (digits === 8) return readCompact(text, { at, end, number });
  if (digits === 5) return readSpreadsheetDay(number, text.slice(at, end));
  if (digits === 14) return readCompactWithTime(toHalfWidth(text.slice(start, end)));
  return digits === 0 ? readWords(text.slice(start, end)) : null;
}

function digitAt(text: string, at: number): number {
  return halfWidthUnit(text.charCodeAt(at)) - 0x30;
}

function isDigit(text: string, at: number): boolean {
  const digit = digitAt(text, at);
  return digit >= 0 && digit <= 9;
}

// The sign between the parts: '-', '/', '.' or 年 (月 between month and day); '' for anything else.
function separatorAt(text: string, at: number): string {
  const unit = halfWidthUnit(text.charCodeAt(at));
  if (isHyphenUnit(unit)) return '-';
  if (unit === 0x2f) return '/';
  if (unit === 0x2e) return '.';
  if (unit === 0x5e74) return '年';
  return unit === 0x6708 ? '月' : '';
}

function readSeparated(
  text: string,
  begin: { at: number; end: number; year: number },
): WrittenDay | null {
  const { end, year } = begin;
  let at = skipBlanks(text, begin.at, end);
  const first = separatorAt(text, at);
  if (first === '' || first === '月') return null;
  at = skipBlanks(text, at + 1, end);
  const monthStart = at;
  let month = 0;
  while (at < end && at - monthStart < 2 && isDigit(text, at)) {
    month = month * 10 + digitAt(text, at);
    at += 1;
  }
  const monthDigits = at - monthStart;
  at = skipBlanks(text, at, end);
  // A spreadsheet makes 2024.10 into 2024.1, so one digit behind a dot could be two months.
  if (at === end)
    return first === '年' || (first === '.' && monthDigits === 1) ? null : asMonth(year, month);
  if (separatorAt(text, at) !== (first === '年' ? '月' : first)) return null;
  at = skipBlanks(text, at + 1, end);
  if (at === end) return first === '年' ? asMonth(year, month) : null;
  const dayStart = at;
  let day = 0;
  while (at < end && at - dayStart < 2 && isDigit(text, at)) {
    day = day * 10 + digitAt(text, at);
    at += 1;
  }
  const read = asDay(year, month, day);
  if (at === end) return read;
  const rest = text.slice(at, end);
  // A time may follow 日 without a blank.
  return first === '年' ? withTime(read, rest.replace(/^\s*[日号]/, ' ')) : withTime(read, rest);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlankUnit(text.charCodeAt(at))) at += 1;
  return at;
}

function readCompact(
  text: string,
  read: { at: number; end: number; number: number },
): WrittenDay | null {
  const { number } = read;
  const day = asDay(Math.trunc(number / 10_000), Math.trunc(number / 100) % 100, number % 100);
  return read.at === read.end ? day : withTime(day, text.slice(read.at, read.end));
}

function readCompactWithTime(text: string): WrittenDay | null {
  const [hour, minute, second] = [text.slice(8, 10), text.slice(10, 12), text.slice(12, 14)];
  return readDay(`${text.slice(0, 8)} ${hour}:${minute}:${second}`);
}

function readSpreadsheetDay(number: number, rest: string): WrittenDay | null {
  if (number < firstSpreadsheetDay || number > lastSpreadsheetDay) return null;
  if (rest !== '' && !/^[.．]\d*$/.test(rest)) return null;
  const date = new Date(spreadsheetDayZero + number * 86_400_000);
  return asDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function asMonth(year: number, month: number): WrittenDay | null {
  if (month < 1 || month > 12 || year < firstYear || year > lastYear) return null;
  return { day: `${year}-${twoDigits(month)}`, precision: 'month' };
}

function asDay(year: number, month: number, day: number): WrittenDay | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (day > 28 && day > daysInMonth(year, month)) return null;
  const iso = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (month === 12 && day === 31 && longTermDays.has(iso)) return longTerm;
  return year < firstYear || year > lastYear ? null : { day: iso, precision: 'day' };
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

const timeBehind =
  /^(?:T|\s+|\s*(?=[上下]午))(?:(上午|下午|[AP]M)\s*)?(\d{1,2})(?:[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:[.,]\d+)?秒?)?)?)?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

function withTime(read: WrittenDay | null, rest: string): WrittenDay | null {
  if (rest === ' ') return read;
  const time = timeBehind.exec(toHalfWidth(rest));
  if (!time || read?.day === undefined) return time ? read : null;
  const [hour, minute, second] = [Number(time[2]), Number(time[3] ?? 0), Number(time[4] ?? 0)];
  if (hour > 24 || minute > 59 || second > 60) return null;
  const zone = time[6];
  if (zone === undefined) return read;
  const afternoon = /下午|PM/i.test(`${time[1] ?? ''}${time[5] ?? ''}`) && hour < 12 ? 12 : 0;
  const moment = Date.parse(`${read.day}T00:00:00Z`) + ((hour + afternoon) * 60 + minute) * 60_000;
  const inShanghai = new Date(moment - zoneMinutes(zone) * 60_000 + 8 * 3_600_000);
  return { day: inShanghai.toISOString().slice(0, 10), precision: 'day' };
}

function zoneMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const chineseDay =
  /^([〇○零Ｏ一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})[日号])?$/;
const chineseDigits = '〇一二三四五六七八九';

function readWords(text: string): WrittenDay | null {
  const words = text.replace(/\s/g, '');
  if (longTermWords.has(words)) return longTerm;
  const parts = chineseDay.exec(words);
  if (!parts) return null;
  const [, yearText = '', monthText = '', dayText] = parts;
  const year = Number([...yearText.replace(/[○零Ｏ]/g, '〇')].map(chineseDigit).join(''));
  const month = monthText === '元' ? 1 : smallNumeral(monthText);
  return dayText === undefined ? asMonth(year, month) : asDay(year, month, smallNumeral(dayText));
}

function chineseDigit(character: string): number {
  return chineseDigits.indexOf(character);
}

/** 一 to 三十九, also 廿一 and 卅一; 0 where the characters make no such number. */
function smallNumeral(text: string): number {
  const plain = text.replace('廿', '二十').replace('卅', '三十');
  const parts = /^([一二三])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (!parts) return 0;
  const [, tens, ten, ones] = parts;
  if (ten === undefined)
    return tens !== undefined && ones !== undefined ? 0 : chineseDigit(tens ?? ones ?? '');
  return (
    (tens === undefined ? 1 : chineseDigit(tens)) * 10 +
    (ones === undefined ? 0 : chineseDigit(ones))
  );
}
