// Too much, too crooked, or from somewhere it is not: bodies, headers, encodings, addresses that the server should ask.
import { gzipSync } from 'node:zlib';
import type { Answer, Attempt, Siege } from './siege.js';

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
};
const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

const bodies: readonly [what: string, headers: Record<string, string>, body: string | Buffer][] = [
  ['a form of a megabyte', form, `login=${'a'.repeat(1_000_000)}`],
  ['a form of 20,000 fields', form, 'a=1&'.repeat(15_000)],
  ['a form with names of prototypes', form, '__proto__[admin]=1&constructor=1&login=x'],
  ['JSON in place of a form', json, '{"login":{"$gt":""},"password":{"$gt":""}}'],
  ['JSON that nests for ever', json, `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ['JSON with a prototype', json, '{"__proto__":{"admin":true},"login":"x"}'],
  ['JSON cut short', json, '{"login":'],
  [
    'XML with an entity',
    { ...json, 'content-type': 'application/xml' },
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
  ],
  [
    'a body of parts',
    { ...json, 'content-type': 'multipart/form-data; boundary=x' },
    '--x\r\ncontent-disposition: form-data; name="f"; filename="../../x"\r\n\r\nx\r\n--x--',
  ],
  [
    'a packed bomb',
    { ...form, 'content-encoding': 'gzip' },
    gzipSync(Buffer.alloc(50_000_000, 97)),
  ],
  ['no type at all', { 'sec-fetch-site': 'same-origin' }, 'login=x'],
];

const crooked: readonly [what: string, bytes: string][] = [
  [
    'two lengths',
    'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\na=1',
  ],
  [
    'a length and chunks',
    'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /account HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  [
    'a chunk that is none',
    'POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ],
  ['a header folded', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n\x00'],
  [
    'a line end in a header',
    'GET /account HTTP/1.1\r\nHost: x\r\nCookie: a\nb: c\r\nConnection: close\r\n\r\n',
  ],
  ['no host', 'GET /account HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['a header of 40 kB', `GET /account HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`],
  ['nothing but noise', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ['a tunnel', 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n'],
  [
    'another scheme',
    'GET gopher://127.0.0.1:5432/_x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  ],
  [
    'an upgrade',
    'GET /account HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
  ],
];

const insideAddress = 'http://169.254.169.254/latest/meta-data/';

// No address of a caller is ever asked: there is no webhook, no import by address, no picture by address.
const askFor: readonly ((siege: Siege) => Promise<Answer>)[] = [
  ...['webhook', 'callback', 'url', 'redirect_uri', 'image', 'next', 'iss'].map(
    (parameter) =>
      ({ ask }: Siege) =>
        ask({
          path: `/api/v1/organisations?q=ab&${parameter}=${encodeURIComponent(insideAddress)}`,
        }),
  ),
  ({ ask }) => ask({ path: '/api/v1/webhooks' }),
  ({ ask }) =>
    ask({
      method: 'POST',
      path: '/api/v1/webhooks',
      headers: json,
      body: JSON.stringify({ url: insideAddress }),
    }),
  ({ ask }) =>
    ask({
      method: 'POST',
      path: `/api/v1/batches?kind=administrative-penalty&fileName=${encodeURIComponent(insideAddress)}`,
      headers: { ...json, 'content-type': 'text/csv' },
      body: insideAddress,
    }),
  ({ ask }) =>
    ask({ path: `/sign-in/oidc/callback?code=x&state=x&iss=${encodeURIComponent(insideAddress)}` }),
];

/** A host that he names stands nowhere in what is answered. */
function namesNobody(answer: Answer): Answer {
  if (
    answer.text.includes('elsewhere.example') ||
    JSON.stringify(answer.headers).includes('elsewhere.example')
  ) {
    throw new Error('a host that he named is in the answer');
  }
  return answer;
}

const hosts: readonly Record<string, string>[] = [
  { host: 'elsewhere.example' },
  { 'x-forwarded-host': 'elsewhere.example' },
  { forwarded: 'host=elsewhere.example;proto=https' },
  { 'x-original-url': '/account', 'x-rewrite-url': '/account' },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'https://elsewhere.example' },
  { referer: 'https://elsewhere.example/' },
];

const claims: readonly Record<string, string>[] = [
  { 'x-forwarded-user': 'administrator', 'x-remote-user': 'administrator' },
  { 'x-client-cert': 'CN=administrator', 'x-ssl-client-verify': 'SUCCESS' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' },
  { authorization: `Bearer ${'A'.repeat(43)}` },
  { authorization: 'Negotiate AAAA' },
  { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
  { 'x-csrf-token': 'x', 'x-requested-with': 'XMLHttpRequest' },
];

export const transportAttempts: readonly Attempt[] = [
  ...bodies.flatMap(([what, headers, body]) =>
    ['/sign-in', '/recover', '/api/v1/checks'].map((path) => ({
      what: `${what} to ${path}`,
      by: ({ ask }: Siege) => ask({ method: 'POST', path, headers, body }),
    })),
  ),
  ...crooked.map(([what, bytes]) => ({ what, by: ({ raw }: Siege) => raw(bytes) })),
  ...askFor.map((ask, index) => ({
    what: `an address that the server should ask (${index + 1})`,
    public: true,
    by: ask,
  })),
  ...hosts.map((headers) => ({
    what: `the start page with ${JSON.stringify(headers)}`,
    public: true,
    by: async ({ ask }: Siege) => namesNobody(await ask({ path: '/', headers })),
  })),
  ...claims.flatMap((headers) =>
    ['/account', '/api/v1/trail'].map((path) => ({
      what: `${path} with ${JSON.stringify(headers)}`,
      by: ({ ask }: Siege) => ask({ path, headers }),
    })),
  ),
];
