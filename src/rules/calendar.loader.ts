// Reads the calendar files, one YAML file per year, and refuses what cannot be so.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Errors } from 'typebox/value';
import { parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { addDays, dayNumber, type IsoDay, isIsoDay } from '../kernel/time.js';
import { Calendar } from './calendar.js';
import type { CalendarYear, Holiday } from './calendar.model.js';

const refuse = defineRefusals('calendar', {
  file_refused: {
    kind: 'invalid',
    zh: '工作日历文件 {file} 不能载入：{faultsZh}。对照国务院办公厅通知改正后重新载入。',
    en: 'The calendar file {file} was not loaded: {faultsEn}. Mend it by the notice of the General Office of the State Council and load again.',
  },
});

const closed = { additionalProperties: false };
const daySchema = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const fileSchema = Type.Object(
  {
    year: Type.Integer({ minimum: 1949, maximum: 2199 }),
    notice: Type.Object(
      {
        title: Type.String({ minLength: 1 }),
        source: Type.String({ minLength: 1 }),
        published: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
      },
      closed,
    ),
    workingDays: Type.Integer({ minimum: 200, maximum: 300 }),
    holidays: Type.Array(
      Type.Object(
        {
          name: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
          off: Type.Object({ from: daySchema, to: daySchema }, closed),
          makeUp: Type.Optional(Type.Array(daySchema)),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

interface CalendarFault {
  readonly zh: string;
  readonly en: string;
}

/**
 * Loads the calendars of a folder, one file per year. Refuses `calendar.file_refused` where a file says what cannot
 * be so.
 */
export function loadCalendars(directory: string = packageFile('data', 'calendar')): Calendar {
  return new Calendar(readCalendarYears(directory));
}

/** The years of all files of a folder, in order. Refuses `calendar.file_refused` with every fault of the file. */
export function readCalendarYears(directory: string): CalendarYear[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yml'))
    .toSorted()
    .map((file) => readCalendarYear(join(directory, file)));
}

/** One year from its file, `2027.yml`. Refuses `calendar.file_refused` with every fault of the file. */
export function readCalendarYear(path: string): CalendarYear {
  const file = basename(path);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const unreadable = document.errors.map(({ message }) => ({ zh: message, en: message }));
  if (unreadable.length > 0) throw refused(file, unreadable);
  const content: unknown = document.toJS();
  const misshapen = Errors(fileSchema, content).map(({ instancePath, message }) => ({
    zh: `${instancePath || '/'} ${message}`,
    en: `${instancePath || '/'} ${message}`,
  }));
  if (misshapen.length > 0) throw refused(file, misshapen);
  const written = content as Static<typeof fileSchema>;
  const holidays = written.holidays.map(({ name, off, makeUp }) => ({
    name,
    from: off.from,
    to: off.to,
    makeUp: makeUp ?? [],
  }));
  const faults = [...findFaults(holidays, written.year)];
  if (`${written.year}.yml` !== file) {
    faults.push({
      zh: `文件名应为 ${written.year}.yml`,
      en: `its name must be ${written.year}.yml`,
    });
  }
  if (faults.length === 0) faults.push(...findCountFault(holidays, written));
  if (faults.length > 0) throw refused(file, faults);
  return { year: written.year, notice: written.notice, holidays };
}

function refused(file: string, faults: readonly CalendarFault[]) {
  return refuse.file_refused({
    file,
    faultsZh: faults.map(({ zh }) => zh).join('；'),
    faultsEn: faults.map(({ en }) => en).join('; '),
  });
}

function* findFaults(holidays: readonly Holiday[], year: number): Iterable<CalendarFault> {
  const seen = new Set<IsoDay>();
  for (const { from, to, makeUp } of holidays) {
    const broken = [from, to, ...makeUp].find((day) => !isDayOfNotice(day, year));
    if (broken !== undefined) {
      yield { zh: `${broken} 不是 ${year} 年的日期`, en: `${broken} is no day of ${year}` };
      continue;
    }
    if (to < from) yield { zh: `${to} 早于 ${from}`, en: `${to} is before ${from}` };
    for (const day of [...daysOff(from, to), ...makeUp]) {
      if (seen.has(day)) yield { zh: `${day} 写了两次`, en: `${day} is written twice` };
      seen.add(day);
    }
    for (const day of makeUp.filter((worked) => !isWeekend(worked))) {
      yield { zh: `${day} 本来就是工作日`, en: `${day} is a working day anyway` };
    }
  }
}

// A notice may also move the last days of the year before, as those around New Year.
function isDayOfNotice(day: IsoDay, year: number): boolean {
  return isIsoDay(day) && day >= `${year - 1}-12-24` && day <= `${year}-12-31`;
}

function daysOff(from: IsoDay, to: IsoDay): IsoDay[] {
  const length = Math.max(0, dayNumber(to) - dayNumber(from) + 1);
  return Array.from({ length }, (_, position) => addDays(from, position));
}

function isWeekend(day: IsoDay): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

function* findCountFault(
  holidays: readonly Holiday[],
  written: { year: number; workingDays: number },
): Iterable<CalendarFault> {
  const off = new Set(holidays.flatMap(({ from, to }) => daysOff(from, to)));
  const worked = new Set(holidays.flatMap(({ makeUp }) => makeUp));
  const days = daysOff(`${written.year}-01-01`, `${written.year}-12-31`);
  const count = days.filter((day) => worked.has(day) || (!isWeekend(day) && !off.has(day))).length;
  if (count !== written.workingDays) {
    yield {
      zh: `所列日期合计 ${count} 个工作日，文件写的是 ${written.workingDays}`,
      en: `the days come to ${count} working days, the file says ${written.workingDays}`,
    };
  }
}
