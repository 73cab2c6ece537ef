// `xinheng submit FILE`: hands a file in; every row is answered, the batch is wholly in or wholly out.
import type { Command } from 'commander';
import { consolePrincipal } from '../access/principal.model.js';
import { handIn as handInOnce } from '../intake/hand-in.js';
import { getReceipt } from '../intake/receipt.js';
import { type Submission, type SubmissionProgress, submitFile } from '../intake/submit.js';
import { getAgency } from '../parties/agencies.js';
import type { Application } from '../wiring.js';
import { answersExitCode, findingsWanted } from './answers.js';
import { operator, withApplication } from './application.js';
import { sayStanding } from './batch-words.js';
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
      const { needsRelease } = await getAgency(application.database, agency);
      if (needsRelease) return await letWait(terminal, application, handed);
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

/** The agency has a second person release what it hands in: the console's files wait as everybody's. */
async function letWait(
  terminal: Terminal,
  application: Application,
  handed: Handed,
): Promise<ExitCode> {
  const { standing, checkCode } = await withProgress(terminal, handed, (file) =>
    handInOnce(application, {
      ...file,
      bytes: handed.source.open(),
      principal: consolePrincipal,
    }),
  );
  terminal.answer({ ...standing, checkCode });
  sayStanding(terminal, standing);
  terminal.say({
    zh: `入库前须由部门 ${standing.agencyCode} 的审核员放行；放行后凭校验码 ${checkCode ?? ''} 打开回执，校验码只在此显示一次。`,
    en: `A reviewer of agency ${standing.agencyCode} has to release it; then the check code ${checkCode ?? ''}, shown only here, opens the receipt.`,
  });
  return 0;
}

async function handIn(
  terminal: Terminal,
  application: Application,
  handed: Handed,
): Promise<{ batch: string; checkCode: string }> {
  const { receipt, checkCode } = await withProgress(terminal, handed, (file) =>
    submitFile(application, { ...file, open: () => handed.source.open(), actor: operator }),
  );
  await application.sequence();
  return { batch: receipt.batch, checkCode };
}

type WatchedFile = Omit<Handed, 'source'> &
  Pick<Submission, 'fileName'> & { readonly onProgress: (progress: SubmissionProgress) => void };

async function withProgress<Result>(
  terminal: Terminal,
  { source, ...handed }: Handed,
  work: (file: WatchedFile) => Promise<Result>,
): Promise<Result> {
  const counted = { zh: '行', en: 'rows' };
  const progress = showProgress(terminal, { zh: '报送', en: 'handing in' }, counted);
  try {
    return await work({
      ...handed,
      fileName: source.name,
      onProgress: ({ bytesRead, rowsRead }) => progress.reach(bytesRead, source.bytes, rowsRead),
    });
  } finally {
    progress.end();
  }
}
