// Who registers an organisation and of which kind it is: positions 1 and 2 of a code (GB 32100-2015, table 1).
import type { Bilingual } from '../kernel/errors.js';

interface Department {
  readonly name: Bilingual;
  readonly categories: Readonly<Record<string, Bilingual>>;
}

const other: Bilingual = { zh: '其他', en: 'other' };

function department(zh: string, en: string, categories: Record<string, [string, string]>) {
  const entries = Object.entries(categories).map(
    ([code, [nameZh, nameEn]]) => [code, { zh: nameZh, en: nameEn }] as const,
  );
  return { name: { zh, en }, categories: Object.fromEntries(entries) };
}

function withOther(spec: Department): Department {
  return { ...spec, categories: { ...spec.categories, 9: other } };
}

const departments: Readonly<Record<string, Department>> = {
  1: withOther(
    department('机构编制', 'institutional establishment', {
      1: ['机关', 'government body'],
      2: ['事业单位', 'public institution'],
      3: ['中央编办直接管理机构编制的群众团体', 'mass organisation on the central establishment'],
    }),
  ),
  2: withOther(
    department('外交', 'foreign affairs', {
      1: ['外国常驻新闻机构', 'resident foreign news organisation'],
    }),
  ),
  3: withOther(
    department('司法行政', 'judicial administration', {
      1: ['律师执业机构', 'law firm'],
      2: ['公证处', 'notary office'],
      3: ['基层法律服务所', 'grass-roots legal service office'],
      4: ['司法鉴定机构', 'forensic institution'],
      5: ['仲裁委员会', 'arbitration commission'],
    }),
  ),
  4: withOther(
    department('文化', 'culture', {
      1: ['外国在华文化中心', 'foreign cultural centre in China'],
    }),
  ),
  5: withOther(
    department('民政', 'civil affairs', {
      1: ['社会团体', 'social association'],
      2: ['民办非企业单位', 'private non-enterprise unit'],
      3: ['基金会', 'foundation'],
    }),
  ),
  6: withOther(
    department('旅游', 'tourism', {
      1: ['外国旅游部门常驻代表机构', 'resident office of a foreign tourism authority'],
      2: [
        '港澳台地区旅游部门常驻内地（大陆）代表机构',
        'resident office of a Hong Kong, Macao or Taiwan tourism authority',
      ],
    }),
  ),
  7: withOther(
    department('宗教', 'religious affairs', {
      1: ['宗教活动场所', 'place of religious activity'],
      2: ['宗教院校', 'religious school'],
    }),
  ),
  8: withOther(
    department('工会', 'trade unions', {
      1: ['基层工会', 'primary trade union'],
    }),
  ),
  9: department('工商（市场监管）', 'market regulation', {
    1: ['企业', 'enterprise'],
    2: ['个体工商户', 'individual business'],
    3: ['农民专业合作社', 'farmers’ co-operative'],
  }),
  A: withOther(
    department('中央军委改革和编制办公室', 'military establishment office', {
      1: ['军队事业单位', 'military public institution'],
    }),
  ),
  N: withOther(
    department('农业', 'agriculture', {
      1: ['组级集体经济组织', 'collective economic organisation of a group'],
      2: ['村级集体经济组织', 'collective economic organisation of a village'],
      3: ['乡镇级集体经济组织', 'collective economic organisation of a township'],
    }),
  ),
  Y: department('其他', 'other', { 1: ['其他', 'other'] }),
};

const byFirst = Array.from<Bilingual | undefined>({ length: 128 });
const byFirstTwo = Array.from<Bilingual | undefined>({ length: 128 * 128 });
for (const [first, spec] of Object.entries(departments)) {
  byFirst[first.charCodeAt(0)] = spec.name;
  for (const [second, name] of Object.entries(spec.categories)) {
    byFirstTwo[first.charCodeAt(0) * 128 + second.charCodeAt(0)] = name;
  }
}

/** The registration department in position 1 of a code, if the standard knows it. */
export function findUsccDepartment(code: string): Bilingual | undefined {
  return byFirst[code.charCodeAt(0)];
}

/** The kind of organisation in positions 1 and 2 of a code, if the standard knows it. */
export function findUsccCategory(code: string): Bilingual | undefined {
  const second = code.charCodeAt(1);
  return second < 128 ? byFirstTwo[code.charCodeAt(0) * 128 + second] : undefined;
}
