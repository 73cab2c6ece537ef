// What `ledger verify` can find, in words, and the place where it was found.
import { type Bilingual, fillTemplate } from '../kernel/errors.js';

/** Each fault says what does not fit. `{name}` is filled from the place where it was found. */
const faults = {
  key_unreadable: {
    zh: '登记的日志公钥 {key} 与其编号不符',
    en: 'The log key {key} on file does not agree with its id',
  },
  key_foreign: {
    zh: '登记的日志公钥 {key} 不是所给的公钥',
    en: 'The log key {key} on file is not one of those given',
  },
  key_time: {
    zh: '日志公钥 {key} 的登记时间与其首次签名的时间不符',
    en: 'The time at which the log key {key} was put on file is not that of its first signature',
  },
  log_position: {
    zh: '日志在位置 {position} 处有缺口',
    en: 'The log has a gap at position {position}',
  },
  log_leaf: {
    zh: '日志位置 {position} 的内容与批次 {batch} 不符',
    en: 'What the log says at position {position} is not what batch {batch} is',
  },
  log_time: {
    zh: '日志位置 {position} 的入库时间早于前一位置',
    en: 'The time recorded at position {position} of the log is before the one before it',
  },
  log_node: {
    zh: '日志哈希树在位置 {position} 处的节点不符',
    en: 'A node of the log tree does not fit at position {position}',
  },
  checkpoint: {
    zh: '日志前 {position} 个位置的检查点缺失，或其签名、根或时间不符',
    en: 'The checkpoint over the first {position} positions is missing, or its signature, root or time does not fit',
  },
  sequencer: {
    zh: '排序器的时间与日志末尾不符',
    en: 'The time of the sequencer is not that of the end of the log',
  },
  batch_unplaced: {
    zh: '批次 {batch} 既不在日志中，也不在队列中，或同时在两处',
    en: 'Batch {batch} stands neither in the log nor in the queue, or in both',
  },
  batch_missing: {
    zh: '批次 {batch} 在队列中，但没有该批次',
    en: 'Batch {batch} stands in the queue, but there is no such batch',
  },
  batch_entries: {
    zh: '批次 {batch} 的条目数与其记载不符',
    en: 'Batch {batch} does not have as many entries as it says',
  },
  batch_root: {
    zh: '批次 {batch} 的条目得不出其哈希树的根',
    en: 'The entries of batch {batch} do not lead to its root',
  },
  tile: {
    zh: '批次 {batch} 的一个哈希片与其条目不符',
    en: 'A tile of hashes of batch {batch} does not fit its entries',
  },
  entry_place: {
    zh: '批次 {batch} 缺少条目 {leaf}，或该条目出现两次',
    en: 'Entry {leaf} of batch {batch} is missing or there twice',
  },
  entry_facts: {
    zh: '批次 {batch} 条目 {leaf} 的事实部分不是规范文本',
    en: 'The facts of entry {leaf} in batch {batch} are not in canonical form',
  },
  entry_columns: {
    zh: '批次 {batch} 条目 {leaf} 的编号与其事实部分不符',
    en: 'The ids beside entry {leaf} in batch {batch} are not those in its facts',
  },
  entry_hash: {
    zh: '批次 {batch} 条目 {leaf} 与批次哈希树中的哈希不符',
    en: 'Entry {leaf} in batch {batch} does not fit its hash in the tree of the batch',
  },
  entry_withheld: {
    zh: '批次 {batch} 条目 {leaf} 的非公开事实与承诺值不符',
    en: 'The withheld facts of entry {leaf} in batch {batch} are not those it commits to',
  },
  entry_words: {
    zh: '批次 {batch} 条目 {leaf} 的文字部分缺失，或与承诺值不符',
    en: 'The words of entry {leaf} in batch {batch} are missing or not those committed to',
  },
  record_versions: {
    zh: '记录 {record} 的历史在批次 {batch} 条目 {leaf} 处不连续，或与日志顺序不符',
    en: 'The history of record {record} has a gap, or runs against the log, at entry {leaf} of batch {batch}',
  },
  entry_astray: {
    zh: '批次 {batch} 条目 {leaf} 不属于任何批次',
    en: 'Entry {leaf} of batch {batch} belongs to no batch',
  },
  words_astray: {
    zh: '批次 {batch} 条目 {leaf} 的文字部分不属于任何条目',
    en: 'The words of entry {leaf} of batch {batch} belong to no entry',
  },
  tile_astray: {
    zh: '批次 {batch} 的一个哈希片不属于任何批次',
    en: 'A tile of hashes of batch {batch} belongs to no batch',
  },
  event: {
    zh: '安全审计事件 {event} 缺失或被改动（批次 {batch} 第 {leaf} 片叶）',
    en: 'Event {event} of the audit trail is missing or was changed (leaf {leaf} of batch {batch})',
  },
  event_place: {
    zh: '安全审计批次 {batch} 缺少第 {leaf} 片叶，或该叶出现两次',
    en: 'Leaf {leaf} of batch {batch} of the audit trail is missing or there twice',
  },
  event_astray: {
    zh: '安全审计事件 {event} 所在的批次 {batch} 不是安全审计批次',
    en: 'Batch {batch}, in which event {event} of the audit trail is said to be, is no batch of the trail',
  },
  event_unsealed: {
    zh: '安全审计事件 {event} 既未封入日志，也不在等待封存的队列中，或同时在两处，或只剩队列中的编号',
    en: 'Event {event} of the audit trail is neither sealed nor waiting for its seal, or both, or only its id is left',
  },
} as const satisfies Record<string, Bilingual>;

export type LedgerFaultCode = keyof typeof faults;

/** Where something does not fit; only what is known. */
export interface FaultPlace {
  readonly batch?: string;
  /** Position in the city log. */
  readonly position?: number;
  readonly leaf?: number;
  readonly record?: string;
  readonly key?: string;
  /** Event of the audit trail. */
  readonly event?: string;
}

/** The first thing that does not fit. */
export interface LedgerFault extends FaultPlace {
  readonly code: LedgerFaultCode;
  readonly what: Bilingual;
}

/** Thrown within the verification to end it. */
export class LedgerDoesNotFit extends Error {
  readonly fault: LedgerFault;

  constructor(code: LedgerFaultCode, place: FaultPlace) {
    const words = faults[code];
    const values = place as Record<string, string | number>;
    const what = { zh: fillTemplate(words.zh, values), en: fillTemplate(words.en, values) };
    super(what.en);
    this.name = 'LedgerDoesNotFit';
    this.fault = { code, ...place, what };
  }
}
