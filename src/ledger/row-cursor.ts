// Reads many rows in a fixed order without holding them all: a server-side cursor, fetched in pieces.
import type { Transaction } from '../kernel/database.js';

const rowsAPiece = 4000;
let opened = 0;

/**
 * A cursor over the rows of a query. `row` is the row it stands on; `await cursor.next()` goes on, or, without
 * waiting where the piece in memory has more: `cursor.advance() || (await cursor.refill())`.
 */
export class RowCursor<Row extends object> {
  readonly #tx: Transaction;
  readonly #name: string;
  readonly #shape: (columns: readonly never[]) => Row;
  #piece: (readonly never[])[] = [];
  #at = 0;
  /** Undefined at the end. */
  row: Row | undefined;

  private constructor(tx: Transaction, name: string, shape: (columns: readonly never[]) => Row) {
    this.#tx = tx;
    this.#name = name;
    this.#shape = shape;
  }

  /**
   * Opens the cursor and stands on its first row. It ends with the transaction. `shape` makes a row out of its
   * columns, in their order: hundreds of thousands of rows are quicker as arrays.
   */
  static async open<Row extends object, Columns extends readonly unknown[]>(
    tx: Transaction,
    sql: string,
    shape: (columns: Columns) => Row,
  ): Promise<RowCursor<Row>> {
    opened += 1;
    const cursor = new RowCursor<Row>(tx, `rows_${opened}`, shape as never);
    await tx.query(`declare ${cursor.#name} no scroll cursor for ${sql}`);
    await cursor.refill();
    return cursor;
  }

  /** Goes on to the next row in memory; false where it has to be fetched (see `refill`). */
  advance(): boolean {
    this.#at += 1;
    const next = this.#piece[this.#at];
    if (next === undefined) return this.#piece.length < rowsAPiece && this.#end();
    this.row = this.#shape(next);
    return true;
  }

  /** Fetches the next piece and stands on its first row. */
  async refill(): Promise<void> {
    const text = `fetch ${rowsAPiece} from ${this.#name}`;
    const result = await this.#tx.use((client) =>
      client.query<never[]>({ text, rowMode: 'array' }),
    );
    this.#piece = result.rows;
    this.#at = 0;
    const first = this.#piece[0];
    if (first === undefined) this.#end();
    else this.row = this.#shape(first);
  }

  async next(): Promise<void> {
    if (!this.advance()) await this.refill();
  }

  #end(): true {
    this.row = undefined;
    return true;
  }
}
