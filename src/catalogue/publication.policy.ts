// Whether a record of a kind is shown to the public, as its catalogue item says.
import type { Bilingual } from '../kernel/errors.js';
import type { CatalogueItem, LegalBasis } from './item.model.js';

/** The answer; where it is no, why not and by which instrument. */
export interface PublicationVerdict {
  readonly public: boolean;
  readonly reason?: Bilingual;
  readonly basis?: LegalBasis;
}

type FactCheck = (facts: Readonly<Record<string, string>>) => PublicationVerdict;

const shown: PublicationVerdict = { public: true };
const checks = new WeakMap<CatalogueItem, FactCheck>();

/**
 * Whether the record with these public facts (by field code) is shown to the public of itself. Says nothing about
 * its subject, nor about how long.
 */
export function publicationOf(
  item: CatalogueItem,
  facts: Readonly<Record<string, string>>,
): PublicationVerdict {
  let check = checks.get(item);
  if (!check) {
    check = compilePublication(item);
    checks.set(item, check);
  }
  return check(facts);
}

function compilePublication(item: CatalogueItem): FactCheck {
  const { published, except, reason, basis } = item.publication;
  if (!published) {
    const verdict = { public: false, ...(reason && { reason }), ...(basis && { basis }) };
    return () => verdict;
  }
  const exceptions = except.map((entry) => ({
    field: entry.field,
    applies: entry.onlyIn ? onlyIn(entry.onlyIn) : contains(entry.contains ?? []),
    verdict: { public: false, reason: entry.reason, basis: entry.basis },
  }));
  return (facts) => {
    for (const exception of exceptions) {
      const text = facts[exception.field];
      if (text !== undefined && exception.applies(text)) return exception.verdict;
    }
    return shown;
  };
}

function onlyIn(values: readonly string[]): (text: string) => boolean {
  const among = new Set(values);
  return (text) =>
    text.includes(';') ? text.split(';').every((value) => among.has(value)) : among.has(text);
}

function contains(words: readonly string[]): (text: string) => boolean {
  return (text) => words.some((word) => text.includes(word));
}
