// `xinheng receipt BATCH`: the receipt of a batch, as the operator sees it.
import type { Command } from 'commander';
import { getReceipt } from '../intake/receipt.js';
import { answersExitCode, type FindingsOption, findingsWanted } from './answers.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { sayReceipt } from './receipt-words.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  command
    .argument('<BATCH>', terminal.words({ zh: '批次编号', en: 'id of the batch' }))
    .option('--all', terminal.words({ zh: '显示全部问题', en: 'show every finding' }))
    .action(acting((batch: string, options: FindingsOption) => receipt(terminal, batch, options)));
  addExamples(command, terminal, ['xinheng receipt 01990000-0000-7000-8000-000000000000']);
}

function receipt(terminal: Terminal, batch: string, options: FindingsOption): Promise<ExitCode> {
  return withApplication(async ({ database, catalogue, siteUrl }) => {
    const found = await getReceipt(database, catalogue, {
      batchId: batch,
      limit: findingsWanted(terminal, options),
    });
    sayReceipt(terminal, found, { ...options, siteUrl });
    return answersExitCode(found);
  });
}
