// Intake beside its floor. The floor is given the same rows with the ids that the product works out for itself, and
// keeps the same keys and indexes on one table; it neither checks, masks, hashes, matches nor answers anything.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import type { CatalogueItem } from '../src/catalogue/item.model.js';
import { demoAgencies } from '../src/demo/city.js';
import { writeDemoPenaltyFile } from '../src/demo/penalty-file.js';
import { DelimitedReader, type DelimitedRecord } from '../src/intake/delimited.js';
import { type Connection, type Database, openDatabase } from '../src/kernel/database.js';
import { uuidText } from '../src/kernel/ids.js';
import { dayInShanghai } from '../src/kernel/time.js';
import { recordIdOf } from '../src/ledger/entry.js';
import { enterAgencies } from '../src/parties/agencies.js';
import { subjectIdOfUscc } from '../src/parties/subject.js';
import { openEmbeddedServer } from '../src/runtime/embedded-server.js';
import { migrate } from '../src/runtime/migrations.js';
import { applicationRole, databaseName, ownerRole } from '../src/runtime/server-roles.js';
import { runSide, type SideReport } from './child.js';
import type { FloorTask } from './intake-floor.js';
import type { ProductTask } from './intake-product.js';
import { figure, type MeasureOptions, type MeasureResult, median } from './measure.model.js';

const kind = 'administrative-penalty';

/** Measures `--rows` penalties, `--rounds` times each side in turn, every time into empty tables. */
export async function measureIntake(options: MeasureOptions): Promise<MeasureResult> {
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-bench-'));
  const server = await openEmbeddedServer({
    dataDirectory: join(folder, 'server'),
    temporary: true,
  });
  try {
    await migrate(server.ownerConnection, applicationRole);
    const item = loadCatalogue().get(kind, dayInShanghai(Date.now()));
    const path = join(folder, 'penalties.csv');
    const floorPath = join(folder, 'floor.csv');
    const file = await writeDemoPenaltyFile(path, { rows: options.rows, seed: 7 });
    await writeFloorFile(item, path, floorPath);
    const rounds: { product: SideReport; floor: SideReport; isEqual: boolean }[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const connection = await freshDatabase(server.superConnection, item, round);
      const floorTask: FloorTask = { connection, path: floorPath };
      const productTask: ProductTask = { connection, path, kind, agencyCode: file.agencyCode };
      // Whoever comes second finds a warmer machine: the sides take turns in going first.
      const floorFirst = round % 2 === 0;
      const early = floorFirst ? await runSide('./intake-floor.js', floorTask) : undefined;
      const product = await runSide('./intake-product.js', productTask);
      const floor = early ?? (await runSide('./intake-floor.js', floorTask));
      const isEqual = await compare(connection, file.badRows);
      console.error(describe(round, product, floor));
      rounds.push({ product, floor, isEqual });
      await dropDatabase(server.superConnection, connection);
    }
    return summarise(options, rounds);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function summarise(
  options: MeasureOptions,
  rounds: readonly { product: SideReport; floor: SideReport; isEqual: boolean }[],
): MeasureResult {
  const middle = (read: (round: (typeof rounds)[number]) => number): number =>
    median(rounds.map(read));
  const cpu = (side: SideReport): number => side.processCpuSeconds + side.databaseCpuSeconds;
  return {
    name: 'intake',
    rows: options.rows,
    ratio: figure(middle(({ product, floor }) => floor.seconds / product.seconds)),
    cpuRatio: figure(middle(({ product, floor }) => cpu(floor) / cpu(product))),
    rowsPerSecond: Math.round(options.rows / middle(({ product }) => product.seconds)),
    floorRowsPerSecond: Math.round(options.rows / middle(({ floor }) => floor.seconds)),
    cpuSeconds: figure(middle(({ product }) => cpu(product))),
    databaseCpuSeconds: figure(middle(({ product }) => product.databaseCpuSeconds)),
    floorCpuSeconds: figure(middle(({ floor }) => cpu(floor))),
    peakMemoryMegabytes: Math.round(
      Math.max(...rounds.map(({ product }) => product.peakMemoryMegabytes)),
    ),
    resultsEqual: rounds.every(({ isEqual }) => isEqual),
    rounds: rounds.length,
    cores: availableParallelism(),
  };
}

function describe(round: number, product: SideReport, floor: SideReport): string {
  const side = (report: SideReport): string =>
    `${report.seconds.toFixed(2)} s (process ${report.processCpuSeconds.toFixed(1)} s, database ${report.databaseCpuSeconds.toFixed(1)} s)`;
  return `round ${round + 1}: product ${side(product)}, floor ${side(floor)}, memory ${Math.round(product.peakMemoryMegabytes)} MB`;
}

/** The same rows, the ids in front: what the product derives, the floor is given. */
async function writeFloorFile(item: CatalogueItem, from: string, to: string): Promise<void> {
  const { createReadStream } = await import('node:fs');
  const uscc = item.fields.findIndex((field) => field.code === item.subject.uscc);
  const key = item.naturalKey.map((code) => item.fields.findIndex((field) => field.code === code));
  const reader = new DelimitedReader(',');
  let leaf = -1;
  async function* lines(): AsyncGenerator<string> {
    const records: DelimitedRecord[] = [];
    const take = (): string => records.splice(0).map(lineOf).join('');
    for await (const piece of createReadStream(from, 'utf8')) {
      reader.push(piece as string, records);
      yield take();
    }
    reader.end(records);
    yield take();
  }
  const lineOf = ({ cells }: DelimitedRecord): string => {
    leaf += 1;
    // The heading row.
    if (leaf === 0) return '';
    const subject = uuidText(subjectIdOfUscc(cells[uscc] ?? ''), 0);
    const record = uuidText(
      recordIdOf(
        item.kind,
        key.map((at) => cells[at] ?? ''),
      ),
      0,
    );
    const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`);
    return `${subject},${record},${record},${leaf},${quoted.join(',')}\n`;
  };
  await pipeline(lines, createWriteStream(to));
}

async function freshDatabase(
  superConnection: Connection,
  item: CatalogueItem,
  round: number,
): Promise<Connection> {
  const name = `bench_${round}`;
  await asSuperuser(superConnection, [
    `create database ${name} template ${databaseName} owner ${ownerRole}`,
  ]);
  const columns = item.fields.map((field) => `"${field.code}" text`).join(', ');
  await asSuperuser({ ...superConnection, database: name }, [
    `create table floor (subject_id uuid not null, record_id uuid not null, batch_id uuid not null, leaf int not null, ${columns})`,
    // The keys of ledger_entry, ledger_words, ledger_record and disclosure_record.
    'alter table floor add primary key (subject_id, record_id, batch_id, leaf)',
    'create unique index on floor (subject_id, batch_id, leaf, (0::smallint))',
    'create unique index on floor (record_id)',
    'create unique index on floor (subject_id, record_id)',
    `grant select, insert on floor to ${applicationRole}`,
    'checkpoint',
  ]);
  const connection = { ...superConnection, user: applicationRole, database: name };
  const database = openDatabase(connection, 1);
  await enterAgencies(database, demoAgencies());
  await database.close();
  return connection;
}

async function dropDatabase(superConnection: Connection, { database }: Connection): Promise<void> {
  await asSuperuser(superConnection, [`drop database ${database} with (force)`]);
}

async function asSuperuser(connection: Connection, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Whether the product holds exactly the floor's rows that were not bad, with the same numbers, days and amounts. */
async function compare(connection: Connection, badRows: number): Promise<boolean> {
  const database: Database = openDatabase(connection, 1);
  try {
    const [result] = await database.query<{ kept: number; agreeing: number; total: number }>(
      `select count(*) as kept, (select count(*) from floor) as total,
              count(*) filter (where (e.f->>'CF_JDRQ')::date = floor."CF_JDRQ"::date
                                 and coalesce((e.f->>'CF_NR_FK')::numeric, 0)
                                     = coalesce(nullif(floor."CF_NR_FK", '')::numeric, 0)) as agreeing
       from (select subject_id, convert_from(facts, 'utf8')::jsonb->'f' as f from ledger_entry) e
       join floor on floor.subject_id = e.subject_id and floor."CF_WSH" = e.f->>'CF_WSH'`,
    );
    return (
      result !== undefined &&
      result.kept === result.agreeing &&
      result.kept === result.total - badRows
    );
  } finally {
    await database.close();
  }
}
