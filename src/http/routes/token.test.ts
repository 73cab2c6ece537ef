// The token endpoint as a program of another maker meets it: by the words of RFC 6749, and nothing for guessers.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type ApiTest, apiTest } from '../../../test/support/api.js';
import { testAgency } from '../../../test/support/intake.js';
import { createClient } from '../../access/clients.js';
import { consolePrincipal } from '../../access/principal.model.js';

let api: ApiTest;
let client: { readonly clientId: string; readonly secret: string };
before(async () => {
  api = await apiTest();
  client = await createClient(api.context.access, consolePrincipal, {
    title: '报送系统',
    scopes: ['batches:write', 'batches:read'],
    grants: [{ role: 'data-steward', agencyCode: testAgency }],
  });
});

function ask(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return api.app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
}

const grant = { grant_type: 'client_credentials' };

describe('a client', () => {
  test('gets a token for its secret, in the form or by Basic, with the scopes it asks for', async () => {
    const { clientId: client_id, secret: client_secret } = client;
    const whole = await ask({ ...grant, client_id, client_secret });
    assert.equal(whole.statusCode, 200);
    assert.equal(whole.headers['cache-control'], 'no-store');
    const { access_token: token, ...rest } = whole.json();
    assert.match(token, /^[\w-]{43}$/);
    assert.deepEqual(rest, {
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'batches:write batches:read',
    });
    const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
    const part = await ask({ ...grant, scope: 'batches:read' }, { authorization });
    assert.equal(part.json().scope, 'batches:read');
  });

  test('gets none for another grant, another scope, another secret, or an id nobody has', async () => {
    const { clientId: client_id, secret: client_secret } = client;
    const cases = [
      [{ grant_type: 'password', client_id, client_secret }, 400, 'unsupported_grant_type'],
      [{ client_id, client_secret }, 400, 'unsupported_grant_type'],
      [{ ...grant }, 401, 'invalid_client'],
      [{ ...grant, client_id, client_secret: client_secret.toLowerCase() }, 401, 'invalid_client'],
      [{ ...grant, client_id: 'x', client_secret }, 401, 'invalid_client'],
      [{ ...grant, client_id, client_secret, scope: 'everything' }, 400, 'invalid_scope'],
    ] as const;
    for (const [fields, status, error] of cases) {
      const answer = await ask(fields);
      assert.equal(answer.statusCode, status, JSON.stringify(answer.json()));
      assert.equal(answer.json().error, error);
    }
  });

  test('with a token that ended is refused, and not taken for a stranger', async () => {
    const { clientId: client_id, secret: client_secret } = client;
    const { access_token: token } = (await ask({ ...grant, client_id, client_secret })).json();
    const read = (bearer: string) =>
      api.app.inject({ url: '/api/v1/figures', headers: { authorization: `Bearer ${bearer}` } });
    assert.equal((await read(token)).statusCode, 200);
    assert.equal((await read(`${token}x`)).statusCode, 401);
    api.city.clock.advance(3_601_000);
    const answer = await read(token);
    assert.equal(answer.statusCode, 401);
    assert.equal(answer.json().code, 'http.token_unknown');
  });

  test('that guesses is made to wait', async () => {
    const { clientId: client_id } = client;
    const statuses: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      const answer = await ask({ ...grant, client_id, client_secret: `guess ${times}` });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) assert.ok(Number(answer.headers['retry-after']) > 0);
    }
    assert.equal(statuses.at(-1), 429, statuses.join());
  });
});
