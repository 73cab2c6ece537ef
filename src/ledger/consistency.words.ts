// What the check of a proof of consistency says at each of its steps.
import { proofStepWords } from './proof.words.js';

/** The steps in the order in which they are taken. */
export const consistencyStepWords = {
  form: {
    zh: '文件是 xinheng-consistency/1 格式的证明',
    en: 'The file has the form of a proof, xinheng-consistency/1',
  },
  pinnedKey: proofStepWords.pinnedKey,
  ownKey: proofStepWords.ownKey,
  older: {
    zh: '较早的检查点由该密钥签名',
    en: 'The older checkpoint was signed with that key',
  },
  newer: {
    zh: '较晚的检查点由该密钥签名',
    en: 'The newer checkpoint was signed with that key',
  },
  kept: {
    zh: '较早的检查点就是您保存的那一个',
    en: 'The older checkpoint is the one you kept',
  },
  path: {
    zh: '较晚的日志以较早的日志开头，一个批次也没有改动或抽走',
    en: 'The newer log begins with the older one: no batch was changed or taken out',
  },
} as const;
