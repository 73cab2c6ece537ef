// When which agency hands in how many rows: the files of the demo city before awkward cases are dealt out.
import type { DecisionKind } from './awkward.policy.js';
import type { DemoAgency, DemoCity } from './organisation.model.js';
import { isOfficeClosed, periodCount } from './period.policy.js';
import type { DemoKind, PlannedFile } from './plan.model.js';
import { apportion, Random } from './random.js';
import type { ExportStyle } from './vocabulary.model.js';

/** Decisions handed in by a city of size 1. */
const licencesAtSizeOne = 120_000;
const penaltiesAtSizeOne = 60_000;
/** An agency with fewer rows than this hands in every second month, every third, ... */
const rowsWorthAFile = 120;
const fewestRowsWorthAFile = 8;
const rhythms = [1, 2, 3, 4, 6, 8, 12];

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
const minuteMilliseconds = 60_000;

/** A file whose cases are not dealt out yet. */
export type EmptyFile = Omit<PlannedFile, 'cases' | 'added'>;

/** How many decisions of the kind a city of the size hands in. */
export function decisionsOf(kind: DecisionKind, size: number): number {
  return Math.round(
    size * (kind === 'administrative-licence' ? licencesAtSizeOne : penaltiesAtSizeOne),
  );
}

/** All files with decisions, numbered from `firstIndex`. */
export function decisionFiles(city: DemoCity, kind: DecisionKind, firstIndex: number): EmptyFile[] {
  const shares = city.agencies.map(({ words }) =>
    kind === 'administrative-licence' ? words.share.licences : words.share.penalties,
  );
  const totals = apportion(decisionsOf(kind, city.size), shares);
  const files: EmptyFile[] = [];
  for (const [agency, total] of totals.entries()) {
    files.push(
      ...filesOfAgency(city, { agency, kind, total, firstIndex: firstIndex + files.length }),
    );
  }
  return files;
}

function filesOfAgency(
  city: DemoCity,
  task: { agency: number; kind: DecisionKind; total: number; firstIndex: number },
): EmptyFile[] {
  const { agency, kind, total } = task;
  const random = new Random(city.seed, 3, agency, kind.length);
  const worth = Math.max(fewestRowsWorthAFile, rowsWorthAFile * Math.sqrt(city.size));
  const rhythm = rhythms.find((months) => (total / periodCount) * months >= worth) ?? 12;
  const periods = Array.from({ length: periodCount }, (_, period) => period).filter(
    (period) => (period + agency) % rhythm === 0,
  );
  const parts = apportion(
    total,
    periods.map(() => 0.75 + random.fraction() / 2),
  );
  let firstNumber = 1;
  const files: EmptyFile[] = [];
  for (const [place, period] of periods.entries()) {
    const rows = parts[place] ?? 0;
    if (rows === 0) continue;
    const handInDay = drawHandInDay(city, period, random);
    files.push({
      index: task.firstIndex + files.length,
      agency,
      kind,
      period,
      handInDay,
      sourceDay: handInDay - 1,
      receivedAt: momentOf(
        handInDay,
        60 + agency * 30 + (kind === 'administrative-licence' ? 0 : 12),
      ),
      style: styleOf(city.agencies[agency] as DemoAgency, kind),
      rows,
      firstNumber,
    });
    firstNumber += rows;
  }
  return files;
}

// A working day of the period, never the very last one: the last file is in before `until` begins.
function drawHandInDay(city: DemoCity, period: number, random: Random): number {
  const { firstDay = 0, lastDay = 0 } = city.periods[period] ?? {};
  let day = random.between(firstDay + 4, lastDay - 1);
  while (isOfficeClosed(day) && day > firstDay + 1) day -= 1;
  return day;
}

/** So many minutes after half past eight in Shanghai. */
export function momentOf(day: number, minutes: number): number {
  return day * dayMilliseconds + hourMilliseconds / 2 + minutes * minuteMilliseconds;
}

/** How the agency's system writes files of the kind. */
export function styleOf(agency: DemoAgency, kind: DemoKind): ExportStyle {
  if (kind === 'organisation-registration' && agency.words.registrations)
    return agency.words.registrations;
  return kind === 'administrative-licence'
    ? agency.words.export.licence
    : agency.words.export.penalty;
}

/** The registration files: all that existed before in the first one, then what is new or changed each month. */
export function registrationFiles(city: DemoCity, firstIndex: number): EmptyFile[] {
  const agency = city.agencies.findIndex(({ words }) => words.registrations !== undefined);
  const registrar = city.agencies[agency];
  if (!registrar) return [];
  const rows = city.periods.map((_, period) => registrationRowsIn(city, period).length);
  return city.periods.flatMap(({ firstDay }, period) =>
    rows[period] === 0
      ? []
      : [
          {
            index: firstIndex + period,
            agency,
            kind: 'organisation-registration' as const,
            period,
            handInDay: firstDay,
            sourceDay: firstDay - 1,
            receivedAt: momentOf(firstDay, 0),
            style: styleOf(registrar, 'organisation-registration'),
            rows: rows[period] ?? 0,
            firstNumber: 1,
          },
        ],
  );
}

/** Why an organisation stands in a registration file. */
export interface RegistrationEvent {
  /** Position in the list of organisations. */
  readonly organisation: number;
  readonly event: 'registered' | 'renamed' | 'ended';
}

/** The rows of the registration file of a period, in the order of the list of organisations. */
export function registrationRowsIn(city: DemoCity, period: number): RegistrationEvent[] {
  const rows: RegistrationEvent[] = [];
  for (const { index, registeredIn, renamedIn, endsIn } of city.organisations) {
    if (registeredIn === period) rows.push({ organisation: index, event: 'registered' });
    else if (renamedIn === period) rows.push({ organisation: index, event: 'renamed' });
    else if (endsIn === period) rows.push({ organisation: index, event: 'ended' });
  }
  return rows;
}
