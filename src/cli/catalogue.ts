// `xinheng catalogue`: which records may be collected, what they look like, and what is open in the catalogue.
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { CatalogueItem, FieldSpec } from '../catalogue/item.model.js';
import { jsonSchemaOf } from '../catalogue/json-schema.js';
import { lintCatalogue } from '../catalogue/lint.js';
import type { Bilingual } from '../kernel/errors.js';
import { dayInShanghai, systemClock } from '../kernel/time.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the three commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  command
    .command('list')
    .description(terminal.words({ zh: '今天的全部记录种类', en: 'all kinds of record of today' }))
    .action(acting(async () => listKinds(terminal)));
  const show = command
    .command('show')
    .description(
      terminal.words({ zh: '一种记录的数据项和依据', en: 'fields and legal basis of a kind' }),
    )
    .argument('<KIND>', terminal.words({ zh: '记录种类', en: 'kind of record' }))
    .action(acting(async (kind: string) => showKind(terminal, kind)));
  addExamples(show, terminal, ['xinheng catalogue show administrative-penalty']);
  command
    .command('lint')
    .description(
      terminal.words({
        zh: '目录文件的错误，以及尚未确立之处',
        en: 'faults of the catalogue files, and what is not established',
      }),
    )
    .argument('[FOLDER]', terminal.words({ zh: '另一个目录文件夹', en: 'another folder' }))
    .action(acting(async (folder: string | undefined) => lint(terminal, folder)));
}

function today(): string {
  return dayInShanghai(systemClock.now());
}

function listKinds(terminal: Terminal): ExitCode {
  const items = loadCatalogue().itemsOn(today());
  terminal.answer(
    items.map(({ kind, layer, title, producer, polarity, fields }) => {
      return { kind, layer, title, producer, polarity, fields: fields.length };
    }),
  );
  terminal.table(
    items.map((item) => [
      item.kind,
      terminal.words(item.title),
      terminal.words({ zh: `${item.fields.length} 项`, en: `${item.fields.length} fields` }),
      terminal.words(item.producer),
    ]),
  );
  return 0;
}

function showKind(terminal: Terminal, kind: string): ExitCode {
  const item = loadCatalogue().get(kind, today());
  terminal.answer({ ...item, schema: jsonSchemaOf(item) });
  terminal.say({ zh: `${item.title.zh}（${kind}）`, en: `${item.title.en} (${kind})` });
  terminal.table(headRows(terminal, item));
  terminal.say();
  terminal.table(item.fields.map((field) => fieldRow(terminal, field)));
  return 0;
}

function headRows(terminal: Terminal, item: CatalogueItem): string[][] {
  const { period, unit } = item.timeliness;
  const days = {
    'working-days': { zh: '个工作日', en: 'working days' },
    'natural-days': { zh: '天', en: 'days' },
  }[unit];
  const rows: [Bilingual, Bilingual][] = [
    [{ zh: '产生单位', en: 'producer' }, item.producer],
    [{ zh: '报送频次', en: 'frequency' }, item.frequency],
    [
      { zh: '报送期限', en: 'to be handed in within' },
      { zh: `${period} ${days.zh}`, en: `${period} ${days.en}` },
    ],
    ...item.legalBasis.map(({ instrument, article }): [Bilingual, Bilingual] => {
      const where = article === undefined ? '' : ` ${article}`;
      return [
        { zh: '依据', en: 'legal basis' },
        { zh: instrument.zh + where, en: instrument.en + where },
      ];
    }),
  ];
  return rows.map(([label, text]) => [terminal.words(label), terminal.words(text)]);
}

const partTexts: Readonly<Record<FieldSpec['part'], Bilingual>> = {
  facts: { zh: '事实', en: 'facts' },
  words: { zh: '文字', en: 'words' },
  registry: { zh: '仅登记簿', en: 'registry only' },
  dropped: { zh: '入口即弃', en: 'dropped at the door' },
};
const disclosureTexts: Readonly<Record<FieldSpec['disclosure'], Bilingual>> = {
  public: { zh: '公开', en: 'public' },
  authorised: { zh: '授权', en: 'authorised' },
  internal: { zh: '内部', en: 'internal' },
};

function fieldRow(terminal: Terminal, field: FieldSpec): string[] {
  const required = field.required
    ? { zh: '必填', en: 'required' }
    : field.requiredWhen
      ? { zh: '条件必填', en: 'conditional' }
      : { zh: '', en: '' };
  return [
    field.code,
    terminal.words(field.label),
    terminal.words(required),
    field.type,
    terminal.words(partTexts[field.part]),
    terminal.words(disclosureTexts[field.disclosure]),
  ];
}

function lint(terminal: Terminal, folder: string | undefined): ExitCode {
  if (folder !== undefined && !existsSync(folder)) throw refuse.file_missing({ file: folder });
  const report = lintCatalogue(today(), folder);
  terminal.answer(report);
  for (const { file, path, ...told } of report.faults) {
    terminal.say(`${file} ${path}: ${terminal.words(told)}`);
  }
  for (const { kind, path, ...told } of report.remarks) {
    terminal.say(`${kind} ${path}: ${terminal.words(told)}`);
  }
  const [kinds, faults, remarks] = [report.kinds, report.faults, report.remarks].map(
    (list) => list.length,
  );
  terminal.say({
    zh: `${kinds} 种记录，${faults} 处错误，${remarks} 处提示。`,
    en: `${kinds} kinds, ${faults} faults, ${remarks} remarks.`,
  });
  return report.faults.length > 0 ? 1 : 0;
}
