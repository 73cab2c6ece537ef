// The awkward cases of the demo city: what real files hold besides good rows, how often, and the answer each should get.

/** How a row ends in the intake. */
export type RowAnswer = 'admitted' | 'unchanged' | 'corrected' | 'returned' | 'held';

/** The two kinds of record that the agencies hand in every month. */
export type DecisionKind = 'administrative-licence' | 'administrative-penalty';

interface CaseSpec {
  /** Rows in ten thousand of the kind's rows; at least one in every city. */
  readonly licences: number;
  readonly penalties: number;
  readonly answer: RowAnswer;
  /** The row comes on top of the others: it repeats or changes a row that was handed in before. */
  readonly addsRow?: true;
}

const both = (share: number, answer: RowAnswer): CaseSpec => ({
  licences: share,
  penalties: share,
  answer,
});
const penalties = (share: number, answer: RowAnswer): CaseSpec => ({
  licences: 0,
  penalties: share,
  answer,
});
const added = (share: number, answer: RowAnswer): CaseSpec => ({
  ...both(share, answer),
  addsRow: true,
});

/** Each row of a file has at most one of these. */
export const awkwardCases = {
  /** The organisation code inside the code contradicts its check character. */
  wrong_check_digit: both(15, 'returned'),
  /** Nothing wrong but the last character, as in codes of the pilot period. */
  pilot_period_code: both(5, 'held'),
  /** The category says natural person, and an identity number stands in its column. */
  natural_person: both(8, 'returned'),
  /** An identity number in the column of the unified social credit code. */
  identity_number_as_code: both(3, 'returned'),
  /** No category and no code, and a name that reads like a person's. */
  person_without_category: both(3, 'held'),
  missing_required: both(15, 'returned'),
  unreadable_day: both(10, 'returned'),
  /** A code that is right beside the name of another organisation. */
  name_of_another: both(10, 'held'),
  /** No code, and a name that exactly one organisation bears. */
  no_code_exact_name: penalties(10, 'held'),
  sentence_as_name: both(4, 'held'),
  /** The amount column is in yuan, the text says so. */
  amount_in_wrong_unit: penalties(20, 'returned'),
  /** Decided long before it was handed in. */
  late: both(300, 'admitted'),
  /** A penalty of warning or circulated criticism alone: admitted, not public. */
  warning_only: penalties(400, 'admitted'),
  /** Decided on the spot by summary procedure: admitted, not public. */
  summary_procedure: penalties(150, 'admitted'),
  /** Issued under the name that the organisation bore before. */
  former_name: penalties(30, 'admitted'),
  /** Half-width brackets, full-width letters and blanks in the name. */
  name_written_otherwise: both(40, 'admitted'),
  /** The code in full width, in lower case or with blanks. */
  code_written_otherwise: both(30, 'admitted'),
  /** A company that is registered elsewhere. */
  registered_elsewhere: both(40, 'admitted'),
  phone_in_text: penalties(20, 'admitted'),
  identity_number_in_text: penalties(15, 'admitted'),
  /** A day in another form than the rest of the file. */
  day_written_otherwise: both(50, 'admitted'),
  /** The text gives the amount in Chinese numerals. */
  amount_in_words: penalties(60, 'admitted'),
  /** Optional cells filled with 无, 空 or a stroke. */
  blanks_marked: both(200, 'admitted'),
  line_break_in_text: penalties(20, 'admitted'),
  /** In force without end, written 2099/12/31. */
  without_end: { licences: 800, penalties: 0, answer: 'admitted' },
  duplicate_in_file: added(10, 'unchanged'),
  duplicate_of_earlier_file: added(30, 'unchanged'),
  correction: added(40, 'corrected'),
  /** The decision number of an earlier row with another organisation. */
  number_of_another: added(3, 'held'),
} as const satisfies Record<string, CaseSpec>;

export type AwkwardCase = keyof typeof awkwardCases;

/** The names of all cases, in a fixed order. */
export const awkwardCaseNames = Object.keys(awkwardCases) as AwkwardCase[];

/** What the table says of a case. */
export function caseSpec(name: AwkwardCase): CaseSpec {
  return awkwardCases[name];
}

/** How many rows of the case a city has among so many rows of the kind. */
export function wantedCases(name: AwkwardCase, kind: DecisionKind, rows: number): number {
  const spec = caseSpec(name);
  const share = kind === 'administrative-licence' ? spec.licences : spec.penalties;
  return share === 0 ? 0 : Math.max(1, Math.round((rows * share) / 10_000));
}
