// The empty table that an agency fills: headings of a catalogue item as a CSV file.
import type { CatalogueItem } from './item.model.js';

const byteOrderMark = '\ufeff';

/**
 * CSV in UTF-8 with a byte order mark, so that spreadsheets read it rightly; lines end in CRLF. The Chinese labels in
 * the order of the item; fields that would be dropped at the door are left out. With `example`, one invented record.
 */
export function templateCsv(item: CatalogueItem, options: { example?: boolean } = {}): string {
  const fields = item.fields.filter((field) => field.part !== 'dropped');
  const lines = [fields.map((field) => field.label.zh)];
  if (options.example) lines.push(fields.map((field) => field.example ?? ''));
  return byteOrderMark + lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
