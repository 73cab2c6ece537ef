// What the cities' own documents ask of the records kept, sentence by sentence:
// S2 苏州市社会信用体系建设规划（2014～2020年） · S3 昆山市创建国家社会信用体系建设示范城市工作方案（2019年）
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uuidText } from '../../src/kernel/ids.js';
import { redact, relink, revoke } from '../../src/ledger/act.js';
import type { RecordProof } from '../../src/ledger/proof.model.js';
import { checkProof } from '../../src/ledger/proof-check.js';
import { subjectIdOfUscc } from '../../src/parties/subject.js';
import { scenarioCity } from '../support/scenario.js';
import { registration } from '../support/site-records.js';

const { app, city, fresh, hand, get, recordsOf, recordOf, sequence, logKey } = await scenarioCity();
const act = { clock: city.clock, projectors: city.projectors };
const proofOf = (recordId: string) => app.inject(`/api/v1/records/${recordId}/proof`);

describe('S2“提高信用数据的全面性、准确性、一致性，对信用数据进行及时更新”', () => {
  it('code and name must agree: where they do not, a person decides and nothing is published meanwhile', async () => {
    const [row, other] = [fresh(), fresh()];
    await hand([row, other]);
    const mixed = { ...row, CF_XDR_MC: other['CF_XDR_MC'] as string, CF_WSH: '云混〔2026〕1号' };
    const receipt = await hand([mixed]);
    assert.equal(receipt.rows.held, 1);
    assert.deepEqual(receipt.held[0]?.candidates, [
      { uscc: row['CF_XDR_SHXYM'], name: row['CF_XDR_MC'] },
    ]);
    assert.equal((await recordsOf(row)).length, 1);
    assert.equal((await recordsOf(other)).length, 1);
  });

  it('a former name agrees as well', async () => {
    const row = fresh();
    await hand([row]);
    const registered = registration({
      name: '云溪新名称制造有限公司',
      uscc: row['CF_XDR_SHXYM'] as string,
      registeredOn: '2020-01-01',
      approvedOn: '2026-04-01',
      formerName: row['CF_XDR_MC'] as string,
      formerNameUntil: '2026-04-01',
    });
    await hand([registered], { kind: 'organisation-registration' });
    const receipt = await hand([{ ...row, CF_WSH: '云旧名〔2026〕1号' }]);
    assert.equal(receipt.rows.admitted, 1);
    const { organisation } = await get(`/organisations/${row['CF_XDR_SHXYM']}`);
    assert.equal(organisation.name, '云溪新名称制造有限公司');
  });

  it('a newer file brings the record up to date, an older one never does', async () => {
    const row = fresh({ CF_NR: '罚款3000元', CF_NR_FK: '0.3' });
    await hand([{ ...row, CF_NR: '罚款2000元', CF_NR_FK: '0.2' }], { sourceDay: '2026-04-02' });
    await hand([row], { sourceDay: '2026-04-03' });
    await hand([{ ...row, CF_NR: '罚款1000元', CF_NR_FK: '0.1' }], { sourceDay: '2026-04-01' });
    const record = await recordOf(row);
    const fine = record.fields.find((field) => field.code === 'CF_NR_FK');
    assert.equal(fine?.text, '0.3');
  });
});

describe('S2“结合保护自然人隐私和商业秘密，加强信用信息在采集、共享、使用、公开等环节的分类管理”', () => {
  it('one record is told to the public without what is not for it, and its proof holds all the same', async () => {
    const row = fresh({ BZ: '商业秘密备注', CF_XDR_SWDJ: '320500123456789', CF_FRDB: '司徒独名' });
    await hand([row]);
    const record = await recordOf(row);
    const proof = await proofOf(record.recordId);
    for (const text of [JSON.stringify(record), proof.body]) {
      assert.doesNotMatch(text, /商业秘密|320500123456789|司徒独名/);
    }
    assert.ok(checkProof(proof.json<RecordProof>(), { verifier: logKey }).ok);
  });
});

describe('S3“特别是将失信记录建档留痕，做到可查可核可溯”', () => {
  it('from the public record to its batch, its line and a proof that anybody can check', async () => {
    const row = fresh();
    const receipt = await hand([row]);
    const record = await recordOf(row);
    assert.equal(record.source.line, 2);
    const batch = await get(`/batches/${record.source.batchId}`);
    assert.equal(batch.entries, receipt.rows.admitted);
    const proof = await proofOf(record.recordId);
    assert.ok(checkProof(proof.json<RecordProof>(), { verifier: logKey }).ok);
  });
});

describe('S3“因错误认定……损害市场主体合法权益的，有关部门和单位要积极采取措施消除不良影响”', () => {
  it('a decision that was annulled is gone from the public page at once', async () => {
    const row = fresh();
    await hand([row]);
    const record = await recordOf(row);
    await city.database.transaction((tx) => revoke({ ...act, tx }, record.recordId, '复议撤销'));
    assert.deepEqual(await recordsOf(row), []);
    assert.equal((await app.inject(`/api/v1/records/${record.recordId}`)).statusCode, 404);
  });

  it('a record about the wrong organisation moves to the right one: both pages change', async () => {
    const [wrong, right] = [fresh(), fresh()];
    await hand([wrong, right]);
    const record = await recordOf(wrong);
    const subjectId = uuidText(subjectIdOfUscc(right['CF_XDR_SHXYM'] as string), 0);
    await city.database.transaction((tx) =>
      relink({ ...act, tx }, record.recordId, { subjectId, reason: '主体认定有误' }),
    );
    assert.equal((await recordsOf(wrong)).length, 0);
    assert.equal((await recordsOf(right)).length, 2);
  });

  it('words that say too much are taken out, and the record’s proof still holds', async () => {
    const row = fresh({ CF_SY: '举报人王某某称产品不合格' });
    await hand([row]);
    const record = await recordOf(row);
    await city.database.transaction((tx) =>
      redact({ ...act, tx }, record.recordId, {
        fields: ['CF_SY'],
        basis: '个人信息保护法第四十七条',
      }),
    );
    await sequence();
    const redacted = await recordOf(row);
    assert.ok(!JSON.stringify(redacted).includes('王某某'));
    const proof = await proofOf(record.recordId);
    assert.ok(checkProof(proof.json<RecordProof>(), { verifier: logKey }).ok);
  });
});
