// Reads delimited text (RFC 4180 and what spreadsheets make of it) piece by piece. Our own because a broken line must
// cost no other row, and each record knows its line; as fast as the fastest parsers there are
// (docs/decisions/0005-intake.md).

/** One record of the file. */
export interface DelimitedRecord {
  readonly cells: string[];
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** A quote was opened here and never closed; the record is this line alone, taken as it stands. */
  readonly unclosedQuote: boolean;
}

const quote = '"';
// No record of a table is near this length: a quote that is open for longer was never closed, and a line that is
// longer is cut into several records.
const recordLimit = 1_000_000;

/**
 * Splits text into records. Feed it with `push`, then call `end` once; both give the records found so far.
 * A quote that is never closed takes no other line with it: at the end of the text, or where the next quote is
 * followed by more text (then that quote opens a value of its own), the line stands alone and reading goes on
 * behind it.
 */
export class DelimitedReader {
  readonly #delimiter: string;
  #text = '';
  #line = 1;
  // Where the next quote and the next carriage return stand, so that text without any is not searched again
  // for each record.
  #quoteAt = -1;
  #returnAt = -1;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  push(text: string, out: DelimitedRecord[]): void {
    this.#text = this.#text === '' ? text : this.#text + text;
    this.#read(out, false);
  }

  end(out: DelimitedRecord[]): void {
    this.#read(out, true);
    this.#text = '';
  }

  #read(out: DelimitedRecord[], isLast: boolean): void {
    const text = this.#text;
    this.#quoteAt = -1;
    this.#returnAt = -1;
    let at = 0;
    while (at < text.length) {
      const next = this.#readRecord(text, at, isLast, out);
      if (next < 0) break;
      at = next;
    }
    this.#text = at === 0 ? text : text.slice(at);
  }

  /** Reads the record that begins at `start`; returns where the next begins, or -1 when more text is needed. */
  #readRecord(text: string, start: number, isLast: boolean, out: DelimitedRecord[]): number {
    const lineEnd = this.#lineEnd(text, start);
    if (this.#quoteAt < start) this.#quoteAt = find(text, quote, start);
    const end = Math.min(lineEnd < 0 ? text.length : lineEnd, start + recordLimit);
    if (this.#quoteAt <= end) {
      return this.#readQuotedRecord(text, start, isLast, out);
    }
    if (lineEnd < 0 && !isLast && text.length <= start + recordLimit) return -1;
    if (lineEnd === text.length - 1 && text[lineEnd] === '\r' && !isLast) return -1;
    return this.#takeLine(text, start, { lineEnd, unclosedQuote: false }, out);
  }

  /** Where the line ends that `start` stands on: at a line feed or a carriage return; -1 in the last line. */
  #lineEnd(text: string, start: number): number {
    if (this.#returnAt < start) this.#returnAt = find(text, '\r', start);
    const feed = text.indexOf('\n', start);
    if (feed < 0) return Number.isFinite(this.#returnAt) ? this.#returnAt : -1;
    return Math.min(feed, this.#returnAt);
  }

  #split(text: string, start: number, end: number): string[] {
    const cells: string[] = [];
    let from = start;
    for (;;) {
      const at = text.indexOf(this.#delimiter, from);
      if (at < 0 || at >= end) break;
      cells.push(text.slice(from, at));
      from = at + 1;
    }
    cells.push(text.slice(from, end));
    return cells;
  }

  #readQuotedRecord(text: string, start: number, isLast: boolean, out: DelimitedRecord[]): number {
    const limit = start + recordLimit;
    const cells: string[] = [];
    let at = start;
    let lines = 1;
    for (;;) {
      const cell =
        text[at] === quote ? this.#readQuotedCell(text, at, limit) : this.#readPlainCell(text, at);
      if (cell === 'open' && !isLast && text.length <= limit) return -1;
      if (cell === 'open' || cell === 'broken' || cell.end > limit) {
        const lineEnd = this.#lineEnd(text, start);
        return this.#takeLine(text, start, { lineEnd, unclosedQuote: true }, out);
      }
      cells.push(cell.value);
      lines += cell.lines;
      at = cell.end;
      if (at >= text.length) {
        if (!isLast) return -1;
        break;
      }
      if (text[at] !== this.#delimiter) break;
      at += 1;
    }
    if (at === text.length - 1 && text[at] === '\r' && !isLast) return -1;
    out.push({ cells, line: this.#line, unclosedQuote: false });
    this.#line += lines;
    return at >= text.length ? text.length : afterLineEnd(text, at);
  }

  /**
   * A cell that begins with a quote, to its delimiter or line end; text behind the closing quote is kept.
   * `open`: there is no closing quote as far as the text goes, or up to `limit`. `broken`: the value goes over
   * several lines and has text behind it.
   */
  #readQuotedCell(text: string, start: number, limit: number): ReadCell | 'open' | 'broken' {
    let from = start + 1;
    let value = '';
    for (;;) {
      const close = text.indexOf(quote, from);
      if (close < 0 || close > limit) return 'open';
      value += text.slice(from, close);
      if (text[close + 1] !== quote) {
        const rest = this.#readPlainCell(text, close + 1);
        const lines = countLineEnds(value);
        if (lines > 0 && rest.value.trim() !== '') return 'broken';
        return { value: value + rest.value, end: rest.end, lines };
      }
      value += quote;
      from = close + 2;
    }
  }

  #readPlainCell(text: string, start: number): ReadCell {
    let end = start;
    while (end < text.length) {
      const unit = text[end];
      if (unit === this.#delimiter || unit === '\n' || unit === '\r') break;
      end += 1;
    }
    return { value: text.slice(start, end), end, lines: 0 };
  }

  /** Takes one line (`lineEnd` -1: all there is), or its beginning, as a record in which quotes mean nothing. */
  #takeLine(text: string, start: number, line: Line, out: DelimitedRecord[]): number {
    const limit = start + recordLimit;
    const hasEnd = line.lineEnd >= 0 && line.lineEnd <= limit;
    const end = hasEnd ? line.lineEnd : Math.min(limit, text.length);
    const cells = this.#split(text, start, end);
    out.push({ cells, line: this.#line, unclosedQuote: line.unclosedQuote });
    if (!hasEnd) return end;
    this.#line += 1;
    return afterLineEnd(text, end);
  }
}

interface Line {
  readonly lineEnd: number;
  readonly unclosedQuote: boolean;
}

interface ReadCell {
  readonly value: string;
  readonly end: number;
  /** Line ends inside the value. */
  readonly lines: number;
}

function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

function countLineEnds(value: string): number {
  let lines = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\n' || (value[at] === '\r' && value[at + 1] !== '\n')) lines += 1;
  }
  return lines;
}
