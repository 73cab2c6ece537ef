// One large file of invented penalties, written fast: for measuring the intake, and for tests that need many rows.
import { open } from 'node:fs/promises';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { dayNumber, type IsoDay } from '../kernel/time.js';
import type { Cell, RowCells } from './cells.model.js';
import { makeDemoCity } from './city.js';
import { bodyOfSerial, usccOf, withWrongInnerCheck } from './city-code.js';
import { lastDayAfterYears } from './decision.js';
import type { DemoAgency, DemoCity } from './organisation.model.js';
import { personName } from './organisations.js';
import { Random } from './random.js';
import { encodeText } from './table-file.js';
import type { FileEncoding } from './vocabulary.model.js';
import { wanYuan, writeDay } from './written.js';

const rowsPerOrganisation = 20;
const storyCount = 4096;
const decisionSpanDays = 300;
const charactersPerPiece = 262_144;
const smallestCity = 0.005;

/** What the file holds. The same values give the same bytes. */
export interface PenaltyFileRequest {
  readonly rows: number;
  readonly seed: number;
  /** Share of rows that must go back to the agency, 0.015 where it is not given. */
  readonly badShare?: number;
  /** `utf-8` where it is not given. */
  readonly encoding?: FileEncoding;
  /** No decision is later than this day. */
  readonly until?: IsoDay;
}

/** What the file came to. Every other row is a new record: natural keys do not repeat. */
export interface PenaltyFileCount {
  readonly rows: number;
  readonly badRows: number;
  readonly organisations: number;
  /** The agency that hands it in: one of the demo city's. */
  readonly agencyCode: string;
  readonly bytes: number;
}

/** The bytes of the file, piece by piece, in the template's current headings. */
export function* demoPenaltyFile(request: PenaltyFileRequest): Generator<Buffer> {
  const { rows, seed, badShare = 0.015, encoding = 'utf-8', until = '2026-06-30' } = request;
  const city = makeDemoCity({ seed, size: smallestCity, until });
  const item = loadCatalogue().get('administrative-penalty', until);
  const agency = penaltyAgency(city);
  const layout = layoutOf(item);
  const people = Array.from({ length: organisationsIn(rows) }, (_, index) =>
    layout.joinPart('subject', subjectCells(city, seed, index)),
  );
  const stories = Array.from({ length: storyCount }, (_, index) =>
    storyCells(city, agency, { seed, index }),
  );
  const storyTexts = stories.map((cells) => layout.joinPart('story', cells));
  const random = new Random(seed, 21);
  let text = `${item.fields.map((field) => field.label.zh).join(',')}\n`;
  let marked = encoding !== 'utf-8-bom' && encoding !== 'utf-16';
  for (let row = 0; row < rows; row += 1) {
    const subject = random.below(people.length);
    const story = random.below(storyCount);
    const number = `${agency.words.mark}罚〔${until.slice(0, 4)}〕${row + 1}号`;
    if (Math.floor((row + 1) * badShare) > Math.floor(row * badShare)) {
      const cells = { ...subjectCells(city, seed, subject), ...stories[story], CF_WSH: number };
      spoil(cells, row);
      text += layout.joinAll(cells);
    } else {
      text += layout.joinRow(people[subject] ?? '', number, storyTexts[story] ?? '');
    }
    if (text.length >= charactersPerPiece || row === rows - 1) {
      // Only the first piece bears the byte order mark.
      yield marked ? withoutMark(text, encoding) : encodeText(text, encoding);
      marked = true;
      text = '';
    }
  }
}

/** Writes the file to disk. */
export async function writeDemoPenaltyFile(
  path: string,
  request: PenaltyFileRequest,
): Promise<PenaltyFileCount> {
  const file = await open(path, 'w');
  let bytes = 0;
  try {
    for (const piece of demoPenaltyFile(request)) {
      await file.write(piece);
      bytes += piece.length;
    }
  } finally {
    await file.close();
  }
  const { rows, seed, badShare = 0.015, until = '2026-06-30' } = request;
  return {
    rows,
    badRows: Math.floor(rows * badShare),
    organisations: organisationsIn(rows),
    agencyCode: penaltyAgency(makeDemoCity({ seed, size: smallestCity, until })).code,
    bytes,
  };
}

function organisationsIn(rows: number): number {
  return Math.max(1, Math.ceil(rows / rowsPerOrganisation));
}

function penaltyAgency(city: DemoCity): DemoAgency {
  return city.agencies.find(({ words }) => words.registrations !== undefined) as DemoAgency;
}

function withoutMark(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8-bom') return encodeText(text, 'utf-8');
  return encoding === 'utf-16' ? Buffer.from(text, 'utf16le') : encodeText(text, encoding);
}

type Part = 'subject' | 'number' | 'story';

interface Layout {
  joinPart(part: Part, cells: RowCells): string;
  joinRow(subject: string, number: string, story: string): string;
  joinAll(cells: RowCells): string;
}

// The template has the subject first, then the number, then all that was decided; whole stretches are joined once.
function layoutOf(item: CatalogueItem): Layout {
  const codes = item.fields.map((field) => field.code);
  const numberAt = codes.indexOf(item.decisionNumber ?? '');
  const stretch: Record<Part, readonly string[]> = {
    subject: codes.slice(0, numberAt),
    number: codes.slice(numberAt, numberAt + 1),
    story: codes.slice(numberAt + 1),
  };
  const join = (part: readonly string[], cells: RowCells) =>
    part.map((code) => written(cells[code] ?? '')).join(',');
  return {
    joinPart: (part, cells) => join(stretch[part], cells),
    joinRow: (subject, number, story) => `${subject},${number},${story}\n`,
    joinAll: (cells) => `${join(codes, cells)}\n`,
  };
}

function written(cell: Cell): string {
  return typeof cell === 'number' ? writeDay(cell, 'slash') : cell;
}

function subjectCells(city: DemoCity, seed: number, index: number): RowCells {
  const random = new Random(seed, 22, index);
  const { marks, industries } = city.words.names;
  const { short, region } = city.words.city.city;
  const industry = random.pick(Object.values(industries));
  const mark = `${random.pick(marks.first)}${random.pick(marks.second)}`;
  // The number keeps names apart however many organisations there are.
  const name = `${short}${mark}${random.pick(industry.company)}第${index + 1}有限公司`;
  return {
    CF_XDR_MC: name,
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: usccOf('91', region, bodyOfSerial(index, seed)),
    CF_FRDB: personName(city.words, random),
  };
}

function storyCells(
  city: DemoCity,
  agency: DemoAgency,
  at: { seed: number; index: number },
): RowCells {
  const random = new Random(at.seed, 23, at.index);
  const fined = agency.words.penalties.filter(
    (violation) => violation.confiscateYuan === undefined && violation.fineYuan,
  );
  const violation = random.pick(fined);
  const fineYuan = random.between(2, 400) * 100;
  const decidedOn = dayNumber(city.until) - 1 - random.below(decisionSpanDays);
  const kinds = violation.kinds.join(';');
  const place = `${random.pick(city.words.city.districts).zh}${random.pick(city.words.city.roads)}${at.index + 1}号`;
  const seen = writeDay(decidedOn - 30, 'chinese');
  return {
    CF_WFXW: violation.act,
    CF_SY: random
      .pick(violation.facts)
      .replace('{day}', seen)
      .replace('{place}', place)
      .replace('{n}', String(random.between(2, 30)))
      .replace('{item}', violation.items ? random.pick(violation.items) : ''),
    CF_YJ: violation.basis,
    CF_CFLB: kinds,
    CF_NR: kinds === '罚款' ? `罚款${fineYuan}元` : `1.给予警告；2.罚款${fineYuan}元`,
    CF_NR_FK: wanYuan(fineYuan),
    CF_JDRQ: decidedOn,
    CF_YXQ: lastDayAfterYears(decidedOn, 1) + 1,
    CF_GSJZQ: lastDayAfterYears(decidedOn, 1) + 1,
    CF_CFJG: agency.name,
    CF_CFJGDM: agency.code,
    CF_SJLY: agency.name,
    CF_SJLYDM: agency.code,
  };
}

// Four ways in which a row is bad, each of which sends it back.
function spoil(cells: RowCells, row: number): void {
  const way = row % 4;
  if (way === 0) cells['CF_XDR_SHXYM'] = withWrongInnerCheck(String(cells['CF_XDR_SHXYM']));
  else if (way === 1) cells['CF_SY'] = '';
  else if (way === 2) cells['CF_JDRQ'] = '2025-02-30';
  else cells['CF_NR_FK'] = String(Number(cells['CF_NR_FK']) * 10_000);
}
