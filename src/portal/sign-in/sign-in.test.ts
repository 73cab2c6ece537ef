// Signing in through the pages, without a script: every step, every wrong turn, and what is let through where.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { goodPassword, signedInStaff, totpCode } from '../../../test/support/access.js';
import { type ApiTest, apiTest } from '../../../test/support/api.js';
import { FormVisitor } from '../../../test/support/form-visitor.js';
import { testAgency } from '../../../test/support/intake.js';
import { createAccount } from '../../access/accounts.js';
import { consolePrincipal } from '../../access/principal.model.js';
import { loadLimits } from '../../http/limits.loader.js';

const steward = { role: 'data-steward', agencyCode: testAgency } as const;
const secureCookie = '__Host-xinheng';

let api: ApiTest;
before(async () => {
  const usual = loadLimits();
  const rates = { ...usual.rates, signIn: { most: 1000, withinSeconds: 300 } };
  api = await apiTest(undefined, { limits: { ...usual, rates } });
});

// Codes work once: each sign-in happens a step of 30 seconds later than the one before.
function nextCode(secret: string): string {
  api.city.clock.advance(30_000);
  return totpCode(secret, api.city.clock.now());
}

async function signIn(visitor: FormVisitor, staff: { login: string; secret: string }, to?: string) {
  const login = { login: staff.login, password: goodPassword, ...(to && { to }) };
  await visitor.fill('/sign-in', login);
  return visitor.fill('/sign-in/factor', { code: nextCode(staff.secret), ...(to && { to }) });
}

describe('staff', () => {
  test('signs in with password and code, is named on every page with his role, and signs out', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    const half = await visitor.fill('/sign-in', { login: staff.login, password: goodPassword });
    assert.match(half.html, /第二步：验证码/);
    assert.match(half.html, /登录未完成/);
    assert.equal(
      (await visitor.open('/account')).location,
      '/sign-in?to=%2Faccount',
      'half is not in',
    );
    const account = await visitor.fill('/sign-in/factor', { code: nextCode(staff.secret) });
    assert.equal(account.status, 200);
    assert.match(account.html, /<h1[^>]*>我的账户/);
    assert.match(account.html, /信息管理员（云溪市试验局）/);
    const home = await visitor.open('/en');
    assert.match(home.html, /href="\/en\/account">Clerk \d+<\/a><span[^>]*>data steward</);
    assert.equal(home.headers['cache-control'], 'no-store', 'what one account sees stays with it');
    const out = await visitor.fill('/sign-out', {});
    assert.match(out.html, /已退出/);
    assert.equal(visitor.cookies.size, 0);
    assert.equal((await visitor.open('/account')).location, '/sign-in?to=%2Faccount');
  });

  test('sets a new account up with the code he was given: password, then authenticator', async () => {
    const { code } = await createAccount(api.context.access, consolePrincipal, {
      kind: 'staff',
      login: 'new-clerk',
      name: 'New clerk',
      grants: [steward],
    });
    const visitor = new FormVisitor(api.app);
    const newPassword = 'several grey herons';
    const enrol = await visitor.fill('/recover', { login: 'New-Clerk', code, newPassword });
    assert.match(enrol.html, /登记验证器应用/);
    const uri = /name="uri" value="([^"]+)"/.exec(enrol.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    const wrong = await visitor.send('/sign-in/enrol', { code: '000000', uri });
    assert.equal(wrong.status, 401);
    assert.ok(wrong.html.includes(uri.replaceAll('&', '&amp;')), 'the secret stays as scanned');
    const done = await visitor.send('/sign-in/enrol', { code: nextCode(secret), uri });
    assert.equal(done.location, '/account');
    assert.equal((await visitor.open('/account')).status, 200);
    assert.equal(
      (await new FormVisitor(api.app).fill('/recover', { login: 'new-clerk', code, newPassword }))
        .status,
      401,
      'once',
    );
  });

  test('gets on with what he wanted, and to no other site', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const go = async (to: string) => {
      const visitor = new FormVisitor(api.app);
      await visitor.fill('/sign-in', { login: staff.login, password: goodPassword });
      return (await visitor.send('/sign-in/factor', { code: nextCode(staff.secret), to })).location;
    };
    assert.equal(await go('/account/sessions'), '/account/sessions');
    for (const to of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/en//elsewhere.example',
      'javascript:x',
      '/sign-in',
    ]) {
      assert.equal(await go(to), '/account', to);
    }
  });

  test('with one wrong part learns nothing of which part it was', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const page = async (login: string, password: string) => {
      const { status, html } = await new FormVisitor(api.app).fill('/sign-in', { login, password });
      return [status, html.replaceAll(login, 'LOGIN').replace(/\d/g, '')];
    };
    const wrongPassword = await page(staff.login, 'nine unrelated kettle');
    assert.equal(wrongPassword[0], 401);
    assert.deepEqual(await page('nobody-here', goodPassword), wrongPassword);
    assert.doesNotMatch(String(wrongPassword[1]), /kettle/, 'passwords are not written back');
  });
});

describe('the cookie', () => {
  test('belongs to this host, is out of reach of scripts, and changes with every step', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    await visitor.open('/sign-in');
    const first = await visitor.send('/sign-in', { login: staff.login, password: goodPassword });
    const cookie = String(first.headers['set-cookie']);
    assert.match(cookie, /^__Host-xinheng=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const half = visitor.cookies.get(secureCookie) ?? '';
    await visitor.fill('/sign-in/factor', { code: nextCode(staff.secret) });
    assert.notEqual(visitor.cookies.get(secureCookie), half);
    const replayed = new FormVisitor(api.app);
    replayed.cookies.set(secureCookie, half);
    assert.equal((await replayed.open('/sign-in/factor')).location, '/sign-in');
  });

  test('of a session that was ended is worth nothing, wherever it turns up', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    await signIn(visitor, staff);
    const kept = visitor.cookies.get(secureCookie) ?? '';
    await visitor.fill('/sign-out', {});
    const thief = new FormVisitor(api.app);
    thief.cookies.set(secureCookie, kept);
    assert.equal((await thief.open('/account')).location, '/sign-in?to=%2Faccount');
    assert.equal(thief.cookies.size, 0, 'it is taken back');
  });
});

describe('a form', () => {
  test('without the token of its session does nothing', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    await signIn(visitor, staff);
    for (const csrf of ['', 'x', 'A'.repeat(43)]) {
      const answer = await visitor.send('/sign-out', { csrf });
      assert.equal(answer.status, 403);
      assert.match(answer.html, /表单不属于当前的登录/);
    }
    assert.equal((await visitor.open('/account')).status, 200, 'still in');
  });

  test('with the token of another session does nothing', async () => {
    const [one, other] = [new FormVisitor(api.app), new FormVisitor(api.app)];
    await signIn(one, await signedInStaff(api.context.access, [steward]));
    await signIn(other, await signedInStaff(api.context.access, [steward]));
    const { html } = await one.open('/account');
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.equal((await other.send('/sign-out', { csrf })).status, 403);
    assert.equal((await one.send('/sign-out', { csrf })).status, 303);
  });
});

describe('one’s own account', () => {
  test('shows where it is signed in, and ends it there', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const [here, there] = [
      new FormVisitor(api.app),
      new FormVisitor(api.app, {
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/143.0 Edg/143.0',
      }),
    ];
    await signIn(here, staff);
    await signIn(there, staff);
    const { html } = await here.open('/account/sessions');
    assert.match(html, /Edge, Windows/);
    assert.match(html, /Firefox, Linux<\/strong> <span[^>]*>当前设备/);
    assert.equal(html.match(/class="card"/g)?.length, 3);
    await here.send('/account/sessions', { session: 'others' });
    assert.equal((await there.open('/account')).location, '/sign-in?to=%2Faccount');
    assert.equal((await here.open('/account/sessions')).html.match(/class="card"/g)?.length, 1);
  });

  test('cannot end a session of somebody else', async () => {
    const [one, other] = [
      await signedInStaff(api.context.access, [steward]),
      await signedInStaff(api.context.access, [steward]),
    ];
    const visitor = new FormVisitor(api.app);
    await signIn(visitor, one);
    await visitor.open('/account/sessions');
    const session = other.principal.sessionId ?? '';
    const answer = await visitor.send('/account/sessions', { session });
    assert.equal(answer.status, 401);
    assert.match(answer.html, /会话已经结束/);
    assert.ok(
      await api.context.access.database
        .query('select 1 from access_session where session_id = $1 and ended_at is null', [session])
        .then((rows) => rows.length === 1),
    );
  });

  test('asks again who he is before the password changes, and ends other sessions then', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const [here, there] = [new FormVisitor(api.app), new FormVisitor(api.app)];
    await signIn(here, staff);
    await signIn(there, staff);
    api.city.clock.advance(11 * 60_000);
    const door = '/sign-in/again?to=%2Faccount%2Fpassword';
    assert.equal((await here.open('/account/password')).location, door);
    const wrong = await here.fill(door, {
      password: 'nine unrelated kettles!',
      code: nextCode(staff.secret),
    });
    assert.equal(wrong.status, 401);
    const page = await here.fill(door, {
      password: goodPassword,
      code: nextCode(staff.secret),
      to: '/account/password',
    });
    assert.match(page.html, /<h1[^>]*>修改密码/);
    const common = await here.send('/account/password', { newPassword: 'qwertyuiop' });
    assert.equal(common.status, 400);
    assert.match(common.html, /role="alert"/);
    const done = await here.send('/account/password', { newPassword: 'another seven kettles' });
    assert.equal(done.location, '/account/password?done=yes');
    assert.equal((await there.open('/account')).location, '/sign-in?to=%2Faccount');
    const again = await new FormVisitor(api.app).fill('/sign-in', {
      login: staff.login,
      password: goodPassword,
    });
    assert.equal(again.status, 401, 'the old one is gone');
  });
});

describe('what is kept about an account', () => {
  test('is its holder’s to take along, without what would open it, and nobody else’s', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    await signIn(visitor, staff);
    const copy = await visitor.open('/api/v1/account/export');
    assert.match(String(copy.headers['content-disposition']), /attachment/);
    assert.match(copy.html, new RegExp(`"login": "${staff.login}"`));
    assert.doesNotMatch(copy.html, new RegExp(`argon2|${staff.secret}`));
    const other = await signedInStaff(api.context.access, [steward]);
    assert.equal((await visitor.open(`/api/v1/accounts/${other.accountId}/export`)).status, 403);
    assert.equal((await new FormVisitor(api.app).open('/api/v1/account/export')).status, 401);
  });

  test('is erased by its holder once he typed his name, and lets nobody in any more', async () => {
    const staff = await signedInStaff(api.context.access, [steward]);
    const visitor = new FormVisitor(api.app);
    await signIn(visitor, staff);
    const wrong = await visitor.fill('/account/data', { login: 'somebody-else' });
    assert.equal(wrong.status, 400);
    assert.equal((await visitor.open('/account')).status, 200);
    const erased = await visitor.fill('/account/data', { login: staff.login.toUpperCase() });
    assert.match(erased.html, /账户已注销/);
    assert.equal(visitor.cookies.size, 0);
    const again = { login: staff.login, password: goodPassword };
    assert.equal((await new FormVisitor(api.app).fill('/sign-in', again)).status, 401);
  });
});

test('nothing personal of those who sign in reaches the log', async () => {
  const staff = await signedInStaff(api.context.access, [steward]);
  await signIn(new FormVisitor(api.app), staff);
  await new FormVisitor(api.app).fill('/sign-in', {
    login: staff.login,
    password: 'wrong kettles here',
  });
  const logged = JSON.stringify(api.logged);
  assert.doesNotMatch(
    logged,
    new RegExp(`${staff.login}|Clerk|kettles|${staff.secret}|127\\.0\\.0`),
  );
});
