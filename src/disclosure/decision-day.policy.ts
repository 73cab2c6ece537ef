// The day by which a record is put in order, from a day that may be written as a month or not at all.
import type { IsoDay } from '../kernel/time.js';

const lengthOfDay = '2026-04-10'.length;
const lengthOfMonth = '2026-04'.length;

/**
 * The day by which a record is sorted, from the canonical value of its day of decision. A month counts as its
 * first day; without a day (none, or "long-term") the source's own day stands in. What is shown keeps the
 * precision it was given.
 */
export function decisionDay(written: string | undefined, sourceDay: IsoDay): IsoDay {
  if (written?.length === lengthOfDay) return written;
  return written?.length === lengthOfMonth ? `${written}-01` : sourceDay;
}
