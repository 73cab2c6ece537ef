// Counts what the planned files of a demo city come to.
import { type AwkwardCase, awkwardCaseNames, caseSpec, type RowAnswer } from './awkward.policy.js';
import type { DemoCity } from './organisation.model.js';
import type { DemoKind, DemoPlan, PlannedFile } from './plan.model.js';
import { type FileEncoding, fileEncodings } from './vocabulary.model.js';

/** The counts of a plan, exact for the files given. */
export function countPlan(city: DemoCity, files: readonly PlannedFile[]): DemoPlan {
  const cases = Object.fromEntries(awkwardCaseNames.map((name) => [name, 0])) as Record<
    AwkwardCase,
    number
  >;
  for (const file of files) {
    for (const name of awkwardCaseNames) cases[name] += file.cases[name] ?? 0;
  }
  const addedRows = files.flatMap(({ added }) => added);
  const olderFiles = {
    files: files.filter(({ added }) => added.some((row) => row.case === 'older_row')).length,
    unchangedRows: addedRows.filter((row) => row.case === 'older_row').length,
    olderValues: addedRows.filter((row) => row.case === 'older_value').length,
  };
  const renamed = city.organisations.filter(
    ({ renamedIn }) => renamedIn !== null && renamedIn > 0,
  ).length;
  const ended = city.organisations.filter(({ endsIn }) => endsIn !== null).length;
  const rowsOf = (kind: DemoKind) =>
    sum(files.filter((file) => file.kind === kind).map((file) => file.rows));
  const records = {
    'organisation-registration': rowsOf('organisation-registration') - renamed - ended,
    'administrative-licence': rowsOf('administrative-licence'),
    'administrative-penalty': rowsOf('administrative-penalty'),
  };
  const rows = sum(files.map((file) => file.rows + file.added.length));
  const answers = countAnswers(cases, { rows, olderFiles, changes: renamed + ended });
  return {
    seed: city.seed,
    size: city.size,
    until: city.until,
    organisations: city.organisations.length,
    namedByPerson: city.organisations.filter(({ nameIsPerson }) => nameIsPerson).length,
    agencies: city.agencies.length,
    files: files.length,
    rows,
    records,
    cases,
    olderFiles,
    registrationChanges: { renamed, ended },
    answers,
    filesByEncoding: countEncodings(files),
    filesWithUnknownColumns: files.filter(({ style }) => style.extra.length > 0).length,
    filesWithPersonalColumns: files.filter(({ style }) => style.personal).length,
  };
}

function countAnswers(
  cases: Readonly<Record<AwkwardCase, number>>,
  of: { rows: number; olderFiles: DemoPlan['olderFiles']; changes: number },
): Record<RowAnswer, number> {
  const answers = {
    admitted: 0,
    unchanged: of.olderFiles.unchangedRows,
    corrected: of.changes,
    returned: of.olderFiles.olderValues,
    held: 0,
  };
  for (const name of awkwardCaseNames) {
    const { answer } = caseSpec(name);
    if (answer !== 'admitted') answers[answer] += cases[name];
  }
  answers.admitted =
    of.rows - answers.unchanged - answers.corrected - answers.returned - answers.held;
  return answers;
}

function countEncodings(files: readonly PlannedFile[]): Record<FileEncoding, number> {
  const counts = Object.fromEntries(fileEncodings.map((name) => [name, 0])) as Record<
    FileEncoding,
    number
  >;
  for (const { style } of files) counts[style.encoding] += 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
