// How often the frequent grams occur among all names, from the server's own statistics.
import type { Queryable } from '../kernel/database.js';
import { Cached } from './cached.js';

const periodMilliseconds = 60_000;
const known = new WeakMap<Queryable, Cached<GramFrequencies>>();

/** Statistics of the names in the search. */
export class GramFrequencies {
  readonly #names: number;
  readonly #shares: ReadonlyMap<string, number>;

  constructor(names: number, shares: ReadonlyMap<string, number>) {
    this.#names = names;
    this.#shares = shares;
  }

  /**
   * At most so many names can have all these grams, as far as the statistics know: the count of the rarest.
   * A gram outside the list of frequent ones counts as none.
   */
  mostNamesWith(grams: readonly string[]): number {
    const shares = grams.map((gram) => this.#shares.get(gram) ?? 0);
    return Math.min(...shares) * this.#names;
  }
}

/** The statistics, read at most a minute ago. Empty until the server has analysed the table. */
export function gramFrequencies(database: Queryable): Promise<GramFrequencies> {
  let cached = known.get(database);
  if (!cached) {
    cached = new Cached(periodMilliseconds, () => readFrequencies(database));
    known.set(database, cached);
  }
  return cached.get();
}

async function readFrequencies(database: Queryable): Promise<GramFrequencies> {
  const [row] = await database.query<{ names: number; grams: string[]; shares: number[] }>(
    `select c.reltuples::float8 as names, s.most_common_elems::text::text[] as grams,
            s.most_common_elem_freqs::float8[] as shares
       from pg_stats s join pg_class c on c.oid = 'disclosure_search'::regclass
      where s.tablename = 'disclosure_search' and s.attname = 'grams'
        and s.schemaname = c.relnamespace::regnamespace::text
        and s.most_common_elems is not null`,
  );
  const shares = new Map<string, number>();
  // Behind the frequencies of the grams stand three more numbers (least, most, of nulls).
  row?.grams.forEach((gram, index) => shares.set(gram, row.shares[index] ?? 0));
  return new GramFrequencies(row?.names ?? 0, shares);
}
