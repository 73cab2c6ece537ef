// A panel of facts: a definition list set in columns.
import type { ComponentChildren } from 'preact';

/** One fact: what it is called, and what it is. */
type Fact = readonly [name: string, value: ComponentChildren];

/** Facts in their order; those that have no value are left out. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
