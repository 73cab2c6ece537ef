// One more file, for an agency of which a second person releases what it hands in: it waits when the city is done.
import type { Catalogue } from '../catalogue/catalogue.js';
import { dayFromNumber } from '../kernel/time.js';
import { correctRow } from './awkward-rows.js';
import type { RowCells } from './cells.model.js';
import type { DemoFile } from './demo-city.js';
import { rowsOfFile } from './file-rows.js';
import { frameOf, openWritingRoom } from './frame.js';
import type { DemoSchedule, PlannedFile } from './plan.model.js';
import { tableFile } from './table-file.js';

const kind = 'administrative-penalty';
// The first of the agencies, where the demo accounts work: a second person releases what it hands in.
const agency = 0;
const rowsTaken = 12;
const rowsCorrected = 2;
const rowsRepeated = 2;
const hour = 3_600_000;

/**
 * A supplement to a late file of penalties, handed in an hour after the last of all files: some of its rows corrected, some as they were,
 * the others under new numbers, as decisions that had been forgotten.
 */
export function waitingFile(schedule: DemoSchedule, catalogue: Catalogue): DemoFile {
  const last = schedule.files.at(-1) as PlannedFile;
  const planned = fullFile(schedule);
  const frame = frameOf(openWritingRoom(schedule), planned);
  const item = catalogue.get(kind, dayFromNumber(planned.handInDay));
  return {
    bytes: tableFile(frame, item, supplement(rowsOfFile(frame))),
    fileName: `${frame.agency.words.mark}_${item.title.zh}_补报.csv`,
    kind,
    agencyCode: frame.agency.code,
    sourceDay: dayFromNumber(last.handInDay),
    receivedAt: last.receivedAt + hour,
  };
}

/** The agency's last file of penalties with rows enough; in a small city the one with most. */
function fullFile({ files }: DemoSchedule): PlannedFile {
  const penalties = files.filter((file) => file.kind === kind && file.agency === agency);
  const most = penalties.toSorted((one, other) => other.rows - one.rows)[0] as PlannedFile;
  return penalties.findLast(({ rows }) => rows >= rowsTaken) ?? most;
}

function* supplement(rows: Iterable<RowCells>): Generator<RowCells> {
  let taken = 0;
  for (const cells of rows) {
    if (taken >= rowsTaken) return;
    if (taken < rowsCorrected) correctRow(cells);
    else if (taken >= rowsCorrected + rowsRepeated) cells['CF_WSH'] = `${cells['CF_WSH']}补`;
    yield cells;
    taken += 1;
  }
}
