// Moments and days. The platform's days are days in China (Asia/Shanghai, UTC+8 since 1991).

/** A day in the Gregorian calendar, `2026-04-10`. */
export type IsoDay = string;

/** Where the time comes from; the demo city and the simulation bring their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

const shanghaiOffsetMilliseconds = 8 * 3_600_000;
const dayMilliseconds = 86_400_000;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day in Shanghai at a moment. */
export function dayInShanghai(milliseconds: number): IsoDay {
  return new Date(milliseconds + shanghaiOffsetMilliseconds).toISOString().slice(0, 10);
}

/** The moment as people in Shanghai write it, `2026-04-10 09:30:00`. */
export function timeInShanghai(milliseconds: number): string {
  return new Date(milliseconds + shanghaiOffsetMilliseconds)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
}

/** Midnight in Shanghai with which the day begins, in milliseconds. */
export function startOfDay(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** Whether the text is a day that exists. */
export function isIsoDay(text: string): boolean {
  const parts = dayPattern.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** How many days the month has (month 1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whole days since 1970-01-01. */
export function dayNumber(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;
}

/** The day with that number since 1970-01-01. */
export function dayFromNumber(number: number): IsoDay {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

/** The day so many natural days later (or earlier, when negative). */
export function addDays(day: IsoDay, days: number): IsoDay {
  return dayFromNumber(dayNumber(day) + days);
}

/** The same day so many months later (or earlier); where that month is shorter, its last day: 31 January, 29 February. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const monthsSinceYearZero = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [
    Math.floor(monthsSinceYearZero / 12),
    (((monthsSinceYearZero % 12) + 12) % 12) + 1,
  ];
  const date = Math.min(Number(day.slice(8)), daysInMonth(year, month));
  const written = [String(year).padStart(4, '0'), String(month).padStart(2, '0')];
  return `${written.join('-')}-${String(date).padStart(2, '0')}`;
}
