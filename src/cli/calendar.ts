// `xinheng calendar`: the working days that are known, and which deadlines a year's notice would move.
import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import type { Catalogue } from '../catalogue/catalogue.js';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { addDays, dayInShanghai, type IsoDay, systemClock } from '../kernel/time.js';
import { Calendar } from '../rules/calendar.js';
import { loadCalendars, readCalendarYear } from '../rules/calendar.loader.js';
import { compareCalendars, type WorkingDayDeadline } from '../rules/calendar-comparison.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireNumber } from './written-values.js';

/** Adds `compare`. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const comparing = command
    .command('compare')
    .description(
      words(
        '放假通知载入前后，哪些期限改变、哪些不再是暂计',
        'which deadlines a notice would move, and which it makes final',
      ),
    )
    .argument(
      '<FILE...>',
      words('年度日历文件，如 2027.yml', 'calendar files of years, such as 2027.yml'),
    )
    .option(
      '--working-days <N>',
      words(
        '期限的工作日数；不写则用目录中的各个报送期限',
        'length of the period; the periods of the catalogue unless given',
      ),
    )
    .action(
      acting(async (files: string[], options: { workingDays?: string }) =>
        compare(terminal, files, options.workingDays),
      ),
    );
  addExamples(comparing, terminal, [
    'xinheng calendar compare 2027.yml',
    'xinheng calendar compare 2027.yml --working-days 20',
  ]);
}

function compare(terminal: Terminal, files: readonly string[], written?: string): ExitCode {
  const before = loadCalendars();
  const loaded = files.map((file) => readCalendarYear(requireFile(file)));
  const years = new Map([...before.content, ...loaded].map((year) => [year.year, year]));
  const after = new Calendar([...years.values()]);
  const periods = written === undefined ? periodsOf(loadCatalogue()) : [requirePeriod(written)];
  const changedYears = loaded.map(({ year }) => year);
  const changed = compareCalendars(before, after, deadlinesIn(changedYears, periods));
  const moved = changed.filter((deadline) => deadline.moved);
  const settled = changed.filter(
    ({ before: was, after: is }) => was.provisional && !is.provisional,
  ).length;
  terminal.answer({
    years: changedYears,
    workingDays: periods,
    madeFinal: settled,
    moved: moved.map(({ deadline, before: was, after: is }) => ({
      ...deadline,
      before: was.day,
      after: is.day,
    })),
  });
  terminal.table(
    moved.map(({ deadline, before: was, after: is }) => [
      deadline.startsOn,
      terminal.words({
        zh: `${deadline.workingDays} 个工作日`,
        en: `${deadline.workingDays} working days`,
      }),
      was.day,
      '→',
      is.day,
    ]),
  );
  terminal.say({
    zh: `改变的期限 ${moved.length} 个（左列为起算日，当日不计），由暂计变为确定的 ${settled} 个。把文件放进 data/calendar 后重新启动即生效。`,
    en: `${moved.length} deadlines move (on the left the day that starts each, which is not counted), ${settled} that were provisional become final. Put the files into data/calendar and start again to make them count.`,
  });
  return 0;
}

function requireFile(file: string): string {
  if (!existsSync(file)) throw refuse.file_missing({ file });
  if (statSync(file).isDirectory()) throw refuse.file_is_folder({ file });
  return file;
}

function requirePeriod(written: string): number {
  const days = requireNumber('--working-days', written);
  if (!Number.isInteger(days) || days < 1) {
    throw refuse.number_unknown({ option: '--working-days', value: written });
  }
  return days;
}

/** The periods in working days within which the kinds of record of today are to be handed in. */
function periodsOf(catalogue: Catalogue): number[] {
  const today = dayInShanghai(systemClock.now());
  const periods = catalogue
    .kinds()
    .flatMap((kind) => catalogue.find(kind, today)?.timeliness ?? [])
    .filter(({ unit }) => unit === 'working-days')
    .map(({ period }) => period);
  return [...new Set(periods)].toSorted((left, right) => left - right);
}

/** A deadline from every day whose period may reach into one of the years. */
function deadlinesIn(years: readonly number[], periods: readonly number[]): WorkingDayDeadline[] {
  return periods.flatMap((workingDays) => {
    const deadlines: WorkingDayDeadline[] = [];
    // Working days are seldom fewer than half of all days.
    let day: IsoDay = addDays(`${Math.min(...years)}-01-01`, -2 * workingDays - 14);
    for (; day <= `${Math.max(...years)}-12-31`; day = addDays(day, 1)) {
      deadlines.push({ startsOn: day, workingDays });
    }
    return deadlines;
  });
}
