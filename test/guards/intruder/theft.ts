// With an account that is really his, at everything that is not: other agencies' batches, other organisations' files.
import { permissionTable } from '../../../src/access/permission.js';
import { pages } from '../../../src/portal/pages.js';
import { otherAgency } from '../../support/writing.js';
import type { Answer, Asked, Attempt, Siege } from './siege.js';

type Who = 'stranger' | 'thief' | 'rival';

const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
const csv = { 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };

/** A request with the cookie of whoever he is, and with the right token of his own forms. */
async function as(who: Who, siege: Siege, { headers, ...asked }: Asked): Promise<Answer> {
  if (who === 'stranger') return siege.ask({ ...asked, ...(headers && { headers }) });
  const [name, token] = siege[who].cookie;
  const { csrfToken } = await import('../../../src/access/token.js');
  return siege.ask({
    ...asked,
    headers: { ...headers, cookie: `${name}=${token}`, 'x-csrf-token': csrfToken(token) },
  });
}

const why = 'purpose=credit-check&matter=x';

// What nobody but its owner may read.
const readings: readonly ((siege: Siege) => string)[] = [
  ({ victims }) => `/api/v1/organisations/${victims.uscc}/file?${why}`,
  ({ victims }) => `/api/v1/organisations/${victims.uscc}/file`,
  ({ victims }) => `/api/v1/organisations/${victims.uscc}/own-file`,
  ({ victims }) => `/api/v1/organisations/${victims.uscc}/readings`,
  ({ victims }) => `/organisations/${victims.uscc}/readings`,
  ({ victims }) => `/api/v1/batches/${victims.waiting}`,
  ({ victims }) => `/api/v1/batches/${victims.waiting}/standing`,
  ({ victims }) => `/api/v1/batches/${victims.waiting}/review`,
  ({ victims }) => `/api/v1/batches/${victims.waiting}/receipt`,
  ({ victims }) => `/api/v1/batches/${victims.waiting}/receipt?code=${victims.checkCode}`,
  ({ victims }) => `/api/v1/batches/${victims.batch}/receipt`,
  ({ victims }) => `/api/v1/batches/${victims.batch}/receipt?code=`,
  ({ victims }) => `/api/v1/batches/${victims.batch}/standing`,
  ({ victims }) => `/api/v1/batches/${victims.batch}/withdrawal`,
  ({ victims }) => `/batches/${victims.waiting}`,
  ({ victims }) => `/receipts/${victims.waiting}?code=${victims.checkCode}`,
  ({ victims }) => `/api/v1/agencies/${victims.agency}/batches`,
  ({ victims }) => `/api/v1/records/${victims.hidden}`,
  ({ victims }) => `/api/v1/records/${victims.hidden}/proof`,
  ({ victims }) => `/records/${victims.hidden}`,
  () => '/api/v1/trail',
  () => '/api/v1/trail?actor=console',
  () => '/api/v1/trail/export',
  () => '/api/v1/alerts',
  () => '/api/v1/embargoes',
  () => '/api/v1/security-audits',
  () => '/audit',
  () => '/administration/accounts',
  ({ victims }) => `/administration/accounts/${victims.administrator.accountId}`,
  () => '/administration/clients',
];

interface Write {
  readonly method?: 'POST' | 'DELETE';
  readonly path: (siege: Siege) => string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

const reason = JSON.stringify({ reason: 'because I say so' });
const row = '行政相对人名称\r\n云溪市第1制造有限公司\r\n';
const writes: readonly Write[] = [
  { path: ({ victims }) => `/api/v1/batches/${victims.waiting}/release` },
  { path: ({ victims }) => `/api/v1/batches/${victims.waiting}/rejection`, body: reason },
  { path: ({ victims }) => `/api/v1/batches/${victims.batch}/withdrawal`, body: reason },
  { path: ({ victims }) => `/api/v1/batches/${victims.batch}/withdrawal/confirmation` },
  { method: 'DELETE', path: ({ victims }) => `/api/v1/batches/${victims.batch}/withdrawal` },
  { method: 'DELETE', path: ({ victims }) => `/api/v1/batches/${victims.waiting}` },
  {
    path: ({ victims }) =>
      `/api/v1/batches?kind=administrative-penalty&agency=${victims.agency}&fileName=x.csv`,
    body: row,
    headers: csv,
  },
  {
    path: ({ victims }) => `/api/v1/organisations/${victims.uscc}/embargoes`,
    body: JSON.stringify({ matter: 'x', basis: 'x', until: '2026-12-31' }),
  },
  { path: () => '/api/v1/alerts/0/steps', body: JSON.stringify({ step: 'closed', note: 'x' }) },
  { path: () => '/api/v1/security-audits', body: JSON.stringify({ heldOn: '2026-01-01' }) },
  ...['accounts', 'clients', 'accounts/new'].map((page) => ({
    path: () => `/administration/${page}`,
    body: 'login=his-own&name=x&role=security-administrator&kind=staff',
    headers: { ...json, 'content-type': 'application/x-www-form-urlencoded' },
  })),
  {
    path: ({ victims }) => `/administration/accounts/${victims.administrator.accountId}`,
    body: 'act=suspend&role=auditor&do=recover',
    headers: { ...json, 'content-type': 'application/x-www-form-urlencoded' },
  },
  {
    // A session of somebody else, by its id.
    path: () => '/account/sessions',
    body: 'session=00000000-0000-7000-8000-000000000000',
    headers: { ...json, 'content-type': 'application/x-www-form-urlencoded' },
  },
];

/** Pages that are not for anyone. */
function closedPages(): string[] {
  const { acts } = permissionTable();
  return pages
    .filter(({ act }) => !acts.get(act)?.allow.some(({ who }) => who === 'anyone'))
    .map(({ address }) => address.replace(/:\w+/g, '0198f000-0000-7000-8000-000000000000'));
}

const everybody: readonly Who[] = ['stranger', 'thief', 'rival'];

export const theftAttempts: readonly Attempt[] = [
  ...readings.flatMap((path, index) =>
    everybody.map((who) => ({
      what: `a ${who} reads what is not his (${index + 1})`,
      by: (siege: Siege) => as(who, siege, { path: path(siege) }),
    })),
  ),
  ...writes.flatMap(({ method = 'POST', path, body, headers = json }, index) =>
    everybody.map((who) => ({
      what: `a ${who} does what is not his to do (${index + 1})`,
      by: (siege: Siege) =>
        as(who, siege, { method, path: path(siege), headers, ...(body !== undefined && { body }) }),
    })),
  ),
  ...closedPages().flatMap((path) =>
    ['', '/en'].map((language) => ({
      what: `a stranger opens ${language}${path}`,
      by: (siege: Siege) => siege.ask({ path: `${language}${path}` }),
    })),
  ),
  {
    what: 'a steward releases what he handed in himself',
    by: (siege) =>
      as('rival', siege, {
        method: 'POST',
        path: `/api/v1/batches/${siege.victims.waiting}/release`,
        headers: json,
      }),
  },
  {
    what: 'an agency of his own choice, given twice',
    by: (siege) =>
      as('rival', siege, {
        method: 'POST',
        path: `/api/v1/batches?kind=administrative-penalty&agency=${otherAgency}&agency=${siege.victims.agency}`,
        headers: csv,
        body: row,
      }),
  },
];
