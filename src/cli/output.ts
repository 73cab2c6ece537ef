// Text for a terminal: what may be printed, how wide it is, and tables whose columns stand under each other.

// Control characters and marks that turn the direction of writing: a value from a file must not steer the terminal.
// oxlint-disable-next-line no-control-regex -- exactly these are meant
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
const withoutWidth = /^(?:\p{Mn}|\p{Me}|[\u200b-\u200c\ufeff])$/u;
const columnGap = '  ';

/** The text without anything that steers a terminal. Line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(steering, '\ufffd');
}

/** How many columns of a terminal the text takes: two for a Chinese character. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (wide.test(character)) width += 2;
    else if (!withoutWidth.test(character)) width += 1;
  }
  return width;
}

/** How the cells of a column stand in it. */
export type Alignment = 'left' | 'right';

/** Rows as lines of equal columns, the last one without trailing blanks. Line breaks in cells become blanks. */
export function tableLines(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string[] {
  const tidy = rows.map((cells) => cells.map((cell) => printable(cell).replace(/\s+/g, ' ')));
  const widths: number[] = [];
  for (const cells of tidy) {
    for (const [at, cell] of cells.entries()) {
      widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
    }
  }
  return tidy.map((cells) =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0, alignments[at] ?? 'left'))
      .join(columnGap)
      .trimEnd(),
  );
}

function padded(cell: string, width: number, alignment: Alignment): string {
  const blanks = ' '.repeat(width - displayWidth(cell));
  return alignment === 'right' ? blanks + cell : cell + blanks;
}
