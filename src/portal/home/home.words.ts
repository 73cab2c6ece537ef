// The words of the home page.
export const homeWords = {
  title: { zh: '查一家机构的公共信用', en: 'Look up an organisation’s public credit record' },
  lead: {
    zh: '行政许可、行政处罚与登记信息，由作出决定的部门提供。逐条写明出处，逐条可以核验。',
    en: 'Licences, penalties and registrations, supplied by the agencies that decided them. Every record names its source, and every record can be checked.',
  },
  figures: { zh: '公开概况', en: 'What is public' },
  organisations: { zh: '家机构', en: 'organisations' },
  records: { zh: '条公开记录', en: 'public records' },
  agencies: { zh: '个数源部门', en: 'source agencies' },
  organisation: { zh: '家机构', en: 'organisation' },
  record: { zh: '条公开记录', en: 'public record' },
  agency: { zh: '个数源部门', en: 'source agency' },
  byKind: { zh: '按类别', en: 'By kind' },
  about: { zh: '这个网站能做什么', en: 'What this site does' },
  sourceTitle: { zh: '每条记录都有出处', en: 'Every record names its source' },
  sourceText: {
    zh: '哪个部门提供、在哪一批、第几行、何时收到，点开“查看出处”就能看到。写错了，由提供部门更正，更正同样留下记录。',
    en: 'Which agency supplied it, in which batch, on which line and when: open “Show the source”. A mistake is corrected by the agency that made it, and the correction is on record too.',
  },
  sourceLink: { zh: '看看收哪些数据项', en: 'See which fields are collected' },
  proofTitle: { zh: '只增不改，人人可验', en: 'Added to, never altered' },
  proofText: {
    zh: '记录写入只增不改的账本，平台为账本签名。下载一条记录的证明，在自己的电脑上离线就能核验，不必相信我们。',
    en: 'Records go into a ledger that can only grow, and the platform signs it. Download the proof of a record and check it on your own computer, offline, without having to trust us.',
  },
  proofLink: { zh: '怎样核验', en: 'How to check' },
  peopleTitle: { zh: '只记机构，不记个人', en: 'Organisations only, never people' },
  peopleText: {
    zh: '这里没有任何个人的信用档案。证件号码、手机号码、住址在入口处即被丢弃或屏蔽，文字写入前逐字扫描。',
    en: 'Nobody has a personal credit file here. Identity numbers, mobile numbers and home addresses are discarded or masked at the door, and texts are scanned before they are stored.',
  },
  peopleLink: { zh: '怎样保护个人', en: 'How people are protected' },
  checkpoint: { zh: '账本最新检查点', en: 'Latest checkpoint of the ledger' },
  checkpointText: {
    zh: '截至 {time}，账本共 {size} 批，已由平台签名。',
    en: 'As of {time} the ledger holds {size} batches, signed by the platform.',
  },
  checkpointTextOne: {
    zh: '截至 {time}，账本共 1 批，已由平台签名。',
    en: 'As of {time} the ledger holds one batch, signed by the platform.',
  },
  checkpointNone: {
    zh: '账本中还没有记录；收到第一批后，这里显示签名的检查点。',
    en: 'The ledger is empty; once the first batch is in, its signed checkpoint appears here.',
  },
  checkpointLink: { zh: '查看检查点与公钥', en: 'See the checkpoint and the public key' },
  open: { zh: '开放接口', en: 'Open interface' },
  openText: {
    zh: '同样的内容可由程序读取，无需申请。',
    en: 'Programs read the same content; no registration needed.',
  },
  openLink: { zh: 'OpenAPI 说明', en: 'OpenAPI description' },
} as const;
