// `xinheng trail`: the audit trail for whoever holds the server: search, export, seal, alerts on unusual reading.
import type { Command } from 'commander';
import { exportTheTrail, listTheAlerts, searchTheTrail } from '../access/audit-desk.js';
import { consolePrincipal } from '../access/principal.model.js';
import { countUnsealed } from '../audit/sealing.js';
import { writtenEvent } from '../audit/trail-form.js';
import type { TrailQuery } from '../audit/trail-search.js';
import type { Bilingual } from '../kernel/errors.js';
import { timeInShanghai } from '../kernel/time.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';
import { writeResult } from './write-result.js';
import { requireDay, requireNumber } from './written-values.js';

interface SearchOptions {
  readonly actor?: string;
  readonly act?: string;
  readonly object?: string;
  readonly from?: string;
  readonly to?: string;
  readonly readings?: boolean;
  readonly limit?: string;
}

interface ExportOptions extends SearchOptions {
  readonly form?: string;
  readonly output?: string;
}

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const searching = command
    .command('search')
    .description(words('检索安全审计日志，新的在前', 'search the audit trail, newest first'))
    .option(
      '--limit <NUMBER>',
      words('最多多少条，默认 50', 'at most so many lines; 50 unless given'),
    )
    .action(acting((options: SearchOptions) => search(terminal, options)));
  addQueryOptions(searching, terminal);
  addExamples(searching, terminal, [
    'xinheng trail search --object 91991100MA7CX4D20D --readings',
    'xinheng trail search --act intake.submit --from 2026-04-01 --to 2026-04-30',
  ]);
  const exporting = command
    .command('export')
    .description(words('导出安全审计日志', 'export the audit trail'))
    .option('--form <FORM>', words('csv 或 ndjson，默认 csv', 'csv or ndjson; csv unless given'))
    .option(
      '-o, --output <FILE>',
      words('写入文件；不写则输出', 'write to a file instead of the output'),
    )
    .action(acting((options: ExportOptions) => exportFile(terminal, options)));
  addQueryOptions(exporting, terminal);
  addExamples(exporting, terminal, ['xinheng trail export --from 2026-01-01 -o trail.csv']);
  command
    .command('alerts')
    .description(words('异常查询警示', 'alerts on unusual reading'))
    .action(acting(() => alerts(terminal)));
  command
    .command('seal')
    .description(words('立即把等待的事件封入日志', 'seal the events that wait into the log now'))
    .action(acting(() => sealNow(terminal)));
}

function addQueryOptions(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .option('--actor <ID>', words('谁做的（账户编号、console、process）', 'who did it'))
    .option('--act <ACT>', words('做了什么，如 file.read', 'what was done, such as file.read'))
    .option('--object <CODE>', words('对什么做的：代码或编号', 'to what it was done: a code or id'))
    .option('--from <DATE>', words('从这一天起', 'from this day on'))
    .option('--to <DATE>', words('到这一天为止', 'up to this day'))
    .option('--readings', words('只看对非公示内容的查询', 'looks at what is not public only'));
}

function queryOf({ actor, act, object, from, to, readings }: SearchOptions): TrailQuery {
  return {
    ...(actor !== undefined && { actor }),
    ...(act !== undefined && { act }),
    ...(object !== undefined && { object }),
    ...(from !== undefined && { from: requireDay('--from', from) }),
    ...(to !== undefined && { to: requireDay('--to', to) }),
    ...(readings && { readingsOnly: true }),
  };
}

function search(terminal: Terminal, options: SearchOptions): Promise<ExitCode> {
  const query = queryOf(options);
  const limit = options.limit === undefined ? 50 : requireNumber('--limit', options.limit);
  return withApplication(async (application) => {
    const desk = { ...application, principal: consolePrincipal };
    const page = { limit: Math.min(Math.max(Math.trunc(limit), 1), 1000) };
    const { events, next } = await searchTheTrail(desk, query, page);
    terminal.answer({ events: events.map(writtenEvent), next });
    terminal.table(
      events.map(({ at, actor, act, object, purpose = '', matter = '', seal }) => [
        timeInShanghai(at),
        actor,
        act,
        object,
        purpose,
        matter,
        seal === null ? terminal.words({ zh: '待封存', en: 'not yet sealed' }) : '✓',
      ]),
    );
    if (next !== null) {
      terminal.say({
        zh: '还有更早的。缩小范围，或用 xinheng trail export 全部导出。',
        en: 'There are older ones. Narrow the search, or get all with xinheng trail export.',
      });
    }
    return 0;
  });
}

function exportFile(terminal: Terminal, options: ExportOptions): Promise<ExitCode> {
  const query = queryOf(options);
  const { form = 'csv', output } = options;
  if (form !== 'csv' && form !== 'ndjson') throw refuse.form_unknown({ form });
  return withApplication(async (application) => {
    const desk = { ...application, principal: consolePrincipal };
    const pieces = await exportTheTrail(desk, query, form);
    if (output === undefined) {
      for await (const text of pieces) terminal.document(text);
      return 0;
    }
    const texts: string[] = [];
    for await (const text of pieces) texts.push(text);
    await writeResult(output, texts.join(''));
    terminal.say({ zh: `已写入 ${output}。`, en: `Written to ${output}.` });
    return 0;
  });
}

const states: Readonly<Record<string, Bilingual>> = {
  open: { zh: '未处理', en: 'open' },
  'looked-into': { zh: '核查中', en: 'looked into' },
  explained: { zh: '有正当理由', en: 'explained' },
  misuse: { zh: '不当查询', en: 'misuse' },
};

function alerts(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async (application) => {
    const found = await listTheAlerts({ ...application, principal: consolePrincipal });
    terminal.answer(found);
    const titles = new Map(application.auditRules.alerts.map(({ id, title }) => [id, title]));
    terminal.table(
      found.map(({ day, rule, actor, matter, count, threshold, state }) => [
        day,
        terminal.words(titles.get(rule) ?? { zh: rule, en: rule }),
        actor,
        matter,
        `${count} ≥ ${threshold}`,
        terminal.words(states[state] ?? { zh: state, en: state }),
      ]),
    );
    if (found.length === 0) terminal.say({ zh: '没有警示。', en: 'There are no alerts.' });
    return 0;
  });
}

function sealNow(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async (application) => {
    const sealed = await application.sealTrail();
    await application.sequence();
    const waiting = await countUnsealed(application.database);
    terminal.answer({ sealed, waiting });
    terminal.say({ zh: `已封存 ${sealed} 条事件。`, en: `${sealed} event(s) sealed.` });
    return 0;
  });
}
