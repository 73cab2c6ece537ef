// What is never collected, whatever a catalogue file says (docs/people.md, guard 7), and what is only ever dropped.
import type { Bilingual } from '../kernel/errors.js';

interface NeverCollectedKind {
  readonly name: Bilingual;
  readonly words: RegExp;
}

// Latin words are matched in the spaced form of codes and labels (`bloodType` and `BLOOD_TYPE` read "blood type").
const neverCollected: readonly NeverCollectedKind[] = [
  {
    name: { zh: '宗教信仰', en: 'religion' },
    words: /宗教|信仰|教派|\b(?:religions?|religious|faith|belief)\b/,
  },
  { name: { zh: '民族', en: 'ethnicity' }, words: /民族|族别|种族|\b(?:ethnic\w*|race|racial)\b/ },
  {
    name: { zh: '基因', en: 'genes' },
    words: /基因|遗传|DNA|\b(?:genes?|genetics?|genom\w*|dna)\b/i,
  },
  {
    name: { zh: '生物识别', en: 'biometrics' },
    words:
      /指纹|掌纹|声纹|虹膜|人脸|面部|步态|生物识别|生物特征|\b(?:biometr\w*|fingerprints?|voiceprints?|iris|face|facial)\b/,
  },
  { name: { zh: '血型', en: 'blood type' }, words: /血型|\bblood (?:type|group)\b/ },
  {
    name: { zh: '疾病和病史', en: 'illness and medical history' },
    words:
      /疾病(?!预防)|病史|病历|病情|患病|诊断|残疾(?!人就业保障)|健康状况|\b(?:illness\w*|diseases?|diagnos\w*|disabilit\w*|medical (?:history|records?)|health (?:status|condition))\b/,
  },
  {
    name: { zh: '计划生育', en: 'family planning' },
    words:
      /计划生育|计生|生育(?!保险)|婚育|超生|\b(?:family planning|birth control|childbearing|fertility)\b/,
  },
  {
    name: { zh: '政治观点', en: 'political opinion' },
    words: /政治面貌|政治观点|政治倾向|政治立场|党派|\bpolitic(?:s|al)\b/,
  },
  {
    name: { zh: '言论和网络行为', en: 'speech and online activity' },
    words:
      /言论|发帖|上网|网络行为|网络活动|浏览记录|聊天|社交账号|\b(?:speech|online (?:activity|behaviou?r)|browsing|social media)\b/,
  },
  { name: { zh: '信访', en: 'petitions' }, words: /信访|上访|\bpetition(?:s|ing|er)?\b/ },
  {
    name: { zh: '行踪和位置', en: 'travel and location' },
    words:
      /行踪|轨迹|行程|出行|乘车记录|住宿记录|实时位置|定位|闯红灯|\b(?:travel|itinerar\w*|trajector\w*|location|whereabouts|geolocation|gps|jaywalking)\b/,
  },
  {
    name: { zh: '家庭和村居行为', en: 'household behaviour' },
    words:
      /家庭行为|家庭成员|家庭积分|户积分|养犬|垃圾分类|物业费|婚姻|红白事|\b(?:household|family members?|dog keeping|waste sorting|marital|marriage)\b/,
  },
];

// Organisations whose names contain such a word are not a person's belief or origin.
const organisationWords =
  /宗教活动场所|宗教院校|民族宗教|少数民族文字|religious (?:venues?|schools?)/g;

const personalColumns =
  /身份证|(?<!许可)证件(?:类型|种类|号码|号)|护照|通行证|居留|手机|电话|联系方式|微信|邮箱|家庭住址|家庭地址|户籍|居住地|现住址|出生|银行卡|\b(?:identity (?:card|document|number)|id (?:card|number)|passport|phone|mobile|telephone|e ?mail|wechat|home address|private address|residential address|domicile|date of birth|birthday|bank card)\b/;

/** The kind of information that is never collected and of which the text speaks, if it does. */
export function findNeverCollected(text: string): Bilingual | undefined {
  const spaced = spacedForm(text).replace(organisationWords, '');
  return neverCollected.find((kind) => kind.words.test(spaced))?.name;
}

/** Whether a heading or label speaks of a person's documents, telephone or home: a column to drop. */
export function speaksOfPersonalDetails(text: string): boolean {
  return personalColumns.test(spacedForm(text));
}

function spacedForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .toLowerCase();
}
