// What is not public, at the interface: who may, for what, what is written down, and what the organisation sees of it.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type ApiTest, apiTest } from '../../test/support/api.js';
import { inventedUscc, penaltyRow, testAgency } from '../../test/support/intake.js';
import {
  type Caller,
  organisationCaller,
  staffCaller,
  stranger,
} from '../../test/support/signed-in.js';

const company = inventedUscc('91', 1);
const otherCompany = inventedUscc('91', 2);
const warned = '云市监罚〔2026〕1号';
const why = `purpose=credit-check&matter=${encodeURIComponent('云审〔2026〕7号')}`;

let api: ApiTest;
let officer: Caller;
let second: Caller;
let clerk: Caller;
let otherClerk: Caller;
let auditor: Caller;

before(async () => {
  api = await apiTest();
  const place = { app: api.app, access: api.context.access };
  // A warning alone is not public; the other penalty is.
  await api.handIn('administrative-penalty', [
    penaltyRow(1, { CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '', BZ: '内部备注' }),
    penaltyRow(1, { CF_WSH: '云市监罚〔2026〕11号' }),
    penaltyRow(2),
  ]);
  officer = await staffCaller(place, { role: 'case-officer', agencyCode: testAgency });
  second = await staffCaller(place, { role: 'second-officer', agencyCode: testAgency });
  auditor = await staffCaller(place, { role: 'auditor' });
  clerk = await organisationCaller(place, company);
  otherClerk = await organisationCaller(place, otherCompany);
});

async function readings(): Promise<Record<string, unknown>[]> {
  return api.city.database.query(
    'select actor, act, object, purpose, matter, office from audit_event where is_reading order by event_id',
  );
}

describe('the whole file', () => {
  it('opens to an officer for a purpose and a matter, and the look is on the log', async () => {
    const { status, body, headers } = await officer.get(`/organisations/${company}/file?${why}`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(headers['cache-control'], 'no-store');
    const numbers = body.records.map((record: { decisionNumber: string }) => record.decisionNumber);
    assert.equal(numbers.length, 2);
    assert.ok(numbers.includes(warned));
    assert.ok(JSON.stringify(body).includes('内部备注'));
    assert.deepEqual((await readings()).at(-1), {
      actor: officer.accountId,
      act: 'file.read',
      object: company,
      purpose: 'credit-check',
      matter: '云审〔2026〕7号',
      office: testAgency,
    });
  });

  it('is what it was at an earlier time, too', async () => {
    const address = `/organisations/${company}/file?${why}`;
    const earlier = await officer.get(`${address}&asOf=2026-03-01`);
    assert.equal(earlier.status, 200);
    const unknown = await officer.get(`${address}&knownAt=2026-01-01T00:00:00Z`);
    assert.deepEqual(unknown.body.records, []);
  });

  it('shows to the public what it showed before: the warning is not there', async () => {
    const { body } = await stranger(api).get(`/organisations/${company}/records`);
    assert.equal(body.records.length, 1);
  });

  const closed: [who: string, caller: () => Pick<Caller, 'get'>, status: number][] = [
    ['a stranger', () => stranger(api), 401],
    ['the auditor', () => auditor, 403],
    ['the organisation itself, by the officers’ door', () => clerk, 403],
  ];
  for (const [who, caller, status] of closed) {
    it(`stays closed to ${who}, and nothing is written down`, async () => {
      const count = (await readings()).length;
      const answer = await caller().get(`/organisations/${company}/file?${why}`);
      assert.equal(answer.status, status);
      assert.doesNotMatch(answer.text, /内部备注|罚款/);
      assert.equal((await readings()).length, count);
    });
  }

  it('does not open by a link on another site, which would cite a matter in the officer’s name', async () => {
    const [name, value] = officer.cookie;
    const looks = (await readings()).length;
    const from = async (site: string) => {
      const headers = { cookie: `${name}=${value}`, 'sec-fetch-site': site };
      const url = `/api/v1/organisations/${company}/file?${why}`;
      return (await api.app.inject({ url, headers })).statusCode;
    };
    assert.equal(await from('cross-site'), 403);
    assert.equal((await readings()).length, looks);
    assert.equal(await from('none'), 200);
  });

  const wrong: [what: string, query: string, code: string][] = [
    ['without a purpose', 'matter=m1', 'http.parameter_missing'],
    ['without a matter', 'purpose=credit-check', 'http.parameter_missing'],
    ['for a purpose that is none', 'purpose=curiosity&matter=m1', 'reading.purpose_unknown'],
    ['as if it were one’s own', 'purpose=own-file&matter=m1', 'reading.purpose_unknown'],
    ['for another office', `${why}&office=${inventedUscc('11', 9)}`, 'http.office_not_own'],
    ['as of no day', `${why}&asOf=2026-02-30`, 'http.parameter_malformed'],
  ];
  for (const [what, query, code] of wrong) {
    it(`${what} is refused: ${code}`, async () => {
      const count = (await readings()).length;
      const { body } = await officer.get(`/organisations/${company}/file?${query}`);
      assert.equal(body.code, code);
      assert.equal((await readings()).length, count);
    });
  }
});

describe('an organisation', () => {
  it('reads its own whole file, and nobody else’s', async () => {
    const own = await clerk.get(`/organisations/${company}/own-file`);
    assert.equal(own.status, 200);
    assert.equal(own.body.records.length, 2);
    const other = await clerk.get(`/organisations/${otherCompany}/own-file`);
    assert.equal(other.status, 403);
    const officers = await officer.get(`/organisations/${company}/own-file`);
    assert.equal(officers.status, 403);
  });

  it('sees who looked at it: office, time and matter, not the clerk; and nothing of others', async () => {
    const { status, body, text } = await clerk.get(`/organisations/${company}/readings`);
    assert.equal(status, 200);
    const look = body.readings.find((each: { own: boolean }) => !each.own);
    assert.equal(look.office.zh, '云溪市试验局');
    assert.equal(look.matter, '云审〔2026〕7号');
    assert.equal(look.purpose.zh, '行政审批等事项前的信用核查');
    assert.match(look.at, /^2026-04-10T/);
    assert.ok(body.readings.some((each: { own: boolean }) => each.own));
    assert.doesNotMatch(text, new RegExp(officer.accountId));
    assert.equal((await otherClerk.get(`/organisations/${company}/readings`)).status, 403);
    assert.equal((await officer.get(`/organisations/${company}/readings`)).status, 403);
    assert.equal((await stranger(api).get(`/organisations/${company}/readings`)).status, 401);
  });

  it('does not see a look under an embargo before its end; only a second officer of the office sets one', async () => {
    const matter = '云查〔2026〕3号';
    const wish = { matter, basis: '行政处罚法第五十四条', shownFrom: '2026-05-01' };
    const address = `/organisations/${company}/embargoes`;
    assert.equal((await officer.post(address, wish)).status, 403);
    assert.equal((await clerk.post(address, wish)).status, 403);
    const foreign = await second.post(address, { ...wish, office: inventedUscc('11', 9) });
    assert.equal(foreign.status, 403);
    const tooLong = await second.post(address, { ...wish, shownFrom: '2028-01-01' });
    assert.equal(tooLong.body.code, 'embargo.too_long');
    const set = await second.post(address, wish);
    assert.equal(set.status, 204, set.text);
    const query = `purpose=enforcement&matter=${encodeURIComponent(matter)}`;
    assert.equal((await officer.get(`/organisations/${company}/file?${query}`)).status, 200);
    const seen = async () => (await clerk.get(`/organisations/${company}/readings`)).text;
    assert.doesNotMatch(await seen(), /云查/);
    const listed = await auditor.get('/embargoes');
    assert.equal(listed.body.embargoes[0].matter, matter);
    assert.equal((await officer.get('/embargoes')).status, 403);
  });
});
