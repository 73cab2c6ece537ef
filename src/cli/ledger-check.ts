// `xinheng ledger check`: a proof file looked at offline, of a record or of the log's going on.
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { timeInShanghai } from '../kernel/time.js';
import { consistencyFormat, type ProvenConsistency } from '../ledger/consistency.model.js';
import { checkConsistency } from '../ledger/consistency-check.js';
import type { ProvenEntry, ProvenRecord } from '../ledger/proof.model.js';
import { checkProof } from '../ledger/proof-check.js';
import type { Verdict } from '../ledger/proof-reading.js';
import { acting, addExamples } from './command-parts.js';
import { readKeyOption } from './log-key-option.js';
import { refuse } from './refusals.js';
import { openSourceFile } from './source-file.js';
import type { ExitCode, Terminal } from './terminal.js';

interface CheckOptions {
  readonly key?: string;
  readonly since?: string;
}

/** Adds `check`. */
export function defineCheck(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const checking = group
    .command('check')
    .description(words('核对一个证明文件，不用数据库', 'check a proof file, without a database'))
    .argument('<FILE>', words('证明文件；- 表示标准输入', 'proof file; - is standard input'))
    .option(
      '--key <KEY>',
      words('平台公布的日志公钥，或存有它的文件', "the log's published key, or a file with it"),
    )
    .option('--since <FILE>', words('您保存的较早检查点', 'the earlier checkpoint that you kept'))
    .action(acting((file: string, options: CheckOptions) => check(terminal, file, options)));
  addExamples(checking, terminal, ['xinheng ledger check proof.json --key KEY']);
}

async function check(terminal: Terminal, file: string, options: CheckOptions): Promise<ExitCode> {
  const verifier = options.key === undefined ? undefined : readKeyOption(options.key);
  const proof = await readProof(file);
  const order = verifier ? { verifier } : {};
  const isConsistency = (proof as { format?: unknown } | null)?.format === consistencyFormat;
  if (!isConsistency) {
    if (options.since !== undefined) throw refuse.since_without_consistency();
    return tell(terminal, checkProof(proof, order), sayShown);
  }
  const since = options.since === undefined ? {} : { since: await readText(options.since) };
  return tell(terminal, checkConsistency(proof, { ...order, ...since }), sayContinuation);
}

async function readProof(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse.proof_unreadable({ file });
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  const source = await openSourceFile(file);
  try {
    return await readAll(source.open());
  } finally {
    await source.close();
  }
}

function tell<Shown>(
  terminal: Terminal,
  verdict: Verdict<Shown>,
  say: (terminal: Terminal, shown: Shown) => void,
): ExitCode {
  terminal.answer(verdict);
  terminal.table(verdict.steps.map((step) => [step.ok ? '✓' : '✗', terminal.words(step.what)]));
  terminal.say();
  if (!verdict.shown) {
    terminal.say({
      zh: '证明不成立：文件被改动过，或不是这个日志的。不要据此采信。',
      en: 'The proof does not hold: the file was changed, or is not of this log. Do not rely on it.',
    });
    return 1;
  }
  say(terminal, verdict.shown);
  return 0;
}

function sayContinuation(terminal: Terminal, shown: ProvenConsistency): void {
  const { log, older, newer, key, kept } = shown;
  terminal.say({
    zh: `证明成立。日志 ${log} 的前 ${older.size} 个批次原样包含在 ${newer.size} 个批次之中，公钥编号 ${key.id}`,
    en: `The proof holds. The first ${older.size} batches of the log ${log} stand unchanged among its ${newer.size}, key id ${key.id}`,
  });
  if (!kept) {
    terminal.say({
      zh: '注意：把较早的检查点与您保存的核对，或用 --since 写明存有它的文件；只有这样才说明那以后没有改动。',
      en: 'Mind: compare the older checkpoint with the one you kept, or give its file with --since; only then nothing was changed since.',
    });
  }
  sayKey(terminal, key.pinned);
}

function sayKey(terminal: Terminal, pinned: boolean): void {
  if (pinned) return;
  terminal.say({
    zh: '注意：用的是文件自带的公钥。把编号与平台公布的核对，或用 --key 写明公布的公钥。',
    en: 'Mind: the key in the file itself was used. Compare its id with the published one, or give the published key with --key.',
  });
}

function sayShown(terminal: Terminal, { recordId, entries, log, key }: ProvenRecord): void {
  terminal.say({ zh: `证明成立。记录 ${recordId}`, en: `The proof holds. Record ${recordId}` });
  for (const entry of entries) {
    if (entry.role === 'content') sayContent(terminal, entry);
  }
  terminal.say({
    zh: `日志 ${log.name}，共 ${log.size} 个批次，公钥编号 ${key.id}`,
    en: `Log ${log.name} of ${log.size} batches, key id ${key.id}`,
  });
  sayKey(terminal, key.pinned);
}

function sayContent(terminal: Terminal, entry: ProvenEntry): void {
  const { facts, words, batchId, leaf, receivedAt, recordedAt } = entry;
  terminal.say({
    zh: `批次 ${batchId} 条目 ${leaf}（文件第 ${facts.l} 行），${timeInShanghai(receivedAt)} 收到，${timeInShanghai(recordedAt)} 入库`,
    en: `batch ${batchId} entry ${leaf} (line ${facts.l} of the file), received ${timeInShanghai(receivedAt)}, recorded ${timeInShanghai(recordedAt)} (Beijing time)`,
  });
  const redacted = terminal.words({ zh: '（依法删改）', en: '(redacted by law)' });
  // Labels are those of this program's catalogue; the proof itself knows codes only.
  const item = loadCatalogue().find(facts.k, facts.g);
  const labels = new Map(item?.fields.map(({ code, label }) => [code, terminal.words(label)]));
  const fields = Object.entries({ ...facts.f, ...words });
  terminal.table(
    fields.map(([code, text]) => [`  ${code}`, labels.get(code) ?? '', text ?? redacted]),
  );
}
