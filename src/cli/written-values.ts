// Days, times and numbers as they are written behind an option.
import { isUuid } from '../kernel/ids.js';
import { addDays, type IsoDay, isIsoDay, startOfDay } from '../kernel/time.js';
import { refuse } from './refusals.js';

/** A day, `2026-04-10`. Refuses `cli.day_unknown`. */
export function requireDay(option: string, value: string): IsoDay {
  if (!isIsoDay(value)) throw refuse.day_unknown({ option, value });
  return value;
}

const writtenTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A moment in milliseconds: `2026-04-10T09:30` (Beijing unless an offset stands behind it); a day alone is its
 * last millisecond. Refuses `cli.time_unknown`.
 */
export function requireTime(option: string, value: string): number {
  const [, day = '', time, offset = '+08:00'] = writtenTime.exec(value) ?? [];
  if (!isIsoDay(day)) throw refuse.time_unknown({ option, value });
  if (time === undefined) return startOfDay(addDays(day, 1)) - 1;
  const moment = Date.parse(`${day}T${time}${offset}`);
  if (Number.isNaN(moment)) throw refuse.time_unknown({ option, value });
  return moment;
}

/** The id of a record, in whatever case. Refuses `cli.record_id_unknown`. */
export function requireRecordId(value: string): string {
  const id = value.trim().toLowerCase();
  if (!isUuid(id)) throw refuse.record_id_unknown({ value });
  return id;
}

/** A number. Refuses `cli.number_unknown`. */
export function requireNumber(option: string, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw refuse.number_unknown({ option, value });
  return number;
}
