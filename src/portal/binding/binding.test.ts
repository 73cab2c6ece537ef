// Binding an account to an organisation through the pages: by letter, by window, and by nothing else.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { goodPassword, signedInStaff } from '../../../test/support/access.js';
import { type ApiTest, apiTest } from '../../../test/support/api.js';
import { FormVisitor } from '../../../test/support/form-visitor.js';
import { testAgency } from '../../../test/support/intake.js';
import { registrations, siteUsccs } from '../../../test/support/site-records.js';
import { loadLimits } from '../../http/limits.loader.js';

const uscc = siteUsccs.machines;

let api: ApiTest;
before(async () => {
  const usual = loadLimits();
  const rates = { ...usual.rates, signIn: { most: 1000, withinSeconds: 300 } };
  api = await apiTest(undefined, { limits: { ...usual, rates } });
  await api.handIn('organisation-registration', registrations);
});

let registered = 0;
async function clerk(): Promise<FormVisitor> {
  registered += 1;
  const visitor = new FormVisitor(api.app);
  const login = `jingbanren-${registered}`;
  const page = await visitor.fill('/register', { login, name: '经办', newPassword: goodPassword });
  assert.match(page.html, /还没有绑定机构/);
  return visitor;
}

async function windowClerk(): Promise<FormVisitor> {
  const grants = [{ role: 'window-clerk', agencyCode: testAgency }] as const;
  const { token } = await signedInStaff(api.context.access, grants);
  const visitor = new FormVisitor(api.app);
  visitor.cookies.set('__Host-xinheng', token);
  return visitor;
}

async function letterCode(): Promise<string> {
  const letter = await (await windowClerk()).fill('/bindings/letters', { uscc });
  assert.match(letter.html, /云溪明远精密机械有限公司/);
  return /<code class="secret">([^<]+)</.exec(letter.html)?.[1] ?? '';
}

describe('a clerk of an organisation', () => {
  test('registers, is bound by the code of the letter, and by that code once only', async () => {
    const [code, visitor, other] = [await letterCode(), await clerk(), await clerk()];
    assert.match((await visitor.fill('/bindings/letter', { uscc, code })).html, /已绑定/);
    assert.match((await visitor.open('/account')).html, new RegExp(`机构经办人（${uscc}）`));
    const again = await other.fill('/bindings/letter', { uscc, code });
    assert.ok(again.status >= 400);
    assert.match((await other.open('/bindings')).html, /还没有绑定机构/);
  });

  test('is not bound by a code that was made up, nor to another organisation by a good one', async () => {
    const [code, visitor] = [await letterCode(), await clerk()];
    for (const given of [
      { uscc, code: 'AAAA-BBBB-CCCC-DDDD' },
      { uscc: siteUsccs.canteen, code },
      { uscc, code: '' },
    ]) {
      assert.ok((await visitor.fill('/bindings/letter', given)).status >= 400);
    }
    assert.match((await visitor.open('/bindings')).html, /还没有绑定机构/);
  });

  test('asks, and is bound when the window confirms; not by confirming himself', async () => {
    const visitor = await clerk();
    const asked = await visitor.fill('/bindings/request', { uscc });
    assert.match(asked.html, /等待窗口确认/);
    const binding = /name="binding" value="([^"]+)"/.exec(asked.html)?.[1] ?? '';
    assert.equal((await visitor.send('/bindings/window', { binding })).status, 403);
    const office = await windowClerk();
    assert.match((await office.open('/bindings/window')).html, new RegExp(binding));
    await office.send('/bindings/window', { binding });
    assert.match((await visitor.open('/bindings')).html, /已绑定/);
    await visitor.send('/bindings', { binding });
    assert.match((await visitor.open('/bindings')).html, /还没有绑定机构/);
  });
});

test('letters and the window are closed to whoever is no window clerk', async () => {
  const visitor = await clerk();
  for (const page of ['/bindings/window', '/bindings/letters']) {
    assert.equal((await visitor.open(page)).status, 403, page);
    await visitor.open('/bindings');
    assert.equal((await visitor.send(page, { uscc })).status, 403, page);
  }
});
