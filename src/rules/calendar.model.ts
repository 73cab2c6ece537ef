// The shape of one year's official calendar.
import type { Bilingual } from '../kernel/errors.js';
import type { IsoDay } from '../kernel/time.js';

/** One holiday of a notice: the days off, both included, and the weekend days worked in exchange. */
export interface Holiday {
  readonly name: Bilingual;
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly makeUp: readonly IsoDay[];
}

/** What the yearly notice of the General Office of the State Council says about one year. */
export interface CalendarYear {
  readonly year: number;
  readonly notice: {
    readonly title: string;
    readonly source: string;
    /** The month in which it came out, `2025-11`. */
    readonly published: string;
  };
  readonly holidays: readonly Holiday[];
}
