// `xinheng ledger annotate`, `revoke`, `redact`: single acts upon a record, each on the audit trail.
import type { Command } from 'commander';
import { recordAct } from '../audit/trail.js';
import type { Bilingual } from '../kernel/errors.js';
import { type ActContext, annotate, redact, revoke } from '../ledger/act.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireRecordId } from './written-values.js';

/** Adds the three acts. */
export function defineActs(group: Command, terminal: Terminal): void {
  defineAnnotate(group, terminal);
  defineRevoke(group, terminal);
  defineRedact(group, terminal);
}

function defineAnnotate(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const command = group
    .command('annotate')
    .description(
      words('给记录加一个标注，其余不变', 'add a mark to a record and change nothing else'),
    )
    .argument('<RECORD>', words('记录编号', 'id of the record'))
    .option('--mark <MARK>', words('标注，例如 in-dispute', 'the mark, e.g. in-dispute'))
    .option('--note <TEXT>', words('说明', 'a note'))
    .action(
      acting((record: string, { mark, note }: { mark?: string; note?: string }) => {
        if (mark === undefined) throw missing('--mark <MARK>', 'annotate');
        return act(terminal, record, {
          name: 'ledger.annotate',
          done: { zh: `已标注：${mark}。`, en: `Marked: ${mark}.` },
          run: (context, id) => annotate(context, id, { mark, note: note ?? null }),
        });
      }),
    );
  addExamples(command, terminal, ['xinheng ledger annotate RECORD --mark in-dispute']);
}

function defineRevoke(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const command = group
    .command('revoke')
    .description(
      words(
        '登记决定本身已被撤销；不再公示',
        'the decision itself was annulled; it is no longer public',
      ),
    )
    .argument('<RECORD>', words('记录编号', 'id of the record'))
    .option('--reason <TEXT>', words('撤销的文书或理由', 'the instrument or reason'))
    .action(
      acting((record: string, { reason }: { reason?: string }) => {
        if (reason === undefined) throw missing('--reason <TEXT>', 'revoke');
        return act(terminal, record, {
          name: 'ledger.revoke',
          done: { zh: '已登记撤销；不再公示。', en: 'On file as revoked; it is no longer public.' },
          run: (context, id) => revoke(context, id, reason),
        });
      }),
    );
  addExamples(command, terminal, ['xinheng ledger revoke RECORD --reason 复议决定〔2026〕3号']);
}

function defineRedact(group: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const command = group
    .command('redact')
    .description(
      words(
        '从全部版本中永久删去一项文字；各证明仍然成立',
        'take words out of every version for good; every proof still holds',
      ),
    )
    .argument('<RECORD>', words('记录编号', 'id of the record'))
    .option('--field <FIELD...>', words('数据项代码，可写多个', 'code of the field, or several'))
    .option('--basis <TEXT>', words('依据：文书和条款', 'the basis: instrument and article'))
    .action(
      acting((record: string, { field, basis }: { field?: string[]; basis?: string }) => {
        if (field === undefined) throw missing('--field <FIELD>', 'redact');
        if (basis === undefined) throw missing('--basis <TEXT>', 'redact');
        return act(terminal, record, {
          name: 'ledger.redact',
          purpose: basis,
          done: {
            zh: `已永久删去：${field.join('、')}。原文和盐值都已删除。`,
            en: `Taken out for good: ${field.join(', ')}. The text and its salt are deleted.`,
          },
          run: (context, id) => redact(context, id, { fields: field, basis }),
        });
      }),
    );
  addExamples(command, terminal, [
    'xinheng ledger redact RECORD --field CF_WFSS --basis 个人信息保护法第四十七条',
  ]);
}

function missing(option: string, command: string) {
  return refuse.option_missing({ option, call: `xinheng ledger ${command}` });
}

interface Act {
  readonly name: string;
  readonly purpose?: string;
  readonly done: Bilingual;
  readonly run: (context: ActContext, record: string) => Promise<void>;
}

function act(
  terminal: Terminal,
  written: string,
  { name, purpose, done, run }: Act,
): Promise<ExitCode> {
  const record = requireRecordId(written);
  return withApplication(async (application) => {
    const { database, clock, projectors } = application;
    await database.transaction(async (tx) => {
      await run({ tx, clock, projectors }, record);
      await recordAct(tx, {
        at: clock.now(),
        actor: operator,
        act: name,
        object: record,
        ...(purpose !== undefined && { purpose }),
        outcome: 'done',
      });
    });
    await application.sequence();
    terminal.answer({ record, act: name, done: true });
    terminal.say(done);
    return 0;
  });
}
