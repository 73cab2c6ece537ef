// What the row worker hands to the transaction: rows that are checked, masked and put into bytes.
import type { RowFinding } from '../catalogue/findings.js';
import type { UsccFault } from '../codes/uscc.js';
import type { IsoDay } from '../kernel/time.js';
import type { LaidOutEntries } from '../ledger/entry-rows.model.js';
import type { CalendarYear } from '../rules/calendar.model.js';
import type { TextEncoding } from './text-decoder.js';

/** A finding with its place in the file. */
export interface LineFinding extends RowFinding {
  readonly line: number;
}

/** What the worker alone can say of a row. */
export type RowVerdict = 'prepared' | 'returned' | 'held_unkept';

/** Whom a prepared row says it is about. */
export interface PreparedSubject {
  readonly uscc: string;
  readonly usccFault: UsccFault | null;
  /** The check character that would be right, where only that is wrong; otherwise ''. */
  readonly expectedCheck: string;
  readonly registrationNumber: string;
  readonly name: string;
  readonly foldedName: string;
  readonly category: string | null;
  /** The legal representative, for the registry alone; '' where the row names none. */
  readonly representative: string;
  readonly sourceDay: IsoDay;
  readonly late: boolean;
}

/** Some rows of the file, in order. Arrays about prepared rows have one element for each of them. */
export interface PreparedChunk {
  /** Line and verdict of every row of the chunk. */
  readonly lines: Uint32Array;
  readonly verdicts: readonly RowVerdict[];
  readonly findings: readonly LineFinding[];
  readonly masked: number;
  readonly bytesRead: number;
  /** Written by `SubjectWriter`. */
  readonly subjects: Uint8Array;
  /** 16 bytes each; zeros where no subject follows from the row. */
  readonly subjectIds: Uint8Array;
  readonly recordIds: Uint8Array;
  /** What is appended where the record is new and the subject the one above. */
  readonly entries: LaidOutEntries;
}

/** What is known of a file once it has been read to its end. */
export interface FileSummary {
  readonly encoding: TextEncoding;
  /** SHA-256 of the file's bytes. */
  readonly digest: Uint8Array;
  readonly columns: ColumnReport;
  /** The file's heading of each field that it has, by field code. */
  readonly headingOf: Readonly<Record<string, string>>;
}

/** Headings of the file by what became of their columns. */
export interface ColumnReport {
  readonly mapped: readonly string[];
  readonly unknown: readonly string[];
  readonly dropped: readonly string[];
}

/** What the worker needs to know about the batch. */
export interface BatchFrame {
  readonly batchId: string;
  readonly agencyCode: string;
  /** The day whose catalogue governs, and today for checks such as "not after today". */
  readonly today: IsoDay;
  /** The file's own day, where rows do not carry one. */
  readonly sourceDay: IsoDay;
  /** The calendars by which rows are on time or late. */
  readonly calendarYears: readonly CalendarYear[];
}
