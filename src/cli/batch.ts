// `xinheng batch`: where an agency's batches stand; releasing, rejecting and taking them back.
import type { Command } from 'commander';
import { consolePrincipal } from '../access/principal.model.js';
import { type BatchStanding, getStanding, listBatches } from '../intake/batch-standing.js';
import {
  type BatchDecision,
  rejectBatch,
  releaseBatch,
  takeBackWaiting,
} from '../intake/release.js';
import { previewRelease } from '../intake/release-preview.js';
import {
  confirmWithdrawal,
  dropWithdrawal,
  getWithdrawal,
  withdrawBatch,
} from '../intake/withdrawal.js';
import { type CommandApplication, withApplication } from './application.js';
import { sayPreview, sayStanding, sayWithdrawal, standingColumns } from './batch-words.js';
import { acting, addExamples } from './command-parts.js';
import { sayReceipt } from './receipt-words.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireNumber } from './written-values.js';

const rowsShown = 20;

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  defineList(command, terminal);
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const ofBatch = (name: string, zh: string, en: string, work: Work) => {
    const added = command
      .command(name)
      .description(words(zh, en))
      .argument('<BATCH>', words('批次编号', 'id of the batch'));
    if (name === 'reject' || name === 'withdraw') {
      added.option('--reason <TEXT>', words('理由，一句话', 'the reason, one sentence'));
    }
    added.action(
      acting((batchId: string, { reason }: { reason?: string }) =>
        withApplication((application) =>
          work({
            terminal,
            application,
            decision: { principal: consolePrincipal, batchId },
            reason,
          }),
        ),
      ),
    );
    addExamples(added, terminal, [`xinheng batch ${name} BATCH${reasonOf(name)}`]);
  };
  ofBatch(
    'show',
    '查看批次；待放行的显示放行后的变化',
    'a batch; of one that waits, what a release would change',
    show,
  );
  ofBatch('release', '放行待放行的批次', 'put a batch that waits on file', release);
  ofBatch(
    'reject',
    '驳回待放行的批次，删除其内容',
    'send a batch that waits back and delete its content',
    reject,
  );
  ofBatch(
    'withdraw',
    '撤回批次：待放行的，或已入库的',
    'take a batch back, waiting or on file',
    withdraw,
  );
  ofBatch(
    'confirm',
    '确认他人申请的撤回',
    'confirm a withdrawal that somebody else asked for',
    confirm,
  );
  ofBatch(
    'keep',
    '不同意撤回，批次照旧',
    'drop a withdrawal that was asked for; the batch stays',
    keep,
  );
}

function reasonOf(name: string): string {
  return name === 'reject' || name === 'withdraw' ? ' --reason 文件取错了口径' : '';
}

function defineList(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const list = command
    .command('list')
    .description(words('一个部门的批次，新的在前', "an agency's batches, newest first"))
    .option('--agency <CODE>', words('数源部门代码', 'code of the source agency'))
    .option('--waiting', words('只列待放行的', 'only those that wait for release'))
    .option('--limit <N>', words('最多列出多少个（默认 20）', 'at most so many (20)'), '20')
    .action(acting((options: ListOptions) => listing(terminal, options)));
  addExamples(list, terminal, ['xinheng batch list --agency CODE --waiting']);
}

interface ListOptions {
  readonly agency?: string;
  readonly waiting?: boolean;
  readonly limit: string;
}

function listing(terminal: Terminal, { agency, waiting, limit }: ListOptions): Promise<ExitCode> {
  if (agency === undefined) throw refuse.agency_missing();
  return withApplication(async ({ database }) => {
    const { batches } = await listBatches(database, {
      principal: consolePrincipal,
      agencyCode: agency,
      limit: requireNumber('--limit', limit),
      ...(waiting && { state: 'waiting' as const }),
    });
    terminal.answer(batches);
    terminal.table(batches.map((batch) => standingColumns(terminal, batch)));
    if (batches.length === 0) terminal.say({ zh: '没有这样的批次。', en: 'There are none.' });
    return 0;
  });
}

interface Asked {
  readonly terminal: Terminal;
  readonly application: CommandApplication;
  readonly decision: BatchDecision;
  readonly reason: string | undefined;
}

type Work = (asked: Asked) => Promise<ExitCode>;

async function show({ terminal, application, decision }: Asked): Promise<ExitCode> {
  const standing = await getStanding(application.database, decision.batchId);
  if (standing.state === 'waiting') {
    const preview = await previewRelease(application, { ...decision, limit: rowsShown });
    terminal.answer(preview);
    sayStanding(terminal, standing);
    sayPreview(terminal, preview);
  } else if (standing.state === 'withdrawal-asked' || (standing.isOnFile && standing.decidedAt)) {
    const withdrawal = await getWithdrawal(application, decision);
    terminal.answer(withdrawal);
    sayStanding(terminal, standing);
    sayWithdrawal(terminal, withdrawal);
  } else {
    answerStanding(terminal, standing);
  }
  return 0;
}

async function release({ terminal, application, decision }: Asked): Promise<ExitCode> {
  const receipt = await releaseBatch(application, decision);
  await application.sequence();
  sayReceipt(terminal, receipt, { siteUrl: application.siteUrl });
  return 0;
}

async function reject({ terminal, application, decision, reason }: Asked): Promise<ExitCode> {
  const given = { ...decision, reason: requireReason(reason, 'reject') };
  answerStanding(terminal, await rejectBatch(application, given));
  return 0;
}

async function withdraw({ terminal, application, decision, reason }: Asked): Promise<ExitCode> {
  const { state } = await getStanding(application.database, decision.batchId);
  if (state === 'waiting') {
    answerStanding(terminal, await takeBackWaiting(application, decision));
    return 0;
  }
  const given = { ...decision, reason: requireReason(reason, 'withdraw') };
  const withdrawal = await withdrawBatch(application, given);
  await application.sequence();
  terminal.answer(withdrawal);
  sayWithdrawal(terminal, withdrawal);
  return 0;
}

async function confirm({ terminal, application, decision }: Asked): Promise<ExitCode> {
  const withdrawal = await confirmWithdrawal(application, decision);
  await application.sequence();
  terminal.answer(withdrawal);
  sayWithdrawal(terminal, withdrawal);
  return 0;
}

async function keep({ terminal, application, decision }: Asked): Promise<ExitCode> {
  answerStanding(terminal, await dropWithdrawal(application, decision));
  return 0;
}

function requireReason(reason: string | undefined, command: string): string {
  if (reason !== undefined) return reason;
  throw refuse.option_missing({ option: '--reason <TEXT>', call: `xinheng batch ${command}` });
}

function answerStanding(terminal: Terminal, standing: BatchStanding): void {
  terminal.answer(standing);
  sayStanding(terminal, standing);
}
