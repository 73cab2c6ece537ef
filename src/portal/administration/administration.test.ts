// The security administrator's pages: accounts made, changed and recovered by two; clients whose secrets are shown once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { goodPassword, signedInStaff, totpCode } from '../../../test/support/access.js';
import { type ApiTest, apiTest } from '../../../test/support/api.js';
import { FormVisitor } from '../../../test/support/form-visitor.js';
import { testAgency } from '../../../test/support/intake.js';
import type { Grant } from '../../access/principal.model.js';
import { loadLimits } from '../../http/limits.loader.js';

const security = { role: 'security-administrator' } as const;
const system = { role: 'system-administrator' } as const;

let api: ApiTest;
before(async () => {
  const usual = loadLimits();
  const rates = { ...usual.rates, signIn: { most: 1000, withinSeconds: 300 } };
  api = await apiTest(undefined, { limits: { ...usual, rates } });
});

/** Somebody with these roles, signed in. */
async function visitorWith(...grants: Grant[]) {
  const staff = await signedInStaff(api.context.access, grants);
  const visitor = new FormVisitor(api.app);
  visitor.cookies.set('__Host-xinheng', staff.token);
  return { visitor, ...staff };
}

async function newAccount(visitor: FormVisitor, login: string, fields = {}) {
  const given = { login, name: `称呼${login}`, contact: '', role: '', agency: '', district: '' };
  await visitor.open('/administration/accounts/new');
  const made = await visitor.send('/administration/accounts/new', { ...given, ...fields });
  const code = /<code class="secret">([^<]+)</.exec(made.html)?.[1] ?? '';
  const accountId = /\/administration\/accounts\/([0-9a-f-]{36})/.exec(made.html)?.[1] ?? '';
  return { ...made, code, accountId };
}

describe('accounts', () => {
  test('are closed to everybody else, page and form alike', async () => {
    const others = [
      (await visitorWith({ role: 'data-steward', agencyCode: testAgency })).visitor,
      (await visitorWith({ role: 'auditor' })).visitor,
      (await visitorWith(system)).visitor,
    ];
    const target = await visitorWith();
    const pages = [
      '/administration/accounts',
      '/administration/accounts/new',
      `/administration/accounts/${target.accountId}`,
      '/administration/clients',
      '/administration/clients/new',
    ];
    for (const visitor of others) {
      for (const page of pages) {
        assert.equal((await visitor.open(page)).status, 403, page);
        await visitor.open('/account');
        assert.equal(
          (await visitor.send(page, { do: 'suspend' })).status,
          page.endsWith('accounts') || page.endsWith('clients') ? 405 : 403,
          page,
        );
      }
    }
    const stranger = new FormVisitor(api.app);
    assert.match(String((await stranger.open('/administration/accounts')).location), /^\/sign-in/);
  });

  test('are made with a code that is shown once and opens them', async () => {
    const { visitor } = await visitorWith(security);
    const made = await newAccount(visitor, 'kesheng', {
      role: 'data-reviewer',
      agency: testAgency,
    });
    assert.equal(made.status, 200);
    assert.equal(made.headers['cache-control'], 'no-store');
    assert.match(made.code, /^(\w{4}-){3}\w{4}$/);
    const page = await visitor.open(`/administration/accounts/${made.accountId}`);
    assert.match(page.html, /信息审核员（云溪市试验局）/);
    assert.doesNotMatch(page.html, new RegExp(made.code));
    assert.match((await visitor.open('/administration/accounts')).html, /称呼kesheng/);
    const holder = new FormVisitor(api.app);
    const fields = { login: 'kesheng', code: made.code, newPassword: goodPassword };
    assert.match((await holder.fill('/recover', fields)).html, /登记验证器应用/);
  });

  test('that cannot be made say why, and keep what was filled in', async () => {
    const { visitor } = await visitorWith(security);
    const refused = await newAccount(visitor, '13800138000', { role: 'data-reviewer' });
    assert.equal(refused.status, 400);
    assert.match(refused.html, /登录名“13800138000”不能使用/);
    assert.match(refused.html, /value="称呼13800138000"/);
    assert.match(refused.html, /<option value="data-reviewer" selected/);
  });

  test('are suspended, and are out at once; resumed, and get roles given and taken', async () => {
    const { visitor } = await visitorWith(security);
    const other = await visitorWith({ role: 'data-steward', agencyCode: testAgency });
    const page = `/administration/accounts/${other.accountId}`;
    await visitor.fill(page, { do: 'suspend' });
    assert.match(String((await other.visitor.open('/account')).location), /^\/sign-in/);
    const resumed = await visitor.fill(page, { do: 'resume' });
    assert.match(resumed.html, /在用/);
    const granted = await visitor.fill(page, {
      do: 'grant',
      role: 'window-clerk',
      agency: testAgency,
    });
    assert.match(granted.html, /窗口人员（云溪市试验局）/);
    const grant = /name="grant" value="([^"]+)"/.exec(granted.html)?.[1] ?? '';
    const taken = await visitor.fill(page, { do: 'revoke', grant });
    assert.doesNotMatch(taken.html.split('<form')[0] ?? '', /信息管理员（/);
  });

  test('never hold two of the three administrators, and nobody raises himself', async () => {
    const { visitor, accountId } = await visitorWith(security);
    const other = await visitorWith(system);
    const page = `/administration/accounts/${other.accountId}`;
    const refused = await visitor.fill(page, { do: 'grant', role: 'auditor' });
    assert.equal(refused.status, 409);
    assert.match(refused.html, /不得由一人兼任/);
    const own = `/administration/accounts/${accountId}`;
    assert.equal((await visitor.fill(own, { do: 'grant', role: 'rules-editor' })).status, 403);
    assert.equal((await visitor.fill(own, { do: 'suspend' })).status, 403);
  });

  test('ask again who it is when the last proof is old', async () => {
    const { visitor, secret } = await visitorWith(security);
    const other = await visitorWith();
    const page = `/administration/accounts/${other.accountId}`;
    await visitor.open(page);
    api.city.clock.advance(11 * 60_000);
    const door = `/sign-in/again?to=${encodeURIComponent(page)}`;
    assert.equal((await visitor.send(page, { do: 'suspend' })).location, door);
    const code = totpCode(secret, api.city.clock.now());
    const back = await visitor.fill(door, { password: goodPassword, code, to: page });
    assert.match(back.html, /在用/, 'nothing was done yet');
    assert.match((await visitor.send(page, { do: 'suspend' })).location ?? '', /accounts/);
  });
});

test('an account is exported and erased for its holder, once its name was typed', async () => {
  const { visitor } = await visitorWith(security);
  const other = await visitorWith({ role: 'data-steward', agencyCode: testAgency });
  const page = `/administration/accounts/${other.accountId}`;
  const copy = await visitor.open(`/api/v1/accounts/${other.accountId}/export`);
  assert.match(copy.html, new RegExp(`"login": "${other.login}"`));
  assert.equal((await visitor.fill(page, { do: 'erase', login: 'another' })).status, 400);
  const erased = await visitor.fill(page, { do: 'erase', login: other.login });
  assert.match(erased.html, /（已注销）/);
  assert.doesNotMatch(erased.html, new RegExp(other.login));
  assert.match(String((await other.visitor.open('/account')).location), /^\/sign-in/);
});

describe('a recovery', () => {
  test('takes two: who started it cannot confirm it, another can, and the code sets sign-in anew', async () => {
    const first = await visitorWith(security);
    const second = await visitorWith(system);
    const lost = await visitorWith({ role: 'data-steward', agencyCode: testAgency });
    const page = `/administration/accounts/${lost.accountId}`;
    await first.visitor.fill(page, { do: 'recover', reason: '更换手机，当面核对' });
    assert.equal(
      (await lost.visitor.open('/account')).status,
      200,
      'nothing has changed for him yet',
    );
    const own = await first.visitor.open('/administration/recoveries');
    assert.match(own.html, /更换手机，当面核对[\s\S]*须由另一人确认/);
    const waiting = await second.visitor.open('/administration/recoveries');
    const recovery = /name="recovery" value="([^"]+)"/.exec(waiting.html)?.[1] ?? '';
    assert.equal(
      (await first.visitor.send('/administration/recoveries', { recovery })).status,
      403,
    );
    const told = await second.visitor.send('/administration/recoveries', { recovery });
    const code = /<code class="secret">([^<]+)</.exec(told.html)?.[1] ?? '';
    const holder = new FormVisitor(api.app);
    const fields = { login: lost.login, code, newPassword: 'fourteen other kettles' };
    assert.match((await holder.fill('/recover', fields)).html, /登记验证器应用/);
    assert.match(
      String((await lost.visitor.open('/account')).location),
      /^\/sign-in/,
      'whoever was in is out',
    );
  });
});

describe('an API client', () => {
  test('is made, shown its secret once, given a new one beside the old, and revoked', async () => {
    const { visitor } = await visitorWith(security);
    const made = await visitor.fill('/administration/clients/new', {
      title: '市场监管局报送系统',
      role: 'data-steward',
      agency: testAgency,
      uscc: '',
      'scope batches:write': 'yes',
    });
    const [clientId = '', secret = ''] = [
      ...made.html.matchAll(/<code class="secret">([^<]+)</g),
    ].map(([, text]) => text ?? '');
    const page = `/administration/clients/${clientId}`;
    assert.doesNotMatch((await visitor.open(page)).html, new RegExp(secret));
    assert.equal((await token(clientId, secret)).statusCode, 200);
    const rotated = await visitor.fill(page, { do: 'rotate' });
    const next = [...rotated.html.matchAll(/<code class="secret">([^<]+)</g)][1]?.[1] ?? '';
    assert.notEqual(next, secret);
    for (const each of [secret, next]) assert.equal((await token(clientId, each)).statusCode, 200);
    const { access_token: issued } = (await token(clientId, next)).json();
    const ask = () =>
      api.app.inject({ url: '/api/v1/figures', headers: { authorization: `Bearer ${issued}` } });
    assert.equal((await ask()).statusCode, 200);
    await visitor.fill(page, { do: 'revoke' });
    assert.equal((await token(clientId, next)).statusCode, 401);
    const refused = await ask();
    assert.equal(refused.statusCode, 401);
    assert.match(String(refused.headers['www-authenticate']), /invalid_token/);
  });

  function token(clientId: string, secret: string) {
    const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
    return api.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'grant_type=client_credentials',
    });
  }
});

test('what is no id, and forms that are none, are answered and break nothing', async () => {
  const { visitor } = await visitorWith(security);
  const { visitor: second } = await visitorWith(system);
  const odd = ['x', '0', "' or 1=1 --", '00000000-0000-0000-0000-000000000000', '%2e%2e', '信'];
  for (const each of odd) {
    const id = encodeURIComponent(each);
    for (const page of [
      `/administration/accounts/${id}`,
      `/administration/accounts?after=${id}`,
      `/administration/clients/${id}`,
      `/sign-in/oidc/callback?state=${id}`,
    ]) {
      assert.ok((await visitor.open(page)).status < 500, page);
    }
    await visitor.open('/account');
    await second.open('/account');
    const forms = [
      [visitor, `/administration/accounts/${id}`, { do: 'suspend' }],
      [visitor, `/administration/accounts/${id}`, { do: each }],
      [visitor, `/administration/clients/${id}`, { do: 'rotate' }],
      [second, '/administration/recoveries', { recovery: each }],
      [visitor, '/account/sessions', { session: each }],
      [visitor, '/account/factors', { factor: each }],
      [visitor, '/account/factors', { issuer: each }],
      [visitor, '/account/factors/totp', { code: each, uri: `otpauth://totp/${each}` }],
      [visitor, '/account/factors/passkey', { challenge: each, answer: each, label: each }],
      [visitor, '/sign-in/passkey', { challenge: each, answer: `{"id":"${id}"}` }],
      [visitor, '/bindings', { binding: each }],
      [visitor, '/sign-in', {}],
    ] as const;
    for (const [who, page, fields] of forms) {
      const { status } = await who.send(page, fields);
      assert.ok(status < 500, `${page} ${JSON.stringify(fields)}: ${status}`);
    }
  }
  const json = await api.app.inject({
    method: 'POST',
    url: '/sign-in',
    payload: { login: { toString: 1 }, password: ['x'] },
  });
  assert.ok(json.statusCode < 500);
});
