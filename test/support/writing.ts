// An agency that needs release, with a steward and two reviewers, and a second agency beside it.
import type { Principal } from '../../src/access/principal.model.js';
import {
  type HandedIn,
  type HandingIn,
  handIn,
  type WritingContext,
} from '../../src/intake/hand-in.js';
import { loadIntakeLimits } from '../../src/intake/limits.loader.js';
import { enterAgencies, setNeedsRelease } from '../../src/parties/agencies.js';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
  testAgency,
} from './intake.js';

/** Code of the agency beside `testAgency`. */
export const otherAgency = inventedUscc('11', 2);

/** Somebody with a role in an agency. */
export function member(
  actor: string,
  role: 'data-steward' | 'data-reviewer' | 'auditor',
  agencyCode = testAgency,
): Principal {
  return { actor, kind: 'account', grants: [{ role, agencyCode }], reauthenticatedAt: 1 };
}

export const steward = member('steward', 'data-steward');
export const reviewer = member('reviewer', 'data-reviewer');
export const otherReviewer = member('other-reviewer', 'data-reviewer', otherAgency);

/** The city and what one does in it. */
export interface WritingTest extends WritingContext {
  readonly city: IntakeTest;
  readonly clock: IntakeTest['clock'];
  /** Hands penalties in over the network, as the steward where nobody else is named. */
  handIn(rows: readonly RowValues[], how?: Partial<HandingIn>): Promise<HandedIn>;
  /** A penalty of an organisation of its own. */
  fresh(overrides?: RowValues): RowValues;
  count(table: string): Promise<number>;
}

/** `needsRelease`: whether the agency does. */
export async function writingTest(needsRelease = true): Promise<WritingTest> {
  const city = await intakeTest();
  const { database, catalogue } = city;
  const other = {
    code: otherAgency,
    nameZh: '云溪市另一局',
    nameEn: 'Other bureau',
    region: '999900',
  };
  await enterAgencies(database, [other]);
  await setNeedsRelease(database, testAgency, needsRelease);
  const context: WritingContext & { clock: IntakeTest['clock'] } = {
    database,
    catalogue,
    calendar: city.calendar,
    clock: city.clock,
    projectors: city.projectors,
    limits: loadIntakeLimits(),
  };
  let last = 0;
  return {
    ...context,
    city,
    handIn: (rows, how = {}) =>
      handIn(context, {
        principal: steward,
        kind: 'administrative-penalty',
        agencyCode: testAgency,
        fileName: 'test.csv',
        bytes: bytesOf(csvOf(catalogue.get('administrative-penalty', '2026-04-10'), rows)),
        ...how,
      }),
    fresh: (overrides = {}) => penaltyRow((last += 1), overrides),
    count: async (table) => {
      const [row] = await database.query<{ rows: number }>(`select count(*) as rows from ${table}`);
      return row?.rows ?? 0;
    },
  };
}

/** The bytes of a text, in pieces, once. */
export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
