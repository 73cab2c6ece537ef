// What every read for the public needs; the doors' own context has it all.
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Queryable } from '../kernel/database.js';
import type { Clock } from '../kernel/time.js';

/** The database, the labels of fields, and the time that is now. */
export interface PublicReader {
  readonly database: Queryable;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
}

/** Which part of a long list. */
export interface PageWanted {
  /** At most so many; the doors hold it between 1 and 100. */
  readonly limit: number;
  /** `next` of the page before; absent or null: the first page. */
  readonly after?: string | null | undefined;
}
