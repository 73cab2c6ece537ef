// Signing in with a real browser, by every way: password and authenticator, passkey, the city's identity provider.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { createAccount } from '../../src/access/accounts.js';
import { consolePrincipal } from '../../src/access/principal.model.js';
import { openIdentityProvider } from '../../src/http/identity-provider.js';
import { goodPassword, signedInStaff, totpCode } from '../support/access.js';
import { type ApiTest, apiTest } from '../support/api.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { testAgency } from '../support/intake.js';
import { startProvider } from '../support/provider.js';

const steward = { role: 'data-steward', agencyCode: testAgency } as const;

let api: ApiTest;
let url: string;
let started: TestBrowser;
let folder: string;

before(async () => {
  // Passkeys belong to a host name, and localhost is the one that needs no certificate.
  const port = await freePort();
  url = `http://localhost:${port}`;
  folder = await mkdtemp(join(tmpdir(), 'xinheng-sign-in-'));
  const returnTo = `${url}/sign-in/oidc/callback`;
  const provider = await startProvider(returnTo, { amr: ['pwd', 'otp', 'mfa'] });
  const clientSecretFile = join(folder, 'oidc-secret');
  await writeFile(clientSecretFile, `${provider.clientSecret}\n`);
  const { clientId, issuer } = provider;
  api = await apiTest(undefined, {
    site: { name: { zh: '云溪市公共信用信息平台', en: 'Yunxi' }, publicUrl: url },
    identityProvider: openIdentityProvider({ clientId, clientSecretFile, issuer }, returnTo),
  });
  await api.app.listen({ port, host: '127.0.0.1' });
  started = await launchBrowser();
});
after(async () => {
  await started.close();
  await rm(folder, { recursive: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function withPage(
  visit: (page: Page, context: BrowserContext) => Promise<void>,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<void> {
  const context = await started.browser.newContext(options);
  try {
    await visit(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

function nextCode(secret: string): string {
  api.city.clock.advance(30_000);
  return totpCode(secret, api.city.clock.now());
}

async function heading(page: Page): Promise<string> {
  return page.locator('h1').innerText();
}

async function givePassword(page: Page, login: string): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', goodPassword);
  await page.click('main button[type=submit]');
}

test('with password and authenticator, without a script, back to where one wanted to go, and out', async () => {
  const staff = await signedInStaff(api.context.access, [steward]);
  await withPage(
    async (page) => {
      await page.goto(`${url}/en/account/sessions`);
      assert.equal(await heading(page), 'Sign in');
      await givePassword(page, staff.login);
      assert.equal(await heading(page), 'Second step: a code');
      await page.fill('#code', nextCode(staff.secret));
      await page.click('main button[type=submit]');
      assert.equal(await heading(page), 'Devices signed in');
      assert.match(await page.locator('.person').innerText(), /Clerk \d+\s+data steward/);
      await page.click('.person button');
      assert.equal(await heading(page), 'Signed out');
    },
    { javaScriptEnabled: false },
  );
});

test('a new account: one-time code, password, authenticator scanned from the page', async () => {
  const login = 'xin-ren';
  const { code } = await createAccount(api.context.access, consolePrincipal, {
    kind: 'staff',
    login,
    name: '新人',
    grants: [steward],
  });
  await withPage(
    async (page) => {
      await page.goto(`${url}/recover`);
      await page.fill('#login', login);
      await page.fill('#code', code.toLowerCase());
      await page.fill('#newPassword', goodPassword);
      await page.click('main button[type=submit]');
      assert.equal(await heading(page), '登记验证器应用');
      const box = await page.locator('svg.qr').boundingBox();
      assert.ok((box?.width ?? 0) > 150, 'the code can be scanned');
      const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
      await page.fill('#code', nextCode(secret));
      await page.click('main button[type=submit]');
      assert.equal(await heading(page), '我的账户');
    },
    { javaScriptEnabled: false },
  );
});

test('with a passkey: enrolled, used instead of a password, as second factor, and as a proof', async () => {
  const staff = await signedInStaff(api.context.access, [steward]);
  await withPage(async (page, context) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const devTools = await context.newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${url}/sign-in?to=%2Faccount%2Ffactors%2Fpasskey`);
    await givePassword(page, staff.login);
    await page.fill('#code', nextCode(staff.secret));
    await page.click('main button[type=submit]');
    assert.equal(await heading(page), '登记通行密钥');
    await page.fill('#label', '办公电脑');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/account\/factors$/);
    assert.match(await page.locator('main').innerText(), /办公电脑\s+通行密钥/);
    await page.click('.person button');

    await page.goto(`${url}/sign-in/passkey`);
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/account$/);
    await page.click('.person button');

    await page.goto(`${url}/sign-in`);
    await givePassword(page, staff.login);
    await page.click('text=改用通行密钥确认');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/account$/);

    api.city.clock.advance(11 * 60_000);
    await page.goto(`${url}/account/password`);
    assert.equal(await heading(page), '再次验证身份');
    await page.click('text=改用通行密钥验证');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/account\/password$/);
    assert.deepEqual(errors, [], 'nothing that the policy of the page forbids');
  });
});

test('a passkey that nobody enrolled is told so, and a browser without one says what to do', async () => {
  await withPage(async (page, context) => {
    const devTools = await context.newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    await page.goto(`${url}/sign-in/passkey`);
    await page.click('main button[type=submit]');
    await page.locator('[data-passkey-problem]').waitFor({ state: 'visible' });
    assert.match(
      await page.locator('[data-passkey-problem]').innerText(),
      /没有得到通行密钥的应答/,
    );
  });
});

test('through the city’s identity provider, once the account is linked to it', async () => {
  const staff = await signedInStaff(api.context.access, [steward]);
  await withPage(async (page) => {
    const throughProvider = async () => {
      await page.waitForURL(/\/interaction\//);
      await page.fill('input[name=login]', 'user-of-the-city');
      await page.click('button[type=submit]');
    };
    await page.goto(`${url}/sign-in`);
    await page.click('text=用本市统一身份认证登录');
    await throughProvider();
    assert.equal(await heading(page), '尚未关联账户');

    await page.goto(`${url}/sign-in?to=%2Faccount%2Ffactors`);
    await givePassword(page, staff.login);
    await page.fill('#code', nextCode(staff.secret));
    await page.click('main button[type=submit]');
    await page.getByRole('link', { name: '关联', exact: true }).click();
    await throughProvider();
    await page.waitForURL(/\/account\/factors$/);
    assert.match(await page.locator('main').innerText(), /http:\/\/localhost:\d+/);
    await page.click('.person button');

    await page.goto(`${url}/en/sign-in?to=%2Faccount%2Fsessions`);
    await page.click('text=identity provider');
    await page.waitForURL(/\/en\/account\/sessions$/);
    assert.equal(await heading(page), 'Devices signed in');
  });
});

test('an answer of the provider that belongs to no journey, or to another one, opens nothing', async () => {
  await withPage(async (page) => {
    await page.goto(`${url}/sign-in/oidc/callback?code=x&state=y`);
    assert.match(await page.locator('main').innerText(), /没有确认这次登录/);
    const journey = { state: 'mine', nonce: 'n', verifier: 'v'.repeat(43), anew: false };
    const value = Buffer.from(
      JSON.stringify({ ...journey, errand: 'sign-in', language: 'zh' }),
    ).toString('base64url');
    await page.context().addCookies([{ name: 'xinheng-journey', value, url }]);
    await page.goto(`${url}/sign-in/oidc/callback?code=x&state=other`);
    assert.match(await page.locator('main').innerText(), /没有确认这次登录/);
    assert.equal((await page.context().cookies()).length, 0);
  });
});
