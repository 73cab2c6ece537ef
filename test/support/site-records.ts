// The records of the small invented city that the public site is tried out with.
import { inventedUscc, penaltyRow, type RowValues, testAgency } from './intake.js';

const agencyName = '云溪市试验局';

/** Codes of the organisations, each there for one thing that a page must show. */
export const siteUsccs = {
  /** Registered, with a former name, licences and penalties. */
  machines: inventedUscc('91', 1),
  /** More records than fit on one page. */
  canteen: inventedUscc('91', 2),
  /** An individual business whose name is its owner's name. */
  masked: inventedUscc('92', 3),
  /** Registered and deregistered, nothing else on record. */
  school: inventedUscc('52', 4),
  /** Known from a penalty only. */
  unconfirmed: inventedUscc('91', 5),
} as const;

export const registrations: readonly RowValues[] = [
  registration({
    name: '云溪明远精密机械有限公司',
    uscc: siteUsccs.machines,
    organisationKind: '企业',
    registeredOn: '2012-03-08',
    approvedOn: '2019-06-03',
    registeredCapital: '2000',
    businessScope: '精密机械零部件的研发、制造和销售；机床维修；货物进出口。',
    industry: 'C',
    formerName: '云溪市明远机械厂',
    formerNameUntil: '2019-06-03',
  }),
  registration({
    name: '云溪百味餐饮管理有限公司',
    uscc: siteUsccs.canteen,
    organisationKind: '企业',
    registeredOn: '2017-09-12',
    approvedOn: '2017-09-12',
  }),
  registration({
    name: '张试验',
    uscc: siteUsccs.masked,
    organisationKind: '个体工商户',
    registeredOn: '2020-05-20',
    approvedOn: '2020-05-20',
  }),
  registration({
    name: '云溪市明远培训学校',
    uscc: siteUsccs.school,
    organisationKind: '民办非企业单位',
    registeredOn: '2015-02-10',
    approvedOn: '2024-11-30',
    status: '注销',
    statusDay: '2024-11-30',
  }),
];

const facts =
  '当事人在喷涂工序生产时未按照规定使用污染防治设施，车间门窗敞开，产生的含挥发性有机物废气未经收集处理直接排放。现场负责人联系电话13800138000。以上事实有现场检查笔录、调查询问笔录、现场照片等证据为证。';

/** Penalties: one of the machine maker with a telephone number in its text, many of the canteen, two others. */
export const penalties: readonly RowValues[] = [
  penaltyRow(1, {
    CF_XDR_MC: '云溪明远精密机械有限公司',
    CF_WSH: '云环罚〔2026〕17号',
    CF_WFXW: '违反大气污染防治管理制度',
    CF_SY: facts,
    CF_YJ: '《中华人民共和国大气污染防治法》第一百零八条第一项',
    CF_CFLB: '罚款;没收违法所得',
    CF_NR: '责令改正；罚款25000元；没收违法所得1360元',
    CF_NR_FK: '2.5',
    CF_NR_WFFF: '0.136',
    CF_JDRQ: '2026/03/20',
    CF_YXQ: '2027/03/20',
  }),
  ...Array.from({ length: 24 }, (_, index) =>
    penaltyRow(2, {
      CF_XDR_MC: '云溪百味餐饮管理有限公司',
      CF_WSH: `云市监罚〔2025〕${index + 1}号`,
      CF_SY: `第${index + 1}次检查：${'餐饮具消毒记录不完整，后厨分区标识缺失，冷藏设备温度记录与实测不符。'.repeat(12)}`,
      CF_JDRQ: `2025/${String((index % 12) + 1).padStart(2, '0')}/1${index % 9}`,
    }),
  ),
  penaltyRow(3, {
    CF_XDR_MC: '张试验',
    CF_XDR_LB: '个体工商户',
    CF_XDR_SHXYM: siteUsccs.masked,
    CF_WSH: '云市监罚〔2026〕31号',
    CF_SY: '张试验在店内销售超过保质期的预包装食品',
  }),
  penaltyRow(5, { CF_XDR_MC: '云溪恒昌建材有限公司', CF_WSH: '云市监罚〔2026〕32号' }),
];

/** Licences of the machine maker. */
export const licences: readonly RowValues[] = [
  licence({ XK_WSH: '云审批许〔2024〕0412号', XK_JDRQ: '2024/11/03', XK_YXQZI: '2099/12/31' }),
  licence({
    XK_WSH: '云审批许〔2021〕0088号',
    XK_XKWS: '道路运输经营许可决定书',
    XK_NR: '普通货物道路运输',
    XK_JDRQ: '2021/05/17',
    XK_YXQZI: '2025/05/16',
  }),
];

/** Rows that get findings: a wrong check character, a missing field, a day that does not exist. */
export const faultyPenalties: readonly RowValues[] = [
  penaltyRow(60, { CF_XDR_SHXYM: `${inventedUscc('91', 60).slice(0, 17)}I` }),
  penaltyRow(61, { CF_YJ: '' }),
  penaltyRow(62, { CF_JDRQ: '2026/02/30' }),
  penaltyRow(63, { CF_FR_ZJHM: '11010519491231002X' }),
  penaltyRow(1, { CF_XDR_MC: '云溪另一家完全不同的公司', CF_WSH: '云市监罚〔2026〕90号' }),
];

/** A registration that nothing is wrong with, once name, code, kind and days are given. */
export function registration(values: RowValues): RowValues {
  return {
    status: '存续',
    region: '320505',
    authority: agencyName,
    authorityCode: testAgency,
    representative: '王示例',
    ...values,
  };
}

/** A licence of the machine maker, once its number and days are given. */
export function licence(values: RowValues): RowValues {
  return {
    XK_XDR_MC: '云溪明远精密机械有限公司',
    XK_XDR_LB: '法人及非法人组织',
    XK_XDR_SHXYM: siteUsccs.machines,
    XK_FRDB: '王示例',
    XK_XKWS: '排污许可准予决定书',
    XK_XKLB: '普通',
    XK_NR: '排放重点及简化管理污染物',
    XK_YXQZ: values['XK_JDRQ'] ?? '',
    XK_XKJG: agencyName,
    XK_XKJGDM: testAgency,
    XK_ZT: '1',
    XK_LYDW: agencyName,
    XK_LYDWDM: testAgency,
    ...values,
  };
}
