// What the doors refuse before anybody is asked who he is: too many requests, other sites, addresses that are made up.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { signedInStaff } from '../../test/support/access.js';
import { apiTest } from '../../test/support/api.js';
import { type Limits, loadLimits } from './limits.loader.js';

const usual = loadLimits();
const few: Limits = {
  ...usual,
  rates: { ...usual.rates, address: { most: 3, withinSeconds: 60 } },
};

describe('one address', () => {
  test('is answered with 429 once it asks too often, and told how long to wait', async () => {
    const { app } = await apiTest(undefined, { limits: few });
    for (let times = 0; times < 3; times += 1) {
      assert.equal((await app.inject('/api/v1/figures')).statusCode, 200);
    }
    const answer = await app.inject('/api/v1/figures');
    assert.equal(answer.statusCode, 429);
    assert.equal(answer.json().code, 'http.too_many_requests');
    assert.ok(Number(answer.headers['retry-after']) > 0);
    assert.equal((await app.inject('/')).statusCode, 429, 'pages count too');
    assert.equal((await app.inject('/healthz')).statusCode, 200, 'machines of the operator do not');
    const other = await app.inject({ url: '/api/v1/figures', remoteAddress: '192.0.2.9' });
    assert.equal(other.statusCode, 200, 'another address is not held to it');
  });

  test('is what the connection says, not what a header claims', async () => {
    const { app } = await apiTest(undefined, { limits: few });
    const statuses: number[] = [];
    for (let host = 1; host <= 4; host += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${host}` };
      statuses.push((await app.inject({ url: '/api/v1/figures', headers })).statusCode);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });

  test('is what a trusted proxy says of it', async () => {
    const { app } = await apiTest(undefined, { limits: few, trustedProxies: ['127.0.0.1'] });
    for (let host = 1; host <= 6; host += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${host}` };
      assert.equal((await app.inject({ url: '/api/v1/figures', headers })).statusCode, 200);
    }
  });

  test('of version 6 counts by its network: the rest is free to choose', async () => {
    const { app } = await apiTest(undefined, { limits: few });
    const statuses: number[] = [];
    for (let host = 1; host <= 4; host += 1) {
      const remoteAddress = `2001:db8:1:2::${host}`;
      statuses.push((await app.inject({ url: '/api/v1/figures', remoteAddress })).statusCode);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });
});

describe('one account', () => {
  test('is held to a rate of its own, wherever it asks from', async () => {
    const rates = { ...usual.rates, account: { most: 3, withinSeconds: 60 } };
    const { app, context } = await apiTest(undefined, { limits: { ...usual, rates } });
    const [one, other] = [
      await signedInStaff(context.access, [{ role: 'auditor' }]),
      await signedInStaff(context.access, [{ role: 'rules-editor' }]),
    ];
    const ask = (token: string, remoteAddress: string) =>
      app.inject({
        url: '/account/sessions',
        remoteAddress,
        headers: { cookie: `__Host-xinheng=${token}` },
      });
    const statuses: number[] = [];
    for (let host = 1; host <= 4; host += 1) {
      statuses.push((await ask(one.token, `192.0.2.${host}`)).statusCode);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    assert.equal((await ask(other.token, '192.0.2.1')).statusCode, 200);
  });

  test('cannot be guessed at by the hundred from one address', async () => {
    const rates = { ...usual.rates, signIn: { most: 3, withinSeconds: 300 } };
    const { app } = await apiTest(undefined, { limits: { ...usual, rates } });
    const statuses: number[] = [];
    for (let guess = 1; guess <= 4; guess += 1) {
      const payload = { login: `someone-${guess}`, password: 'a guess at something' };
      const answer = await app.inject({ method: 'POST', url: '/sign-in', payload });
      statuses.push(answer.statusCode);
    }
    assert.deepEqual(statuses, [401, 401, 401, 429]);
    assert.equal(
      (await app.inject('/sign-in')).statusCode,
      200,
      'looking at the page is no attempt',
    );
  });
});

describe('a request that changes something', () => {
  const cases = [
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://credit.yunxi.example.elsewhere.example' }, 403],
    // Past the check: the address takes no such method.
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://credit.yunxi.example' }, 405],
    [{ origin: 'http://localhost:80' }, 405],
    [{}, 405],
  ] as const;
  for (const [headers, status] of cases) {
    test(`from ${JSON.stringify(headers)} gets ${status}`, async () => {
      const { app } = await servers;
      const answer = await app.inject({ method: 'POST', url: '/api/v1/figures', headers });
      assert.equal(answer.statusCode, status);
      if (status === 403) assert.equal(answer.json().code, 'http.other_site');
    });
  }

  test('from elsewhere may read: links lead here from everywhere', async () => {
    const { app } = await servers;
    const headers = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await app.inject({ url: '/about', headers })).statusCode, 200);
  });
});

describe('the headers of a site with TLS', () => {
  test('keep browsers on it', async () => {
    const { app } = await servers;
    const { headers } = await app.inject('/');
    assert.equal(headers['strict-transport-security'], 'max-age=31536000');
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /script|unsafe|http|\*/);
  });

  test('are left out where there is none', async () => {
    const site = { name: { zh: '信衡', en: 'Xinheng' }, publicUrl: 'http://localhost:8080' };
    const { app } = await apiTest(undefined, { site });
    assert.equal((await app.inject('/')).headers['strict-transport-security'], undefined);
  });
});

describe('the file of limits', () => {
  const folders: string[] = [];
  after(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  test('is refused where it says what nobody understands', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xinheng-limits-'));
    folders.push(folder);
    const path = join(folder, 'limits.yml');
    writeFileSync(
      path,
      "from: '2026-11-01'\nbasis: x\nconfidence: low\nrates: {}\nbytes: {}\nmore: 1\n",
    );
    assert.throws(() => loadLimits(path), { code: 'limits.file_refused' });
  });
});

const servers = apiTest();
