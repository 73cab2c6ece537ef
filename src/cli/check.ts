// `xinheng check FILE`: the answers a file would get, without writing anything.
import type { Command } from 'commander';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { type CheckContext, checkFile } from '../intake/check.js';
import type { CheckReport } from '../intake/receipt.js';
import { systemClock } from '../kernel/time.js';
import { loadCalendars } from '../rules/calendar.loader.js';
import { answersExitCode, encodingName, sayAnswers } from './answers.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { showProgress } from './progress.js';
import { openSourceFile, type SourceFile } from './source-file.js';
import { addSourceFile, requireKind, type SourceOptions, sourceDayOf } from './source-options.js';
import type { ExitCode, Terminal } from './terminal.js';

interface CheckOptions extends SourceOptions {
  readonly offline?: boolean;
}

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  addSourceFile(command, terminal)
    .option(
      '--offline',
      terminal.words({
        zh: '不用数据库：只查内容，不比对主体和已有记录；“采纳”指能通过的行数',
        en: 'without a database: content only, nothing is matched; "admitted" counts rows that would pass',
      }),
    )
    .action(acting((file: string, options: CheckOptions) => check(terminal, file, options)));
  addExamples(command, terminal, [
    'xinheng check penalties.csv --kind administrative-penalty',
    'xinheng check penalties.csv --kind administrative-penalty --offline --json',
  ]);
}

async function check(terminal: Terminal, file: string, options: CheckOptions): Promise<ExitCode> {
  const catalogue = loadCatalogue();
  const kind = requireKind(catalogue, options.kind);
  const source = await openSourceFile(file);
  const handed = { source, kind, ...sourceDayOf(source, options.dated) };
  const answer = async (context: CheckContext): Promise<ExitCode> => {
    const report = await runCheck(terminal, context, handed);
    terminal.answer(report);
    terminal.say(`${source.name} · ${kind} · ${encodingName(report.encoding)}`);
    sayAnswers(terminal, report, options);
    terminal.say();
    terminal.say(conclusion(report, options));
    return answersExitCode(report);
  };
  try {
    return options.offline
      ? await answer({ database: null, catalogue, calendar: loadCalendars(), clock: systemClock })
      : await withApplication(answer);
  } finally {
    await source.close();
  }
}

interface Handed {
  readonly source: SourceFile;
  readonly kind: string;
  readonly sourceDay?: string;
}

async function runCheck(
  terminal: Terminal,
  context: CheckContext,
  { source, ...handed }: Handed,
): Promise<CheckReport> {
  const counted = { zh: '行', en: 'rows' };
  const progress = showProgress(terminal, { zh: '试查', en: 'checking' }, counted);
  try {
    return await checkFile(context, {
      ...handed,
      open: () => source.open(),
      onProgress: ({ bytesRead, rowsRead }) => progress.reach(bytesRead, source.bytes, rowsRead),
    });
  } finally {
    progress.end();
  }
}

function conclusion({ rows }: CheckReport, { offline }: CheckOptions) {
  if (rows.returned > 0 || rows.held > 0) {
    return {
      zh: '什么也没有写入。可以先改正再报送，也可以现在报送：正确的行会被采纳，其余逐行答复。',
      en: 'Nothing was written. Mend the rows first, or hand the file in as it is: the right rows are admitted, the others answered one by one.',
    };
  }
  return offline
    ? {
        zh: '内容都能通过。什么也没有写入；主体和已有记录要在报送时才比对。',
        en: 'All content passes. Nothing was written; subjects and records on file are matched when it is handed in.',
      }
    : {
        zh: '可以报送：xinheng submit。什么也没有写入。',
        en: 'It can be handed in with xinheng submit. Nothing was written.',
      };
}
