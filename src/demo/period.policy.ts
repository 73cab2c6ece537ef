// The demo city's own time: 24 periods of one month each, the last of which ends on a given day.
import { dayNumber, daysInMonth, type IsoDay } from '../kernel/time.js';

/** How many periods the city hands in files for. */
export const periodCount = 24;

/** One period; days are whole days since 1970-01-01, both ends included. */
export interface Period {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The periods of one month each that end with `until`, oldest first. */
export function periodsUntil(until: IsoDay): Period[] {
  return Array.from({ length: periodCount }, (_, position) => ({
    firstDay: monthsEarlier(until, periodCount - position) + 1,
    lastDay: monthsEarlier(until, periodCount - position - 1),
  }));
}

function monthsEarlier(day: IsoDay, months: number): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const last = Math.min(dayOfMonth, daysInMonth(toYear, toMonth));
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return dayNumber(`${toYear}-${twoDigits(toMonth)}-${twoDigits(last)}`);
}

/** Whether offices are closed on the day: weekends and the fixed days of the long holidays. */
export function isOfficeClosed(day: number): boolean {
  const weekday = (day + 4) % 7;
  if (weekday === 0 || weekday === 6) return true;
  const date = new Date(day * 86_400_000);
  const monthAndDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return (
    monthAndDay === 101 ||
    (monthAndDay >= 501 && monthAndDay <= 505) ||
    (monthAndDay >= 1001 && monthAndDay <= 1008)
  );
}
