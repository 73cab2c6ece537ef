// What a newly loaded notice changes: deadlines counted before it and after it, side by side.
import type { IsoDay } from '../kernel/time.js';
import type { Calendar, CountedDay } from './calendar.js';

/** A period that was counted in working days. */
export interface WorkingDayDeadline {
  /** The day that starts it; the period itself begins on the day after. */
  readonly startsOn: IsoDay;
  readonly workingDays: number;
}

/** A deadline that the new calendar moves, or makes final or provisional. */
export interface ChangedDeadline<Deadline extends WorkingDayDeadline> {
  readonly deadline: Deadline;
  readonly before: CountedDay;
  readonly after: CountedDay;
  /** Whether the day itself is another one. */
  readonly moved: boolean;
}

/** Counts every deadline on both calendars and returns those whose day or certainty differs, in their order. */
export function compareCalendars<Deadline extends WorkingDayDeadline>(
  before: Calendar,
  after: Calendar,
  deadlines: readonly Deadline[],
): ChangedDeadline<Deadline>[] {
  return deadlines.flatMap((deadline) => {
    const was = before.addWorkingDays(deadline.startsOn, deadline.workingDays);
    const is = after.addWorkingDays(deadline.startsOn, deadline.workingDays);
    const moved = was.day !== is.day;
    if (!moved && was.provisional === is.provisional) return [];
    return [{ deadline, before: was, after: is, moved }];
  });
}
