// From the bytes of a delimited file to rows by field: encoding, delimiter, heading row, columns.
import { type HeadingMap, mapHeadings, shownHeading } from '../catalogue/headings.policy.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { isBlank } from '../codes/blank.js';
import { DelimitedReader, type DelimitedRecord } from './delimited.js';
import { refuseFile } from './file-refusals.js';
import { StreamDecoder, type TextEncoding } from './text-decoder.js';

/** What is wrong with a row as a whole, before any of its values is looked at. */
export type RowFault = 'unclosed_quote' | 'cells_beyond_headings' | 'unreadable_characters';

/** One row of the table, its cells by the position of their field in the item; '' where there is no cell. */
export interface TableRow {
  readonly line: number;
  readonly cells: string[];
  readonly fault: RowFault | null;
}

/** The heading row as it was understood. */
export interface TableHeadings extends HeadingMap {
  readonly headings: readonly string[];
  readonly delimiter: string;
}

const delimiters = [',', '\t', ';', '|', '，'];
// Exports put a title, a date, a unit over the table; the heading row comes within the first lines.
const headingRowsTried = 6;
const headingEvidenceCharacters = 65_536;
// One heading could be chance; a table of ours has at least two.
const headingsNeeded = 2;
const shownLineLength = 60;

/** Reads a table. Feed bytes with `push`, then call `end` once. Refuses what is no table of this item. */
export class TableReader {
  readonly #item: CatalogueItem;
  readonly #decoder = new StreamDecoder();
  #beginning: Buffer = Buffer.alloc(0);
  #before = '';
  #reader: DelimitedReader | undefined;
  #table: TableHeadings | undefined;
  #sawReplacement = false;
  // Title lines and the heading row itself, still to be passed over.
  #recordsToSkip = 0;

  constructor(item: CatalogueItem) {
    this.#item = item;
  }

  get encoding(): TextEncoding {
    return this.#decoder.encoding;
  }

  /** Known once the first rows have come, at the latest after `end`. */
  get headings(): TableHeadings | undefined {
    return this.#table;
  }

  push(bytes: Buffer): TableRow[] {
    if (this.#beginning.length < workbookMarkLength) {
      this.#beginning = Buffer.concat([this.#beginning, bytes.subarray(0, workbookMarkLength)]);
    }
    return this.#take(this.#decoder.push(bytes), false);
  }

  end(): TableRow[] {
    return this.#take(this.#decoder.end(), true);
  }

  #take(text: string, isLast: boolean): TableRow[] {
    this.#sawReplacement ||= text.includes('\ufffd') || text.includes('\0');
    const records: DelimitedRecord[] = [];
    if (this.#reader) {
      this.#reader.push(text, records);
    } else {
      this.#before += text;
      if (!isLast && this.#before.length < headingEvidenceCharacters) return [];
      this.#begin(records);
    }
    if (isLast) this.#reader?.end(records);
    const rows: TableRow[] = [];
    const skipped = Math.min(this.#recordsToSkip, records.length);
    this.#recordsToSkip -= skipped;
    for (let at = skipped; at < records.length; at += 1) {
      const row = this.#rowOf(records[at] as DelimitedRecord);
      if (row) rows.push(row);
    }
    return rows;
  }

  #begin(records: DelimitedRecord[]): void {
    const { delimiter, row, map, headings } = this.#findHeadings();
    if (map.doubled.length > 0) {
      throw refuseFile.doubled_headings({ headings: map.doubled.join('、') });
    }
    this.#table = { ...map, headings, delimiter };
    this.#reader = new DelimitedReader(delimiter);
    this.#reader.push(this.#before, records);
    this.#before = '';
    this.#recordsToSkip = row + 1;
  }

  /** The delimiter and row under which most headings are known. */
  #findHeadings(): HeadingRow {
    if (isWorkbook(this.#beginning)) throw refuseFile.workbook();
    if (this.#before.trim() === '') throw refuseFile.empty();
    let best: HeadingRow | undefined;
    for (const delimiter of delimiters) {
      for (const [row, record] of firstRecords(this.#before, delimiter).entries()) {
        const map = mapHeadings(this.#item, record.cells);
        if (map.mapped.length > (best?.map.mapped.length ?? headingsNeeded - 1)) {
          best = { delimiter, row, map, headings: record.cells };
        }
      }
    }
    if (best) return best;
    throw refuseFile.no_headings({
      title: this.#item.title.zh,
      kind: this.#item.kind,
      seen: firstLine(this.#before),
    });
  }

  #rowOf(record: DelimitedRecord): TableRow | undefined {
    const table = this.#table as TableHeadings;
    const cells = new Array<string>(this.#item.fields.length).fill('');
    let filled = false;
    let beyond = false;
    for (let column = 0; column < record.cells.length; column += 1) {
      const cell = record.cells[column] as string;
      if (cell === '') continue;
      const field = table.fieldOfColumn[column];
      if (field === undefined) beyond ||= !isBlank(cell);
      else if (field >= 0) cells[field] = cell;
      filled ||= cell.trim() !== '';
    }
    if (!filled) return undefined;
    return { line: record.line, cells, fault: this.#faultOf(record, beyond) };
  }

  #faultOf(record: DelimitedRecord, beyond: boolean): RowFault | null {
    if (record.unclosedQuote) return 'unclosed_quote';
    if (this.#sawReplacement && record.cells.some(isUnreadable)) return 'unreadable_characters';
    return beyond ? 'cells_beyond_headings' : null;
  }
}

interface HeadingRow {
  readonly delimiter: string;
  /** Records before it. */
  readonly row: number;
  readonly map: HeadingMap;
  readonly headings: readonly string[];
}

// A ZIP archive (.xlsx) and an OLE file (.xls).
const workbookMarks = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0', 'hex')];
const workbookMarkLength = 4;

function isWorkbook(beginning: Buffer): boolean {
  return workbookMarks.some((mark) => mark.equals(beginning.subarray(0, workbookMarkLength)));
}

function isUnreadable(cell: string): boolean {
  return cell.includes('\ufffd') || cell.includes('\0');
}

function firstRecords(text: string, delimiter: string): DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  const reader = new DelimitedReader(delimiter);
  reader.push(text.slice(0, headingEvidenceCharacters), records);
  if (records.length < headingRowsTried) reader.end(records);
  return records.slice(0, headingRowsTried);
}

// Shown in a refusal: enough to recognise the file. Without a heading row it is a record, so it is masked.
function firstLine(text: string): string {
  const line =
    text
      .trimStart()
      .slice(0, 1000)
      .split(/[\r\n]/)[0] ?? '';
  return Array.from(shownHeading(line)).slice(0, shownLineLength).join('');
}
