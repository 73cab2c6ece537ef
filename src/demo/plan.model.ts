// What the demo city will hand in, file by file, before a single row is written.
import type { IsoDay } from '../kernel/time.js';
import type { AwkwardCase, DecisionKind, RowAnswer } from './awkward.policy.js';
import type { DemoCity } from './organisation.model.js';
import type { ExportStyle, FileEncoding } from './vocabulary.model.js';

/** The kinds of record in the demo city. */
export type DemoKind = 'organisation-registration' | DecisionKind;

/** A row that repeats or changes a row of an earlier file (or of the same one). */
export interface AddedRow {
  /** `older_value`: a row as it was before its correction; `older_row`: one that never changed. */
  readonly case: AwkwardCase | 'older_value' | 'older_row';
  /** Position of the file in the plan, and the place among its plain rows. */
  readonly file: number;
  readonly plain: number;
}

/** One file to be handed in. */
export interface PlannedFile {
  /** Identity for the random numbers; not the order of handing in. */
  readonly index: number;
  /** Position in the list of agencies. */
  readonly agency: number;
  readonly kind: DemoKind;
  readonly period: number;
  /** Whole days since 1970-01-01: handed in on, and the source's own day. */
  readonly handInDay: number;
  readonly sourceDay: number;
  /** Milliseconds on the demo's own clock. */
  readonly receivedAt: number;
  readonly style: ExportStyle;
  /** Rows of records that no earlier file has. */
  readonly rows: number;
  /** How many of them show which awkward case. */
  readonly cases: Partial<Record<AwkwardCase, number>>;
  readonly added: readonly AddedRow[];
  /** Number of the first decision in the file; every row has the next one. */
  readonly firstNumber: number;
}

/** What the city comes to. Counts are exact, so that tests can hold receipts against them. */
export interface DemoPlan {
  readonly seed: number;
  readonly size: number;
  readonly until: IsoDay;
  readonly organisations: number;
  /** Individual businesses called by nothing but a person's name. */
  readonly namedByPerson: number;
  readonly agencies: number;
  readonly files: number;
  /** Rows in all files, repeated ones included. */
  readonly rows: number;
  /** Records that differ in their natural key, whatever becomes of them. */
  readonly records: Readonly<Record<DemoKind, number>>;
  readonly cases: Readonly<Record<AwkwardCase, number>>;
  /** Files handed in after a newer one: rows that never changed, and older values, which must not win. */
  readonly olderFiles: {
    readonly files: number;
    readonly unchangedRows: number;
    readonly olderValues: number;
  };
  /** Registrations handed in again with a new name or because the organisation ended. */
  readonly registrationChanges: { readonly renamed: number; readonly ended: number };
  readonly answers: Readonly<Record<RowAnswer, number>>;
  readonly filesByEncoding: Readonly<Record<FileEncoding, number>>;
  readonly filesWithUnknownColumns: number;
  readonly filesWithPersonalColumns: number;
}

/** The plan together with the city and its files in the order of handing in. */
export interface DemoSchedule {
  readonly city: DemoCity;
  readonly plan: DemoPlan;
  readonly files: readonly PlannedFile[];
}
