// The database: a pool, typed queries, and transactions that are tried again when the server says so.
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

// Days stay text (`2026-04-10`): a JavaScript Date would shift them with the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// 64-bit integers are read as numbers; every counter of ours stays far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Something that answers SQL: the pool, or the connection of a transaction. */
export interface Queryable {
  /** `name`: a statement asked often; each connection prepares it once and keeps its plan. */
  query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
}

/**
 * A connection inside a transaction. What is asked of it is sent at once and done in the order of asking, also without
 * waiting: the server then always has something to do.
 */
export interface Transaction extends Queryable {
  /** Hands out the connection itself, for a query of another kind, such as a COPY. */
  use<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  /** Goes on without waiting for work that has been asked of this transaction. If it fails, the transaction does. */
  goOn(work: Promise<unknown>): void;
}

/** The application's way to the database. */
export interface Database extends Queryable {
  /** Runs `work` in one transaction: all of it or nothing. Tried again on conflicts the server resolves so. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** How to reach a server: a libpq URL, or the parts of one (for a socket). */
export interface Connection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly user?: string;
  readonly database?: string;
  readonly password?: string;
  readonly port?: number;
}

const transactionAttempts = 5;
// Whoever failed together must not meet again at the next attempt: the pause doubles, and a random half of it is cut.
const firstPauseMilliseconds = 10;
const transactionAborted = '25P02';
// Serialisation failure and deadlock.
const retryable = new Set(['40001', '40P01']);

/** Opens a pool. Nothing is connected before the first query. */
export function openDatabase(
  connection: Connection,
  poolSize = 10,
  onError: (error: Error) => void = () => {},
): Database {
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    pipeline: true,
    application_name: 'xinheng',
    options: '-c timezone=Asia/Shanghai -c jit=off',
  });
  let closing = false;
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => {
    // The server may end a connection before it has heard that we closed it.
    if (!closing) onError(error);
  });
  return {
    query: (sql, values, name) => runQuery(pool, { sql, values, name }),
    transaction: (work) => runTransaction(pool, work),
    close: () => {
      closing = true;
      return pool.end();
    },
  };
}

async function runTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    const tx = new OpenTransaction(client);
    let broken: Error | undefined;
    // A connection that breaks while nothing is asked of it says so by an event, and one that nobody listens to
    // would end the process.
    const noteBreak = (error: Error): void => {
      broken = error;
    };
    client.on('error', noteBreak);
    try {
      await client.query('begin');
      const result = await work(tx);
      await tx.end('commit');
      return result;
    } catch (error) {
      await tx.end('rollback').catch((failure: Error) => {
        broken = failure;
      });
      const cause = tx.causeOf(error);
      if (attempt >= transactionAttempts || !isRetryable(cause)) throw cause;
    } finally {
      client.off('error', noteBreak);
      client.release(broken);
    }
    await setTimeout(pauseAfterAttempt(attempt, Math.random()));
  }
}

/** Milliseconds until a failed transaction is tried again; `chance` in [0, 1) spreads those that failed together. */
export function pauseAfterAttempt(attempt: number, chance: number): number {
  return firstPauseMilliseconds * 2 ** (attempt - 1) * (0.5 + chance / 2);
}

/** One connection between begin and end. */
class OpenTransaction implements Transaction {
  readonly #client: pg.PoolClient;
  #ended = false;
  // The first statement that failed; and what those who went on without waiting made of a failure.
  #failure: unknown;
  #lateFailure: unknown;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<Row[]> {
    return this.use((client) => runQuery<Row>(client, { sql, values, name }));
  }

  use<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    // Work that was left running when the transaction failed must not write outside of it.
    if (this.#ended) return Promise.reject(new Error('the transaction has ended'));
    const answer = work(this.#client);
    answer.catch((error: unknown) => {
      this.#failure ??= error;
    });
    return answer;
  }

  goOn(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#lateFailure ??= error;
    });
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#ended = true;
    const done = await this.#client.query(how);
    // A commit after a failed statement is answered with ROLLBACK.
    if (how === 'commit' && done.command !== 'COMMIT') throw new FailedBefore();
  }

  /** Why it failed: statements behind the one that did only say that the transaction is aborted. */
  causeOf(error: unknown): unknown {
    const isAftermath = error instanceof FailedBefore || sqlState(error) === transactionAborted;
    return isAftermath ? (this.#lateFailure ?? this.#failure ?? error) : error;
  }
}

/** A commit came too late: something had failed that nobody waited for. */
class FailedBefore extends Error {
  override readonly name = 'FailedBefore';
}

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[] | undefined;
  readonly name: string | undefined;
}

async function runQuery<Row extends object>(
  server: pg.Pool | pg.PoolClient,
  { sql, values = [], name }: Statement,
): Promise<Row[]> {
  const statement = { text: sql, values: values as unknown[] };
  return (await server.query(name === undefined ? statement : { ...statement, name }))
    .rows as Row[];
}

/** Thrown inside a transaction to have it tried again from its start: somebody else was faster. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

function isRetryable(error: unknown): boolean {
  if (error instanceof ConcurrentChange) return true;
  return retryable.has(sqlState(error) ?? '');
}

/** The SQLSTATE of an error that came from the server, if it is one. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
