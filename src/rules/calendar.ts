// Working days: the official calendar, year by year, and what is counted without it.
import { addDays, dayFromNumber, dayNumber, type IsoDay, isIsoDay } from '../kernel/time.js';
import type { CalendarYear } from './calendar.model.js';

/** A day found by counting working days. */
export interface CountedDay {
  readonly day: IsoDay;
  /** Whether a year was counted by its weekends only, for want of a notice. Such a day is never final. */
  readonly provisional: boolean;
  /** The years whose calendars were counted. */
  readonly calendarYears: readonly number[];
}

/** A number of working days; `provisional` as in {@link CountedDay}. */
export interface CountedWorkingDays {
  readonly workingDays: number;
  readonly provisional: boolean;
}

interface YearTable {
  /** All days of the year, in order. */
  readonly days: readonly IsoDay[];
  /** For each day, how many working days the year has had by its end. */
  readonly countedBy: Uint16Array;
  /** The positions of the working days in the year. */
  readonly working: Uint16Array;
}

const leapMonthStarts = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335] as const;

/**
 * The calendars that are known. A working day is Monday to Friday unless a notice makes it a day off, and the
 * weekend days that a notice has worked. A year without a notice is counted by weekends only and flagged.
 */
export class Calendar {
  /** The years with a notice, in order. */
  readonly years: readonly number[];
  /** What the calendar was made of, to make it again in another thread. */
  readonly content: readonly CalendarYear[];
  readonly #noticed: ReadonlySet<number>;
  readonly #changes = new Map<IsoDay, boolean>();
  readonly #tables = new Map<number, YearTable>();

  constructor(years: readonly CalendarYear[]) {
    this.content = years;
    this.years = years.map(({ year }) => year).toSorted((left, right) => left - right);
    this.#noticed = new Set(this.years);
    for (const { holidays } of years)
      for (const { from, to, makeUp } of holidays) {
        for (let day = from; day <= to; day = addDays(day, 1)) this.#changes.set(day, false);
        for (const day of makeUp) this.#changes.set(day, true);
      }
  }

  isWorkingDay(day: IsoDay): boolean {
    const position = positionOf(day);
    const { countedBy } = this.#table(yearOf(day));
    return (
      (countedBy[position] as number) > (position === 0 ? 0 : (countedBy[position - 1] as number))
    );
  }

  /**
   * The day with which a period of `workingDays` ends. The day itself is not counted: periods begin on the day
   * after (Civil Code, article 201). Refuses negative and broken numbers with a RangeError.
   */
  addWorkingDays(day: IsoDay, workingDays: number): CountedDay {
    if (!Number.isInteger(workingDays) || workingDays < 0) {
      throw new RangeError(`a period of ${workingDays} working days cannot be counted`);
    }
    let position = positionOf(day);
    let year = yearOf(day);
    if (workingDays === 0) return this.#counted(day, year, year);
    let left = workingDays;
    let table = this.#table(year);
    let passed = table.countedBy[position] as number;
    // A period that begins on the last day of a year counts nothing in it.
    const first = position === table.days.length - 1 ? year + 1 : year;
    while (passed + left > table.working.length) {
      left -= table.working.length - passed;
      year += 1;
      table = this.#table(year);
      passed = 0;
    }
    position = table.working[passed + left - 1] as number;
    return this.#counted(table.days[position] as IsoDay, first, year);
  }

  /** How many working days lie after `from`, up to and with `to`; negative where `to` comes first. */
  workingDaysBetween(from: IsoDay, to: IsoDay): CountedWorkingDays {
    if (to < from) {
      const { workingDays, provisional } = this.workingDaysBetween(to, from);
      return { workingDays: -workingDays, provisional };
    }
    let workingDays = -(this.#table(yearOf(from)).countedBy[positionOf(from)] as number);
    for (let year = yearOf(from); year < yearOf(to); year += 1) {
      workingDays += this.#table(year).working.length;
    }
    workingDays += this.#table(yearOf(to)).countedBy[positionOf(to)] as number;
    const first = yearOf(from === to ? from : addDays(from, 1));
    return { workingDays, provisional: this.#isProvisional(first, yearOf(to)) };
  }

  #counted(day: IsoDay, first: number, last: number): CountedDay {
    const calendarYears: number[] = [];
    for (let year = first; year <= last; year += 1) calendarYears.push(year);
    return { day, provisional: this.#isProvisional(first, last), calendarYears };
  }

  #isProvisional(first: number, last: number): boolean {
    for (let year = first; year <= last; year += 1) if (!this.#noticed.has(year)) return true;
    return false;
  }

  #table(year: number): YearTable {
    const known = this.#tables.get(year);
    if (known) return known;
    const firstNumber = dayNumber(`${String(year).padStart(4, '0')}-01-01`);
    const length = leapMonthStarts[11] + 31 - (isLeap(year) ? 0 : 1);
    const days = Array.from({ length }, (_, position) => dayFromNumber(firstNumber + position));
    const countedBy = new Uint16Array(length);
    const working: number[] = [];
    for (const [position, day] of days.entries()) {
      if (this.#changes.get(day) ?? !isWeekend(firstNumber + position)) working.push(position);
      countedBy[position] = working.length;
    }
    const table = { days, countedBy, working: Uint16Array.from(working) };
    this.#tables.set(year, table);
    return table;
  }
}

// 1970-01-01 was a Thursday.
function isWeekend(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function yearOf(day: IsoDay): number {
  return Number(day.slice(0, 4));
}

function positionOf(day: IsoDay): number {
  if (!isIsoDay(day)) throw new RangeError(`${day} is no day of the form 2026-04-10`);
  const month = Number(day.slice(5, 7));
  const position = (leapMonthStarts[month - 1] as number) + Number(day.slice(8)) - 1;
  return month > 2 && !isLeap(yearOf(day)) ? position - 1 : position;
}
