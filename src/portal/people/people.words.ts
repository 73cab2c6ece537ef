// How people are protected, in plain words: the ten guards, and what was asked for elsewhere and is declined.
import type { Bilingual } from '../../kernel/errors.js';

export const peopleWords = {
  title: { zh: '管理机构，保护个人', en: 'Organisations are regulated; people are protected' },
  lead: {
    zh: '本平台只有机构的公共信用信息，没有任何个人的信用档案。保护个人不是一句承诺，而是写进程序的规则，并有测试设法攻破它们。',
    en: 'This platform holds public credit information about organisations and no file on any person. That is not a promise but a set of rules written into the program, with tests that try to break them.',
  },
  guards: { zh: '十道防线', en: 'Ten guards' },
  declined: { zh: '不做的事', en: 'What is declined' },
  declinedLead: {
    zh: '有些规划文件曾要求下列做法。它们已被后来的法律限制或取代，本平台不做，并以右列代替。',
    en: 'Some planning documents once asked for the following. Later law has limited or replaced it; the platform does not do it, and does the other thing instead.',
  },
  asked: { zh: '曾有的要求', en: 'Once asked for' },
  instead: { zh: '现在的做法', en: 'What stands instead' },
  questions: { zh: '发现个人信息怎么办', en: 'If you find personal data here' },
  questionsText: {
    zh: '过滤不可能万无一失。如果在某条记录的文字里看到个人信息，把这条记录的永久地址告诉作出决定的部门或平台管理单位：这段文字可以从账本中永久删除，而其余内容的证明仍然成立。',
    en: 'No filter catches everything. If you see personal data in the text of a record, give the record’s permanent address to the agency that decided it or to those who run the platform: the words can be deleted from the ledger for good, and the proof of everything else still holds.',
  },
} as const;

interface Guard {
  readonly title: Bilingual;
  readonly text: Bilingual;
}

export const guards: readonly Guard[] = [
  {
    title: { zh: '自然人不是信用主体', en: 'No natural person is a subject' },
    text: {
      zh: '只收机构的记录。报送文件中关于自然人的行一律退回，内容不留存，只记行号和原因。',
      en: 'Only records about organisations are taken in. Rows about natural persons go back to the agency; nothing of their content is kept, only the line number and the reason.',
    },
  },
  {
    title: { zh: '个人信息列在入口丢弃', en: 'Personal columns are dropped at the door' },
    text: {
      zh: '证件类型和号码、电话、住址所在的列，在写入、计算和记日志之前就被丢弃，回执写明丢弃了哪些列。报送的文件本身不保存。',
      en: 'Columns with identity documents, phone numbers and home addresses are discarded before anything is stored, hashed or logged, and the receipt names them. The file itself is never kept.',
    },
  },
  {
    title: { zh: '文字先扫描，后写入', en: 'Texts are scanned before they are stored' },
    text: {
      zh: '违法事实、处罚内容、备注等文字中的身份证号码、手机号码、银行卡号等自动屏蔽，屏蔽了几处写在回执上。',
      en: 'Identity numbers, mobile numbers, bank cards and the like are masked in free text such as the facts of a case, and the receipt counts them.',
    },
  },
  {
    title: { zh: '账本里没有个人信息', en: 'The ledger holds no personal data' },
    text: {
      zh: '法定代表人姓名只在可更正、可删除的登记信息里，批次等待发布期间随该批次暂存、事毕即删，从不进入只增不改的账本、证明或日志，也不在本站公开。',
      en: 'The name of a legal representative stands in the registry alone, where it can be corrected and erased; while a batch waits for its release it waits with the batch and is deleted after. It never enters the ledger, a proof or a log, and is not shown on this site.',
    },
  },
  {
    title: { zh: '机构的事不牵连个人', en: 'Nothing spreads to people' },
    text: {
      zh: '对机构的任何记录和措施都不及于其负责人、出资人和员工。不能按人名查询，也没有个人档案。',
      en: 'Nothing recorded about an organisation touches its representative, owners or staff. There is no search by a person’s name and no file per person.',
    },
  },
  {
    title: {
      zh: '名单、评价、措施只对机构',
      en: 'Lists, ratings and measures have organisations as their only target',
    },
    text: {
      zh: '程序的类型和数据库的结构里都没有“对个人”这个选项。',
      en: 'Neither the program’s types nor the database’s tables have a place for a person.',
    },
  },
  {
    title: { zh: '有些内容永不收集', en: 'Some things are never collected' },
    text: {
      zh: '宗教信仰、民族、基因、生物特征、血型、疾病和病史、计划生育、政治见解、言论和网上行为、信访、行踪、家庭行为——目录里写了也会被拒绝载入。',
      en: 'Religion, ethnicity, genes, biometrics, blood type, illness, family planning, political opinion, speech and online activity, petitions, travel and household behaviour: a catalogue that asks for them is refused.',
    },
  },
  {
    title: { zh: '个体工商户只看字号', en: 'Of an individual business, the trade is the subject' },
    text: {
      zh: '记录的对象是这家店，不是店主。字号只是店主姓名的，网页上隐去姓名，只能按代码查到，也不进入批量下载。',
      en: 'The record is about the shop, not its keeper. Where the trade name is nothing but a person’s name it is shown masked, found by its code only, and left out of bulk downloads.',
    },
  },
  {
    title: { zh: '查看非公开内容必留痕', en: 'Reading what is not public is on the record' },
    text: {
      zh: '查看非公开记录要写明目的和事由，每次都记入审计记录。机构开通账号后，能看到哪个单位何时因何事看过。',
      en: 'A look at a record that is not public needs a purpose and a matter, and each look is written to the audit trail. Once organisations have accounts they see which office looked, when and why.',
    },
  },
  {
    title: { zh: '账号只存登录所需', en: 'An account holds what signing in needs' },
    text: {
      zh: '平台目前没有任何账号。将来开通的账号只存登录所需的信息，可以导出，也可以注销删除。',
      en: 'The platform has no accounts yet. Once it has, they hold what signing in needs and nothing else, and can be exported and erased.',
    },
  },
];

/** Asked for in older planning documents, and what the platform does instead. */
export const declined: readonly { readonly asked: Bilingual; readonly instead: Bilingual }[] = [
  {
    asked: {
      zh: '公布失信个人，令其“寸步难行”',
      en: 'Publishing persons in default so that they “cannot take one step”',
    },
    instead: {
      zh: '没有个人名单；机构名单须有法定依据、程序、期限和退出办法',
      en: 'No lists of persons; lists of organisations with a statutory basis, a procedure, a term and a way out',
    },
  },
  {
    asked: { zh: '给居民打信用分', en: 'Scoring residents' },
    instead: { zh: '不做', en: 'Not done' },
  },
  {
    asked: {
      zh: '家庭、村民的行为积分',
      en: 'Points for the behaviour of households and villagers',
    },
    instead: { zh: '不做', en: 'Not done' },
  },
  {
    asked: {
      zh: '为公务员、医生、教师、导游、律师等建个人信用档案',
      en: 'Files on officials, clinicians, teachers, guides, lawyers and other occupations',
    },
    instead: {
      zh: '只有所在机构或政府机关的档案',
      en: 'Files of the institution or government body only',
    },
  },
  {
    asked: { zh: '有奖举报他人', en: 'Rewards for informing on others' },
    instead: {
      zh: '可以投诉机构和政府机关，没有奖励，投诉人受保护',
      en: 'Complaints about organisations and government bodies, without reward, the complainant protected',
    },
  },
  {
    asked: { zh: '以公益慈善或培训换取信用修复', en: 'Repair earned by charity or training' },
    instead: {
      zh: '按现行规定：履行义务、满最短公示期、作出承诺',
      en: 'As the law now says: performance, the shortest period of publication, a commitment',
    },
  },
  {
    asked: {
      zh: '归集计划生育、交通违法、网上行为、访客等信息',
      en: 'Records of family planning, traffic, online behaviour, visitors',
    },
    instead: { zh: '目录载入时即拒绝', en: 'Refused when the catalogue is loaded' },
  },
  {
    asked: {
      zh: '把企业违约记入法定代表人个人记录',
      en: 'Carrying a company’s default over to its representative',
    },
    instead: { zh: '不延伸到个人', en: 'Not carried over' },
  },
];
