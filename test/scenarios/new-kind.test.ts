// A kind of record that nobody has thought of yet, added by YAML files alone: from its template to the public page.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import { templateCsv } from '../../src/catalogue/template.js';
import { packageFile } from '../../src/kernel/package-files.js';
import type { RecordProof } from '../../src/ledger/proof.model.js';
import { checkProof } from '../../src/ledger/proof-check.js';
import { apiTest } from '../support/api.js';
import { inventedUscc, testAgency } from '../support/intake.js';

const itemFile = `
kind: water-saving-pledge
layer: city
site: "320500"
from: "2026-01-01"
title: { zh: 节水承诺履行, en: Water-saving pledge }
producer: { zh: 水务部门, en: The water authority }
polarity: favourable
frequency: { zh: 每季度, en: Every quarter }
legalBasis:
  - instrument: { zh: 某市节水承诺办法（虚构）, en: Measures on water-saving pledges (invented) }
    source: 测试
    confidence: L
timeliness:
  period: 30
  unit: natural-days
  startsFrom: assessedOn
  basis:
    instrument: { zh: 某市节水承诺办法（虚构）, en: Measures on water-saving pledges (invented) }
    source: 测试
    confidence: L
publication:
  published: true
  except:
    - field: outcome
      onlyIn: [未评定]
      reason: { zh: 尚未评定, en: Not assessed yet }
      basis:
        instrument: { zh: 某市节水承诺办法（虚构）, en: Measures on water-saving pledges (invented) }
        source: 测试
        confidence: L
naturalKey: [authorityCode, pledgeNumber]
subject: { name: pledger, uscc: pledgerCode, representative: head }
decidedOn: assessedOn
decisionNumber: pledgeNumber
agency: { name: authority, code: authorityCode }
effectiveFrom: assessedOn
effectiveTo: validUntil
consistency:
  - { rule: not-before, later: validUntil, earlier: assessedOn }
codeLists: [pledge-outcome]
fields:
  - { code: pledger, label: { zh: 承诺单位, en: Pledger }, aliases: [用水单位], type: text, maxLength: 200, required: true, disclosure: public, part: words }
  - { code: pledgerCode, label: { zh: 承诺单位代码, en: Code of the pledger }, type: uscc, required: true, disclosure: public, part: facts }
  - { code: head, label: { zh: 单位负责人, en: Head }, type: text, maxLength: 50, disclosure: internal, part: registry }
  - { code: headPhone, label: { zh: 负责人电话, en: Telephone of the head }, type: text, disclosure: internal, part: dropped }
  - { code: pledgeNumber, label: { zh: 承诺书编号, en: Number of the pledge }, type: text, maxLength: 64, required: true, disclosure: public, part: facts }
  - { code: outcome, label: { zh: 履行结果, en: Outcome }, type: code, codeList: pledge-outcome, required: true, disclosure: public, part: facts }
  - { code: saved, label: { zh: 节水量（立方米）, en: Water saved (m³) }, type: number, maxLength: 12, requiredWhen: { field: outcome, anyOf: [已履行] }, disclosure: public, part: facts }
  - { code: subsidy, label: { zh: 补助金额（元）, en: Subsidy (yuan) }, type: amount, unit: 元, maxLength: 18, disclosure: authorised, part: facts }
  - { code: account, label: { zh: 情况说明, en: Account }, type: text, maxLength: 1000, disclosure: public, part: words }
  - { code: assessedOn, label: { zh: 评定日期, en: Assessed on }, type: day, required: true, notAfterToday: true, disclosure: public, part: facts }
  - { code: validUntil, label: { zh: 有效期至, en: Valid until }, type: day, longTermAllowed: true, disclosure: public, part: facts }
  - { code: authority, label: { zh: 评定部门, en: Authority }, type: text, maxLength: 200, required: true, disclosure: public, part: facts }
  - { code: authorityCode, label: { zh: 评定部门代码, en: Code of the authority }, type: uscc, required: true, disclosure: public, part: facts }
`;
const codeListFile = `
title: { zh: 承诺履行结果, en: Outcome of a pledge }
basis:
  instrument: { zh: 某市节水承诺办法（虚构）, en: Measures on water-saving pledges (invented) }
  source: 测试
  confidence: L
values:
  - { code: 已履行, label: { zh: 已履行, en: Kept }, aliases: [履行] }
  - { code: 未履行, label: { zh: 未履行, en: Not kept } }
  - { code: 未评定, label: { zh: 未评定, en: Not assessed } }
`;

const kind = 'water-saving-pledge';
const directory = mkdtempSync(join(tmpdir(), 'new-kind-'));
after(() => rmSync(directory, { recursive: true }));
cpSync(packageFile('data', 'catalogue'), directory, { recursive: true });
mkdirSync(join(directory, 'city'), { recursive: true });
writeFileSync(join(directory, 'city', `${kind}.yml`), itemFile);
writeFileSync(join(directory, 'code-lists', 'pledge-outcome.yml'), codeListFile);

const api = await apiTest(loadCatalogue(directory));
const get = (url: string) => api.app.inject({ method: 'GET', url });
const [kept, unassessed, bad] = [61, 62, 63].map((number) => inventedUscc('91', number));

const row = (changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  承诺单位: '云溪清泉饮料有限公司',
  承诺单位代码: kept as string,
  单位负责人: '司徒独名',
  承诺书编号: '节水〔2026〕1号',
  履行结果: '履行',
  '节水量（立方米）': '1,200',
  '补助金额（元）': '0.5万元',
  情况说明: '更换冷却塔，联系人13912345678',
  评定日期: '2026年3月20日',
  有效期至: '长期',
  评定部门: '云溪市试验局',
  评定部门代码: testAgency,
  ...changes,
});

/** The template, filled in by its own headings. */
function filled(template: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const headings = template.replace('\ufeff', '').trimEnd().split(',');
  const lines = rows.map((cells) =>
    headings.map((heading) => `"${cells[heading] ?? ''}"`).join(','),
  );
  return `${template}${lines.join('\r\n')}\r\n`;
}

describe('a kind added by a YAML file', () => {
  let batch = '';

  it('is in the catalogue, with template, schema and dictionary', async () => {
    const item = (await get(`/api/v1/catalogue/${kind}`)).json();
    assert.equal(item.title.en, 'Water-saving pledge');
    const template = (await get(`/api/v1/catalogue/${kind}/template`)).body;
    assert.equal(template, templateCsv(api.city.catalogue.get(kind, '2026-04-10')));
    assert.ok(template.includes('节水量（立方米）') && !template.includes('负责人电话'));
    const schema = (await get(`/api/v1/catalogue/${kind}/schema`)).json();
    assert.equal(schema.type, 'object');
    for (const [address, words] of [
      [`/dictionary/${kind}`, ['节水承诺履行', '节水量（立方米）', '未评定']],
      [`/en/dictionary/${kind}`, ['Water-saving pledge', 'Water saved', 'Not assessed']],
      ['/dictionary', ['节水承诺履行']],
    ] as const) {
      const page = await get(address);
      assert.equal(page.statusCode, 200, address);
      for (const word of words) assert.ok(page.body.includes(word), `${address}: ${word}`);
    }
  });

  it('takes the filled template in, each row answered', async () => {
    const template = (await get(`/api/v1/catalogue/${kind}/template`)).body;
    const text = filled(template, [
      row({}),
      row({
        承诺单位: '云溪待评有限公司',
        承诺单位代码: unassessed as string,
        承诺书编号: '节水〔2026〕2号',
        履行结果: '未评定',
        '节水量（立方米）': '',
      }),
      row({
        承诺单位: '云溪漏填有限公司',
        承诺单位代码: bad as string,
        承诺书编号: '节水〔2026〕3号',
        '节水量（立方米）': '',
        有效期至: '2026-03-01',
      }),
    ]);
    const { receipt } = await api.city.submit(text, { kind });
    batch = receipt.batch;
    assert.deepEqual(receipt.rows, {
      read: 3,
      admitted: 2,
      unchanged: 0,
      corrected: 0,
      returned: 1,
      held: 0,
    });
    assert.deepEqual(
      receipt.findings.map(({ line, column, code }) => [line, column, code]),
      [
        [4, '节水量（立方米）', 'catalogue.condition_missing'],
        [4, '有效期至', 'catalogue.day_before'],
      ],
    );
    assert.equal(receipt.masked, 3);
    assert.equal(receipt.late, 0);
    const again = (await api.city.submit(text, { kind })).receipt;
    assert.equal(again.rows.unchanged, 2);
  });

  it('is on the interface, with labels, units and proof, and without what is not public', async () => {
    await api.sequence();
    const { records } = (await get(`/api/v1/organisations/${kept}/records`)).json();
    assert.equal(records.length, 1);
    const [record] = records;
    assert.equal(record.kind, kind);
    assert.equal(record.decisionNumber, '节水〔2026〕1号');
    const shown = new Map<string, string>(
      record.fields.map((field: { code: string; text: string }) => [field.code, field.text]),
    );
    const read = ['outcome', 'saved', 'assessedOn'].map((code) => shown.get(code));
    assert.deepEqual(read, ['已履行', '1200', '2026-03-20']);
    assert.ok(!shown.has('subsidy') && !shown.has('head'));
    const account = shown.get('account') ?? '';
    assert.ok(account.startsWith('更换冷却塔') && !account.includes('139'));
    assert.equal(record.source.batchId, batch);
    const proof = (await get(`/api/v1/records/${record.recordId}/proof`)).json<RecordProof>();
    assert.ok(checkProof(proof, { verifier: api.logKey }).ok);
    const unpublished = (await get(`/api/v1/organisations/${unassessed}/records`)).json();
    assert.deepEqual(unpublished.records, []);
  });

  it('is on the public pages, in both languages', async () => {
    const { records } = (await get(`/api/v1/organisations/${kept}/records`)).json();
    for (const [address, words] of [
      [`/organisations/${kept}`, ['云溪清泉饮料有限公司', '节水承诺履行', '节水〔2026〕1号']],
      [`/en/organisations/${kept}`, ['Water-saving pledge']],
      [`/records/${records[0].recordId}`, ['节水量（立方米）', '1200', '更换冷却塔', '已履行']],
      [`/en/records/${records[0].recordId}`, ['Water saved', 'Outcome']],
    ] as const) {
      const page = await get(address);
      assert.equal(page.statusCode, 200, address);
      for (const word of words) assert.ok(page.body.includes(word), `${address}: ${word}`);
      assert.ok(!/13912345678|司徒独名|5000/.test(page.body), address);
    }
    const home = (await get('/')).body;
    assert.ok(home.includes('节水承诺履行'), 'counted on the home page');
  });
});
