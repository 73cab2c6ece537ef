// A table on wide screens; on narrow ones each row is a block with its headings beside it.
import type { ComponentChildren } from 'preact';

interface StackedTableProperties {
  readonly headings: readonly string[];
  /** Each with a key and one cell a heading. */
  readonly rows: readonly (readonly [key: string, cells: readonly ComponentChildren[]])[];
}

/** The roles keep it a table for readers aloud. */
export function StackedTable({ headings, rows }: StackedTableProperties) {
  return (
    <table class="stacked lines" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {headings.map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(([key, cells]) => (
          <tr key={key} role="row">
            {cells.map((cell, at) => (
              <td key={headings[at]} role="cell">
                <span class="cell-label" aria-hidden="true">
                  {headings[at]}{' '}
                </span>
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
