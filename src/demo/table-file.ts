// Writes the rows of a file as an agency's system would: its headings, its delimiter, its encoding.
import iconv from 'iconv-lite';
import type { CatalogueItem, FieldSpec } from '../catalogue/item.model.js';
import type { RowCells } from './cells.model.js';
import { inventedIdentityNumber, inventedMobileNumber } from './city-code.js';
import type { FileFrame } from './frame.js';
import { Random } from './random.js';
import type { ExportStyle, FileEncoding } from './vocabulary.model.js';
import { writeDay } from './written.js';

const delimiters = { comma: ',', tab: '\t', semicolon: ';', pipe: '|' } as const;
const representativeDocument = /_FR_ZJLX$/;
const category = /_XDR_LB$/;
const ownDocument = /_XDR_ZJ(?:LX|HM)$/;
const representativesWithDocumentPermille = 400;

interface Column {
  readonly heading: string;
  /** Undefined: a column of the agency's own that the template does not know. */
  readonly field: FieldSpec | undefined;
}

/** The bytes of the file. */
export function tableFile(frame: FileFrame, item: CatalogueItem, rows: Iterable<RowCells>): Buffer {
  const { style } = frame.file;
  const columns = columnsOf(item, style);
  const delimiter = delimiters[style.delimiter ?? 'comma'];
  const lineEnd = style.encoding === 'utf-8' ? '\n' : '\r\n';
  const needsQuotes = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`);
  const quoted = (text: string): string =>
    needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const days = new Map<number, string>();
  const written = (day: number): string => {
    let text = days.get(day);
    if (text === undefined) days.set(day, (text = writeDay(day, style.days)));
    return text;
  };
  let text = columns.map(({ heading }) => quoted(heading)).join(delimiter) + lineEnd;
  let row = 0;
  for (const cells of rows) {
    if (style.personal) addPersonalCells(frame, cells, row);
    for (let at = 0; at < columns.length; at += 1) {
      const { field, heading } = columns[at] as Column;
      const cell = field ? cells[field.code] : ownCell(frame, heading, row);
      if (at > 0) text += delimiter;
      if (typeof cell === 'number') text += written(cell);
      else if (cell) text += quoted(cell);
    }
    text += lineEnd;
    row += 1;
  }
  return encodeText(text, style.encoding);
}

/** The headings of the file in their order. */
export function headingsOf(item: CatalogueItem, style: ExportStyle): string[] {
  return columnsOf(item, style).map(({ heading }) => heading);
}

function columnsOf(item: CatalogueItem, style: ExportStyle): Column[] {
  const fields = item.fields.filter((field) => hasColumn(field, style));
  return [
    ...fields.map((field) => ({ field, heading: headingOf(field, style) })),
    ...style.extra.map((heading) => ({ field: undefined, heading })),
  ];
}

// The template of early 2018 has one column for the representative's identity number, and none for the category.
function hasColumn(field: FieldSpec, style: ExportStyle): boolean {
  if (field.addedBy !== undefined) return false;
  if (style.headings === 'early') {
    if (category.test(field.code) || representativeDocument.test(field.code)) return false;
  }
  return field.part !== 'dropped' || style.personal || ownDocument.test(field.code);
}

function headingOf(field: FieldSpec, style: ExportStyle): string {
  if (style.headings === 'codes') return field.code;
  if (style.headings === 'early') return field.aliases[0] ?? field.label.zh;
  return style.encoding === 'gb18030' && field.required ? `*${field.label.zh}` : field.label.zh;
}

// What agencies' systems export beside the template and the platform must not keep. Nobody has these numbers.
function addPersonalCells(frame: FileFrame, cells: RowCells, row: number): void {
  const random = new Random(frame.room.city.seed, 14, frame.file.index, row);
  if (!random.permille(representativesWithDocumentPermille)) return;
  const { region } = frame.room.city.words.city.city;
  const birth = `19${random.between(60, 99)}1${random.below(3)}2${random.below(9)}`;
  const number = inventedIdentityNumber(region, birth, random.below(1000));
  if ('CF_FRDB' in cells) Object.assign(cells, { CF_FR_ZJLX: '身份证', CF_FR_ZJHM: number });
  else if ('XK_FRDB' in cells) Object.assign(cells, { XK_FR_ZJLX: '身份证', XK_FR_ZJHM: number });
  else {
    Object.assign(cells, {
      representativeDocument: number,
      phone: inventedMobileNumber(random.below(10_000)),
    });
  }
}

function ownCell(frame: FileFrame, heading: string, row: number): string {
  return `${heading.length}${String(frame.file.index).padStart(3, '0')}-${row + 1}`;
}

/** The text in the encoding; UTF-16 is little-endian with its byte order mark. */
export function encodeText(text: string, encoding: FileEncoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'gb18030':
      return iconv.encode(text, 'gb18030');
  }
}
