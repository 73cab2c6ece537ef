// What every measure is given and gives.

/** How much is measured, and how often; figures are medians of the rounds. */
export interface MeasureOptions {
  readonly rows: number;
  readonly rounds: number;
}

/** The last line of a measure, as JSON. */
export interface MeasureResult {
  readonly name: string;
  readonly rows: number;
  /** The product's speed over the floor's, both from the same run; 1 is as fast as the floor. */
  readonly ratio: number;
  readonly [figure: string]: string | number | boolean;
}

export type Measure = (options: MeasureOptions) => Promise<MeasureResult>;

/** The middle value; of an even number of values the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Rounds for people: three significant digits. */
export function figure(value: number): number {
  return Number(value.toPrecision(3));
}
