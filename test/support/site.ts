// The public site of a small invented city, listening on a port, with records handed in and logged.
import type { Context } from '../../src/http/context.js';
import { redact } from '../../src/ledger/act.js';
import { type ApiTest, apiTest } from './api.js';
import { faultyPenalties, licences, penalties, registrations } from './site-records.js';

/** The running site. */
export interface TestSite extends ApiTest {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** Batch and check code of a submission with findings. */
  readonly receipt: { readonly batch: string; readonly checkCode: string };
  /** Redacts a field of words in a record, as a court order would. */
  redactWords(recordId: string, field: string): Promise<void>;
}

/** Starts the site; server and database close by themselves after the file's tests. */
export async function startSite(differences: Partial<Context> = {}): Promise<TestSite> {
  const api = await apiTest(undefined, differences);
  await api.handIn('organisation-registration', registrations);
  await api.handIn('administrative-penalty', penalties);
  await api.handIn('administrative-licence', licences);
  const receipt = await api.handIn('administrative-penalty', faultyPenalties);
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { clock, projectors, database } = api.city;
  return {
    ...api,
    url,
    receipt,
    redactWords: (recordId, field) =>
      database.transaction((tx) =>
        redact({ tx, clock, projectors }, recordId, {
          fields: [field],
          basis: '民法典第一千零三十四条',
        }),
      ),
  };
}
