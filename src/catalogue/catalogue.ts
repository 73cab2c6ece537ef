// The catalogue: which records may be collected on a day, and what they look like.
import { defineRefusals } from '../kernel/errors.js';
import type { IsoDay } from '../kernel/time.js';
import type { CatalogueAddition, CatalogueItem, Layer } from './item.model.js';
import { holdsOn, layerRank, mergeAddition } from './merge.policy.js';

const refuse = defineRefusals('catalogue', {
  kind_unknown: {
    kind: 'not_found',
    zh: '{day} 的目录中没有事项“{kind}”。已有的事项：{known}。用其中之一，或先在目录中增加该事项。',
    en: 'The catalogue of {day} has no kind "{kind}". It has: {known}. Use one of these, or add the kind to the catalogue first.',
  },
});

/** Items and additions as loaded, looked at by day. The same question gives the same object. */
export class Catalogue {
  readonly #items: readonly CatalogueItem[];
  readonly #additions: readonly CatalogueAddition[];
  readonly #merged = new Map<string, CatalogueItem>();

  /** Takes items and additions that `loadCatalogue` has checked. */
  constructor(items: readonly CatalogueItem[], additions: readonly CatalogueAddition[]) {
    this.#items = items.toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    this.#additions = additions.toSorted(
      (one, other) => layerRank(one.layer) - layerRank(other.layer),
    );
  }

  /** All items in force on the day, ordered by kind, as they stand up to and including the layer. */
  itemsOn(day: IsoDay, layer: Layer = 'county'): CatalogueItem[] {
    return this.#items
      .filter((item) => holdsOn(item, day) && layerRank(item.layer) <= layerRank(layer))
      .map((item) => this.#withAdditions(item, day, layer));
  }

  /** The item of a kind on a day, if there is one. */
  find(kind: string, day: IsoDay, layer: Layer = 'county'): CatalogueItem | undefined {
    const found = this.#items.find(
      (item) =>
        item.kind === kind && holdsOn(item, day) && layerRank(item.layer) <= layerRank(layer),
    );
    return found && this.#withAdditions(found, day, layer);
  }

  /** The item of a kind on a day. Refuses `catalogue.kind_unknown` and names the kinds there are. */
  get(kind: string, day: IsoDay, layer: Layer = 'county'): CatalogueItem {
    const found = this.find(kind, day, layer);
    if (found) return found;
    const known = this.itemsOn(day, layer).map((item) => item.kind);
    throw refuse.kind_unknown({ kind, day, known: known.join(', ') || '—' });
  }

  /** Every kind that the catalogue has or ever had, in order. */
  kinds(): string[] {
    return [...new Set(this.#items.map((item) => item.kind))];
  }

  #withAdditions(item: CatalogueItem, day: IsoDay, layer: Layer): CatalogueItem {
    const additions = this.#additions.filter(
      (addition) =>
        addition.addsTo === item.kind &&
        holdsOn(addition, day) &&
        layerRank(addition.layer) <= layerRank(layer),
    );
    if (additions.length === 0) return item;
    const key = [item, ...additions].map((part) => `${part.layer} ${part.from}`).join('|');
    const name = `${item.kind}|${key}`;
    let merged = this.#merged.get(name);
    if (!merged) {
      merged = additions.reduce(mergeAddition, item);
      this.#merged.set(name, merged);
    }
    return merged;
  }
}
