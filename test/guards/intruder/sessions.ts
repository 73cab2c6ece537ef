// Sessions that are not his: guessed, replayed, fixed, used from another site; and ways in past the second factor.
import { createHash } from 'node:crypto';
import { endOtherSessions, signOut } from '../../../src/access/sessions.js';
import { signInWithPassword } from '../../../src/access/sign-in.js';
import { caller, goodPassword, signedInStaff, totpCode } from '../../support/access.js';
import type { Answer, Asked, Attempt, Siege } from './siege.js';

const name = '__Host-xinheng';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const here = { 'sec-fetch-site': 'same-origin' };

function account(siege: Siege, cookie: string, more: Asked['headers'] = {}): Promise<Answer> {
  return siege.ask({ path: '/account', headers: { cookie, ...more } });
}

/** A form as a page of this site would send it, but for what is given otherwise. */
function send(
  siege: Siege,
  path: string,
  {
    cookie = '',
    headers = {},
    ...fields
  }: { cookie?: string; headers?: Asked['headers'] } & Record<string, unknown>,
): Promise<Answer> {
  const body = new URLSearchParams(fields as Record<string, string>).toString();
  return siege.ask({
    method: 'POST',
    path,
    headers: { ...form, ...here, ...(cookie && { cookie }), ...headers },
    body,
  });
}

async function halfOpen(siege: Siege): Promise<{ login: string; token: string }> {
  const { access } = siege.api.context;
  const { login } = await signedInStaff(access, []);
  const { token } = await signInWithPassword(access, {
    login,
    password: goodPassword,
    from: caller,
  });
  return { login, token };
}

const replays: readonly Attempt[] = [
  {
    what: 'a session that was signed out',
    by: async (siege) => {
      const { token } = await signedInStaff(siege.api.context.access, []);
      await signOut(siege.api.context.access, token);
      return account(siege, `${name}=${token}`);
    },
  },
  {
    what: 'a session that its holder ended from another one',
    by: async (siege) => {
      const { access } = siege.api.context;
      const old = await signedInStaff(access, []);
      await endOtherSessions(access, { ...old.principal, sessionId: crypto.randomUUID() });
      return account(siege, `${name}=${old.token}`);
    },
  },
  {
    what: 'a session whose second factor is still to come',
    by: async (siege) => {
      const { token } = await halfOpen(siege);
      const headers = { cookie: `${name}=${token}` };
      return Promise.all(
        ['/account', '/account/password', '/api/v1/trail'].map((path) =>
          siege.ask({ path, headers }),
        ),
      );
    },
  },
  {
    what: 'enrolling a factor of his own where the holder has one',
    by: async (siege) => {
      const { token } = await halfOpen(siege);
      return siege.ask({ path: '/sign-in/enrol', headers: { cookie: `${name}=${token}` } });
    },
  },
  {
    what: 'proving again who one is with half a session',
    by: async (siege) => {
      const { token } = await halfOpen(siege);
      return siege.ask({ path: '/sign-in/again', headers: { cookie: `${name}=${token}` } });
    },
  },
  {
    what: 'the digest of a token in place of the token',
    by: (siege) => {
      const digest = createHash('sha256').update(siege.victims.administrator.token).digest();
      return Promise.all([
        account(siege, `${name}=${digest.toString('base64url')}`),
        account(siege, `${name}=${digest.toString('hex')}`),
      ]);
    },
  },
  {
    what: 'the id of an account or a session in place of a token',
    by: (siege) => {
      const { accountId, principal } = siege.victims.administrator;
      return Promise.all([
        account(siege, `${name}=${accountId}`),
        account(siege, `${name}=${principal.sessionId}`),
      ]);
    },
  },
  {
    what: 'a token in the address',
    by: async (siege) => {
      const { token } = await signedInStaff(siege.api.context.access, []);
      return siege.ask({ path: `/account?xinheng=${token}&__Host-xinheng=${token}` });
    },
  },
  {
    what: 'a token without the prefix of its cookie, as a page of a neighbour could set it',
    by: (siege) => account(siege, `xinheng=${siege.victims.administrator.token}`),
  },
  {
    what: 'a token of a browser as that of an API client',
    by: (siege) =>
      siege.ask({
        path: '/api/v1/trail',
        headers: { authorization: `Bearer ${siege.victims.administrator.token}` },
      }),
  },
  {
    what: 'a session that he fixed before the holder signed in',
    by: async (siege) => {
      const { access } = siege.api.context;
      const staff = await signedInStaff(access, []);
      const fixed = 'A'.repeat(43);
      await send(siege, '/sign-in', {
        login: staff.login,
        password: goodPassword,
        cookie: `${name}=${fixed}`,
      });
      return account(siege, `${name}=${fixed}`);
    },
  },
  {
    what: 'a session that has lain idle too long',
    by: async (siege) => {
      const { token } = await signedInStaff(siege.api.context.access, []);
      await siege.api.city.database.query(
        `update access_session set idle_until = $1 where token_digest = $2`,
        [new Date(siege.api.city.clock.now()), createHash('sha256').update(token).digest()],
      );
      return account(siege, `${name}=${token}`);
    },
  },
  {
    what: 'a session of an account that was suspended',
    by: async (siege) => {
      const { token, accountId } = await signedInStaff(siege.api.context.access, []);
      await siege.api.city.database.query(
        `update access_account set state = 'suspended' where account_id = $1`,
        [accountId],
      );
      return account(siege, `${name}=${token}`);
    },
  },
  ...['', 'null', '0', 'A'.repeat(43), 'A'.repeat(3000), '%00', '"', '../'].map((token) => ({
    what: `the token ${token.slice(0, 20)} of ${token.length}`,
    by: (siege: Siege) => account(siege, `${name}=${token}`),
  })),
];

// What a page of another site could have a browser send, with the cookie of somebody who is signed in.
const forms = ['/account/password', '/account/sessions', '/account/factors', '/sign-out'];
const elsewhere: readonly [what: string, headers: Record<string, string>][] = [
  ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
  ['of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://x.yunxi.example' }],
  ['of an old browser elsewhere', { origin: 'https://elsewhere.example' }],
  ['of a sandbox', { origin: 'null' }],
  ['that has no token', here],
  ['with the token of another session', { ...here, 'x-csrf-token': 'A'.repeat(43) }],
];
const forged: readonly Attempt[] = [
  ...forms.flatMap((path) =>
    elsewhere.map(([what, headers]) => ({
      what: `a form ${what} to ${path}`,
      by: (siege: Siege) =>
        siege.ask({
          method: 'POST',
          path,
          headers: { ...form, ...headers, cookie: `${name}=${siege.victims.administrator.token}` },
          body: 'newPassword=his own long password&session=others&factor=x',
        }),
    })),
  ),
  {
    what: 'a form in the type of a text',
    by: (siege) =>
      siege.ask({
        method: 'POST',
        path: '/account/password',
        headers: {
          'content-type': 'text/plain',
          cookie: `${name}=${siege.victims.administrator.token}`,
        },
        body: 'newPassword=x',
      }),
  },
  {
    what: 'a link that would sign out',
    by: async (siege) => {
      const cookie = `${name}=${siege.thief.cookie[1]}`;
      await siege.ask({ path: '/sign-out', headers: { cookie } });
      const still = await account(siege, cookie);
      if (still.status !== 200) throw new Error('a mere link signed the reader out');
      return [];
    },
  },
];

const guesses: readonly Attempt[] = [
  ...['admin', 'root', 'administrator', 'xinheng', 'demo', 'test', 'auditor', 'postgres', ''].map(
    (login) => ({
      what: `the account ${login} with the passwords of factories`,
      by: async (siege: Siege) => [
        await send(siege, '/sign-in', { login, password: login }),
        await send(siege, '/sign-in', { login, password: 'admin' }),
      ],
    }),
  ),
  ...["' or '1'='1", '*', '%', '<script>', 'a'.repeat(10_000)].map((login) => ({
    what: `the name ${login.slice(0, 20)}`,
    by: (siege: Siege) => send(siege, '/sign-in', { login, password: login }),
  })),
  {
    what: 'guessing a password until it fits',
    by: async (siege) => {
      const { login } = await signedInStaff(siege.api.context.access, []);
      const answers: Answer[] = [];
      for (let guess = 0; guess < 8; guess += 1) {
        answers.push(await send(siege, '/sign-in', { login, password: `guess ${guess} of many` }));
      }
      // And then he has it right: the way in stays closed for now.
      answers.push(await send(siege, '/sign-in', { login, password: goodPassword }));
      if (answers.at(-1)?.status !== 429) throw new Error('the lock did not hold');
      return answers;
    },
  },
  {
    what: 'a hundred guesses at once',
    by: async (siege) => {
      const { login } = await signedInStaff(siege.api.context.access, []);
      const guess = (at: number) =>
        send(siege, '/sign-in', { login, password: `guess ${at} more` });
      const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => guess(at)));
      const looked = answers.filter(({ status }) => status === 401).length;
      if (looked > 6) throw new Error(`${looked} guesses were looked at`);
      return answers;
    },
  },
  {
    what: 'guessing the code of the second factor',
    by: async (siege) => {
      const { token } = await halfOpen(siege);
      const cookie = `${name}=${token}`;
      const page = await siege.ask({ path: '/sign-in/factor', headers: { cookie } });
      const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const answers: Answer[] = [];
      for (let guess = 0; guess < 8; guess += 1) {
        answers.push(await send(siege, '/sign-in/factor', { cookie, csrf, code: `00000${guess}` }));
      }
      if (answers.at(-1)?.status !== 429) throw new Error('the lock did not hold');
      return answers;
    },
  },
  {
    what: 'a code that was used before',
    by: async (siege) => {
      const { access } = siege.api.context;
      const { clock } = siege.api.city;
      const { login, secret } = await signedInStaff(access, []);
      const code = totpCode(secret, clock.now());
      const { token } = await signInWithPassword(access, {
        login,
        password: goodPassword,
        from: caller,
      });
      const cookie = `${name}=${token}`;
      const page = await siege.ask({ path: '/sign-in/factor', headers: { cookie } });
      const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      return send(siege, '/sign-in/factor', { cookie, csrf, code });
    },
  },
  ...['7KQM-2XWA-7KQM-2XWA', '', '0'.repeat(16), '%'].map((code) => ({
    what: `the recovery code ${code}`,
    by: (siege: Siege) =>
      send(siege, '/recover', {
        login: siege.victims.administrator.login,
        code,
        newPassword: 'his own long password',
      }),
  })),
  {
    what: 'the invitation of a colleague for another account',
    by: async (siege) => {
      const { createAccount } = await import('../../../src/access/accounts.js');
      const { consolePrincipal } = await import('../../../src/access/principal.model.js');
      const { code } = await createAccount(siege.api.context.access, consolePrincipal, {
        kind: 'staff',
        login: 'colleague',
        name: 'Colleague',
      });
      return send(siege, '/recover', {
        login: siege.victims.officer.login,
        code,
        newPassword: 'his own long password',
      });
    },
  },
  ...[
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:x',
  ].map((to) => ({
    what: `on to ${to} after signing in`,
    public: true,
    by: async (siege: Siege) => {
      const cookie = `${name}=${siege.thief.cookie[1]}`;
      return siege.ask({ path: `/sign-in?to=${encodeURIComponent(to)}`, headers: { cookie } });
    },
  })),
];

export const sessionAttempts: readonly Attempt[] = [...replays, ...forged, ...guesses];
