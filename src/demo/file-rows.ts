// The rows of one file of the demo city, one at a time: good ones, awkward ones, and those that repeat earlier ones.
import { type AwkwardCase, awkwardCaseNames, caseSpec } from './awkward.policy.js';
import { correctRow, giveToAnother, makeAwkward } from './awkward-rows.js';
import type { RowCells } from './cells.model.js';
import { type FileFrame, frameOf } from './frame.js';
import { licenceCells } from './licence-cells.js';
import { penaltyCells } from './penalty-cells.js';
import type { AddedRow, PlannedFile } from './plan.model.js';
import { Random } from './random.js';
import { registrationCells } from './registration-cells.js';
import { registrationRowsIn } from './timetable.js';

/** The rows of the file in their order. The same file always gives the same rows. */
export function* rowsOfFile(frame: FileFrame): Generator<RowCells> {
  if (frame.file.kind === 'organisation-registration') {
    for (const row of registrationRowsIn(frame.room.city, frame.file.period)) {
      yield registrationCells(frame, row);
    }
    return;
  }
  const caseOfRow = dealRows(frame);
  for (let row = 0; row < frame.file.rows; row += 1)
    yield decisionCells(frame, row, caseOfRow.get(row));
  const orders = new Map<number, Int32Array>();
  for (const [place, added] of frame.file.added.entries()) {
    yield addedCells(frame, added, { place, orders });
  }
}

function decisionCells(frame: FileFrame, row: number, of: AwkwardCase | undefined): RowCells {
  const cells =
    frame.file.kind === 'administrative-licence'
      ? licenceCells(frame, row, of)
      : penaltyCells(frame, row, of);
  if (of !== undefined) makeAwkward(frame, cells, { case: of, row });
  return cells;
}

function dealRows(frame: FileFrame): Map<number, AwkwardCase> {
  const order = rowOrder(frame.room.city.seed, frame.file);
  const dealt = new Map<number, AwkwardCase>();
  for (const name of awkwardCaseNames) {
    if (caseSpec(name).addsRow) continue;
    for (let count = frame.file.cases[name] ?? 0; count > 0; count -= 1) {
      dealt.set(order[dealt.size] as number, name);
    }
  }
  return dealt;
}

// The rows of a file in a random order: first those with an awkward case, behind them the plain ones.
function rowOrder(seed: number, file: PlannedFile): Int32Array {
  const random = new Random(seed, 12, file.index);
  const order = Int32Array.from({ length: file.rows }, (_, row) => row);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    const moved = order[at] as number;
    order[at] = order[other] as number;
    order[other] = moved;
  }
  return order;
}

function markedRows(file: PlannedFile): number {
  return awkwardCaseNames
    .filter((name) => !caseSpec(name).addsRow)
    .reduce((sum, name) => sum + (file.cases[name] ?? 0), 0);
}

function addedCells(
  frame: FileFrame,
  added: AddedRow,
  at: { place: number; orders: Map<number, Int32Array> },
): RowCells {
  const { room } = frame;
  const source = room.filesByIndex.get(added.file) as PlannedFile;
  const order = at.orders.get(source.index) ?? rowOrder(room.city.seed, source);
  at.orders.set(source.index, order);
  const row = order[markedRows(source) + added.plain] as number;
  const cells = decisionCells(frameOf(room, source), row, undefined);
  if (added.case === 'correction') correctRow(cells);
  if (added.case === 'number_of_another') {
    giveToAnother(frame, cells, new Random(room.city.seed, 13, frame.file.index, at.place));
  }
  return cells;
}
