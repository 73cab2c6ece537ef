// The real platform that a history is played on: a database of its own, the rooms as wiring.ts puts them together.

import iconv from 'iconv-lite';
import { loadAuditRules } from '../../src/audit/audit-rules.loader.js';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import { checkFile } from '../../src/intake/check.js';
import { type CheckReport, getReceipt } from '../../src/intake/receipt.js';
import { type IntakeContext, type SubmissionResult, submitFile } from '../../src/intake/submit.js';
import type { Clock, IsoDay } from '../../src/kernel/time.js';
import type { ActContext } from '../../src/ledger/act.js';
import { sequenceBatches } from '../../src/ledger/log.js';
import type { LogSigner } from '../../src/ledger/log-key.js';
import { enterAgencies } from '../../src/parties/agencies.js';
import { loadCalendars } from '../../src/rules/calendar.loader.js';
import { projectorsOf } from '../../src/wiring.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { csvOf, inventedUscc, type RowValues } from '../support/intake.js';
import { newSigner } from '../support/ledger.js';

/** The agencies that hand files in. */
export const agencies = [1, 2, 3].map((number) => inventedUscc('11', number));

/** A clock that is put forward, and sometimes back. */
class JumpingClock implements Clock {
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  move(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** How text is put into bytes. */
export const encodings = ['utf8', 'utf8-marked', 'gb18030', 'utf16le-marked'] as const;

/** A file to hand in. */
export interface CityFile {
  readonly kind: string;
  readonly agencyCode: string;
  readonly rows: readonly RowValues[];
  readonly sourceDay?: IsoDay;
  readonly encoding: (typeof encodings)[number];
  /** The stream breaks off with an error after this part of the bytes (below 1). */
  readonly breaksAfter?: number;
}

/** Thrown by the stream of a file that breaks off. */
export class BrokenStream extends Error {}

/** A running platform. */
export class City implements IntakeContext {
  readonly clock = new JumpingClock('2026-04-10T02:00:00Z');
  readonly catalogue = loadCatalogue();
  readonly calendar = loadCalendars();
  readonly auditRules = loadAuditRules();
  readonly projectors = projectorsOf(this.catalogue);
  readonly signer: LogSigner = newSigner('credit.yunxi.example/log');
  readonly #storage: TestDatabase;

  private constructor(storage: TestDatabase) {
    this.#storage = storage;
  }

  static async open(): Promise<City> {
    const city = new City(await testDatabase());
    await enterAgencies(
      city.database,
      agencies.map((code, index) => {
        return { code, nameZh: `云溪市第${index}局`, nameEn: `Bureau ${index}`, region: '999900' };
      }),
    );
    return city;
  }

  get database() {
    return this.#storage.database;
  }

  /** What a check says of the file; writes nothing. */
  check(file: CityFile): Promise<CheckReport> {
    const { kind, sourceDay } = file;
    const bytes = this.#bytesOf(file);
    const given = { kind, open: () => inPieces(bytes), ...(sourceDay && { sourceDay }) };
    return checkFile(this, given);
  }

  /** Hands the file in; the receipt has all findings, however many there are. */
  async handIn(file: CityFile): Promise<SubmissionResult> {
    const bytes = this.#bytesOf(file);
    const { receipt, checkCode } = await submitFile(this, {
      kind: file.kind,
      agencyCode: file.agencyCode,
      fileName: 'simulated.csv',
      open: () => inPieces(bytes, file.breaksAfter),
      actor: 'simulation',
      ...(file.sourceDay !== undefined && { sourceDay: file.sourceDay }),
    });
    const query = { batchId: receipt.batch, limit: null };
    return { receipt: await getReceipt(this.database, this.catalogue, query), checkCode };
  }

  #bytesOf({ kind, rows, encoding }: CityFile): Buffer {
    return encode(csvOf(this.catalogue.get(kind, '2026-04-10'), rows), encoding);
  }

  /** Runs acts of act.ts in one transaction. */
  act(work: (context: ActContext) => Promise<void>): Promise<void> {
    const { clock, projectors } = this;
    return this.database.transaction((tx) => work({ tx, clock, projectors }));
  }

  sequence(): Promise<number> {
    return sequenceBatches(this.database, this.clock, this.signer);
  }

  close(): Promise<void> {
    return this.#storage.close();
  }
}

function encode(text: string, encoding: CityFile['encoding']): Buffer {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf8-marked':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'gb18030':
      return iconv.encode(text, 'gb18030');
    case 'utf16le-marked':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
  }
}

async function* inPieces(bytes: Buffer, breaksAfter?: number): AsyncGenerator<Buffer> {
  const step = 40_000;
  const end = Math.floor(bytes.length * (breaksAfter ?? 1));
  for (let at = 0; at < end; at += step) yield bytes.subarray(at, Math.min(at + step, end));
  if (breaksAfter !== undefined) throw new BrokenStream('the stream broke off');
}
