// `xinheng ledger prove` and `consistency`: files that show that a record stands in the log, and that the log went on.
import type { Command } from 'commander';
import { proveWholeRecord } from '../disclosure/full-proof.js';
import { proveConsistency } from '../ledger/consistency.js';
import { proveRecord } from '../ledger/proof.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';
import { writeResult } from './write-result.js';
import { requireNumber, requireRecordId } from './written-values.js';

interface ProveOptions {
  readonly output?: string;
  readonly full?: boolean;
  readonly purpose?: string;
  readonly matter?: string;
}

/** Adds `prove` and `consistency`. */
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
  const continuing = group
    .command('consistency')
    .description(
      words(
        '出具日志前后一致的证明：较早的日志原样包含在较晚的日志里',
        'write the proof that an earlier log goes on unchanged in a later one',
      ),
    )
    .argument(
      '<FROM>',
      words('较早检查点的规模（第二行）', 'size of the earlier checkpoint (its second line)'),
    )
    .argument(
      '[TO]',
      words('较晚检查点的规模；不写则为最新', 'size of the later one; the latest unless given'),
    )
    .option(
      '-o, --output <FILE>',
      words('写入文件；不写则输出', 'write to a file instead of the output'),
    )
    .action(
      acting((from: string, to: string | undefined, options: { output?: string }) =>
        proveContinuation(terminal, { from, to }, options.output),
      ),
    );
  addExamples(continuing, terminal, ['xinheng ledger consistency 120 -o consistency.json']);
}

function prove(terminal: Terminal, record: string, options: ProveOptions): Promise<ExitCode> {
  const recordId = requireRecordId(record);
  const { output, full = false, purpose, matter } = options;
  if (full && (purpose === undefined || matter === undefined)) throw refuse.purpose_missing();
  return withApplication(async (application) => {
    const { database, logKey } = application;
    const why = { actor: operator, purpose: purpose ?? '', matter: matter ?? '' };
    const proof = full
      ? await proveWholeRecord(application, recordId, { ...why, verifier: logKey })
      : await proveRecord(database, recordId, { verifier: logKey, publicOnly: true });
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

function proveContinuation(
  terminal: Terminal,
  { from, to }: { readonly from: string; readonly to: string | undefined },
  output: string | undefined,
): Promise<ExitCode> {
  const order = {
    from: requireSize('FROM', from),
    ...(to !== undefined && { to: requireSize('TO', to) }),
  };
  return withApplication(async ({ database, logKey }) => {
    const proof = await proveConsistency(database, order, logKey);
    const text = `${JSON.stringify(proof, null, 2)}\n`;
    if (output === undefined) {
      terminal.document(text);
      return 0;
    }
    await writeResult(output, text);
    terminal.answer({ ...order, file: output });
    terminal.say({
      zh: `证明已写入 ${output}。保存过较早检查点的人可以离线核对：xinheng ledger check ${output} --since 检查点文件 --key ${logKey.text}`,
      en: `The proof is in ${output}. Whoever kept the earlier checkpoint can check it offline: xinheng ledger check ${output} --since CHECKPOINT --key ${logKey.text}`,
    });
    return 0;
  });
}

function requireSize(argument: string, text: string): number {
  const size = requireNumber(argument, text);
  if (!Number.isSafeInteger(size) || size < 1) {
    throw refuse.log_size_unknown({ argument, value: text });
  }
  return size;
}
