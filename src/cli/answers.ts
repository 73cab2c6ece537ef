// The answers to the rows of a file in words: the counts, the columns, the first findings.
import type { CheckReport, ShownFinding } from '../intake/receipt.js';
import type { Bilingual } from '../kernel/errors.js';
import type { ExitCode, Terminal } from './terminal.js';

const findingsShown = 10;

const encodings: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', gb18030: 'GB18030' };

/** How many findings are said in words; JSON always has them all. */
export interface FindingsOption {
  readonly all?: boolean;
}

/** How many findings to ask for: JSON and `--all` have every one. */
export function findingsWanted(terminal: Terminal, { all }: FindingsOption): number | null {
  return all || terminal.isJson ? null : findingsShown;
}

/** 1 where rows were returned or held. */
export function answersExitCode({ rows }: Pick<CheckReport, 'rows'>): ExitCode {
  return rows.returned > 0 || rows.held > 0 ? 1 : 0;
}

type Rows = CheckReport['rows'];

const rowTexts: Readonly<Record<keyof Rows, readonly [Bilingual, Bilingual]>> = {
  read: [
    { zh: '读取', en: 'read' },
    { zh: '', en: '' },
  ],
  admitted: [
    { zh: '采纳', en: 'admitted' },
    { zh: '新记录', en: 'new records' },
  ],
  unchanged: [
    { zh: '无变化', en: 'unchanged' },
    { zh: '与已有记录相同', en: 'the same as on record' },
  ],
  corrected: [
    { zh: '更正', en: 'corrected' },
    { zh: '替换了原有内容', en: 'they replace what was on record' },
  ],
  returned: [
    { zh: '退回', en: 'returned' },
    { zh: '改正后重新报送', en: 'mend them and hand them in again' },
  ],
  held: [
    { zh: '待核', en: 'held' },
    { zh: '由人工核实属于谁', en: 'a person decides whom they are about' },
  ],
};

/** Says counts, columns and findings of a check or a receipt. */
export function sayAnswers(
  terminal: Terminal,
  report: CheckReport & { readonly findingsTotal?: number },
  { all }: FindingsOption,
): void {
  const told = Object.entries(rowTexts) as [keyof Rows, readonly [Bilingual, Bilingual]][];
  terminal.table(
    told.map(([name, [label, meaning]]) => {
      const count = report.rows[name];
      const remark = count > 0 ? terminal.words(meaning) : '';
      return [terminal.words(label), String(count), remark];
    }),
    ['left', 'right', 'left'],
  );
  sayRemarks(terminal, report);
  const { findings, findingsTotal = findings.length } = report;
  const said = all ? findings : findings.slice(0, findingsShown);
  sayFindings(terminal, said, findingsTotal - said.length);
}

/** The encoding as people write it. */
export function encodingName(encoding: string): string {
  return encodings[encoding.toLowerCase()] ?? encoding.toUpperCase();
}

function sayRemarks(terminal: Terminal, { columns, masked, late }: CheckReport): void {
  const { unknown, dropped } = columns;
  if (dropped.length > 0) {
    terminal.say({
      zh: `个人信息列已在入口丢弃，未作保存：${dropped.join('、')}`,
      en: `Personal columns were dropped at the door and not kept: ${dropped.join(', ')}`,
    });
  }
  if (unknown.length > 0) {
    terminal.say({
      zh: `目录中没有的列，未采用：${unknown.join('、')}`,
      en: `Columns that the catalogue does not have, not used: ${unknown.join(', ')}`,
    });
  }
  if (masked > 0) {
    terminal.say({
      zh: `文字中的个人信息已屏蔽 ${masked} 处。`,
      en: `Personal data in texts was masked in ${masked} place(s).`,
    });
  }
  if (late > 0) {
    terminal.say({
      zh: `超过报送期限的有 ${late} 行（仍照常处理）。`,
      en: `${late} row(s) came after the period of the catalogue (they count all the same).`,
    });
  }
}

function sayFindings(terminal: Terminal, findings: readonly ShownFinding[], left: number): void {
  if (findings.length === 0) return;
  terminal.say();
  for (const { line, column, value, message } of findings) {
    const where = column === null ? '' : ` · ${column}`;
    const has = value !== null && value !== '';
    terminal.say({
      zh: `第 ${line} 行${where}${has ? ` · “${value}”` : ''}`,
      en: `Line ${line}${where}${has ? ` · "${value}"` : ''}`,
    });
    terminal.say(`    ${terminal.words(message)}`);
  }
  if (left > 0) {
    terminal.say({
      zh: `另有 ${left} 处，用 --all 全部显示，或用 --json 交给程序。`,
      en: `${left} more: show them with --all, or give them to a program with --json.`,
    });
  }
}
