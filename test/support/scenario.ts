// A small city for scenarios: penalties handed in row by row, and what the public reads of them afterwards.
import type { PublicRecord } from '../../src/disclosure/credit-file.model.js';
import type { Receipt } from '../../src/intake/receipt.js';
import { type ApiTest, apiTest } from './api.js';
import { csvOf, penaltyRow, type RowValues } from './intake.js';

/** How rows are handed in, where it is not as penalties of the test agency of today. */
export interface HandingIn {
  readonly kind?: string;
  readonly agencyCode?: string;
  readonly sourceDay?: string;
}

/** The city, and what one does in a scenario. */
export interface ScenarioCity extends ApiTest {
  /** A penalty of an organisation of its own. */
  readonly fresh: (overrides?: RowValues) => RowValues;
  /** Hands rows in; their batch is in the log when this returns. */
  readonly hand: (rows: readonly RowValues[], how?: HandingIn) => Promise<Receipt>;
  /** The answer of an address of the interface. */
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the address answers
  readonly get: (address: string) => Promise<any>;
  /** What the public reads about the organisation of the row. */
  readonly recordsOf: (row: RowValues) => Promise<PublicRecord[]>;
  readonly recordOf: (row: RowValues) => Promise<PublicRecord>;
}

export async function scenarioCity(): Promise<ScenarioCity> {
  const api = await apiTest();
  let next = 0;
  const get = async (address: string) =>
    (await api.app.inject({ method: 'GET', url: `/api/v1${address}` })).json();
  const recordsOf = async (row: RowValues): Promise<PublicRecord[]> =>
    (await get(`/organisations/${row['CF_XDR_SHXYM']}/records`)).records;
  return {
    ...api,
    get,
    recordsOf,
    fresh: (overrides = {}) => penaltyRow((next += 1), overrides),
    hand: async (rows, how = {}) => {
      const item = api.city.catalogue.get(how.kind ?? 'administrative-penalty', '2026-04-10');
      const { receipt } = await api.city.submit(csvOf(item, rows), how);
      await api.sequence();
      return receipt;
    },
    recordOf: async (row) => {
      const [record] = await recordsOf(row);
      if (!record) throw new Error(`nothing is public about ${row['CF_XDR_MC']}`);
      return record;
    },
  };
}
