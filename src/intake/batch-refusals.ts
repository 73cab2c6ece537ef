// What is refused of batches that wait, are released, or are taken back.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('batch', {
  unknown: {
    kind: 'not_found',
    zh: '没有批次 {batch}，或者它不属于你所在的部门。批次编号见报送时的答复，或本部门的批次列表。',
    en: 'There is no batch {batch}, or it is not one of your agency. Its number stands in the answer to the submission and in the list of your agency.',
  },
  mark_unknown: {
    kind: 'invalid',
    zh: '“{after}”不是本列表给出的翻页标记。不带 after 从第一页开始。',
    en: '"{after}" is no page mark of this list. Begin with the first page, without `after`.',
  },
  release_needed: {
    kind: 'forbidden',
    zh: '部门 {agency} 报送的批次须由本部门审核员放行后才入库，不能直接写入。',
    en: 'What agency {agency} hands in is on file only when its reviewer has released it; it cannot be written directly.',
  },
  not_waiting: {
    kind: 'conflict',
    zh: '批次 {batch} 不在等待放行：{state}。',
    en: 'Batch {batch} does not wait for release: it is {state}.',
  },
  own: {
    kind: 'forbidden',
    zh: '批次 {batch} 是你自己报送（或申请撤回）的，须由本部门另一位审核员处理。',
    en: 'Batch {batch} was handed in (or its withdrawal asked for) by yourself; another reviewer of your agency has to decide.',
  },
  others: {
    kind: 'forbidden',
    zh: '放行前只有报送人自己可以收回该批次；审核员可以退回它。',
    en: 'Before its release a batch is taken back by whoever handed it in; a reviewer can reject it.',
  },
  prepared_otherwise: {
    kind: 'conflict',
    zh: '批次 {batch} 由平台的另一个版本暂存，本版本不能读取。退回该批次，由报送人重新报送。',
    en: 'Batch {batch} was stored by another version of the platform and cannot be read by this one. Reject it and have it handed in again.',
  },
  arrival_lost: {
    kind: 'conflict',
    zh: '文件传送中断过久，已收到的部分已丢弃。重新报送。',
    en: 'The file stopped arriving for too long, and what had arrived was dropped. Hand it in again.',
  },
  too_many_arriving: {
    kind: 'conflict',
    zh: '你已有 {limit} 个文件正在传送。等其中一个传完再报送。',
    en: '{limit} files of yours are arriving already. Hand this one in when one of them is through.',
  },
  too_many_waiting: {
    kind: 'conflict',
    zh: '部门 {agency} 已有 {limit} 个批次待放行。由审核员先处理一些，再报送。',
    en: 'Agency {agency} has {limit} batches that wait for release. Have its reviewer decide upon some first.',
  },
  reason_missing: {
    kind: 'invalid',
    zh: '缺少理由。写明一句理由，不超过 {limit} 个字，不写个人信息。',
    en: 'The reason is missing. Give one sentence of at most {limit} characters, without personal data.',
  },
  reason_too_long: {
    kind: 'invalid',
    zh: '理由有 {value} 个字，超过 {limit} 个字。',
    en: 'The reason has {value} characters, more than {limit}.',
  },
  not_on_file: {
    kind: 'conflict',
    zh: '批次 {batch} 不在库中：{state}。只有在库的批次可以撤回。',
    en: 'Batch {batch} is not on file: it is {state}. Only a batch on file can be taken back.',
  },
  withdrawal_not_asked: {
    kind: 'conflict',
    zh: '批次 {batch} 没有待确认的撤回申请。',
    en: 'Nobody has asked for batch {batch} to be taken back.',
  },
  key_missing: {
    kind: 'invalid',
    zh: '缺少请求头 Idempotency-Key。接口客户端每次报送都要带一个自己生成的键（1 到 200 个可见 ASCII 字符），重发同一请求时用同一个键。',
    en: 'The header Idempotency-Key is missing. An API client gives each submission a key of its own making (1 to 200 visible ASCII characters) and repeats it when it sends the same request again.',
  },
  key_malformed: {
    kind: 'invalid',
    zh: '请求头 Idempotency-Key 须是 1 到 200 个可见 ASCII 字符。',
    en: 'The header Idempotency-Key takes 1 to 200 visible ASCII characters.',
  },
  key_taken: {
    kind: 'invalid',
    zh: '键 {key} 已经用于另一份内容或另一组参数的报送。新的报送用新的键。',
    en: 'The key {key} belongs to a submission of other content or with other parameters. Use a new key for a new submission.',
  },
  key_under_way: {
    kind: 'conflict',
    zh: '带有键 {key} 的请求正在处理。稍后再以同一个键询问结果。',
    en: 'A request with the key {key} is under way. Ask again with the same key in a while.',
  },
});
