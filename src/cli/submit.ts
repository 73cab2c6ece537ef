// `xinheng submit FILE`: hands a file in; every row is answered, the batch is wholly in or wholly out.
import type { Command } from 'commander';
import { getReceipt } from '../intake/receipt.js';
import { submitFile } from '../intake/submit.js';
import type { Application } from '../wiring.js';
import { answersExitCode, findingsWanted } from './answers.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { showProgress } from './progress.js';
import { sayReceipt } from './receipt-words.js';
import { refuse } from './refusals.js';
import { openSourceFile, type SourceFile } from './source-file.js';
import { addSourceFile, requireKind, type SourceOptions, sourceDayOf } from './source-options.js';
import type { ExitCode, Terminal } from './terminal.js';

interface SubmitOptions extends SourceOptions {
  readonly agency?: string;
}

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  addSourceFile(command, terminal)
    .option(
      '--agency <CODE>',
      terminal.words({
        zh: '数源部门代码，见 xinheng agency list',
        en: 'code of the source agency, see xinheng agency list',
      }),
    )
    .action(acting((file: string, options: SubmitOptions) => submit(terminal, file, options)));
  addExamples(command, terminal, [
    'xinheng submit penalties.csv --kind administrative-penalty --agency CODE',
    'iconv ... | xinheng submit - --kind administrative-penalty --agency CODE --dated 2026-04-10',
  ]);
}

async function submit(terminal: Terminal, file: string, options: SubmitOptions): Promise<ExitCode> {
  return withApplication(async (application) => {
    const kind = requireKind(application.catalogue, options.kind);
    const { agency } = options;
    if (agency === undefined) throw refuse.agency_missing();
    const source = await openSourceFile(file);
    try {
      const handed = { source, kind, agencyCode: agency, ...sourceDayOf(source, options.dated) };
      const { batch, checkCode } = await handIn(terminal, application, handed);
      const receipt = await getReceipt(application.database, application.catalogue, {
        batchId: batch,
        limit: findingsWanted(terminal, options),
      });
      sayReceipt(terminal, receipt, {
        ...options,
        checkCode,
        siteUrl: application.siteUrl,
      });
      return answersExitCode(receipt);
    } finally {
      await source.close();
    }
  });
}

interface Handed {
  readonly source: SourceFile;
  readonly kind: string;
  readonly agencyCode: string;
  readonly sourceDay?: string;
}

async function handIn(
  terminal: Terminal,
  application: Application,
  { source, ...handed }: Handed,
): Promise<{ batch: string; checkCode: string }> {
  const counted = { zh: '行', en: 'rows' };
  const progress = showProgress(terminal, { zh: '报送', en: 'handing in' }, counted);
  try {
    const { receipt, checkCode } = await submitFile(application, {
      ...handed,
      fileName: source.name,
      open: () => source.open(),
      actor: operator,
      onProgress: ({ bytesRead, rowsRead }) => progress.reach(bytesRead, source.bytes, rowsRead),
    });
    await application.sequence();
    return { batch: receipt.batch, checkCode };
  } finally {
    progress.end();
  }
}
