// Speaking for an organisation that is not his, tokens of API clients, and the administrator's pages.
import { issueLetter, redeemLetter, requestBinding } from '../../../src/access/bindings.js';
import { createClient, revokeClient, rotateSecret } from '../../../src/access/clients.js';
import { consolePrincipal } from '../../../src/access/principal.model.js';
import { csrfToken } from '../../../src/access/token.js';
import { issueToken } from '../../../src/access/tokens.js';
import { testAgency } from '../../support/intake.js';
import { organisationCaller } from '../../support/signed-in.js';
import type { Answer, Attempt, Siege } from './siege.js';

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
};

function sendAs(
  siege: Siege,
  who: 'thief' | 'rival',
  path: string,
  fields: Record<string, string>,
): Promise<Answer> {
  const [name, token] = siege[who].cookie;
  const headers = { ...form, cookie: `${name}=${token}`, 'x-csrf-token': csrfToken(token) };
  return siege.ask({ method: 'POST', path, headers, body: new URLSearchParams(fields).toString() });
}

/** A new letter; the lock that guesses before have closed is open again, so that the letter itself is what is tried. */
async function letter(siege: Siege): ReturnType<typeof issueLetter> {
  await siege.api.city.database.query('delete from access_attempt');
  return issueLetter(siege.api.context.access, consolePrincipal, siege.victims.uscc);
}

const bindings: readonly Attempt[] = [
  {
    what: 'guessing the code of a letter',
    by: async (siege) => {
      await letter(siege);
      const { uscc } = siege.victims;
      const answers: Answer[] = [];
      for (let guess = 0; guess < 8; guess += 1) {
        const code = `2222-2222-2222-222${guess + 2}`;
        answers.push(await sendAs(siege, 'thief', '/bindings/letter', { uscc, code }));
      }
      if (answers.at(-1)?.status !== 429) throw new Error('the lock did not hold');
      return answers;
    },
  },
  ...['7KQM-2XWA-7KQM-2XWA', '', '%', "' or 1=1 --", '0'.repeat(16)].map((code) => ({
    what: `a letter with the code ${code}`,
    by: async (siege: Siege) => {
      await letter(siege);
      return sendAs(siege, 'thief', '/bindings/letter', { uscc: siege.victims.uscc, code });
    },
  })),
  {
    what: 'the letter of one organisation for another',
    by: async (siege) => {
      await letter(siege);
      const other = await issueLetter(
        siege.api.context.access,
        consolePrincipal,
        siege.thiefsOrganisation,
      );
      const { uscc } = siege.victims;
      return sendAs(siege, 'thief', '/bindings/letter', { uscc, code: other.code });
    },
  },
  {
    what: 'a letter that was used',
    by: async (siege) => {
      const { access } = siege.api.context;
      const { code } = await letter(siege);
      const place = { app: siege.api.app, access };
      const owner = await organisationCaller(place, siege.thiefsOrganisation);
      const principal = { actor: owner.accountId, kind: 'account', grants: [] } as const;
      const { uscc } = siege.victims;
      await redeemLetter(access, principal, { uscc, code, address: '192.0.2.1' });
      return sendAs(siege, 'thief', '/bindings/letter', { uscc, code });
    },
  },
  {
    what: 'a letter of staff, who speak for no organisation',
    by: async (siege) => {
      const { code } = await letter(siege);
      const { uscc } = siege.victims;
      return sendAs(siege, 'rival', '/bindings/letter', { uscc, code });
    },
  },
  {
    what: 'confirming at the window what he asked for himself',
    by: async (siege) => {
      const { accountId } = siege.thief;
      const principal = { actor: accountId, kind: 'account', grants: [] } as const;
      const { access } = siege.api.context;
      const binding = await requestBinding(access, principal, siege.victims.uscc);
      return [
        await sendAs(siege, 'thief', '/bindings/window', { binding }),
        await sendAs(siege, 'rival', '/bindings/window', { binding }),
      ];
    },
  },
  ...(['thief', 'rival'] as const).map((who) => ({
    what: `printing a letter as ${who}`,
    by: (siege: Siege) => sendAs(siege, who, '/bindings/letters', { uscc: siege.victims.uscc }),
  })),
];

function askToken(siege: Siege, fields: Record<string, string>): Promise<Answer> {
  return siege.ask({
    method: 'POST',
    path: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString(),
  });
}

async function newClient(
  { api }: Siege,
  scopes: readonly string[] = ['batches:read'],
): Promise<{ client_id: string; client_secret: string }> {
  const { clientId, secret } = await createClient(api.context.access, consolePrincipal, {
    title: 'A system',
    scopes,
    grants: [{ role: 'data-steward', agencyCode: testAgency }],
  });
  return { client_id: clientId, client_secret: secret };
}

async function tokenOf(siege: Siege, scopes?: readonly string[]): Promise<[string, string]> {
  const client = await newClient(siege, scopes);
  const { token } = await issueToken(siege.api.context.access, {
    clientId: client.client_id,
    secret: client.client_secret,
    address: '192.0.2.1',
  });
  return [token, client.client_id];
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const clients: readonly Attempt[] = [
  {
    what: 'the secret of one client for another',
    by: async (siege) => {
      const [one, other] = [await newClient(siege), await newClient(siege)];
      return askToken(siege, { ...one, client_secret: other.client_secret });
    },
  },
  {
    what: 'a scope that the client has not',
    by: async (siege) => askToken(siege, { ...(await newClient(siege)), scope: 'batches:write' }),
  },
  {
    what: 'a scope that nobody has',
    by: async (siege) => askToken(siege, { ...(await newClient(siege)), scope: 'admin *' }),
  },
  {
    what: 'another grant than the one there is',
    by: async (siege) =>
      askToken(siege, { ...(await newClient(siege)), grant_type: 'password', username: 'admin' }),
  },
  {
    what: 'the name of a person as that of a client',
    by: (siege) =>
      askToken(siege, { client_id: siege.victims.administrator.accountId, client_secret: 'x' }),
  },
  {
    what: 'a secret whose time has run out',
    by: async (siege) => {
      const client = await newClient(siege);
      const { access } = siege.api.context;
      await rotateSecret(access, consolePrincipal, client.client_id);
      await siege.api.city.database.query(
        'update access_client_secret set ends_at = $2 where client_id = $1 and ends_at is not null',
        [client.client_id, new Date(siege.api.city.clock.now())],
      );
      return askToken(siege, client);
    },
  },
  {
    what: 'a token whose time has run out',
    by: async (siege) => {
      const [token, client] = await tokenOf(siege);
      await siege.api.city.database.query(
        'update access_token set ends_at = $2 where client_id = $1',
        [client, new Date(siege.api.city.clock.now())],
      );
      const path = `/api/v1/agencies/${testAgency}/batches`;
      return siege.ask({ path, headers: bearer(token) });
    },
  },
  {
    what: 'the token of a client that was revoked',
    by: async (siege) => {
      const [token, client] = await tokenOf(siege);
      await revokeClient(siege.api.context.access, consolePrincipal, client);
      const path = `/api/v1/agencies/${testAgency}/batches`;
      return siege.ask({ path, headers: bearer(token) });
    },
  },
  ...['/api/v1/trail', '/account', '/administration/accounts', '/api/v1/alerts'].map((path) => ({
    what: `${path} with the token of a client`,
    by: async (siege: Siege) => {
      const [token] = await tokenOf(siege, ['batches:read', 'batches:write']);
      return siege.ask({ path, headers: bearer(token) });
    },
  })),
  {
    what: "releasing with a client's token what people release",
    by: async (siege) => {
      const [token] = await tokenOf(siege, ['batches:read', 'batches:write']);
      const path = `/api/v1/batches/${siege.victims.waiting}/release`;
      return siege.ask({ method: 'POST', path, headers: bearer(token) });
    },
  },
  {
    what: 'handing in with a token that may only read',
    by: async (siege) => {
      const [token] = await tokenOf(siege);
      return siege.ask({
        method: 'POST',
        path: `/api/v1/batches?kind=administrative-penalty&agency=${testAgency}`,
        headers: { ...bearer(token), 'content-type': 'text/csv', 'idempotency-key': 'one' },
        body: '行政相对人名称\r\n',
      });
    },
  },
  {
    what: 'a token in the address in place of the header',
    by: async (siege) => {
      const [token] = await tokenOf(siege);
      return siege.ask({ path: `/api/v1/agencies/${testAgency}/batches?access_token=${token}` });
    },
  },
  {
    what: 'a token as a cookie',
    by: async (siege) => {
      const [token] = await tokenOf(siege);
      return siege.ask({ path: '/account', headers: { cookie: `__Host-xinheng=${token}` } });
    },
  },
];

const identityProvider: readonly Attempt[] = [
  '/sign-in/oidc/callback?code=x&state=x',
  '/sign-in/oidc/callback?error=access_denied&error_description=%3Cscript%3E',
  '/sign-in/oidc/callback',
  '/sign-in/oidc/link',
].map((path) => ({
  what: `the way back from the identity provider at ${path}`,
  by: (siege: Siege) =>
    siege.ask({ path, headers: { cookie: '__Host-xinheng-journey=his-own-state' } }),
}));

export const accountAttempts: readonly Attempt[] = [...bindings, ...clients, ...identityProvider];
