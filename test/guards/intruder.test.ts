// An intruder tries everything in the book against a listening server and gets nothing: no way in, no secret, no change.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { packageFile } from '../../src/kernel/package-files.js';
import { rowCounts } from '../support/stored.js';
import { accountAttempts } from './intruder/accounts.js';
import { addressAttempts } from './intruder/addresses.js';
import { sessionAttempts } from './intruder/sessions.js';
import { type Attempt, layOut, type Siege } from './intruder/siege.js';
import { theftAttempts } from './intruder/theft.js';
import { transportAttempts } from './intruder/transport.js';

const books: Readonly<Record<string, readonly Attempt[]>> = {
  'addresses, methods and texts': addressAttempts,
  'sessions and ways in': sessionAttempts,
  "others' batches, files and accounts": theftAttempts,
  'bindings, clients and the identity provider': accountAttempts,
  'bodies, headers and outgoing requests': transportAttempts,
};

// Tables in which an intruder would leave a trace of success.
const treasure = [
  'audit_embargo',
  'audit_security_audit',
  'intake_batch',
  'intake_held',
  'ledger_entry',
  'ledger_batch',
  'ledger_words',
  'parties_agency',
  'parties_subject',
];

let siege: Siege;
let rowsBefore: Record<string, number>;

before(async () => {
  siege = await layOut();
  rowsBefore = await rowCounts(siege.api.city.database);
});

describe('an intruder', () => {
  it('has a book of more than 200 attempts, each of them once', () => {
    const all = Object.values(books)
      .flat()
      .map(({ what }) => what);
    assert.ok(all.length > 200, `${all.length}`);
    assert.equal(new Set(all).size, all.length);
  });

  for (const [title, attempts] of Object.entries(books)) {
    describe(title, () => {
      for (const attempt of attempts) {
        it(attempt.what, async () => {
          const got = await attempt.by(siege);
          for (const answer of [got].flat()) siege.gainsNothing(answer, attempt.public ?? false);
        });
      }
    });
  }
});

describe('after all that', () => {
  it('nothing was added, nothing is gone, and the batch still waits', async () => {
    const rowsAfter = await rowCounts(siege.api.city.database);
    for (const table of treasure) assert.equal(rowsAfter[table], rowsBefore[table], table);
    const grants = await siege.api.city.database.query<{ account_id: string }>(
      'select account_id from access_grant where account_id = any($1::uuid[])',
      [[siege.thief.accountId, siege.rival.accountId]],
    );
    assert.equal(grants.length, 2, 'each has the one role that he had');
    const waiting = await siege.api.city.database.query(
      'select 1 from intake_pending_batch where batch_id = $1',
      [siege.victims.waiting],
    );
    assert.equal(waiting.length, 1);
  });

  it('the owners still get in', async () => {
    const { cookie } = siege.victims.clerk;
    const headers = { cookie: cookie.join('=') };
    assert.equal((await siege.ask({ path: '/account', headers })).status, 200);
    const path = `/api/v1/organisations/${siege.victims.uscc}/own-file`;
    const file = await siege.ask({ path, headers });
    assert.equal(file.status, 200, 'what he came for is there, and its owner reads it');
    assert.throws(() => siege.gainsNothing({ ...file, status: 403 }, false), /he has/);
  });

  it('the log has none of the secrets that went over the line', () => {
    const said = JSON.stringify(siege.api.logged);
    const { administrator, officer, clerk } = siege.victims;
    for (const secret of [administrator.token, officer.token, clerk.cookie[1], 'his own long']) {
      assert.ok(!said.includes(secret));
    }
  });
});

describe('time tells nothing', () => {
  it('of whether an account exists', async () => {
    const { signInWithPassword } = await import('../../src/access/sign-in.js');
    const { signedInStaff } = await import('../support/access.js');
    const { access } = siege.api.context;
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const rounds = 24;
    for (let round = 0; round < rounds; round += 1) {
      const { login } = await signedInStaff(access, []);
      // In turns, so that whatever else the machine does falls on both alike.
      for (const [sort, name] of [
        ['known', login],
        ['unknown', `nobody-${round}`],
      ] as const) {
        const from = { address: `203.0.113.${round}`, device: '' };
        const began = performance.now();
        const signingIn = signInWithPassword(access, { login: name, password: 'wrong', from });
        await assert.rejects(signingIn, { code: 'access.sign_in_failed' });
        times[sort].push(performance.now() - began);
      }
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    assert.ok(known < unknown * 1.5 && unknown < known * 1.5, `${known} ms and ${unknown} ms`);
  });
});

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

describe('the product', () => {
  it('opens connections in one file only, to the identity provider that its operator names', () => {
    const folder = packageFile('src');
    const outgoing = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
      .filter((path) => {
        const source = readFileSync(join(folder, path), 'utf8');
        return /\bfetch\(|from 'node:(https?|tls|dgram|http2)'|from '(undici|openid-client)'/.test(
          source,
        );
      });
    assert.deepEqual(outgoing, ['http/identity-provider.ts']);
  });
});
