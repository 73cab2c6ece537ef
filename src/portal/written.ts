// Days, amounts and numbers as people write them in each language.

import { timeInShanghai } from '../kernel/time.js';
import type { Language } from './language.js';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const longTerm = { zh: '长期', en: 'No end date' };
const dayPattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;
const yuanInWanYuan = 10_000n;

/** `2026-04-10` as 2026年4月10日 or 10 April 2026; months keep their precision; `long-term` is put in words. */
export function writtenDay(day: string, language: Language): string {
  if (day === 'long-term') return longTerm[language];
  const parts = dayPattern.exec(day);
  if (!parts) return day;
  const year = parts[1] as string;
  const month = Number(parts[2]);
  const dayOfMonth = parts[3] === undefined ? null : Number(parts[3]);
  if (language === 'zh') {
    return `${year}年${month}月${dayOfMonth === null ? '' : `${dayOfMonth}日`}`;
  }
  return `${dayOfMonth === null ? '' : `${dayOfMonth} `}${months[month - 1]} ${year}`;
}

/** A moment (milliseconds) as a day and a time in China. */
export function writtenMoment(moment: number, language: Language): string {
  const [day = '', time = ''] = timeInShanghai(moment).split(' ');
  const zone = language === 'en' ? ' (UTC+8)' : '';
  return `${writtenDay(day, language)}${language === 'en' ? ', ' : ' '}${time}${zone}`;
}

/** A whole number with separators. */
export function writtenCount(count: number, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en').format(count);
}

/**
 * An amount with its unit. Amounts in 万元 are given in yuan as well: 0.2 万元（2,000 元）, CNY 2,000.
 * The text is a plain decimal; anything else comes back as it is.
 */
export function writtenAmount(text: string, unit: string, language: Language): string {
  const parts = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!parts) return `${text} ${unit}`;
  const fraction = parts[2] ?? '';
  if (unit === '元') {
    const amount = `${withSeparators(parts[1] as string)}${fraction && `.${fraction}`}`;
    return language === 'zh' ? `${amount} 元` : `CNY ${amount}`;
  }
  if (unit !== '万元') return `${text} ${unit}`;
  const yuan = yuanOfWanYuan(parts[1] as string, fraction);
  if (language === 'en') return `CNY ${yuan}`;
  return `${withSeparators(parts[1] as string)}${fraction && `.${fraction}`} 万元（${yuan} 元）`;
}

/** The parts in which a unified social credit code is read: who registers, where, which subject, check. */
export function usccGroups(uscc: string): readonly string[] {
  if (uscc.length !== 18) return [uscc];
  return [uscc.slice(0, 2), uscc.slice(2, 8), uscc.slice(8, 17), uscc.slice(17)];
}

// Exact: up to six decimals of 万元 are hundredths of a yuan.
function yuanOfWanYuan(whole: string, fraction: string): string {
  const hundredths = BigInt(whole) * yuanInWanYuan * 100n + BigInt(fraction.padEnd(6, '0'));
  const yuan = withSeparators(String(hundredths / 100n));
  const rest = hundredths % 100n;
  return rest === 0n ? yuan : `${yuan}.${String(rest).padStart(2, '0')}`;
}

function withSeparators(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
