// A row of the demo city before it is written: cells by field code.

/** Text, or a day as whole days since 1970-01-01, which the file's own form of days writes. */
export type Cell = string | number;

/** The cells of a row; a field that is not there is an empty cell. */
export type RowCells = Record<string, Cell>;
