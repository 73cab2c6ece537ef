// `xinheng show USCC`: an organisation's file, today or as of the past. Every look is on the audit trail.
import type { Command } from 'commander';
import type { ShownField } from '../disclosure/credit-file.model.js';
import { lookAtFile, type OperatorFile, type OperatorRecord } from '../disclosure/operator-file.js';
import { dayInShanghai, timeInShanghai } from '../kernel/time.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireDay, requireTime } from './written-values.js';

interface ShowOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly purpose?: string;
  readonly matter?: string;
  readonly fields?: boolean;
}

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .argument('<USCC>', words('统一社会信用代码', "the organisation's unified social credit code"))
    .option(
      '--as-of <DATE>',
      words('这一天的情况；不写则为今天', 'the world as of this day; today unless given'),
    )
    .option(
      '--known-at <TIME>',
      words(
        '平台当时所知（北京时间）；不写则为现在',
        'what the platform knew then (Beijing time); now unless given',
      ),
    )
    .option(
      '--purpose <TEXT>',
      words(
        '查询目的；与 --matter 一起才能看到非公示内容',
        'why; with --matter it opens what is not public',
      ),
    )
    .option('--matter <TEXT>', words('所办事项或案号', 'the matter or case at hand'))
    .option('--fields', words('列出每条记录的全部数据项', 'every field of each record'))
    .action(acting((uscc: string, options: ShowOptions) => show(terminal, uscc, options)));
  addExamples(command, terminal, [
    'xinheng show 91991100MA7CX4D20D',
    'xinheng show 91991100MA7CX4D20D --as-of 2026-01-31 --known-at 2026-02-01T09:00',
  ]);
}

function show(terminal: Terminal, uscc: string, options: ShowOptions): Promise<ExitCode> {
  const { asOf, knownAt, purpose, matter } = options;
  const day = asOf === undefined ? undefined : requireDay('--as-of', asOf);
  const moment = knownAt === undefined ? null : requireTime('--known-at', knownAt);
  return withApplication(async (application) => {
    const viewpoint = {
      asOf: day ?? dayInShanghai(application.clock.now()),
      knownAt: moment,
    };
    const file = await lookAtFile(application, uscc, {
      viewpoint,
      actor: operator,
      ...(purpose !== undefined && { purpose }),
      ...(matter !== undefined && { matter }),
    });
    terminal.answer({
      asOf: viewpoint.asOf,
      knownAt: moment === null ? null : new Date(moment).toISOString(),
      ...file,
    });
    sayFile(terminal, file, { asOf: viewpoint.asOf, knownAt: moment, fields: options.fields });
    return 0;
  });
}

interface Saying {
  readonly asOf: string;
  readonly knownAt: number | null;
  readonly fields: boolean | undefined;
}

function sayFile(terminal: Terminal, file: OperatorFile, { asOf, knownAt, fields }: Saying): void {
  const { organisation, records, closed, purpose } = file;
  terminal.say(`${organisation.name} · ${organisation.uscc}`);
  for (const former of organisation.formerNames) {
    terminal.say({ zh: `曾用名 ${former.name}`, en: `formerly ${former.name}` });
  }
  const known = knownAt === null ? undefined : timeInShanghai(knownAt);
  terminal.say({
    zh: `${asOf} 的情况，${known === undefined ? '按现在所知' : `按 ${known} 所知`}：${records.length} 条记录`,
    en: `As of ${asOf}, as known ${known === undefined ? 'now' : `at ${known} (Beijing time)`}: ${records.length} record(s)`,
  });
  for (const record of records) sayRecord(terminal, record, fields ?? false);
  terminal.say();
  if (closed > 0) {
    terminal.say({
      zh: `另有 ${closed} 条现不公示的记录，写明 --purpose 和 --matter 才能查看。`,
      en: `${closed} more record(s) are not public today; give --purpose and --matter to see them.`,
    });
  }
  terminal.say({
    zh: `本次查询已登记（目的：${purpose}）。`,
    en: `This look is on the audit trail (purpose: ${purpose}).`,
  });
}

function sayRecord(terminal: Terminal, record: OperatorRecord, withFields: boolean): void {
  const { source } = record;
  terminal.say();
  const parts = [
    terminal.words(record.kindTitle),
    record.decisionNumber,
    record.decidedOn,
    record.agencyName,
  ];
  terminal.say(parts.filter((part) => part !== null).join(' · '));
  const states = statesOf(terminal, record);
  if (states.length > 0) terminal.say(`  ${states.join(' · ')}`);
  terminal.say({
    zh: `  记录 ${record.recordId} 第 ${source.version} 版`,
    en: `  record ${record.recordId} version ${source.version}`,
  });
  const received = timeInShanghai(source.receivedAt);
  const recorded = source.recordedAt === null ? '—' : timeInShanghai(source.recordedAt);
  terminal.say({
    zh: `  来源：批次 ${source.batchId} 第 ${source.line} 行，${received} 收到，${recorded} 入库`,
    en: `  source: batch ${source.batchId} line ${source.line}, received ${received}, recorded ${recorded}`,
  });
  const shown = withFields ? [...record.fields, ...record.withheld] : record.withheld;
  terminal.table(
    shown.map((field) => [`  ${terminal.words(field.label)}`, fieldText(terminal, field)]),
  );
}

function statesOf(terminal: Terminal, record: OperatorRecord): string[] {
  const states: string[] = [];
  if (record.revoked)
    states.push(terminal.words({ zh: '决定已撤销', en: 'the decision was revoked' }));
  else if (!record.inEffect) {
    states.push(
      terminal.words({
        zh: `${record.effectiveTo} 起不再有效`,
        en: `no longer in effect from ${record.effectiveTo}`,
      }),
    );
  }
  if (!record.isPublic) states.push(terminal.words({ zh: '现不公示', en: 'not public today' }));
  for (const mark of record.marks)
    states.push(terminal.words({ zh: `标注：${mark}`, en: `mark: ${mark}` }));
  return states;
}

function fieldText(terminal: Terminal, { text, textEn, unit }: ShownField): string {
  if (text === null) return terminal.words({ zh: '（依法删改）', en: '(redacted by law)' });
  const spoken = terminal.language === 'en' ? (textEn ?? text) : text;
  return unit === undefined ? spoken : `${spoken} ${unit}`;
}
