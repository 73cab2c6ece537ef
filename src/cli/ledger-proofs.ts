// `xinheng ledger prove` and `check`: a file that shows that a record stands in the log, and its check offline.
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import { recordAct } from '../audit/trail.js';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { timeInShanghai } from '../kernel/time.js';
import { proveRecord } from '../ledger/proof.js';
import type { ProofVerdict, ProvenEntry, ProvenRecord } from '../ledger/proof.model.js';
import { checkProof } from '../ledger/proof-check.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { readKeyOption } from './log-key-option.js';
import { refuse } from './refusals.js';
import { openSourceFile } from './source-file.js';
import type { ExitCode, Terminal } from './terminal.js';
import { writeResult } from './write-result.js';
import { requireRecordId } from './written-values.js';

interface ProveOptions {
  readonly output?: string;
  readonly full?: boolean;
  readonly purpose?: string;
  readonly matter?: string;
}

/** Adds `prove` and `check`. */
export function defineProofs(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const proving = group
    .command('prove')
    .description(words('出具一条记录的证明文件', 'write the proof of a record'))
    .argument('<RECORD>', words('记录编号', 'id of the record'))
    .option(
      '-o, --output <FILE>',
      words('写入文件；不写则输出', 'write to a file instead of the output'),
    )
    .option(
      '--full',
      words(
        '全部历史，含非公示内容（须写明 --purpose 和 --matter）',
        'its whole history with what is not public (needs --purpose and --matter)',
      ),
    )
    .option('--purpose <TEXT>', words('目的', 'why'))
    .option('--matter <TEXT>', words('所办事项或案号', 'the matter or case at hand'))
    .action(acting((record: string, options: ProveOptions) => prove(terminal, record, options)));
  addExamples(proving, terminal, ['xinheng ledger prove RECORD -o proof.json']);
  const checking = group
    .command('check')
    .description(words('核对一个证明文件，不用数据库', 'check a proof file, without a database'))
    .argument('<FILE>', words('证明文件；- 表示标准输入', 'proof file; - is standard input'))
    .option(
      '--key <KEY>',
      words('平台公布的日志公钥，或存有它的文件', "the log's published key, or a file with it"),
    )
    .action(
      acting((file: string, options: { key?: string }) => check(terminal, file, options.key)),
    );
  addExamples(checking, terminal, ['xinheng ledger check proof.json --key KEY']);
}

function prove(terminal: Terminal, record: string, options: ProveOptions): Promise<ExitCode> {
  const recordId = requireRecordId(record);
  const { output, full = false, purpose, matter } = options;
  if (full && (purpose === undefined || matter === undefined)) throw refuse.purpose_missing();
  return withApplication(async ({ database, clock, logKey }) => {
    if (full) {
      const act = { actor: operator, act: 'ledger.prove-full', object: recordId };
      const why = { purpose: purpose ?? '', matter: matter ?? '' };
      await recordAct(database, { at: clock.now(), ...act, ...why, outcome: 'done' });
    }
    const proof = await proveRecord(database, recordId, {
      verifier: logKey,
      publicOnly: !full,
    });
    const text = `${JSON.stringify(proof, null, 2)}\n`;
    if (output === undefined) {
      terminal.document(text);
      return 0;
    }
    await writeResult(output, text);
    terminal.answer({ record: proof.record, file: output, entries: proof.entries.length });
    terminal.say({
      zh: `证明已写入 ${output}。任何人都可以离线核对：xinheng ledger check ${output} --key ${logKey.text}`,
      en: `The proof is in ${output}. Anybody can check it offline: xinheng ledger check ${output} --key ${logKey.text}`,
    });
    return 0;
  });
}

async function check(terminal: Terminal, file: string, key: string | undefined): Promise<ExitCode> {
  const verifier = key === undefined ? undefined : readKeyOption(key);
  const verdict = checkProof(await readProof(file), verifier ? { verifier } : {});
  terminal.answer(verdict);
  sayVerdict(terminal, verdict);
  return verdict.ok ? 0 : 1;
}

async function readProof(file: string): Promise<unknown> {
  const source = await openSourceFile(file);
  try {
    return JSON.parse(await readAll(source.open()));
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse.proof_unreadable({ file });
    throw error;
  } finally {
    await source.close();
  }
}

function sayVerdict(terminal: Terminal, { steps, shown }: ProofVerdict): void {
  terminal.table(steps.map((step) => [step.ok ? '✓' : '✗', terminal.words(step.what)]));
  terminal.say();
  if (!shown) {
    terminal.say({
      zh: '证明不成立：文件被改动过，或不是这个日志的。不要据此采信。',
      en: 'The proof does not hold: the file was changed, or is not of this log. Do not rely on it.',
    });
    return;
  }
  sayShown(terminal, shown);
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
  if (!key.pinned) {
    terminal.say({
      zh: '注意：用的是文件自带的公钥。把编号与平台公布的核对，或用 --key 写明公布的公钥。',
      en: 'Mind: the key in the file itself was used. Compare its id with the published one, or give the published key with --key.',
    });
  }
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
