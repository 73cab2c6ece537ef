// The words around a record: its kind of weight, its fields, its source.
export const recordWords = {
  adverse: { zh: '失信信息', en: 'Adverse' },
  favourable: { zh: '守信信息', en: 'Favourable' },
  neutral: { zh: '一般信息', en: 'Neutral' },
  redacted: { zh: '已依法隐去', en: 'Redacted by law' },
  redactedNote: {
    zh: '标有“已依法隐去”的文字含依法不得公开的内容，原文已从账本中删除；其余内容的证明不受影响。',
    en: 'Words marked “Redacted by law” held something that the law does not allow to be shown. The original has been deleted from the ledger; the proof of everything else still holds.',
  },
  maskedNote: {
    zh: '方括号中的“已屏蔽”表示个人信息在收到时即已屏蔽，平台没有保存原文。',
    en: 'Square brackets with 已屏蔽 (masked) stand where personal data was masked on arrival; the platform never stored it.',
  },
  fullText: { zh: '全文见记录页', en: 'Full text on the record’s page' },
  showSource: { zh: '查看出处', en: 'Show the source' },
  sourceAgency: { zh: '数源部门', en: 'Source agency' },
  batch: { zh: '批次', en: 'Batch' },
  line: { zh: '文件行号', en: 'Line in the file' },
  lineNumber: { zh: '第 {line} 行', en: 'line {line}' },
  receivedAt: { zh: '收到时间', en: 'Received' },
  place: { zh: '账本位置', en: 'Place in the log' },
  placeNumber: { zh: '第 {position} 批，{time} 登记', en: 'batch {position}, recorded {time}' },
  placePending: {
    zh: '已写入，正在登记，几秒内完成',
    en: 'written; its place follows within seconds',
  },
  version: { zh: '版本', en: 'Version' },
  versionFirst: { zh: '第 1 版，未更正过', en: '1st, never corrected' },
  versionCorrected: {
    zh: '第 {version} 版，更正过 {times} 次',
    en: 'version {version}, corrected {times} times',
  },
  versionCorrectedOnce: { zh: '第 2 版，更正过 1 次', en: 'version 2, corrected once' },
  proof: { zh: '证明', en: 'Proof' },
  downloadProof: { zh: '下载证明文件', en: 'Download the proof' },
  howToCheck: { zh: '怎样核验', en: 'How to check it' },
  permanent: { zh: '永久地址', en: 'Permanent address' },
  permanentText: {
    zh: '本页地址不会改变，可以引用。记录终止公示后，这里不再显示其内容。',
    en: 'The address of this page does not change and can be cited. Once publication ends, the content is no longer shown here.',
  },
  subject: { zh: '所属机构', en: 'About the organisation' },
} as const;
