// By which day a record must have been handed over.
import { addDays, daysInMonth, type IsoDay } from '../kernel/time.js';
import type { Calendar } from '../rules/calendar.js';
import { fieldIndex } from './fields.js';
import { type CatalogueItem, longTerm } from './item.model.js';

/** The last day in time; provisional where a year was counted without its calendar notice. */
export interface DueDay {
  readonly day: IsoDay;
  readonly provisional: boolean;
}

/**
 * The last day on which the record is in time, by the item's own rule, from checked values by field position.
 * Counting begins on the day after the one that starts it. A month counts from its last day, so that nothing is
 * called late that may have been in time. Null where the starting day is not there.
 */
export function dueDay(
  item: CatalogueItem,
  values: readonly (string | null)[],
  calendar: Pick<Calendar, 'addWorkingDays'>,
): DueDay | null {
  const written = values[fieldIndex(item, item.timeliness.startsFrom)];
  if (written == null || written === longTerm) return null;
  const start = written.length === 'yyyy-mm'.length ? lastDayOf(written) : written;
  const { period, unit } = item.timeliness;
  if (unit === 'natural-days') return { day: addDays(start, period), provisional: false };
  const { day, provisional } = calendar.addWorkingDays(start, period);
  return { day, provisional };
}

function lastDayOf(month: string): IsoDay {
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}
