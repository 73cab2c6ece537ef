// `xinheng template KIND`: the empty table that an agency fills.
import type { Command } from 'commander';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { templateCsv } from '../catalogue/template.js';
import { dayInShanghai, systemClock } from '../kernel/time.js';
import { acting, addExamples } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';
import { writeResult } from './write-result.js';

interface TemplateOptions {
  readonly output?: string;
  readonly example?: boolean;
}

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  command
    .argument(
      '<KIND>',
      terminal.words({
        zh: '记录种类，见 xinheng catalogue list',
        en: 'kind of record, see xinheng catalogue list',
      }),
    )
    .option(
      '-o, --output <FILE>',
      terminal.words({ zh: '写入文件；不写则输出', en: 'write to a file instead of the output' }),
    )
    .option('--example', terminal.words({ zh: '加一行虚构的示例', en: 'add one invented row' }))
    .action(acting((kind: string, options: TemplateOptions) => template(terminal, kind, options)));
  addExamples(command, terminal, [
    'xinheng template administrative-penalty -o penalties.csv',
    'xinheng template administrative-licence --example -o example.csv',
  ]);
}

async function template(
  terminal: Terminal,
  kind: string,
  { output, example = false }: TemplateOptions,
): Promise<ExitCode> {
  const item = loadCatalogue().get(kind, dayInShanghai(systemClock.now()));
  const csv = templateCsv(item, { example });
  const headings = item.fields.filter((field) => field.part !== 'dropped').length;
  if (output !== undefined) await writeResult(output, csv);
  terminal.answer({ kind, title: item.title, headings, ...(output ? { file: output } : { csv }) });
  if (output === undefined && !terminal.isJson) terminal.document(csv);
  if (output !== undefined) {
    terminal.say({
      zh: `已写入 ${output}：${item.title.zh}，${headings} 列。填好后另存为 CSV，再运行 xinheng check ${output} --kind ${kind}`,
      en: `Written to ${output}: ${item.title.en}, ${headings} columns. Fill it in, save it as CSV, then run xinheng check ${output} --kind ${kind}`,
    });
  }
  return 0;
}
