// Binary COPY into a table: about half the server time of text COPY for our rows (docs/decisions/0005).
import pg from 'pg';
import type { Transaction } from './database.js';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
const copyData = 0x64;
const copyDone = Buffer.from([0x63, 0, 0, 0, 4]);
// Days since 1970 and days since 2000, where PostgreSQL counts from.
const postgresDayZero = 10_957;
const postgresMicrosecondsZero = 946_684_800_000_000n;

/** Builds rows in PostgreSQL's binary COPY format; one writer is used for many rows of one table. */
export class CopyWriter {
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;
  readonly #columns: number;
  readonly #expectedBytes: number;

  constructor(columns: number, expectedBytes = 1 << 16) {
    this.#columns = columns;
    this.#expectedBytes = expectedBytes;
  }

  /** Begins a row; exactly as many values must follow as the writer has columns. */
  row(): this {
    this.#room(2);
    this.#length = this.#buffer.writeInt16BE(this.#columns, this.#length);
    return this;
  }

  none(): this {
    this.#room(4);
    this.#length = this.#buffer.writeInt32BE(-1, this.#length);
    return this;
  }

  /** The bytes of a uuid or bytea value. */
  bytes(value: Uint8Array): this {
    this.#room(4 + value.length);
    this.#length = this.#buffer.writeInt32BE(value.length, this.#length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  text(value: string): this {
    this.#room(4 + value.length * 3);
    const written = this.#buffer.write(value, this.#length + 4, 'utf8');
    this.#buffer.writeInt32BE(written, this.#length);
    this.#length += 4 + written;
    return this;
  }

  optionalText(value: string | null | undefined): this {
    return value === null || value === undefined ? this.none() : this.text(value);
  }

  /** A `jsonb` value, given as JSON text; null where there is none. */
  json(text: string | undefined): this {
    if (text === undefined) return this.none();
    this.#room(5 + text.length * 3);
    this.#buffer[this.#length + 4] = 1;
    const written = 1 + this.#buffer.write(text, this.#length + 5, 'utf8');
    this.#buffer.writeInt32BE(written, this.#length);
    this.#length += 4 + written;
    return this;
  }

  /** An `integer` value. */
  integer(value: number): this {
    this.#room(8);
    this.#length = this.#buffer.writeInt32BE(4, this.#length);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
    return this;
  }

  /** A `smallint` value. */
  smallInteger(value: number): this {
    this.#room(6);
    this.#length = this.#buffer.writeInt32BE(2, this.#length);
    this.#length = this.#buffer.writeInt16BE(value, this.#length);
    return this;
  }

  boolean(value: boolean): this {
    this.#room(5);
    this.#length = this.#buffer.writeInt32BE(1, this.#length);
    this.#length = this.#buffer.writeUInt8(value ? 1 : 0, this.#length);
    return this;
  }

  /** A `date` value, given in days since 1970-01-01; null where there is none. */
  day(days: number | null): this {
    return days === null ? this.none() : this.integer(days - postgresDayZero);
  }

  /** A `timestamptz` value. */
  moment(milliseconds: number): this {
    this.#room(12);
    this.#length = this.#buffer.writeInt32BE(8, this.#length);
    const microseconds = BigInt(Math.trunc(milliseconds)) * 1000n - postgresMicrosecondsZero;
    this.#length = this.#buffer.writeBigInt64BE(microseconds, this.#length);
    return this;
  }

  /** A `text[]` value. */
  textArray(values: readonly string[]): this {
    const start = this.#length;
    this.#room(4 + 20);
    let at = start + 4;
    at = this.#buffer.writeInt32BE(values.length === 0 ? 0 : 1, at);
    at = this.#buffer.writeInt32BE(0, at);
    at = this.#buffer.writeInt32BE(25, at);
    if (values.length > 0) {
      at = this.#buffer.writeInt32BE(values.length, at);
      at = this.#buffer.writeInt32BE(1, at);
    }
    this.#length = at;
    for (const value of values) this.text(value);
    this.#buffer.writeInt32BE(this.#length - start - 4, start);
    return this;
  }

  /** Whether there are no rows. */
  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** The bytes of the rows. */
  get rows(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(
      Math.max(this.#buffer.length * 2, this.#expectedBytes, this.#length + bytes),
    );
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/**
 * Sends rows to `COPY target FROM STDIN`; `target` is `table (column, ...)`. `laidOut`: more rows of the same columns,
 * in pieces that were put into this format elsewhere. Without any row nothing is sent.
 */
export function copyRows(
  tx: Transaction,
  target: string,
  writer: CopyWriter,
  laidOut: readonly Uint8Array[] = [],
): Promise<void> {
  if (writer.isEmpty && laidOut.length === 0) return Promise.resolve();
  const pieces = [signature, ...laidOut, writer.rows, trailer];
  return tx.use(
    (client) =>
      new Promise((resolve, reject) => {
        client.query(
          new RowsQuery(target, pieces, (error) => {
            if (error) reject(error);
            else resolve();
          }),
        );
      }),
  );
}

/**
 * A COPY that sends its rows along with the statement. A stream would wait until the server asks for them, and the
 * server would wait whenever this process has something else to do. If the statement fails, the server passes over the
 * rows that are under way (PostgreSQL, "Message Flow", COPY operations).
 */
class RowsQuery extends pg.Query {
  readonly #pieces: readonly Uint8Array[];
  readonly #statement: string;

  constructor(target: string, pieces: readonly Uint8Array[], done: (error?: Error) => void) {
    const statement = `copy ${target} from stdin (format binary)`;
    super(statement, done);
    this.#statement = statement;
    this.#pieces = pieces;
  }

  override submit = (connection: pg.Connection): void => {
    const { stream } = connection;
    stream.cork();
    connection.query(this.#statement);
    for (const piece of this.#pieces) {
      if (piece.length === 0) continue;
      const header = Buffer.allocUnsafe(5);
      header[0] = copyData;
      header.writeInt32BE(piece.length + 4, 1);
      stream.write(header);
      stream.write(piece);
    }
    stream.write(copyDone);
    stream.uncork();
  };

  // The rows are under way already.
  handleCopyInResponse(): void {}
}
