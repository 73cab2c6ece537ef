// Requests to the interface by somebody who has signed in: cookie, and the token of the session where something changes.
import type { FastifyInstance } from 'fastify';
import type { AccessContext } from '../../src/access/access.model.js';
import { createAccount } from '../../src/access/accounts.js';
import { consolePrincipal, type Grant } from '../../src/access/principal.model.js';
import { redeemCode } from '../../src/access/redeem-code.js';
import { findSession } from '../../src/access/sessions.js';
import { signInWithPassword } from '../../src/access/sign-in.js';
import { caller, goodPassword, signedInStaff } from './access.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the address answers
  readonly body: any;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Somebody at the interface. */
export interface Caller {
  readonly accountId: string;
  /** `name=value`, for a browser. */
  readonly cookie: readonly [name: string, value: string];
  get(address: string): Promise<Answer>;
  post(address: string, body: object): Promise<Answer>;
}

interface Place {
  readonly app: FastifyInstance;
  readonly access: AccessContext;
}

const cookieName = '__Host-xinheng';
let made = 0;

/** Somebody of staff with these roles. */
export async function staffCaller(place: Place, ...grants: Grant[]): Promise<Caller> {
  const { accountId, token } = await signedInStaff(place.access, grants);
  return callerOf(place, accountId, token);
}

/** The clerk of an organisation. */
export async function organisationCaller(place: Place, uscc: string): Promise<Caller> {
  const { access } = place;
  made += 1;
  const login = `organisation-${made}`;
  const { accountId, code } = await createAccount(access, consolePrincipal, {
    kind: 'organisation',
    login,
    name: `Clerk ${made}`,
    grants: [{ role: 'organisation-clerk', uscc }],
  });
  await redeemCode(access, { login, code, password: goodPassword, from: caller });
  const { token } = await signInWithPassword(access, {
    login,
    password: goodPassword,
    from: caller,
  });
  return callerOf(place, accountId, token);
}

/** Somebody who has not signed in. */
export function stranger({ app }: Pick<Place, 'app'>): Pick<Caller, 'get' | 'post'> {
  return requestsOf(app, {}, {});
}

async function callerOf({ app, access }: Place, accountId: string, token: string): Promise<Caller> {
  const session = await findSession(access, token);
  if (!session) throw new Error('there is no session');
  const cookie = { cookie: `${cookieName}=${token}` };
  const requests = requestsOf(app, cookie, { 'x-csrf-token': session.csrf });
  return { accountId, cookie: [cookieName, token], ...requests };
}

function requestsOf(
  app: FastifyInstance,
  headers: Readonly<Record<string, string>>,
  writing: Readonly<Record<string, string>>,
): Pick<Caller, 'get' | 'post'> {
  const ask = async (method: 'GET' | 'POST', url: string, body?: object): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...headers,
        ...(body && { ...writing, 'sec-fetch-site': 'same-origin' }),
      },
      ...(body && { payload: body }),
    });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: isJson && !answer.body.includes('}\n{') ? answer.json() : answer.body,
      text: answer.body,
      headers: answer.headers,
    };
  };
  return { get: (url) => ask('GET', url), post: (url, body) => ask('POST', url, body) };
}
