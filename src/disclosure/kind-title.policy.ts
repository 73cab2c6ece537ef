// What a kind of record is called today.
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Bilingual } from '../kernel/errors.js';
import { type Clock, dayInShanghai } from '../kernel/time.js';

/** The title in today's catalogue; the kind's own code where it is no longer in it. */
export function kindTitle(
  from: { readonly catalogue: Catalogue; readonly clock: Clock },
  kind: string,
): Bilingual {
  const item = from.catalogue.find(kind, dayInShanghai(from.clock.now()));
  return item?.title ?? { zh: kind, en: kind };
}
