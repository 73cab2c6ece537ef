// Accounts at the command line: made, given roles, recovered, copied, erased; clients and keys.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../src/kernel/database.js';
import { enterAgencies } from '../../src/parties/agencies.js';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { type CommandOutcome, runCommand } from '../support/command-line.js';
import { testAgency } from '../support/intake.js';

let folder: string;
let server: EmbeddedServer;
let database: Database;

function run(...words: string[]): Promise<CommandOutcome> {
  const env = { DATA_DIR: join(folder, 'data'), LANG: 'en_GB.UTF-8' };
  return runCommand(words, { env, cwd: folder });
}

/** What the command answers in JSON; it must have gone well. */
// oxlint-disable-next-line typescript/no-explicit-any -- whatever the command answers
async function answer(...words: string[]): Promise<any> {
  const { code, out, err } = await run(...words, '--json');
  assert.equal(code, 0, `${words.join(' ')}: ${err}`);
  return JSON.parse(out);
}

/** The code with which the command refuses. */
async function refusal(...words: string[]): Promise<string> {
  const { code, out } = await run(...words, '--json');
  assert.equal(code, 2, words.join(' '));
  return JSON.parse(out).error.code;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-accounts-'));
  // Held open for the whole file: a command alone would start and stop it each time.
  server = await openEmbeddedServer({ dataDirectory: join(folder, 'data') });
  const first = await run('migrate');
  assert.equal(first.code, 0, first.err);
  database = openDatabase(server.connection, 2);
  await enterAgencies(database, [
    { code: testAgency, nameZh: '云溪市试验局', nameEn: 'Test bureau', region: '999900' },
  ]);
});
after(async () => {
  await database.close();
  await server.stop();
});

describe('accounts at the command line', () => {
  it('the first security administrator is made here', async () => {
    assert.match((await run('account', 'list')).out, /no account yet/);
    const words = ['account', 'create', 'wang.wei', '--name', '王伟'];
    const made = await run(...words, '--role', 'security-administrator');
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /One-time code (?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}/);
    assert.ok(existsSync(join(folder, 'data', 'secrets', 'keys.json')));
    const [account] = await answer('account', 'list');
    assert.deepEqual(
      [account.login, account.name, account.state, account.grants[0].role],
      ['wang.wei', '王伟', 'invited', 'security-administrator'],
    );
    assert.equal(
      await refusal('account', 'create', 'WANG.WEI', '--name', '王伟'),
      'access.login_taken',
    );
    assert.equal(await refusal('account', 'create', 'li.na'), 'cli.account_name_missing');
  });

  it('roles are granted where they hold, and taken back', async () => {
    await answer('account', 'create', 'li.na', '--name', '李娜');
    const agency = ['--agency', testAgency];
    await answer('account', 'grant', 'li.na', 'data-steward', ...agency);
    assert.equal(await refusal('account', 'grant', 'li.na', 'data-steward'), 'access.role_place');
    assert.equal(await refusal('account', 'grant', 'li.na', 'clerk'), 'access.role_unknown');
    await answer('account', 'grant', 'li.na', 'auditor');
    assert.equal(
      await refusal('account', 'grant', 'li.na', 'system-administrator'),
      'access.role_separated',
    );
    assert.equal(await refusal('account', 'revoke', 'li.na', 'data-steward'), 'cli.role_not_held');
    await answer('account', 'revoke', 'li.na', 'data-steward', ...agency);
    const listed = (await run('account', 'list')).out;
    assert.match(listed, /li\.na\s+李娜\s+staff\s+invited\s+auditor$/m);
  });

  it('an account is suspended, resumed, copied and erased', async () => {
    await answer('account', 'suspend', 'li.na');
    assert.equal(await refusal('account', 'suspend', 'li.na'), 'access.account_state');
    await answer('account', 'resume', 'li.na');
    const copy = JSON.parse((await run('account', 'export', 'li.na')).out);
    assert.equal(copy.account.name, '李娜');
    const { accountId } = await answer('account', 'erase', 'li.na');
    assert.equal(await refusal('account', 'export', 'li.na'), 'access.account_unknown');
    const erased = JSON.parse((await run('account', 'export', accountId)).out);
    assert.deepEqual([erased.account.state, erased.account.name], ['erased', null]);
    assert.equal(await refusal('account', 'code', 'wang.wei'), 'access.not_demo');
  });

  it('a recovery waits for a second person, and is finished alone only without one', async () => {
    const words = ['account', 'recover', 'wang.wei', '--reason', 'lost telephone'];
    const started = await answer(...words);
    assert.ok(started.recoveryId);
    const alone = await answer(...words, '--alone');
    assert.match(alone.code, /^[2-9A-Z-]{19}$/);
    assert.match((await run('account', 'recover', 'wang.wei')).err, /--reason/);
  });

  it('clients and keys: what is shown once, and what stays readable', async () => {
    const role = ['--role', 'data-steward', '--agency', testAgency];
    const scopes = ['--scope', 'batches:write', 'batches:read'];
    const made = await answer('client', 'create', '业务系统', ...role, ...scopes);
    assert.equal(made.secret.length, 43);
    const rotated = await answer('client', 'rotate', made.clientId);
    assert.notEqual(rotated.secret, made.secret);
    const listed = await run('client', 'list');
    assert.ok(listed.out.includes('业务系统') && !listed.out.includes(rotated.secret));
    const { sealed } = await answer('secrets', 'rotate');
    assert.ok(sealed > 0);
    const named = (await answer('account', 'list')) as { login: string | null }[];
    assert.ok(named.some(({ login }) => login === 'wang.wei'));
    await answer('client', 'revoke', made.clientId);
    assert.equal(await refusal('client', 'rotate', made.clientId), 'access.client_unknown');
    assert.equal(await refusal('binding', 'letter', testAgency), 'access.organisation_unknown');
  });

  it('the permission table, whole and of one role', async () => {
    const table = await answer('permissions', '--for', 'data-reviewer');
    const acts = (table.acts as { act: string }[]).map(({ act }) => act);
    assert.ok(acts.includes('batch.release') && !acts.includes('batch.submit'));
    assert.equal(await refusal('permissions', '--for', 'mayor'), 'cli.role_unknown');
  });
});
