// Plans the demo city: deals the awkward cases out to files, orders the files, and counts what will come of it.
import {
  type AwkwardCase,
  awkwardCaseNames,
  caseSpec,
  type DecisionKind,
  wantedCases,
} from './awkward.policy.js';
import { type DemoRequest, makeDemoCity } from './city.js';
import { canShow, mattersOf } from './matters.js';
import type { DemoCity } from './organisation.model.js';
import { periodCount } from './period.policy.js';
import type { AddedRow, DemoPlan, DemoSchedule, PlannedFile } from './plan.model.js';
import { countPlan } from './plan-count.policy.js';
import { cumulate, Random } from './random.js';
import { decisionFiles, type EmptyFile, momentOf, registrationFiles } from './timetable.js';

const kinds: readonly DecisionKind[] = ['administrative-licence', 'administrative-penalty'];
const olderFilesAtSizeOne = 6;
const correctionsBeforeAnOlderFile = 3;
const plainRowsOfAnOlderFile = 8;
/** No file is awkward in more than two rows of three. */
const awkwardLimit = 2 / 3;

/** A file while cases are being dealt out to it. */
interface OpenFile {
  readonly file: EmptyFile;
  readonly cases: Partial<Record<AwkwardCase, number>>;
  readonly added: AddedRow[];
  marked: number;
  /** Plain rows that other rows refer to. */
  usedPlain: number;
  /** The agency's file of the same kind before it. */
  readonly before: OpenFile | undefined;
}

/** What {@link planDemoCity} counts, without the city and the files. */
export function planDemoCity(request: DemoRequest): DemoPlan {
  return scheduleDemoCity(request).plan;
}

/** Makes the city and plans its files in the order of handing in. Refuses what `makeDemoCity` refuses. */
export function scheduleDemoCity(request: DemoRequest): DemoSchedule {
  const city = makeDemoCity(request);
  const registrations = registrationFiles(city, 0).map(open);
  const all: OpenFile[] = [...registrations];
  let nextIndex = periodCount;
  const olderFiles: OpenFile[] = [];
  for (const kind of kinds) {
    const files = chain(decisionFiles(city, kind, nextIndex));
    nextIndex += files.length;
    dealCases(city, kind, files);
    all.push(...files);
  }
  const decisions = all.slice(registrations.length);
  const wanted = Math.max(1, Math.round(city.size * olderFilesAtSizeOne));
  olderFiles.push(...planOlderFiles(city, decisions, { wanted, firstIndex: nextIndex }));
  const files = [...all, ...olderFiles]
    .map(close)
    .sort((one, other) => one.receivedAt - other.receivedAt || one.index - other.index);
  return { city, files, plan: countPlan(city, files) };
}

function open(file: EmptyFile): OpenFile {
  return { file, cases: {}, added: [], marked: 0, usedPlain: 0, before: undefined };
}

function close(opened: OpenFile): PlannedFile {
  return { ...opened.file, cases: opened.cases, added: opened.added };
}

function chain(files: readonly EmptyFile[]): OpenFile[] {
  const last = new Map<number, OpenFile>();
  return files.map((file) => {
    const opened = { ...open(file), before: last.get(file.agency) };
    last.set(file.agency, opened);
    return opened;
  });
}

function dealCases(city: DemoCity, kind: DecisionKind, files: readonly OpenFile[]): void {
  const matters = city.agencies.map(mattersOf);
  const rows = files.reduce((sum, { file }) => sum + file.rows, 0);
  for (const [place, name] of awkwardCaseNames.entries()) {
    const wanted = wantedCases(name, kind, rows);
    if (wanted === 0) continue;
    const adds = caseSpec(name).addsRow === true;
    const fitting = files.filter(({ file, before }) => {
      const agency = matters[file.agency];
      return (
        agency !== undefined &&
        canShow(name, agency) &&
        hasColumns(name, file) &&
        (!adds || before !== undefined)
      );
    });
    const random = new Random(city.seed, 4, place, kind.length);
    deal(fitting, { name, wanted, adds }, random);
  }
}

// Where the template has no column for the category, a natural person cannot be told by it.
function hasColumns(name: AwkwardCase, file: EmptyFile): boolean {
  return name !== 'natural_person' || file.style.headings !== 'early';
}

function deal(
  files: readonly OpenFile[],
  what: { name: AwkwardCase; wanted: number; adds: boolean },
  random: Random,
): void {
  const weights = cumulate(files.map(({ file }) => file.rows));
  let tries = 0;
  for (let dealt = 0; dealt < what.wanted && tries < what.wanted * 20; tries += 1) {
    const chosen = files[random.weighted(weights)];
    if (!chosen) return;
    if (what.adds ? addRow(chosen, what.name) : markRow(chosen, what.name)) dealt += 1;
  }
}

function markRow(opened: OpenFile, name: AwkwardCase): boolean {
  if (opened.marked + opened.usedPlain + 1 > opened.file.rows * awkwardLimit) return false;
  opened.cases[name] = (opened.cases[name] ?? 0) + 1;
  opened.marked += 1;
  return true;
}

function addRow(opened: OpenFile, name: AwkwardCase | 'older_row', source?: OpenFile): boolean {
  const from = source ?? (name === 'duplicate_in_file' ? opened : opened.before);
  if (!from || from.marked + from.usedPlain + 1 > from.file.rows) return false;
  opened.added.push({ case: name, file: from.file.index, plain: from.usedPlain });
  from.usedPlain += 1;
  if (name !== 'older_row') opened.cases[name] = (opened.cases[name] ?? 0) + 1;
  return true;
}

/**
 * Files that are handed in the day after a newer one of the same agency: they hold the rows that the newer one
 * corrected as they were before, and some that never changed.
 */
function planOlderFiles(
  city: DemoCity,
  files: readonly OpenFile[],
  task: { wanted: number; firstIndex: number },
): OpenFile[] {
  const random = new Random(city.seed, 5);
  const fitting = files.filter(
    ({ file, before }) =>
      before !== undefined &&
      file.period < periodCount - 1 &&
      before.file.rows - before.marked - before.usedPlain > correctionsBeforeAnOlderFile,
  );
  const made: OpenFile[] = [];
  while (made.length < task.wanted && fitting.length > 0) {
    const [newer] = fitting.splice(random.below(fitting.length), 1);
    const old = newer?.before;
    if (!newer || !old) continue;
    made.push(makeOlderFile(newer, old, task.firstIndex + made.length));
  }
  return made;
}

function makeOlderFile(newer: OpenFile, old: OpenFile, index: number): OpenFile {
  const handInDay = newer.file.handInDay + 1;
  const older = open({
    ...old.file,
    index,
    rows: 0,
    handInDay,
    sourceDay: old.file.sourceDay + 1,
    receivedAt: momentOf(handInDay, 45) + (index % 60) * 1000,
  });
  for (let count = 0; count < correctionsBeforeAnOlderFile; count += 1) {
    const plain = old.usedPlain;
    if (!addRow(newer, 'correction')) break;
    older.added.push({ case: 'older_value', file: old.file.index, plain });
  }
  for (let count = 0; count < plainRowsOfAnOlderFile; count += 1) {
    if (!addRow(older, 'older_row', old)) break;
  }
  return older;
}
