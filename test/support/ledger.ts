// Histories for tests of the ledger: a clock to set, a key of one's own, batches in one line each.
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Database, Transaction } from '../../src/kernel/database.js';
import { newId, uuidBytes, uuidText } from '../../src/kernel/ids.js';
import { type Clock, dayInShanghai } from '../../src/kernel/time.js';
import type { ActContext } from '../../src/ledger/act.js';
import { BatchAppender } from '../../src/ledger/append.js';
import { directoryProjector, findRecordHeads } from '../../src/ledger/directory.projector.js';
import { encodeEntry, recordIdOf } from '../../src/ledger/entry.js';
import type { FieldValues, Projector, WordValues } from '../../src/ledger/entry.model.js';
import { sequenceBatches } from '../../src/ledger/log.js';
import { type LogSigner, openLogKey } from '../../src/ledger/log-key.js';
import type { NewEntry } from '../../src/ledger/new-entry.model.js';

/** A clock that stands still until it is set. */
export class SetClock implements Clock {
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  add(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'xinheng-key-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let keys = 0;

/** A new signing key. */
export function newSigner(name = 'ledger.example/log'): LogSigner {
  keys += 1;
  return openLogKey(join(folder, `${keys}.key`), name);
}

/** What a test says about an entry; the rest is filled in. */
export interface ToldEntry {
  readonly subject: string;
  /** The decision number: with agency and kind the natural key. */
  readonly number: string;
  readonly fields?: FieldValues;
  readonly withheld?: FieldValues;
  readonly words?: WordValues;
  readonly withheldWords?: WordValues;
  readonly effective?: readonly [string | null, string | null];
  readonly line?: number;
}

export const agency = '11320500MB0000000X';
export const kind = 'administrative-penalty';

/** The id of the record with this decision number. */
export function recordOf(number: string): string {
  return uuidText(recordIdOf(kind, [agency, number]), 0);
}

/** A ledger on a database, with the means to write its history. */
export class TestLedger {
  readonly database: Database;
  readonly clock = new SetClock('2026-01-05T01:00:00Z');
  readonly signer: LogSigner;
  readonly projectors: readonly Projector[];

  constructor(database: Database, projectors: readonly Projector[] = [directoryProjector]) {
    this.database = database;
    this.projectors = projectors;
    this.signer = newSigner();
  }

  newSubject(): string {
    return newId(this.clock.now());
  }

  /** Hands in a batch; a record that is on file is corrected. Gives the batch's id. */
  submit(entries: readonly ToldEntry[]): Promise<string> {
    return this.database.transaction((tx) => this.submitIn(tx, entries));
  }

  async submitIn(tx: Transaction, told: readonly ToldEntry[]): Promise<string> {
    const receivedAt = this.clock.now();
    const batchId = newId(receivedAt);
    const heads = await findRecordHeads(
      tx,
      told.map(({ number }) => recordOf(number)),
    );
    const versions = new Map([...heads].map(([record, head]) => [record, head.version]));
    const entries = told.map((entry, index): NewEntry => {
      const record = recordOf(entry.number);
      const version = (versions.get(record) ?? 0) + 1;
      versions.set(record, version);
      return encode(entry, { batchId, version, index, receivedAt });
    });
    const header = { batchId, type: 'records' as const, agencyCode: agency, kind, receivedAt };
    const appender = new BatchAppender(tx, header, this.projectors);
    await appender.append(entries, new Set(told.map(({ subject }) => subject)));
    await appender.close();
    return batchId;
  }

  /** Runs an act of act.ts in a transaction of its own. */
  act<Result>(work: (context: ActContext) => Promise<Result>): Promise<Result> {
    const { clock, projectors } = this;
    return this.database.transaction((tx) => work({ tx, clock, projectors }));
  }

  /** A second later all that waits gets its place in the log. */
  sequence(): Promise<number> {
    this.clock.add(1000);
    return sequenceBatches(this.database, this.clock, this.signer);
  }
}

function encode(
  told: ToldEntry,
  place: {
    readonly batchId: string;
    readonly version: number;
    readonly index: number;
    readonly receivedAt: number;
  },
): NewEntry {
  const record = recordOf(told.number);
  const operation = place.version === 1 ? 'assert' : 'correct';
  const day = dayInShanghai(place.receivedAt);
  const encoded = encodeEntry(
    operation,
    {
      b: place.batchId,
      a: agency,
      k: kind,
      g: day,
      l: told.line ?? place.index + 2,
      s: told.subject,
      r: record,
      n: place.version,
      d: day,
      e: told.effective ?? [day, null],
    },
    {
      fields: told.fields ?? { decisionNumber: told.number },
      withheld: told.withheld ?? {},
      words: told.words ?? {},
      withheldWords: told.withheldWords ?? {},
    },
    randomFillSync(Buffer.alloc(48)),
  );
  return {
    ...encoded,
    subjectBytes: uuidBytes(told.subject),
    recordBytes: uuidBytes(record),
    operation,
    version: place.version,
  };
}
