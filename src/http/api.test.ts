// The API as a client meets it: what is found, what is proven, what is answered with a no.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apiTest } from '../../test/support/api.js';
import { inventedUscc, penaltyRow } from '../../test/support/intake.js';
import { registrations, siteUsccs } from '../../test/support/site-records.js';
import type { PublicRecord } from '../disclosure/credit-file.model.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { checkConsistency } from '../ledger/consistency-check.js';
import { readVerifier } from '../ledger/log-key.js';
import type { RecordProof } from '../ledger/proof.model.js';
import { checkProof } from '../ledger/proof-check.js';
import type { Problem } from './problem.js';

const api = await apiTest();
await api.handIn('organisation-registration', registrations);
const batch = await api.handIn('administrative-penalty', [
  penaltyRow(1, { CF_XDR_MC: '云溪明远精密机械有限公司', CF_SY: '联系电话13800138000' }),
  penaltyRow(2, { CF_XDR_MC: '云溪百味餐饮管理有限公司', CF_WSH: '云市监罚〔2026〕甲2号' }),
  penaltyRow(2, {
    CF_XDR_MC: '云溪百味餐饮管理有限公司',
    CF_WSH: '云市监罚〔2026〕甲3号',
    CF_JDRQ: '2026-03-01',
  }),
  penaltyRow(2, {
    CF_XDR_MC: '云溪百味餐饮管理有限公司',
    CF_WSH: '云市监罚〔2026〕甲4号',
    CF_CFLB: '警告',
    CF_NR: '警告',
    CF_NR_FK: '',
  }),
  penaltyRow(3, {
    CF_XDR_MC: '张试验',
    CF_XDR_LB: '个体工商户',
    CF_XDR_SHXYM: siteUsccs.masked,
    CF_SY: '张试验在店内销售超过保质期的预包装食品',
  }),
  penaltyRow(70, { CF_JDRQ: '2026/02/30' }),
]);

async function get(url: string, headers: Record<string, string> = {}) {
  return api.app.inject({ method: 'GET', url: `/api/v1${url}`, headers });
}

async function getRecords(uscc: string, query = '') {
  const answer = await get(`/organisations/${uscc}/records${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<{ records: PublicRecord[]; next: string | null }>();
}

describe('organisations', () => {
  test('are found by a part of their name, by a former name and by code', async () => {
    for (const q of ['明远精密', '云溪市明远机械厂', siteUsccs.machines.toLowerCase()]) {
      const answer = await get(`/organisations?q=${encodeURIComponent(q)}`);
      const { hits } = answer.json();
      assert.equal(hits[0].uscc, siteUsccs.machines, q);
      assert.equal(hits[0].recordCount, 2);
    }
  });

  test('have a file with totals by kind', async () => {
    const { organisation, totals } = (await get(`/organisations/${siteUsccs.machines}`)).json();
    assert.equal(organisation.name, '云溪明远精密机械有限公司');
    assert.deepEqual(organisation.formerNames, [
      { name: '云溪市明远机械厂', usedUntil: '2019-06-03' },
    ]);
    assert.deepEqual(
      totals.map((total: { kind: string; count: number }) => [total.kind, total.count]),
      [
        ['administrative-penalty', 1],
        ['organisation-registration', 1],
      ],
    );
  });

  test('have records newest first, page by page, without those that are not published', async () => {
    const first = await getRecords(siteUsccs.canteen, '?limit=1');
    const second = await getRecords(siteUsccs.canteen, `?limit=1&after=${first.next}`);
    const third = await getRecords(siteUsccs.canteen, `?limit=1&after=${second.next}`);
    assert.deepEqual(
      [first, second, third].map((page) => page.records[0]?.decisionNumber),
      ['云市监罚〔2026〕甲2号', '云市监罚〔2026〕甲3号', null],
    );
    assert.equal(third.next, null);
  });

  test('are 404 where the code is unknown and 400 where it is none', async () => {
    assert.equal((await get(`/organisations/${inventedUscc('91', 999)}`)).statusCode, 404);
    const none = await get('/organisations/12345');
    assert.equal(none.statusCode, 400);
    assert.equal(none.json().code, 'disclosure.uscc_malformed');
  });
});

describe('a record', () => {
  test('shows public fields only, with labels, unit and source', async () => {
    const { records } = await getRecords(siteUsccs.machines);
    const record = records.find((one) => one.kind === 'administrative-penalty');
    assert.ok(record);
    const codes = record.fields.map((field) => field.code);
    assert.ok(codes.includes('CF_SY'));
    assert.ok(!codes.includes('CF_BZ') && !codes.includes('CF_FRDB'));
    const fine = record.fields.find((field) => field.code === 'CF_NR_FK');
    assert.deepEqual([fine?.text, fine?.unit], ['0.2', '万元']);
    const facts = record.fields.find((field) => field.code === 'CF_SY');
    assert.ok(facts?.text && !facts.text.includes('13800138000'));
    assert.equal(record.source.batchId, batch.batch);
    assert.equal(record.source.line, 2);
    assert.equal(record.source.logPosition, 1);
    const alone = (await get(`/records/${record.recordId}`)).json();
    assert.deepEqual(alone, record);
  });

  test("of a trade under its owner's name shows that name nowhere, nor does its proof", async () => {
    const { records } = await getRecords(siteUsccs.masked);
    assert.equal(records.length, 2);
    const { organisation } = (await get(`/organisations/${siteUsccs.masked}`)).json();
    assert.equal(organisation.name, '张**');
    for (const record of records) {
      const proof = await get(`/records/${record.recordId}/proof`);
      assert.equal(proof.statusCode, 200, proof.body);
      assert.ok(!proof.body.includes('张试验'));
      assert.ok(checkProof(proof.json<RecordProof>(), { verifier: api.logKey }).ok);
    }
    const everything = JSON.stringify([records, organisation]);
    assert.ok(!everything.includes('张试验'));
    const search = (await get(`/organisations?q=${encodeURIComponent('张试验')}`)).json();
    assert.deepEqual(search.hits, []);
  });

  test('has a proof that holds offline', async () => {
    const { records } = await getRecords(siteUsccs.machines);
    const answer = await get(`/records/${records[0]?.recordId}/proof`);
    const proof = answer.json<RecordProof>();
    assert.ok(checkProof(proof, { verifier: api.logKey }).ok);
    assert.match(String(answer.headers['content-disposition']), /\.proof\.json/);
    const forged = JSON.parse(answer.body.replace('精密机械', '粗糙机械')) as RecordProof;
    assert.equal(checkProof(forged, { verifier: api.logKey }).ok, false);
  });

  test('that is not published is answered like one that never was', async () => {
    const [hidden] = await api.city.database.query<{ record_id: string }>(
      'select record_id from disclosure_record where not is_public',
    );
    assert.ok(hidden);
    for (const path of ['', '/proof']) {
      const withheld: Problem = (await get(`/records/${hidden.record_id}${path}`)).json();
      const never = '0198f000-0000-7000-8000-000000000000';
      const unknown: Problem = (await get(`/records/${never}${path}`)).json();
      assert.equal(withheld.status, 404);
      assert.equal(withheld.code, unknown.code);
      assert.equal(withheld.detail.replace(hidden.record_id, never), unknown.detail);
    }
    for (const path of ['/records/what', '/records/what/proof', '/records/%27%7B/proof']) {
      const refused = await get(path);
      assert.equal(refused.statusCode, 404, path);
      assert.equal(refused.json().code, 'disclosure.record_unknown');
    }
    assert.equal((await get('/batches/what')).statusCode, 404);
  });
});

describe('a batch', () => {
  test('shows what the log says of it', async () => {
    const shown = (await get(`/batches/${batch.batch}`)).json();
    assert.equal(shown.kind, 'administrative-penalty');
    assert.equal(shown.entries, 5);
    assert.equal(shown.logPosition, 1);
    assert.ok(!Number.isNaN(Date.parse(shown.receivedAt)));
    assert.equal((await get('/batches/0198f000-0000-7000-8000-000000000000')).statusCode, 404);
  });

  test('gives its receipt to whoever has the check code, and to nobody else', async () => {
    const opened = await get(`/batches/${batch.batch}/receipt?code=${batch.checkCode}`);
    assert.equal(opened.statusCode, 200, opened.body);
    assert.equal(opened.json().rows.returned, 1);
    assert.equal(opened.headers['cache-control'], 'no-store');
    const { findings, findingsTotal } = opened.json();
    assert.equal(findings.length, findingsTotal);
    const behind = await get(
      `/batches/${batch.batch}/receipt?code=${batch.checkCode}&from=${findingsTotal + 1}`,
    );
    assert.deepEqual([behind.statusCode, behind.json().findings], [200, []]);
    for (const query of ['', '?code=', '?code=wrong', `?code=${batch.batch}`]) {
      const closed = await get(`/batches/${batch.batch}/receipt${query}`);
      assert.equal(closed.statusCode, 404, query);
      assert.equal(closed.json().code, 'receipt.unknown');
    }
  });
});

describe('the catalogue', () => {
  test('lists kinds and gives fields, schema and template of one', async () => {
    const { items } = (await get('/catalogue')).json();
    const kinds = items.map((item: { kind: string }) => item.kind);
    assert.ok(kinds.includes('administrative-penalty'));
    const item = (await get('/catalogue/administrative-penalty')).json();
    assert.equal(item.fields.length, 30);
    const schema = await get('/catalogue/administrative-penalty/schema');
    assert.match(String(schema.headers['content-type']), /schema\+json/);
    assert.equal(schema.json().type, 'object');
    const template = await get('/catalogue/administrative-penalty/template');
    assert.match(String(template.headers['content-type']), /text\/csv/);
    assert.ok(template.body.startsWith('\ufeff行政相对人名称'));
    assert.equal(template.body.trimEnd().split('\r\n').length, 1);
    const filled = await get('/catalogue/administrative-penalty/template?example=true');
    assert.equal(filled.body.trimEnd().split('\r\n').length, 2);
  });

  test('names the kinds there are where a kind is unknown', async () => {
    const answer = await get('/catalogue/fortune-telling');
    assert.equal(answer.statusCode, 404);
    assert.match(answer.json().text.en, /administrative-penalty/);
  });
});

describe('the log', () => {
  test('has a checkpoint that its key has signed', async () => {
    const note = await get('/checkpoint');
    const key = await get('/log/key');
    assert.match(String(note.headers['content-type']), /^text\/plain/);
    const verifier = readVerifier(key.body);
    assert.ok(verifier);
    assert.equal(openCheckpoint(note.body, verifier)?.size, 2);
  });

  test('proves to whoever kept a checkpoint that it only grew', async () => {
    const kept = (await get('/log/consistency?from=1')).json().older;
    const proof = (await get('/log/consistency?from=1&to=2')).json();
    assert.ok(checkConsistency(proof, { verifier: api.logKey, since: kept }).ok);
    for (const [query, status] of [
      ['from=9', 400],
      ['from=2&to=1', 400],
      ['from=1&to=7', 404],
      ['', 400],
      ['from=0', 400],
      ['from=x', 400],
    ] as const) {
      assert.equal((await get(`/log/consistency?${query}`)).statusCode, status, query);
    }
  });

  test('counts what is public', async () => {
    const figures = (await get('/figures')).json();
    assert.equal(figures.organisations, 4);
    assert.equal(figures.agencies, 1);
    assert.deepEqual(
      figures.byKind.map((kind: { kind: string; count: number }) => [kind.kind, kind.count]),
      [
        ['administrative-penalty', 4],
        ['organisation-registration', 4],
      ],
    );
    assert.equal(figures.records, 8);
    assert.equal(figures.checkpoint.size, 2);
  });
});
