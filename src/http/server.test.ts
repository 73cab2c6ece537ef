// The door itself: who is turned away how, and what every answer carries.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { apiTest } from '../../test/support/api.js';
import { penaltyRow } from '../../test/support/intake.js';

const api = await apiTest();
await api.handIn(
  'administrative-penalty',
  Array.from({ length: 30 }, (_, index) => penaltyRow(index + 1)),
);

function ask(url: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') {
  return api.app.inject({ method, url, headers });
}

describe('a query that does not fit', () => {
  const cases = [
    ['limit=0', 'limit', '0', 'at least 1', 'http.parameter_out_of_range'],
    ['limit=101', 'limit', '101', 'at most 100', 'http.parameter_out_of_range'],
    ['limit=many', 'limit', 'many', 'a whole number is wanted', 'http.parameter_malformed'],
    ['limit=', 'limit', '', 'a whole number is wanted', 'http.parameter_malformed'],
    [
      'limit=5&limit=6',
      'limit',
      '["5","6"]',
      'a whole number is wanted',
      'http.parameter_malformed',
    ],
  ] as const;
  for (const [query, parameter, value, limit, code] of cases) {
    test(`${query}: names the parameter, its value and its limit`, async () => {
      const answer = await ask(`/api/v1/organisations?q=${encodeURIComponent('云溪')}&${query}`);
      assert.equal(answer.statusCode, 400);
      const problem = answer.json();
      assert.deepEqual(
        [problem.code, problem.parameter, problem.value, problem.limit],
        [code, parameter, value, limit],
      );
      for (const language of ['zh', 'en']) assert.match(problem.text[language], /limit/);
    });
  }

  test('with an unknown parameter names those there are', async () => {
    const problem = (await ask('/api/v1/organisations?q=ab&page=2')).json();
    assert.equal(problem.code, 'http.parameter_unknown');
    assert.equal(problem.parameter, 'page');
    assert.match(problem.text.zh, /q, limit, after/);
  });

  test('without what is needed says what is missing', async () => {
    const problem = (await ask('/api/v1/organisations')).json();
    assert.deepEqual([problem.code, problem.parameter], ['http.parameter_missing', 'q']);
  });

  test('with a page mark of another list is refused', async () => {
    const page = (await ask(`/api/v1/organisations?q=${encodeURIComponent('云溪')}`)).json();
    assert.ok(page.next);
    const uscc = page.hits[0].uscc;
    for (const mark of [
      page.next,
      'xxx',
      'W10',
      Buffer.from('["file","x","y"]').toString('base64url'),
    ]) {
      const answer = await ask(`/api/v1/organisations/${uscc}/records?after=${mark}`);
      assert.equal(answer.statusCode, 400, mark);
      assert.equal(answer.json().code, 'disclosure.cursor_unknown');
    }
  });
});

describe('a problem document', () => {
  test('speaks the language asked for and carries both', async () => {
    const chinese = await ask('/api/v1/organisations?q=x');
    assert.equal(chinese.statusCode, 400);
    assert.match(String(chinese.headers['content-type']), /^application\/problem\+json/);
    const zh = chinese.json();
    const en = (
      await ask('/api/v1/organisations?q=x', { 'accept-language': 'de, en;q=0.7, zh;q=0.3' })
    ).json();
    assert.equal(zh.detail, zh.text.zh);
    assert.equal(en.detail, en.text.en);
    assert.deepEqual(zh.text, en.text);
    assert.notEqual(zh.title, en.title);
    assert.equal(zh.status, 400);
    assert.match(zh.type, /^urn:xinheng:problem:disclosure\.search_too_short$/);
    assert.match(zh.requestId, /^[0-9a-f-]{36}$/);
    assert.equal(chinese.headers['x-request-id'], zh.requestId);
  });

  test('answers an unknown address of the API with 404', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2/figures', '/api']) {
      const answer = await ask(path);
      assert.equal(answer.statusCode, 404, path);
      assert.equal(answer.json().code, 'http.address_unknown');
    }
  });

  test('answers a method that an address does not take with 405', async () => {
    for (const path of [
      '/api/v1/organisations',
      '/api/v1/records/x',
      '/api/v1/batches/x',
      '/search',
    ]) {
      const answer = await ask(path, {}, 'POST');
      assert.equal(answer.statusCode, 405, path);
      assert.match(String(answer.headers['allow']), /GET/);
      assert.equal(answer.json().code, 'http.method_not_allowed');
    }
  });

  test('answers a broken address with 400', async () => {
    const answer = await ask('/api/v1/organisations/%E4%BA');
    assert.equal(answer.statusCode, 400);
    assert.match(String(answer.headers['content-type']), /problem\+json/);
  });

  test('says nothing of the inside of a fault, which is logged', async () => {
    const broken = await apiTest();
    await broken.city.storage.close();
    const answer = await broken.app.inject('/api/v1/figures');
    assert.ok(answer.statusCode === 500 || answer.statusCode === 503);
    const problem = answer.json();
    assert.ok(
      !/select|at |stack|pool|database_/i.test(problem.text.en.replace('at a', '')),
      answer.body,
    );
    const line = broken.logged.find((one) => one['msg'] === 'request failed');
    assert.ok(line);
    const ready = await broken.app.inject('/readyz');
    assert.equal(ready.statusCode, 503);
    assert.equal((await broken.app.inject('/healthz')).statusCode, 200);
  });
});

describe('requests that are no requests', () => {
  async function send(bytes: string): Promise<string> {
    await api.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => {});
    const address = api.app.server.address() as { port: number };
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(address.port, '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8').on('data', (piece) => {
        answer += piece;
      });
      socket.on('end', () => resolve(answer)).on('error', reject);
    });
  }

  test('get a problem document as well', async () => {
    const tooLong = await send(
      `GET /api/v1/figures?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    );
    assert.match(tooLong, /^HTTP\/1\.1 413 /);
    assert.match(tooLong, /"code":"http\.request_too_large"/);
    const noise = await send('what is this\r\n\r\n');
    assert.match(noise, /^HTTP\/1\.1 400 /);
    assert.match(noise, /application\/problem\+json/);
  });
});

describe('every answer', () => {
  test('carries the headers that keep browsers careful', async () => {
    for (const path of ['/', '/api/v1/figures', '/api/v1/nothing', '/healthz', '/no-such-page']) {
      const { headers } = await ask(path);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /frame-ancestors 'none'/, path);
      assert.ok(!policy.includes('unsafe'), path);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.ok(headers['referrer-policy']);
      assert.ok(headers['x-request-id']);
    }
  });

  test('is asked for again each time, and not sent again where it is unchanged', async () => {
    const first = await ask('/api/v1/catalogue');
    assert.equal(first.headers['cache-control'], 'no-cache');
    const etag = String(first.headers['etag']);
    const again = await ask('/api/v1/catalogue', { 'if-none-match': `"other", ${etag}` });
    assert.equal(again.statusCode, 304);
    assert.equal(again.body, '');
    const other = await ask('/api/v1/catalogue', { 'if-none-match': '"other"' });
    assert.equal(other.statusCode, 200);
  });

  test('of some length is compressed for those who ask for it', async () => {
    const plain = await ask('/api/v1/catalogue/administrative-penalty');
    const packed = await ask('/api/v1/catalogue/administrative-penalty', {
      'accept-encoding': 'br',
    });
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.ok(packed.rawPayload.length < plain.rawPayload.length / 3);
    assert.equal(brotliDecompressSync(packed.rawPayload).toString('utf8'), plain.body);
  });

  test('leaves one line in the log, without what was searched for and by whom', async () => {
    const before = api.logged.length;
    await ask('/api/v1/organisations?q=%E7%A7%98%E5%AF%86');
    const lines = api.logged.slice(before);
    assert.equal(lines.length, 1);
    assert.equal(lines[0]?.['path'], '/api/v1/organisations');
    const text = JSON.stringify(lines);
    assert.ok(!/%E7|秘密|127\.0\.0\.1|remote/.test(text), text);
  });

  test('is counted', async () => {
    const metrics = await ask('/metrics');
    assert.match(
      metrics.body,
      /http_request_duration_seconds_count\{.*route="\/api\/v1\/organisations"/,
    );
  });
});
