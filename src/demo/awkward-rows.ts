// Makes a good row of the demo city awkward, in the way that its case says.
import type { AwkwardCase, DecisionKind } from './awkward.policy.js';
import type { Cell, RowCells } from './cells.model.js';
import {
  inventedIdentityNumber,
  inventedMobileNumber,
  withPilotPeriodCheck,
  withWrongInnerCheck,
} from './city-code.js';
import { type DecisionFields, fieldsOf } from './decision-fields.js';
import { type FileFrame, nameIn, representativeOf } from './frame.js';
import { personName } from './organisations.js';
import { fineOf, setFine } from './penalty-cells.js';
import { Random } from './random.js';
import { dayForms } from './vocabulary.model.js';
import { toFullWidth, writeDay } from './written.js';

interface Change {
  readonly frame: FileFrame;
  readonly cells: RowCells;
  readonly fields: DecisionFields;
  readonly random: Random;
}

const changes: Partial<Record<AwkwardCase, (change: Change) => void>> = {
  wrong_check_digit: ({ cells, fields }) => changeText(cells, fields.code, withWrongInnerCheck),
  pilot_period_code: ({ cells, fields }) => changeText(cells, fields.code, withPilotPeriodCheck),
  natural_person: makeNaturalPerson,
  identity_number_as_code: (change) => {
    const { cells, fields } = change;
    cells[fields.name] = somePerson(change);
    cells[fields.code] = someIdentityNumber(change);
  },
  person_without_category: (change) => {
    const { cells, fields } = change;
    const person = somePerson(change);
    Object.assign(cells, {
      [fields.name]: person,
      [fields.representative]: person,
      [fields.category]: '',
      [fields.code]: '',
    });
  },
  missing_required: ({ cells, fields, random }) => {
    cells[random.pick(fields.required)] = '';
  },
  unreadable_day: ({ cells, fields, random }) => {
    cells[fields.decidedOn] = random.pick([
      '25/3/4',
      '31/12/2024',
      '2025-02-30',
      '待补',
      '2025年十三月',
      '4.3.25',
    ]);
  },
  name_of_another: (change) => {
    change.cells[change.fields.name] = anotherName(change);
  },
  no_code_exact_name: ({ cells, fields }) => {
    cells[fields.code] = '';
  },
  sentence_as_name: ({ cells, fields }) => {
    changeText(cells, fields.name, (name) => `${name}涉嫌未按规定开展经营活动，现予以处理。`);
  },
  amount_in_wrong_unit: ({ cells }) => {
    cells['CF_NR_FK'] = String(fineOf(cells));
  },
  name_written_otherwise: ({ cells, fields, random }) => {
    changeText(cells, fields.name, (name) => writeNameOtherwise(name, random));
  },
  code_written_otherwise: ({ cells, fields, random }) => {
    changeText(cells, fields.code, (code) => writeCodeOtherwise(code, random));
  },
  phone_in_text: ({ cells, fields, random }) => {
    const number = inventedMobileNumber(random.below(10_000));
    changeText(cells, fields.text, (text) => `${text}当事人留存的联系电话为${number}。`);
  },
  identity_number_in_text: (change) => {
    const { cells, fields } = change;
    const number = someIdentityNumber(change);
    changeText(
      cells,
      fields.text,
      (text) => `${text}现场负责人（公民身份号码${number}）签字确认。`,
    );
  },
  day_written_otherwise: ({ frame, cells, fields, random }) => {
    const forms = dayForms.filter((form) => form !== frame.file.style.days);
    cells[fields.decidedOn] = writeDay(Number(cells[fields.decidedOn]), random.pick(forms));
  },
  blanks_marked: ({ cells, fields, random }) => {
    for (const field of fields.optional) cells[field] = random.pick(['无', '空', '/', '']);
    cells[fields.optional[0] ?? ''] = random.pick(['无', '空', '/']);
  },
  line_break_in_text: ({ cells, fields }) => {
    changeText(
      cells,
      fields.text,
      (text) => `${text}\n以上事实，有现场检查笔录、“询问笔录”等证据证明。`,
    );
  },
};

/** Changes the row as the case says; cases that are drawn with the row itself need no change. */
export function makeAwkward(
  frame: FileFrame,
  cells: RowCells,
  of: { case: AwkwardCase; row: number },
): void {
  const change = changes[of.case];
  if (!change) return;
  const random = new Random(frame.room.city.seed, 11, frame.file.index, of.row);
  change({ frame, cells, fields: fieldsOf(frame.file.kind as DecisionKind), random });
}

/** What a later file says of the row instead: a smaller fine, or a longer term. */
export function correctRow(cells: RowCells): void {
  const fine = fineOf(cells);
  if (fine > 0) setFine(cells, fine > 200 ? Math.round(fine * 0.07) * 10 : fine * 2);
  const end = cells['XK_YXQZI'];
  if (typeof end === 'number') cells['XK_YXQZI'] = end + 30;
}

/** Gives the row to another organisation: its decision number then has two subjects. */
export function giveToAnother(frame: FileFrame, cells: RowCells, random: Random): void {
  const fields = fieldsOf(frame.file.kind as DecisionKind);
  const other = drawOther(frame, String(cells[fields.code]), random);
  Object.assign(cells, {
    [fields.name]: nameIn(other, frame.file.period),
    [fields.code]: other.uscc,
    [fields.category]: other.kind === 'individual_business' ? '个体工商户' : '法人及非法人组织',
    [fields.representative]: representativeOf(frame.room.city, other),
  });
}

function drawOther(frame: FileFrame, code: string, random: Random) {
  const { pools } = frame.room;
  const { period } = frame.file;
  for (;;) {
    const other = pools.draw(random, { industries: undefined, period, established: true });
    if (other.uscc !== code) return other;
  }
}

function makeNaturalPerson(change: Change): void {
  const { cells, fields } = change;
  Object.assign(cells, {
    [fields.name]: somePerson(change),
    [fields.category]: '自然人',
    [fields.code]: '',
    [fields.representative]: '',
    [fields.document]: '身份证',
    [fields.documentNumber]: someIdentityNumber(change),
  });
}

function somePerson({ frame, random }: Change): string {
  return personName(frame.room.city.words, random);
}

function someIdentityNumber({ frame, random }: Change): string {
  const { region } = frame.room.city.words.city.city;
  return inventedIdentityNumber(
    region,
    `19${random.between(60, 99)}0${random.between(1, 9)}1${random.below(10)}`,
    random.below(1000),
  );
}

function anotherName(change: Change): string {
  const { frame, cells, fields, random } = change;
  return nameIn(drawOther(frame, String(cells[fields.code]), random), frame.file.period);
}

function changeText(cells: RowCells, field: string, change: (text: string) => Cell): void {
  cells[field] = change(String(cells[field]));
}

function writeNameOtherwise(name: string, random: Random): string {
  if (name.includes('（')) return name.replace('（', '(').replace('）', ')');
  const cut = random.between(2, name.length - 1);
  return random.permille(500) ? `${name.slice(0, cut)} ${name.slice(cut)}` : `　${name} `;
}

function writeCodeOtherwise(code: string, random: Random): string {
  const form = random.below(4);
  if (form === 0) return toFullWidth(code);
  if (form === 1) return code.toLowerCase();
  return form === 2
    ? `${code.slice(0, 8)}-${code.slice(8)}`
    : `${code.slice(0, 6)} ${code.slice(6, 12)} ${code.slice(12)}`;
}
