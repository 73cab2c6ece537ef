// A place to hand files in: a database of one's own with an agency, the real catalogue and all projectors.
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import type { CatalogueItem } from '../../src/catalogue/item.model.js';
import { organisationCheckCharacter } from '../../src/codes/organisation-code.js';
import { usccCheckCharacter } from '../../src/codes/uscc.js';
import { publicationProjector } from '../../src/disclosure/publication.projector.js';
import { searchProjector } from '../../src/disclosure/search.projector.js';
import { registryProjector } from '../../src/identity/registry.projector.js';
import { type IntakeContext, type SubmissionResult, submitFile } from '../../src/intake/submit.js';
import type { Clock, IsoDay } from '../../src/kernel/time.js';
import { directoryProjector } from '../../src/ledger/directory.projector.js';
import { enterAgencies } from '../../src/parties/agencies.js';
import { loadCalendars } from '../../src/rules/calendar.loader.js';
import { type TestDatabase, testDatabase } from './database.js';

/** A clock that stands where it is put. */
export class StandingClock implements Clock {
  #now: number;

  constructor(at: string) {
    this.#now = Date.parse(at);
  }

  now(): number {
    return this.#now;
  }

  set(at: string): void {
    this.#now = Date.parse(at);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Everything needed to hand files in. */
export interface IntakeTest extends IntakeContext {
  readonly clock: StandingClock;
  readonly storage: TestDatabase;
  /** Hands in a text as a file. */
  submit(text: string | Buffer, options?: SubmitOptions): Promise<SubmissionResult>;
}

interface SubmitOptions {
  readonly kind?: string;
  readonly agencyCode?: string;
  readonly sourceDay?: IsoDay;
  readonly fileName?: string;
}

/** Code of the agency that tests hand files in for; its region does not exist. */
export const testAgency = inventedUscc('11', 1);

/** A database with an agency, at a standing time; the catalogue is the product's own where none is given. */
export async function intakeTest(
  at = '2026-04-10T02:00:00Z',
  catalogue: Catalogue = loadCatalogue(),
): Promise<IntakeTest> {
  const storage = await testDatabase();
  const clock = new StandingClock(at);
  const context: IntakeContext = {
    database: storage.database,
    catalogue,
    calendar: loadCalendars(),
    clock,
    projectors: [
      directoryProjector,
      registryProjector(catalogue),
      publicationProjector(catalogue),
      searchProjector,
    ],
  };
  await enterAgencies(storage.database, [
    { code: testAgency, nameZh: '云溪市试验局', nameEn: 'Test bureau of Yunxi', region: '999900' },
  ]);
  return {
    ...context,
    clock,
    storage,
    submit: (text, options = {}) =>
      submitFile(context, {
        kind: options.kind ?? 'administrative-penalty',
        agencyCode: options.agencyCode ?? testAgency,
        fileName: options.fileName ?? 'test.csv',
        open: () => inPieces(typeof text === 'string' ? Buffer.from(text, 'utf8') : text),
        actor: 'console',
        ...(options.sourceDay !== undefined && { sourceDay: options.sourceDay }),
      }),
  };
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

/** A right code in a registration region that does not exist. */
export function inventedUscc(prefix: string, number: number): string {
  const body = `MA${number.toString().padStart(6, '0')}`;
  const inner = `${body}${organisationCheckCharacter(body)}`;
  const first = `${prefix}999900${inner}`;
  return `${first}${usccCheckCharacter(first)}`;
}

/** Values of one row by field code. */
export type RowValues = Readonly<Record<string, string>>;

/** A penalty that nothing is wrong with; `overrides` replace single values. */
export function penaltyRow(number: number, overrides: RowValues = {}): RowValues {
  return {
    CF_XDR_MC: `云溪市第${number}制造有限公司`,
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: inventedUscc('91', number),
    CF_FRDB: '张试验',
    CF_WSH: `云市监罚〔2026〕${number}号`,
    CF_WFXW: '违反产品质量法',
    CF_SY: '生产的产品标识不合格',
    CF_YJ: '产品质量法第五十四条',
    CF_CFLB: '罚款',
    CF_NR: '罚款2000元',
    CF_NR_FK: '0.2',
    CF_JDRQ: '2026/04/01',
    CF_YXQ: '2099/12/31',
    CF_GSJZQ: '2027/04/01',
    CF_CFJG: '云溪市试验局',
    CF_CFJGDM: testAgency,
    CF_SJLY: '云溪市试验局',
    CF_SJLYDM: testAgency,
    ...overrides,
  };
}

/** A CSV of the rows, headings by the labels of the item. */
export function csvOf(item: CatalogueItem, rows: readonly RowValues[]): string {
  const used = item.fields.filter((field) => rows.some((row) => row[field.code] !== undefined));
  const lines = [
    used.map((field) => field.label.zh),
    ...rows.map((row) => used.map((field) => row[field.code] ?? '')),
  ];
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
