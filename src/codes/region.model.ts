// A region as codes and addresses name it.
import type { Bilingual } from '../kernel/errors.js';

/** A division, or a code that a registry uses for one. */
export interface Region {
  /** Six digits, nine for a town. */
  readonly code: string;
  readonly name: Bilingual;
  /** What a reader should know: a former code, a code of the registry's own. */
  readonly note?: Bilingual;
}
