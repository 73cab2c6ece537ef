// `xinheng security-audit`: the register of the year's security audits, their findings and follow-up.
import type { Command } from 'commander';
import {
  type AuditDesk,
  enterTheAudit,
  enterTheFinding,
  followTheFinding,
  readTheRegister,
} from '../access/audit-desk.js';
import { consolePrincipal } from '../access/principal.model.js';
import type { AuditYear } from '../audit/security-audits.js';
import type { Bilingual } from '../kernel/errors.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireNumber } from './written-values.js';

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .command('list')
    .description(words('一年的安全审计及整改情况', "a year's audits and what became of them"))
    .option('--year <YEAR>', words('不写则为今年', 'this year unless given'))
    .action(acting(({ year }: { year?: string }) => list(terminal, year)));
  const entering = command
    .command('enter')
    .description(words('登记一次安全审计或风险评估', 'enter an audit or assessment that was held'))
    .argument('<DATE>', words('开展日期', 'the day on which it was held'))
    .argument('<TITLE>', words('名称', 'what it was'))
    .argument(
      '<INSTITUTION>',
      words('开展单位（不写个人）', 'who held it: an institution, no person'),
    )
    .action(acting((...said: [string, string, string]) => enter(terminal, said)));
  addExamples(entering, terminal, [
    'xinheng security-audit enter 2026-03-20 第一季度安全审计 衡州市数据局',
  ]);
  command
    .command('find')
    .description(words('登记一项发现的问题', 'enter a finding of an audit'))
    .argument('<AUDIT>', words('安全审计编号', 'id of the audit'))
    .argument('<SEVERITY>', words('严重程度：high、medium 或 low', 'high, medium or low'))
    .argument('<DUE>', words('整改期限', 'the day by which it is mended'))
    .argument('<WHAT>', words('问题', 'what was found'))
    .action(acting((...said: [string, string, string, string]) => find(terminal, said)));
  command
    .command('follow-up')
    .description(words('登记一项问题的整改情况', 'enter what was done about a finding'))
    .argument('<AUDIT>', words('安全审计编号', 'id of the audit'))
    .argument('<FINDING>', words('第几项问题', 'number of the finding'))
    .argument(
      '<STATE>',
      words('状态：in-progress、mended 或 accepted', 'in-progress, mended or accepted'),
    )
    .argument('<NOTE>', words('整改情况', 'what was done'))
    .action(acting((...said: [string, string, string, string]) => followUp(terminal, said)));
}

function atDesk(work: (desk: AuditDesk) => Promise<ExitCode>): Promise<ExitCode> {
  return withApplication((application) => work({ ...application, principal: consolePrincipal }));
}

const severities: Readonly<Record<string, Bilingual>> = {
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
};
const states: Readonly<Record<string, Bilingual>> = {
  open: { zh: '未整改', en: 'open' },
  'in-progress': { zh: '整改中', en: 'in progress' },
  mended: { zh: '已整改', en: 'mended' },
  accepted: { zh: '接受风险', en: 'accepted' },
};

function list(terminal: Terminal, year: string | undefined): Promise<ExitCode> {
  const asked = year === undefined ? undefined : requireNumber('--year', year);
  return atDesk(async (desk) => {
    const register = await readTheRegister(desk, asked);
    terminal.answer(register);
    sayRegister(terminal, register);
    return 0;
  });
}

function sayRegister(terminal: Terminal, register: AuditYear): void {
  const { year, done, atLeast, openFindings, overdueFindings, audits } = register;
  const word = (of: Readonly<Record<string, Bilingual>>, name: string) =>
    terminal.words(of[name] ?? { zh: name, en: name });
  terminal.say({
    zh: `${year} 年已开展 ${done} 次，全年至少 ${atLeast} 次；未整改的问题 ${openFindings} 项，其中超期 ${overdueFindings} 项。`,
    en: `${year}: ${done} of at least ${atLeast} held; ${openFindings} finding(s) not settled, ${overdueFindings} of them overdue.`,
  });
  for (const { auditId, heldOn, title, heldBy, findings } of audits) {
    terminal.say();
    terminal.say(`${heldOn} · ${title} · ${heldBy} · ${auditId}`);
    terminal.table(
      findings.map(({ number, severity, what, dueOn, state, overdue }) => [
        String(number),
        word(severities, severity),
        word(states, state),
        overdue ? `${dueOn} !` : dueOn,
        what,
      ]),
    );
  }
}

function enter(
  terminal: Terminal,
  [heldOn, title, heldBy]: [string, string, string],
): Promise<ExitCode> {
  return atDesk(async (desk) => {
    const audit = await enterTheAudit(desk, { heldOn, title, heldBy });
    terminal.answer({ audit });
    terminal.say({ zh: `已登记，编号 ${audit}。`, en: `Entered as ${audit}.` });
    return 0;
  });
}

function find(
  terminal: Terminal,
  [audit, severity, dueOn, what]: [string, string, string, string],
): Promise<ExitCode> {
  return atDesk(async (desk) => {
    const finding = await enterTheFinding(desk, audit, { severity, dueOn, what });
    terminal.answer({ audit, finding });
    terminal.say({ zh: `已登记为第 ${finding} 项。`, en: `Entered as finding ${finding}.` });
    return 0;
  });
}

function followUp(
  terminal: Terminal,
  [audit, number, state, note]: [string, string, string, string],
): Promise<ExitCode> {
  const finding = requireNumber('FINDING', number);
  return atDesk(async (desk) => {
    await followTheFinding(desk, { auditId: audit, finding }, { state, note });
    terminal.answer({ audit, finding, state });
    terminal.say({ zh: '已登记。', en: 'Entered.' });
    return 0;
  });
}
