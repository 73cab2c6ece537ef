// The words of a batch's page.
export const batchWords = {
  title: { zh: '批次', en: 'Batch' },
  lead: {
    zh: '一次报送的公开事实。同一批的记录合成一棵哈希树，树根登记在全市账本中，任何一条被改动都会对不上。',
    en: 'The public facts of one submission. Its records form one hash tree whose root stands in the city’s log; a change to any of them would show.',
  },
  trailLead: {
    zh: '平台自身的安全审计事件，定时封入账本：谁在何时做了什么、查看了什么。事件内容不公开；公开的是条数和树根，事后删改任何一条都会对不上。',
    en: 'Events of the platform’s own audit trail, sealed into the log at short intervals: who did or looked at what, and when. What they say is not public; their number and root are, so that a change to any of them afterwards would show.',
  },
  trailEntries: { zh: '安全审计事件', en: 'Events' },
  facts: { zh: '批次信息', en: 'The batch' },
  number: { zh: '批次编号', en: 'Number' },
  agency: { zh: '数源部门', en: 'Source agency' },
  kind: { zh: '记录类别', en: 'Kind of record' },
  receivedAt: { zh: '收到时间', en: 'Received' },
  entries: { zh: '账本条目', en: 'Entries' },
  entriesCount: { zh: '{count} 条', en: '{count}' },
  place: { zh: '账本位置', en: 'Place in the log' },
  placeNumber: { zh: '第 {position} 批', en: 'batch {position}' },
  placePending: {
    zh: '已写入，正在登记，几秒内完成',
    en: 'written; its place follows within seconds',
  },
  recordedAt: { zh: '登记时间', en: 'Recorded' },
  root: { zh: '树根（SHA-256）', en: 'Root (SHA-256)' },
  receipt: { zh: '本批回执', en: 'Receipt' },
  receiptText: {
    zh: '回执逐行说明每一行的结果，凭报送时给出的校验码打开。',
    en: 'The receipt answers every row. It opens with the check code given at submission.',
  },
  receiptLink: { zh: '打开回执', en: 'Open the receipt' },
  checkLink: { zh: '怎样核验账本', en: 'How the log is checked' },
} as const;
