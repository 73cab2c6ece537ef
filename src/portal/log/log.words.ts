// The words of the page on the log and how to check it.
export const logWords = {
  title: { zh: '账本核验', en: 'Verification' },
  lead: {
    zh: '公开记录写在只增不改的账本里。不必相信平台，用下面的检查点和公钥，任何人都能在自己的电脑上核对一条记录自写入以来没有被动过。',
    en: 'Public records stand in a ledger that only grows. There is no need to trust the platform: with the checkpoint and the key below, anybody can check at home that a record has not been touched since it was written.',
  },
  how: { zh: '从一条记录到签名', en: 'From a record to a signature' },
  figure: {
    zh: '示意图：一批记录的哈希值两两合并成树根，各批的树根再合并成全市账本的根，平台为它签名。',
    en: 'Diagram: the hashes of a batch are joined in pairs up to a root, the roots of all batches are joined to the root of the city’s log, and the platform signs it.',
  },
  stepRecord: { zh: '记录', en: 'Record' },
  stepRecordText: {
    zh: '一条记录的事实部分按固定格式写成字节，算出它的哈希值；文字部分以加盐的承诺值写入，依法需要时可以隐去而不影响证明。',
    en: 'The facts of a record are written as bytes in a fixed form and hashed. Its words are committed to with a salt, so that they can be redacted by law without breaking a proof.',
  },
  stepBatch: { zh: '批次', en: 'Batch' },
  stepBatchText: {
    zh: '部门一次报送的全部记录合成一棵哈希树，树根代表这一批。改动任何一条，树根就变了。',
    en: 'All records of one submission form a hash tree (RFC 9162); its root stands for the batch. Changing any of them changes the root.',
  },
  stepLog: { zh: '全市账本', en: 'City log' },
  stepLogText: {
    zh: '各批按先后登记在同一个账本中，账本本身也是一棵树，只能在末尾增加。',
    en: 'Batches are entered one after another into a single log, itself a tree that only grows at its end.',
  },
  stepSigned: { zh: '检查点', en: 'Checkpoint' },
  stepSignedText: {
    zh: '平台给账本的大小和树根签名（Ed25519）。留下今天的检查点，日后就能证明账本没有改写过去。',
    en: 'The platform signs the size and the root of the log (Ed25519). Keep today’s checkpoint and you can show later that the past was not rewritten.',
  },
  checkpoint: { zh: '最新检查点', en: 'Latest checkpoint' },
  checkpointText: {
    zh: '签名时间 {time}，账本共 {size} 批。格式为 C2SP 签名便笺：来源、批数、树根、签名。',
    en: 'Signed {time}; the log holds {size} batches. The form is a C2SP signed note: origin, size, root, signature.',
  },
  checkpointTextOne: {
    zh: '签名时间 {time}，账本共 1 批。格式为 C2SP 签名便笺：来源、批数、树根、签名。',
    en: 'Signed {time}; the log holds one batch. The form is a C2SP signed note: origin, size, root, signature.',
  },
  checkpointNone: {
    zh: '账本中还没有登记任何批次；收到第一批后，这里显示签名的检查点。',
    en: 'No batch has been entered yet; once the first is in, its signed checkpoint appears here.',
  },
  downloadCheckpoint: { zh: '下载检查点', en: 'Download the checkpoint' },
  key: { zh: '公钥', en: 'Public key' },
  keyText: {
    zh: '核验签名用的公钥。首次使用时，最好另从平台管理单位处核对一遍。',
    en: 'The key that checks the signatures. When you first use it, compare it with a copy from those who run the platform.',
  },
  downloadKey: { zh: '下载公钥', en: 'Download the key' },
  check: { zh: '怎样核验一条记录', en: 'How to check a record' },
  checkOne: {
    zh: '在记录页点开“查看出处”，下载证明文件。',
    en: 'On the record’s page, open “Show the source” and download the proof.',
  },
  checkTwo: {
    zh: '安装“信衡”命令行（需要 Node.js 20 以上），把 FILE 换成下载的证明文件，连同本页的公钥一起运行：',
    en: 'Install the Xinheng command line (Node.js 20 or later) and run this with the downloaded file for FILE and the key of this page:',
  },
  checkThree: {
    zh: '命令离线逐级重算：记录、批次、账本、签名。任何一级对不上，它会指出是哪一级。',
    en: 'Offline, the command computes every level again: record, batch, log, signature. If one does not fit, it says which.',
  },
  checkFour: {
    zh: '把证明中的检查点与本页的检查点、或您以前留下的检查点相比较。',
    en: 'Compare the checkpoint in the proof with the one on this page, or with one that you kept.',
  },
} as const;
