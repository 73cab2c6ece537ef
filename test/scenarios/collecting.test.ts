// What the cities' own documents ask of collecting credit information, sentence by sentence:
// S0 苏州市2024年社会信用体系建设工作要点（苏府办〔2024〕85号） · S1 太仓市“十四五”社会信用体系建设规划
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enterAgencies } from '../../src/parties/agencies.js';
import { csvOf, inventedUscc, testAgency } from '../support/intake.js';
import { scenarioCity } from '../support/scenario.js';
import { licence, registration } from '../support/site-records.js';

const { city, fresh, hand, get, recordsOf, recordOf } = await scenarioCity();
const today = '2026-04-10T02:00:00Z';

describe('S0（九）“按照‘谁产生，谁提供，谁负责’的原则，压实‘双公示’信息报送主体责任”', () => {
  it('receipt, record and log name the agency that handed the record over, with batch and line', async () => {
    const other = inventedUscc('11', 7);
    const agency = { code: other, nameZh: '云溪市住建局', nameEn: 'Housing bureau', region: null };
    await enterAgencies(city.database, [agency]);
    const rows = [fresh(), fresh()] as const;
    const receipt = await hand(rows, { agencyCode: other });
    assert.deepEqual(receipt.agency, {
      code: other,
      name: { zh: agency.nameZh, en: agency.nameEn },
    });
    const { source } = await recordOf(rows[1]);
    assert.deepEqual([source.batchId, source.line], [receipt.batch, 3]);
    assert.deepEqual([source.agencyCode, source.agencyName], [other, agency.nameZh]);
  });
});

describe('S0（九）“按规范和时效要求及时报送‘双公示’信息，实现数据合规率、时效率均达100%”', () => {
  // Decided on the Friday before the Spring Festival of 2026; the Saturdays 14 and 28 February are working days.
  const decided = { CF_JDRQ: '2026/02/13' };
  const days: [receivedAt: string, late: number][] = [
    ['2026-02-13T02:00:00Z', 0],
    ['2026-03-02T15:59:59Z', 0],
    // Midnight in Shanghai.
    ['2026-03-02T16:00:00Z', 1],
    ['2026-04-10T02:00:00Z', 1],
  ];
  for (const [receivedAt, late] of days) {
    it(`a decision of 13 February handed in at ${receivedAt} is ${late ? 'late' : 'in time'}: 7 working days`, async () => {
      city.clock.set(receivedAt);
      const receipt = await hand([fresh(decided)]);
      city.clock.set(today);
      assert.deepEqual([receipt.rows.admitted, receipt.late], [1, late]);
    });
  }

  it('a record that was in time is not late when it comes again', async () => {
    const row = fresh(decided);
    city.clock.set('2026-02-24T02:00:00Z');
    await hand([row]);
    city.clock.set(today);
    const again = await hand([row, { ...fresh(decided) }]);
    assert.deepEqual([again.rows.unchanged, again.rows.admitted, again.late], [1, 1, 1]);
  });

  it('what does not conform goes back with rule, place and what to do, and the shares can be reckoned', async () => {
    const receipt = await hand([fresh(), fresh(), fresh(), fresh({ CF_YJ: '', CF_NR_FK: '2000' })]);
    const { read, admitted, returned } = receipt.rows;
    assert.deepEqual([read, admitted, returned], [4, 3, 1]);
    for (const finding of receipt.findings) {
      assert.equal(finding.line, 5);
      assert.match(finding.rule, /^V-/);
      assert.match(finding.message.zh, /「.+」/);
    }
    assert.deepEqual(
      receipt.findings.map((finding) => finding.column),
      ['处罚依据', '罚款金额（万元）'],
    );
  });
});

describe('S0 任务分解表第9项“及时率=信息产生后30天内提供信息的总量/提供记录总数×100%”', () => {
  for (const [approvedOn, late] of [
    ['2026-03-11', 0],
    ['2026-03-10', 1],
  ] as const) {
    it(`a registration of ${approvedOn} handed in on 10 April is ${late ? 'late' : 'in time'}`, async () => {
      const uscc = inventedUscc('91', 9000 + late);
      const row = registration({
        name: `云溪及时${late}有限公司`,
        uscc,
        registeredOn: '2020-01-01',
        approvedOn,
      });
      const receipt = await hand([row], { kind: 'organisation-registration' });
      assert.deepEqual([receipt.rows.admitted, receipt.late], [1, late]);
    });
  }
});

describe('S0（十）“实现信用信息应归尽归、应报尽报”', () => {
  it('no row is lost: every line of the file has its answer on record', async () => {
    const first = fresh();
    const rows = [first, fresh({ CF_JDRQ: '?' }), fresh({ CF_XDR_LB: '自然人' }), fresh()];
    const receipt = await hand([...rows, first]);
    const [piece] = await city.database.query<{ lines: number[]; answers: string }>(
      'select lines, answers from intake_answer where batch_id = $1',
      [receipt.batch],
    );
    assert.deepEqual(piece, { lines: [2, 3, 4, 5, 6], answers: 'arrau' });
  });
});

describe('S1 四（二）“强化对重复、无效数据的识别判断和缺失数据的关联补正”', () => {
  it('duplicates change nothing, what does not hold goes back, and the mended file brings in what was missing', async () => {
    const [one, two, bad] = [fresh(), fresh(), fresh({ CF_WFXW: '' })];
    const first = await hand([one, two, one, bad]);
    assert.deepEqual([first.rows.admitted, first.rows.unchanged, first.rows.returned], [2, 1, 1]);
    const mended = await hand([one, two, { ...bad, CF_WFXW: '违反计量法' }]);
    assert.deepEqual([mended.rows.admitted, mended.rows.unchanged], [1, 2]);
  });
});

describe('S1 四（二）“增强信用信息归集公示的实时性、准确性和全面性”', () => {
  it('what the receipt calls admitted is on the public page at that moment', async () => {
    const row = fresh();
    const item = city.catalogue.get('administrative-penalty', '2026-04-10');
    await city.submit(csvOf(item, [row]));
    assert.equal((await recordsOf(row)).length, 1);
  });
});

describe('S1 五（二）“以……法人、非法人组织统一社会信用代码为标识，建立健全市场主体信用档案”', () => {
  it('records of three kinds and two agencies under one code are one file', async () => {
    const row = fresh();
    const name = row['CF_XDR_MC'] as string;
    await hand([row], { agencyCode: testAgency });
    await hand(
      [
        licence({
          XK_XDR_MC: name,
          XK_XDR_SHXYM: row['CF_XDR_SHXYM'] as string,
          XK_WSH: '许1',
          XK_JDRQ: '2026/4/1',
          XK_YXQZI: '长期',
        }),
      ],
      { kind: 'administrative-licence' },
    );
    const registered = registration({
      name,
      uscc: row['CF_XDR_SHXYM'] as string,
      registeredOn: '2020-01-01',
      approvedOn: '2026-04-01',
    });
    await hand([registered], {
      kind: 'organisation-registration',
      agencyCode: inventedUscc('11', 7),
    });
    const { organisation, totals } = await get(`/organisations/${row['CF_XDR_SHXYM']}`);
    assert.equal(organisation.confirmed, true);
    assert.deepEqual(
      totals.map((total: { kind: string; count: number }) => [total.kind, total.count]),
      [
        ['administrative-licence', 1],
        ['administrative-penalty', 1],
        ['organisation-registration', 1],
      ],
    );
  });
});
