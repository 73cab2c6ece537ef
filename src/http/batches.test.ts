// What agencies do over the network: hand in, look, release, reject, take back; and what nobody else gets.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { signedInStaff } from '../../test/support/access.js';
import { type ApiTest, apiTest } from '../../test/support/api.js';
import { csvOf, penaltyRow, type RowValues, testAgency } from '../../test/support/intake.js';
import { otherAgency } from '../../test/support/writing.js';
import { createClient } from '../access/clients.js';
import { consolePrincipal, type Role } from '../access/principal.model.js';
import { findSession } from '../access/sessions.js';
import { loadIntakeLimits } from '../intake/limits.loader.js';
import { enterAgencies, setNeedsRelease } from '../parties/agencies.js';

type Method = 'GET' | 'POST' | 'DELETE';
type Who = Readonly<Record<string, string>>;

let api: ApiTest;
let steward: Who;
let reviewer: Who;
let second: Who;
let stranger: Who;
let auditor: Who;
let next = 0;

before(async () => {
  api = await apiTest();
  const other = { code: otherAgency, nameZh: '另一局', nameEn: 'Other', region: null };
  await enterAgencies(api.city.database, [other]);
  steward = await signIn('data-steward', testAgency);
  reviewer = await signIn('data-reviewer', testAgency);
  second = await signIn('data-reviewer', testAgency);
  stranger = await signIn('data-steward', otherAgency);
  auditor = await signIn('auditor');
});

/** The headers of somebody who has signed in. */
async function signIn(role: Role, agencyCode?: string): Promise<Who> {
  const { access } = api.context;
  const grant = agencyCode === undefined ? { role } : { role, agencyCode };
  const { token } = await signedInStaff(access, [grant]);
  const session = await findSession(access, token);
  return { cookie: `__Host-xinheng=${token}`, 'x-csrf-token': session?.csrf ?? '' };
}

const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);
const tableOf = (...rows: RowValues[]) =>
  csvOf(api.city.catalogue.get('administrative-penalty', '2026-04-10'), rows);

function ask(method: Method, path: string, who: Who, payload?: object) {
  const url = `/api/v1${path}`;
  return api.app.inject({ method, url, headers: who, ...(payload && { payload }) });
}

function submit(text: string, who: Who, more: Readonly<Record<string, string>> = {}) {
  return api.app.inject({
    method: 'POST',
    url: `/api/v1/batches?kind=administrative-penalty&agency=${testAgency}&fileName=p.csv`,
    headers: { ...who, 'content-type': 'text/csv', ...more },
    payload: text,
  });
}

async function waitingBatch(...rows: RowValues[]): Promise<string> {
  await setNeedsRelease(api.city.database, testAgency, true);
  const answer = await submit(tableOf(...rows), steward);
  assert.equal(answer.statusCode, 202, answer.body);
  return answer.json().standing.batchId;
}

async function batchOnFile(...rows: RowValues[]): Promise<string> {
  await setNeedsRelease(api.city.database, testAgency, false);
  const answer = await submit(tableOf(...rows), steward);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().receipt.batch;
}

describe('a file that is handed in', () => {
  before(() => setNeedsRelease(api.city.database, testAgency, false));

  it('is on file at once: 201, where the receipt lies, and the code that opens it', async () => {
    const answer = await submit(tableOf(fresh(), fresh({ CF_NR_FK: '?' })), steward);
    assert.equal(answer.statusCode, 201, answer.body);
    const { receipt, checkCode } = answer.json();
    assert.deepEqual([receipt.rows.admitted, receipt.rows.returned], [1, 1]);
    assert.equal(answer.headers.location, `/api/v1/batches/${receipt.batch}/receipt`);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const path = `/batches/${receipt.batch}/receipt`;
    assert.equal((await ask('GET', `${path}?code=${checkCode}`, {})).statusCode, 200);
    assert.equal((await ask('GET', path, reviewer)).json().batch, receipt.batch);
    for (const other of [{}, stranger, auditor]) {
      assert.equal((await ask('GET', path, other)).statusCode, 404);
    }
    assert.equal((await ask('GET', `${path}?code=WRONG`, reviewer)).statusCode, 404);
  });

  it('is taken from a steward of the agency alone, and with the token of his session', async () => {
    const text = tableOf(fresh());
    const { 'x-csrf-token': _, ...withoutToken } = steward;
    const outcomes: [string, Who, number][] = [
      ['nobody', {}, 401],
      ['a steward of another agency', stranger, 403],
      ['a reviewer', reviewer, 403],
      ['an auditor', auditor, 403],
      ['a form of another page', withoutToken, 403],
    ];
    const batches = async () =>
      (await ask('GET', `/agencies/${testAgency}/batches`, steward)).json();
    const known = await batches();
    for (const [name, who, status] of outcomes) {
      assert.equal((await submit(text, who)).statusCode, status, name);
    }
    assert.deepEqual(await batches(), known);
  });

  it('tells on the way how far it has come, where that is asked for', async () => {
    const answer = await submit(tableOf(fresh(), fresh()), steward, {
      accept: 'text/event-stream',
    });
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers['content-type']), /^text\/event-stream/);
    const events = eventsIn(answer.body);
    assert.deepEqual(
      events.map(({ event }) => event),
      ['progress', 'receipt'],
    );
    assert.equal(events[0]?.data['rowsRead'], 2);
    assert.equal(events[1]?.data['receipt'].rows.admitted, 2);
    const refused = await submit('没有\n1\n', steward, { accept: 'text/event-stream' });
    const [problem] = eventsIn(refused.body);
    assert.deepEqual([problem?.event, problem?.data['code']], ['problem', 'file.no_headings']);
    assert.equal((await submit('x', stranger, { accept: 'text/event-stream' })).statusCode, 403);
  });

  it('sent again under its key is answered as before, and under the same key nothing else is', async () => {
    const text = tableOf(fresh());
    const key = { 'idempotency-key': 'k-1' };
    const first = await submit(text, steward, key);
    const again = await submit(text, steward, key);
    assert.deepEqual([first.statusCode, again.statusCode], [201, 200]);
    assert.equal(again.headers['idempotent-replay'], 'true');
    assert.deepEqual(again.json().receipt, first.json().receipt);
    const other = await submit(tableOf(fresh()), steward, key);
    assert.deepEqual([other.statusCode, other.json().code], [422, 'batch.key_taken']);
  });

  it('is refused in words where it cannot be taken', async () => {
    const outcomes: [Readonly<Record<string, string>>, number, string][] = [
      [{ 'content-type': 'application/json' }, 415, 'http.media_type_unknown'],
      [{ 'content-encoding': 'gzip' }, 415, 'http.content_encoded'],
      [{ 'idempotency-key': '键'.repeat(3) }, 400, 'batch.key_malformed'],
    ];
    for (const [headers, status, code] of outcomes) {
      const answer = await submit(tableOf(fresh()), steward, headers);
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code]);
    }
    const dated = `/batches?kind=administrative-penalty&agency=${testAgency}&dated=`;
    for (const day of ['2026-04-11', '2026-02-30']) {
      const answer = await ask('POST', dated + day, steward);
      assert.deepEqual([answer.statusCode, answer.json().code], [400, 'http.day_in_future']);
    }
    const empty = await ask('POST', dated + '2026-04-01', steward);
    assert.deepEqual([empty.statusCode, empty.json().code], [400, 'file.empty']);
  });

  it('is refused as soon as it is too large, and leaves nothing', async () => {
    const small = await apiTest(undefined, {
      intake: { ...api.context.intake, limits: { ...loadIntakeLimits(), uploadMegabytes: 1 } },
      access: api.context.access,
    });
    const url = `/api/v1/batches?kind=administrative-penalty&agency=${testAgency}`;
    const headers = { ...steward, 'content-type': 'text/csv' };
    const payload = tableOf(fresh()).padEnd(1_100_000, 'x');
    const known = await small.app.inject({ method: 'POST', url, headers, payload });
    assert.deepEqual([known.statusCode, known.json().code], [413, 'http.file_too_large']);
    const pieces = async function* () {
      for (let at = 0; at < payload.length; at += 65_536)
        yield Buffer.from(payload.slice(at, at + 65_536));
    };
    const stream = Readable.from(pieces());
    const streamed = await small.app.inject({ method: 'POST', url, headers, payload: stream });
    assert.deepEqual([streamed.statusCode, streamed.json().code], [413, 'http.file_too_large']);
    assert.deepEqual(await pendingRows(), [0, 0]);
  });

  it('that breaks off leaves nothing', async () => {
    const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    const lines = [
      `POST /api/v1/batches?kind=administrative-penalty&agency=${testAgency} HTTP/1.1`,
      'host: credit.yunxi.example',
      `cookie: ${steward['cookie']}`,
      `x-csrf-token: ${steward['x-csrf-token']}`,
      'content-type: text/csv',
      'content-length: 1000000',
      '',
      tableOf(fresh()),
    ];
    socket.write(lines.join('\r\n'));
    await until(async () => (await pendingRows())[0] === 1);
    socket.destroy();
    await until(async () => (await pendingRows())[0] === 0);
    assert.deepEqual(await pendingRows(), [0, 0]);
  });
});

describe('a file that an API client hands in', () => {
  const clientWith = async (...scopes: string[]): Promise<Who> => {
    const { clientId, secret } = await createClient(api.context.access, consolePrincipal, {
      title: '报送系统',
      scopes,
      grants: [{ role: 'data-steward', agencyCode: testAgency }],
    });
    const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    const answer = await api.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    return { authorization: `Bearer ${answer.json().access_token}` };
  };

  it('needs a key and the scope, and then goes the same way', async () => {
    await setNeedsRelease(api.city.database, testAgency, true);
    const client = await clientWith('batches:write', 'batches:read');
    const text = tableOf(fresh());
    const bare = await submit(text, client);
    assert.deepEqual([bare.statusCode, bare.json().code], [400, 'batch.key_missing']);
    const taken = await submit(text, client, { 'idempotency-key': 'machine-1' });
    assert.equal(taken.statusCode, 202, taken.body);
    const { batchId } = taken.json().standing;
    assert.equal((await ask('GET', `/batches/${batchId}/standing`, client)).statusCode, 200);
    // Acts of people: no client releases, and a grave act is closed to it.
    const reason = { reason: '口径' };
    assert.equal((await ask('POST', `/batches/${batchId}/release`, client)).statusCode, 403);
    assert.equal(
      (await ask('POST', `/batches/${batchId}/withdrawal`, client, reason)).statusCode,
      403,
    );
    const reader = await clientWith('batches:read');
    const key = { 'idempotency-key': 'machine-2' };
    assert.equal((await submit(text, reader, key)).json().code, 'access.out_of_scope');
  });
});

describe('a file that is tried out', () => {
  it('is answered as if it were handed in, and nothing is written', async () => {
    const row = fresh();
    await batchOnFile(row);
    const url = '/api/v1/checks?kind=administrative-penalty';
    const headers = { ...reviewer, 'content-type': 'text/csv' };
    const payload = tableOf(row, fresh(), fresh({ CF_NR_FK: '?' }));
    const answer = await api.app.inject({ method: 'POST', url, headers, payload });
    assert.equal(answer.statusCode, 200, answer.body);
    const { rows, findingsTotal } = answer.json();
    assert.deepEqual([rows.unchanged, rows.admitted, rows.returned, findingsTotal], [1, 1, 1, 1]);
    const events = { ...headers, accept: 'text/event-stream' };
    const told = await api.app.inject({ method: 'POST', url, headers: events, payload });
    assert.equal(eventsIn(told.body).at(-1)?.data['rows'].admitted, 1);
    const looks = await api.city.database.query(
      `select 1 from audit_event where act = 'batch.check'`,
    );
    assert.equal(looks.length, 2);
    assert.equal(
      (await ask('POST', '/checks?kind=administrative-penalty', auditor)).statusCode,
      403,
    );
  });
});

describe('a batch that waits', () => {
  it('is for its agency alone: to everybody else, signed in or not, there is none', async () => {
    const batch = await waitingBatch(fresh());
    const paths = ['', '/receipt', '/standing', '/review', '/withdrawal', '/proof'];
    for (const path of paths) {
      for (const who of [{}, stranger, auditor]) {
        const { statusCode, body } = await ask('GET', `/batches/${batch}${path}`, who);
        assert.ok([401, 403, 404].includes(statusCode), `${path} ${statusCode}`);
        assert.ok(!body.includes('p.csv'), path);
      }
    }
    const acts: [Method, string][] = [
      ['POST', '/release'],
      ['POST', '/rejection'],
      ['DELETE', ''],
      ['POST', '/withdrawal'],
      ['POST', '/withdrawal/confirmation'],
      ['DELETE', '/withdrawal'],
    ];
    const otherReviewer = await signIn('data-reviewer', otherAgency);
    for (const [method, path] of acts) {
      for (const who of [{}, stranger, otherReviewer, auditor]) {
        const body = path === '/rejection' || path === '/withdrawal' ? { reason: 'x' } : undefined;
        const answer = await ask(method, `/batches/${batch}${path}`, who, body);
        assert.ok([401, 403, 404].includes(answer.statusCode), `${method} ${path}`);
      }
    }
    assert.equal((await ask('GET', `/agencies/${testAgency}/batches`, stranger)).statusCode, 403);
    const page = await api.app.inject(`/batches/${batch}`);
    assert.equal(page.statusCode, 404);
    assert.equal((await ask('GET', `/batches/${batch}/standing`, steward)).json().state, 'waiting');
  });

  it('is looked at, released by another, and then public', async () => {
    const batch = await waitingBatch(fresh(), fresh());
    const review = await ask('GET', `/batches/${batch}/review`, reviewer);
    assert.equal(review.statusCode, 200, review.body);
    const { rows, newSubjects, standing } = review.json();
    assert.deepEqual([rows.admitted, newSubjects.total, standing.fileName], [2, 2, 'p.csv']);
    assert.equal((await ask('POST', `/batches/${batch}/release`, steward)).statusCode, 403);
    const released = await ask('POST', `/batches/${batch}/release`, reviewer);
    assert.deepEqual([released.statusCode, released.json().rows.admitted], [200, 2]);
    assert.equal((await ask('GET', `/batches/${batch}`, {})).statusCode, 200);
    assert.equal((await ask('POST', `/batches/${batch}/release`, second)).statusCode, 409);
  });

  it('is rejected with a reason, or taken back by whoever handed it in', async () => {
    const rejected = await waitingBatch(fresh());
    const bare = await ask('POST', `/batches/${rejected}/rejection`, reviewer, {});
    assert.equal(bare.json().code, 'http.parameter_missing');
    const answer = await ask('POST', `/batches/${rejected}/rejection`, reviewer, {
      reason: '口径',
    });
    assert.deepEqual([answer.statusCode, answer.json().state], [200, 'rejected']);
    const taken = await waitingBatch(fresh());
    assert.equal((await ask('DELETE', `/batches/${taken}`, reviewer)).statusCode, 403);
    assert.equal((await ask('DELETE', `/batches/${taken}`, steward)).json().state, 'withdrawn');
    const list = await ask('GET', `/agencies/${testAgency}/batches?limit=100`, reviewer);
    const states = new Map(
      list
        .json()
        .batches.map((one: { batchId: string; state: string }) => [one.batchId, one.state]),
    );
    assert.deepEqual([states.get(rejected), states.get(taken)], ['rejected', 'withdrawn']);
    const page = await ask(
      'GET',
      `/agencies/${testAgency}/batches?state=rejected&limit=1`,
      reviewer,
    );
    assert.deepEqual(page.json().batches[0].batchId, rejected);
  });
});

describe('a batch on file', () => {
  it('is taken back at once where one person is enough', async () => {
    const batch = await batchOnFile(fresh());
    const path = `/batches/${batch}/withdrawal`;
    assert.equal((await ask('POST', path, reviewer, { reason: 'x' })).statusCode, 403);
    const done = await ask('POST', path, steward, { reason: '取错了文件' });
    assert.deepEqual([done.statusCode, done.json().revoked], [200, 1]);
    assert.equal((await ask('GET', path, reviewer)).json().standing.state, 'withdrawn');
    assert.equal((await ask('POST', path, steward, { reason: 'x' })).statusCode, 409);
  });

  it('is taken back by two where release takes two', async () => {
    const batch = await waitingBatch(fresh(), fresh());
    await ask('POST', `/batches/${batch}/release`, reviewer);
    const path = `/batches/${batch}/withdrawal`;
    const asked = await ask('POST', path, steward, { reason: '取错了文件' });
    assert.deepEqual(
      [asked.statusCode, asked.json().isAsked, asked.json().revoked],
      [202, true, 2],
    );
    assert.equal((await ask('POST', `${path}/confirmation`, steward)).statusCode, 403);
    assert.equal((await ask('DELETE', path, steward)).json().state, 'on-file');
    await ask('POST', path, steward, { reason: '取错了文件' });
    const done = await ask('POST', `${path}/confirmation`, second);
    assert.deepEqual([done.statusCode, done.json().isAsked], [200, false]);
  });
});

async function pendingRows(): Promise<[number, number]> {
  const [row] = await api.city.database.query<{ batches: number; chunks: number }>(
    `select (select count(*) from intake_pending_batch where state = 'arriving') as batches,
            (select count(*) from intake_pending_chunk c join intake_pending_batch b using (batch_id)
              where b.state = 'arriving') as chunks`,
  );
  return [row?.batches ?? 0, row?.chunks ?? 0];
}

// What happens behind a socket has no other sign than the table.
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await setTimeout(50);
  }
  assert.fail('it did not come to be');
}

// oxlint-disable-next-line typescript/no-explicit-any -- whatever the address tells
function eventsIn(body: string): { event: string; data: Record<string, any> }[] {
  return body
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => {
      const [event = '', data = ''] = block.split('\n');
      return { event: event.slice(7), data: JSON.parse(data.slice(6)) };
    });
}
