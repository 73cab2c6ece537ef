// `xinheng find TEXT`: the public search, from the command line.
import type { Command } from 'commander';
import type { FoundOrganisation } from '../disclosure/credit-file.model.js';
import { searchOrganisations } from '../disclosure/search.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireNumber } from './written-values.js';

interface FindOptions {
  readonly limit: string;
  readonly after?: string;
}

const most = 100;

/** Adds arguments, options and action. */
export function define(command: Command, terminal: Terminal): void {
  command
    .argument(
      '<TEXT>',
      terminal.words({
        zh: '名称或名称中相连的至少两个字，或 18 位代码',
        en: 'a name, two or more neighbouring characters of it, or a code',
      }),
    )
    .option(
      '--limit <N>',
      terminal.words({ zh: '最多几个，1 到 100', en: 'how many, 1 to 100' }),
      '20',
    )
    .option(
      '--after <MARK>',
      terminal.words({ zh: '从上一页的 next 继续', en: '`next` of the page before' }),
    )
    .action(acting((text: string, options: FindOptions) => find(terminal, text, options)));
  addExamples(command, terminal, ['xinheng find 机械', 'xinheng find 91991100MA7CX4D20D']);
}

function find(terminal: Terminal, text: string, { limit, after }: FindOptions): Promise<ExitCode> {
  const wanted = Math.min(most, Math.max(1, Math.trunc(requireNumber('--limit', limit))));
  return withApplication(async (application) => {
    const page = await searchOrganisations(application, text, { limit: wanted, after });
    terminal.answer(page);
    terminal.table(page.hits.map((hit) => hitRow(terminal, hit)));
    if (page.hits.length === 0) {
      terminal.say({
        zh: '没有找到。换一段名称试试；没有正确代码的机构不公示，也不会被找到。',
        en: 'Nothing was found. Try another part of the name; organisations without a right code are not published and not found.',
      });
    }
    if (page.next !== null) {
      terminal.say({
        zh: `还有更多：加上 --after ${page.next}`,
        en: `There are more: add --after ${page.next}`,
      });
    }
    return 0;
  });
}

function hitRow(terminal: Terminal, hit: FoundOrganisation): string[] {
  const former = hit.matchedFormerName;
  return [
    hit.uscc,
    hit.name,
    terminal.words({ zh: `${hit.recordCount} 条记录`, en: `${hit.recordCount} records` }),
    former === null ? '' : terminal.words({ zh: `曾用名 ${former}`, en: `formerly ${former}` }),
  ];
}
