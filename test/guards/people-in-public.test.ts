// Guards 5 and 8 of docs/people.md at the public doors: no search, file or page of a person, no owner's name.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyLedger } from '../../src/ledger/verify.js';
import { apiTest } from '../support/api.js';
import { inventedUscc, penaltyRow } from '../support/intake.js';
import { assertAbsent } from '../support/secrets.js';
import { licence, registration } from '../support/site-records.js';

const representative = '司徒独名';
const owner = '欧阳守卫';
const remark = '内部备注：领导已阅';
const company = inventedUscc('91', 1);
const trader = inventedUscc('92', 2);
const companyName = '云溪某某精密有限公司';

const api = await apiTest();
await api.handIn('organisation-registration', [
  registration({
    name: companyName,
    uscc: company,
    representative,
    registeredOn: '2020-01-02',
    approvedOn: '2020-01-02',
  }),
  registration({
    name: owner,
    uscc: trader,
    organisationKind: '个体工商户',
    representative: owner,
    registeredOn: '2020-01-03',
    approvedOn: '2020-01-03',
    formerName: '云溪守卫小吃店',
    formerNameUntil: '2020-01-03',
  }),
]);
await api.handIn('administrative-penalty', [
  penaltyRow(1, { CF_XDR_MC: companyName, CF_FRDB: representative, BZ: remark }),
  penaltyRow(2, {
    CF_XDR_MC: owner,
    CF_XDR_SHXYM: trader,
    CF_XDR_LB: '个体工商户',
    CF_FRDB: owner,
    CF_SY: `${owner}在店内销售过期食品`,
    CF_NR: `对${owner}罚款2000元`,
  }),
]);
await api.handIn('administrative-licence', [
  licence({
    XK_XDR_MC: companyName,
    XK_FRDB: representative,
    XK_WSH: '许1',
    XK_JDRQ: '2026/3/1',
    XK_YXQZI: '长期',
  }),
]);

const get = (url: string) => api.app.inject({ method: 'GET', url });

/** Everything a visitor reaches by following links, pages and documents alike. */
async function everythingPublic(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [
    '/',
    '/en',
    `/search?q=${encodeURIComponent('云溪')}`,
    `/search?q=${trader}`,
    `/organisations/${company}`,
    `/organisations/${trader}`,
    '/api/v1/openapi.json',
    '/api/v1/figures',
    '/api/v1/checkpoint',
    '/api/v1/catalogue',
    `/api/v1/organisations?q=${encodeURIComponent('云溪')}`,
    ...[company, trader].flatMap((code) => [
      `/api/v1/organisations?q=${code}`,
      `/api/v1/organisations/${code}`,
      `/api/v1/organisations/${code}/records`,
    ]),
    '/metrics',
    '/readyz',
  ];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url)) continue;
    const answer = await get(url);
    seen.set(url, answer.body);
    for (const [, link] of answer.body.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)) {
      waiting.push((link as string).replaceAll('&amp;', '&'));
    }
    for (const [, record] of answer.body.matchAll(/"recordId":"([0-9a-f-]+)"/g)) {
      waiting.push(`/api/v1/records/${record}`, `/api/v1/records/${record}/proof`);
    }
  }
  return seen;
}

describe('5. nothing spreads from an organisation to a person', () => {
  it('no page, document, proof or log line that a visitor can reach names a representative or an owner', async () => {
    const reached = await everythingPublic();
    assert.ok(reached.size > 60, `${reached.size} addresses were reached`);
    assert.ok([...reached.keys()].filter((url) => url.endsWith('/proof')).length >= 5);
    for (const [url, body] of reached) {
      assertAbsent(body, [representative, owner, '内部备注'], url);
    }
    assertAbsent(JSON.stringify(api.logged), [representative, owner], 'the log');
  });

  it('a search for a person finds nothing: by name, by a part of it, by what a text says of him', async () => {
    for (const name of [representative, '司徒', '独名', owner, '欧阳', '守卫', '张试验']) {
      const query = encodeURIComponent(name);
      const answer = await get(`/api/v1/organisations?q=${query}`);
      const hits = answer.json().hits as { uscc: string; name: string }[];
      assert.deepEqual(hits, [], name);
      const page = (await get(`/search?q=${query}`)).body;
      assert.ok(!page.includes(trader) && !page.includes(company), name);
    }
  });

  it('no address, parameter or shape of the interface is about a person', async () => {
    const { paths, components } = (await get('/api/v1/openapi.json')).json();
    const names = [
      ...Object.keys(paths),
      ...Object.keys(components.schemas),
      ...[
        ...JSON.stringify([paths, components]).matchAll(
          /"(?:name|title)":"(\w+)"|"(\w+)":\{"(?:type|\$ref|anyOf)/g,
        ),
      ].map(([, name, member]) => name ?? member ?? ''),
    ];
    assert.ok(names.length > 50);
    for (const name of names) {
      assert.doesNotMatch(
        name,
        /person(?!al)|people|citizen|resident|representative|owner|employee/i,
      );
    }
  });
});

describe('8. of an individual business the trade is the subject, the owner is not', () => {
  it('a trade that bears nothing but its owner’s name is masked on page, interface and title', async () => {
    for (const url of [
      `/organisations/${trader}`,
      `/en/organisations/${trader}`,
      `/api/v1/organisations/${trader}`,
    ]) {
      const answer = await get(url);
      assert.equal(answer.statusCode, 200);
      assert.ok(answer.body.includes('欧阳**'), url);
    }
  });

  it('and so is its name in what the records say', async () => {
    const { records } = (await get(`/api/v1/organisations/${trader}/records`)).json();
    const texts = JSON.stringify(records);
    assertAbsent(texts, [owner], 'the records');
    assert.ok(texts.includes('在店内销售过期食品'));
  });
});

it('erasing every representative leaves the ledger whole', async () => {
  await api.city.database.query('delete from parties_representative');
  const verdict = await verifyLedger(api.city.database, { verifiers: [api.logKey] });
  assert.deepEqual(verdict.fault, null);
});
