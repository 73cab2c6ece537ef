// Ways to files, methods nobody takes, texts that steer a database, a template or a page.
import type { Answer, Attempt, Siege } from './siege.js';

const paths = [
  '/../../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/../../package.json',
  '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/site.css%00.txt',
  '/assets/',
  '/assets',
  '/.git/config',
  '/.env',
  '/.xinheng/secrets/keys.json',
  '/keys/log.pem',
  '/secrets/keys.json',
  '/package-lock.json',
  '/node_modules/fastify/package.json',
  '/dist/src/main.js',
  '/src/access/vault.ts',
  '/data/access/common-passwords.txt',
  '/migrations/006.do.access.sql',
  '/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd',
  '/en/../../etc/passwd',
  '/en/%2e%2e/%2e%2e/etc/passwd',
  '//elsewhere.example/',
  '//elsewhere.example/%2e%2e',
  '/\\elsewhere.example',
  '/http://elsewhere.example/',
  'http://elsewhere.example/account',
  '/records/..%2f..%2fadministration',
  '/organisations/..%2f..%2faccount',
  '/batches/%2e%2e/account',
  '/dictionary/..%2f..%2f..%2fdata',
  '/api/v1/../../account',
  '/api/v1/catalogue/..%2f..%2faccess',
  '/api/v1/catalogue/__proto__',
  '/api/v1/catalogue/constructor',
  '/api/v2/organisations',
  '/api/internal',
  '/admin',
  '/wp-login.php',
  '/server-status',
  '/debug/pprof',
  '/actuator/env',
  '/graphql',
  '/%',
  '/%zz',
  `/${'a'.repeat(12_000)}`,
  `/records/${'1'.repeat(5000)}`,
];

const texts = [
  "' or 1=1 --",
  "1'; drop table ledger_entry; --",
  '{{7*7}}${7*7}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '%00',
  '-1',
  '1e999',
  '../../etc/passwd',
];

// Where a text of the caller's goes: part of a path, or of a query.
const places: readonly ((text: string, siege: Siege) => string)[] = [
  (text) => `/api/v1/organisations?q=${text}`,
  (text) => `/search?q=${text}`,
  (text) => `/api/v1/organisations?q=ab&after=${text}`,
  (text) => `/api/v1/organisations?q=ab&limit=${text}`,
  (text) => `/api/v1/organisations/${text}`,
  (text) => `/organisations/${text}`,
  (text) => `/api/v1/records/${text}/proof`,
  (text) => `/records/${text}`,
  (text) => `/api/v1/batches/${text}`,
  (text, { victims }) => `/api/v1/batches/${victims.batch}/receipt?code=${text}`,
  (text, { victims }) => `/receipts/${victims.batch}?code=${text}`,
  (text) => `/api/v1/catalogue/${text}`,
  (text) => `/dictionary/${text}`,
  (text) => `/api/v1/log/consistency?from=${text}`,
];

const methods = ['PUT', 'PATCH', 'DELETE', 'POST', 'PROPFIND', 'TRACE'];
const reading = ['/', '/log', '/api/v1/figures', '/api/v1/checkpoint', '/healthz', '/robots.txt'];

/** A text of his stands in a page as a text, never as a part of it. */
function standsAsText(answer: Answer): Answer {
  const isPage = String(answer.headers['content-type']).startsWith('text/html');
  if (isPage && /<script>alert|49\$\{|\}49|4949/.test(answer.text)) {
    throw new Error(`his text became a part of the page: ${answer.text.slice(0, 500)}`);
  }
  return answer;
}

export const addressAttempts: readonly Attempt[] = [
  ...paths.map((path) => ({
    what: `GET ${path.slice(0, 60)}`,
    by: ({ ask }: Siege) => ask({ path }),
  })),
  ...reading.flatMap((path) =>
    methods.map((method) => ({
      what: `${method} ${path}`,
      by: ({ ask }: Siege) => ask({ method, path }),
    })),
  ),
  ...places.flatMap((place, index) =>
    texts.map((text) => ({
      what: `${text} in place ${index + 1}`,
      public: true,
      by: async (siege: Siege) =>
        standsAsText(await siege.ask({ path: place(encodeURIComponent(text), siege) })),
    })),
  ),
];
