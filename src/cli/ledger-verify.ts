// `xinheng ledger verify` and `key`: does everything stored still fit together, and who signs for it?
import type { Command } from 'commander';
import { type LedgerVerdict, verifyLedger } from '../ledger/verify.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { readKeyOption } from './log-key-option.js';
import { showProgress } from './progress.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds `verify` and `key`. */
export function defineVerify(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const verifying = group
    .command('verify')
    .description(
      words(
        '由存储的字节重新计算全部内容，指出第一处不符',
        'recompute everything from the stored bytes; names the first thing that does not fit',
      ),
    )
    .option(
      '--key <KEY>',
      words(
        '平台公布的日志公钥；不写则用本机的',
        "the log's published key; this machine's unless given",
      ),
    )
    .action(acting((options: { key?: string }) => verify(terminal, options.key)));
  addExamples(verifying, terminal, ['xinheng ledger verify']);
  group
    .command('key')
    .description(words('日志的公钥，供他人核对', "the log's public key, for others to check with"))
    .action(acting(() => showKey(terminal)));
}

function verify(terminal: Terminal, key: string | undefined): Promise<ExitCode> {
  const given = key === undefined ? undefined : readKeyOption(key);
  return withApplication(async ({ database, logKey }) => {
    const counted = { zh: '条目', en: 'entries' };
    const progress = showProgress(terminal, { zh: '核验', en: 'verifying' }, counted);
    try {
      const verdict = await verifyLedger(database, {
        verifiers: [given ?? logKey],
        onProgress: (done, inAll) => progress.reach(done, inAll, done),
      });
      progress.end();
      terminal.answer(verdict);
      sayVerdict(terminal, verdict);
      return verdict.ok ? 0 : 1;
    } finally {
      progress.end();
    }
  });
}

function sayVerdict(terminal: Terminal, verdict: LedgerVerdict): void {
  const { fault, batches, waiting, entries, events, checkpoints } = verdict;
  if (fault) {
    terminal.say({ zh: '账本不符。', en: 'The ledger does not fit.' });
    terminal.say({ zh: `第一处：${fault.what.zh}。`, en: `First found: ${fault.what.en}.` });
    terminal.say({
      zh: '不要继续写入；保全数据库和日志，与最近的备份和已公布的检查点对照。',
      en: 'Stop writing; keep database and logs as they are, and compare with the latest backup and the published checkpoints.',
    });
    return;
  }
  terminal.say({
    zh: `账本完好：${batches} 个批次、${entries} 个条目、${checkpoints} 个检查点全部相符。`,
    en: `The ledger is whole: ${batches} batches, ${entries} entries and ${checkpoints} checkpoints all fit.`,
  });
  if (events > 0) {
    terminal.say({
      zh: `已封存的 ${events} 条安全审计事件全部相符。`,
      en: `All ${events} sealed events of the audit trail fit.`,
    });
  }
  if (waiting > 0) {
    terminal.say({
      zh: `其中 ${waiting} 个批次还在等待写入日志。`,
      en: `${waiting} of the batches still wait for their place in the log.`,
    });
  }
}

function showKey(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ logKey }) => {
    const { name, keyId, text } = logKey;
    terminal.answer({ name, keyId, key: text });
    terminal.say(text);
    return 0;
  });
}
