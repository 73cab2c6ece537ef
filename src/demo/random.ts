// Numbers from a seed: the same seed gives the same numbers on every machine, and nothing else is asked.

/** Mixes whole numbers into one of 32 bits; each of them changes all bits. */
export function mixSeed(...parts: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ (part >>> 0), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state = (state ^ (state >>> 16)) + 0x6d2b79f5;
  }
  return state >>> 0;
}

/** A stream of numbers from a seed (mulberry32). Cheap to begin, so that every row has a stream of its own. */
export class Random {
  #state: number;

  constructor(...seed: readonly number[]) {
    this.#state = mixSeed(...seed);
  }

  /** A fraction from 0, below 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** A whole number from the first to the last, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True so many times in a thousand. */
  permille(share: number): boolean {
    return this.fraction() * 1000 < share;
  }

  /** One of the values. The list must not be empty. */
  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  /** A position drawn by cumulative weights (ascending, the last one is their sum). */
  weighted(cumulative: readonly number[]): number {
    const mark = this.fraction() * (cumulative.at(-1) ?? 0);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] as number) > mark) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The running sums of the weights, as {@link Random.weighted} wants them. */
export function cumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

/** Deals a whole number out in proportion to the weights; the parts add up to it (largest remainders). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const open = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((value, position) => ({ position, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.position - other.position);
  for (const { position } of byRemainder.slice(0, open))
    parts[position] = (parts[position] ?? 0) + 1;
  return parts;
}
