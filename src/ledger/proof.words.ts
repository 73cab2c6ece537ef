// What the check of a proof says at each of its steps.

/** The steps in the order in which they are taken. */
export const proofStepWords = {
  form: {
    zh: '文件是 xinheng-proof/1 格式的证明',
    en: 'The file has the form of a proof, xinheng-proof/1',
  },
  pinnedKey: {
    zh: '文件所列公钥就是所给的日志公钥',
    en: 'The key in the file is the key of the log that was given',
  },
  ownKey: {
    zh: '使用了文件自带的公钥；其编号须与平台公布的编号核对',
    en: 'The key in the file was used; compare its id with the one the platform publishes',
  },
  checkpoint: {
    zh: '检查点由该密钥签名',
    en: 'The checkpoint was signed with that key',
  },
  facts: {
    zh: '各条目与各批次均为规范文本',
    en: 'Entries and batches are written in canonical form',
  },
  agreement: {
    zh: '各条目属于同一记录，并与所属批次相符',
    en: 'The entries are of this record and agree with their batches',
  },
  batchPath: {
    zh: '各条目在其批次的哈希树中',
    en: 'Each entry stands in the tree of its batch',
  },
  logPath: {
    zh: '各批次在检查点所述的日志中',
    en: 'Each batch stands in the log of the checkpoint',
  },
  commitments: {
    zh: '所公开的文字与条目中的承诺值相符',
    en: 'The words shown are those that the entries commit to',
  },
} as const;
