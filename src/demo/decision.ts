// What licences and penalties of the demo city have in common: whom they are about, when, and their number.
import type { AwkwardCase } from './awkward.policy.js';
import { type FileFrame, nameIn, representativeOf } from './frame.js';
import type { DemoOrganisation } from './organisation.model.js';
import { isOfficeClosed } from './period.policy.js';
import type { Random } from './random.js';

/** Days before the hand-in in which decisions fall that are in time, and those that are late. */
const inTime = { nearest: 1, furthest: 8 };
const late = { nearest: 22, furthest: 75 };

/** The frame of a decision. */
export interface DecisionFrame {
  readonly organisation: DemoOrganisation;
  /** The name that the decision uses. */
  readonly name: string;
  readonly representative: string;
  readonly isBusiness: boolean;
  /** Whole days since 1970-01-01. */
  readonly decidedOn: number;
  readonly year: number;
  /** Runs through all files of the agency and kind, five digits or more. */
  readonly number: string;
}

/** Draws whom and when, by what the row's awkward case asks. */
export function drawDecision(
  frame: FileFrame,
  random: Random,
  at: { row: number; case: AwkwardCase | undefined; industries: readonly string[] | undefined },
): DecisionFrame {
  const { room, file } = frame;
  const organisation = drawOrganisation(frame, random, at);
  const span = at.case === 'late' ? late : inTime;
  let decidedOn = file.handInDay - random.between(span.nearest, span.furthest);
  // Never further back than the span allows: the working day nearest to the hand-in is always within it.
  if (isOfficeClosed(decidedOn)) {
    decidedOn = file.handInDay - span.nearest;
    while (isOfficeClosed(decidedOn) && decidedOn > file.handInDay - span.furthest) decidedOn -= 1;
  }
  const former = at.case === 'former_name' ? organisation.formerName : null;
  return {
    organisation,
    name: former ?? nameIn(organisation, file.period),
    representative: representativeOf(room.city, organisation),
    isBusiness: organisation.kind === 'individual_business',
    decidedOn,
    year: new Date(decidedOn * 86_400_000).getUTCFullYear(),
    number: String(file.firstNumber + at.row).padStart(5, '0'),
  };
}

function drawOrganisation(
  frame: FileFrame,
  random: Random,
  at: { case: AwkwardCase | undefined; industries: readonly string[] | undefined },
): DemoOrganisation {
  const { pools, elsewhere } = frame.room;
  const { period } = frame.file;
  if (at.case === 'former_name') return pools.drawRenamed(random, period);
  if (at.case === 'no_code_exact_name') return pools.drawBusiness(random);
  if (at.case === 'registered_elsewhere') return random.pick(elsewhere);
  const established = at.case === 'late' || at.case === 'name_of_another';
  return pools.draw(random, { industries: at.industries, period, established });
}

/** The same day so many years later, less one day; 29 February becomes 28 February. */
export function lastDayAfterYears(day: number, years: number): number {
  const date = new Date(day * 86_400_000);
  const later = Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate());
  return later / 86_400_000 - 1;
}
