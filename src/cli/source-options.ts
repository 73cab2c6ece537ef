// What `check` and `submit` have in common: the file, its kind, and how much is said of it.
import type { Command } from 'commander';
import type { Catalogue } from '../catalogue/catalogue.js';
import { dayInShanghai, type IsoDay, systemClock } from '../kernel/time.js';
import type { FindingsOption } from './answers.js';
import { refuse } from './refusals.js';
import type { SourceFile } from './source-file.js';
import type { Terminal } from './terminal.js';
import { requireDay } from './written-values.js';

/** The options that `addSourceFile` adds. */
export interface SourceOptions extends FindingsOption {
  readonly kind?: string;
  readonly dated?: string;
}

/** Adds FILE, --kind, --dated and --all. */
export function addSourceFile(command: Command, terminal: Terminal): Command {
  return command
    .argument(
      '<FILE>',
      terminal.words({
        zh: 'CSV 或 TSV 文件；- 表示标准输入',
        en: 'CSV or TSV file; - is standard input',
      }),
    )
    .option(
      '--kind <KIND>',
      terminal.words({
        zh: '记录种类，见 xinheng catalogue list',
        en: 'kind of record, see xinheng catalogue list',
      }),
    )
    .option(
      '--dated <DATE>',
      terminal.words({
        zh: '数据日期（行内没有时用）；不写则为文件的修改日',
        en: 'day of the data, where rows carry none; the day the file was last changed unless given',
      }),
    )
    .option('--all', terminal.words({ zh: '显示全部问题', en: 'show every finding' }));
}

/** The kind as it was given. Refuses `cli.kind_missing` and `catalogue.kind_unknown`, naming the kinds there are. */
export function requireKind(catalogue: Catalogue, kind: string | undefined): string {
  const today = dayInShanghai(systemClock.now());
  if (kind !== undefined) return catalogue.get(kind, today).kind;
  const known = catalogue.itemsOn(today).map((item) => `${item.kind} ${item.title.zh}`);
  throw refuse.kind_missing({ known: known.join('、') });
}

/**
 * The source's own day: `--dated`, else the day on which the file was last changed, else nobody knows it.
 * Refuses `cli.day_unknown` and `cli.day_in_future`.
 */
export function sourceDayOf(
  source: SourceFile,
  dated: string | undefined,
): { readonly sourceDay?: IsoDay } {
  if (dated === undefined) {
    return source.modifiedOn === undefined ? {} : { sourceDay: source.modifiedOn };
  }
  const day = requireDay('--dated', dated);
  const today = dayInShanghai(systemClock.now());
  if (day > today) throw refuse.day_in_future({ option: '--dated', value: dated, today });
  return { sourceDay: day };
}
