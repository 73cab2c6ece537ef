// The register of the year's security audits: held when and by whom, what they found, and what was done about it.
import type { Database, Queryable, Transaction } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { isUuid, newId } from '../kernel/ids.js';
import { dayInShanghai, type IsoDay, isIsoDay } from '../kernel/time.js';
import type { AuditRules } from './audit-rules.model.js';
import { requirePlainText } from './plain-text.js';
import {
  type Entered,
  type FindingRow,
  type FindingState,
  type FindingStep,
  findAuditRow,
  insertAudit,
  insertFinding,
  insertFindingStep,
  listAuditRows,
  type SecurityAuditRow,
  type Severity,
} from './security-audits.store.js';
import { recordAct } from './trail.js';

const refuse = defineRefusals('security_audit', {
  unknown: {
    kind: 'not_found',
    zh: '没有编号为 {audit} 的安全审计。编号见安全审计登记。',
    en: 'There is no security audit {audit}. The register has the numbers.',
  },
  finding_unknown: {
    kind: 'not_found',
    zh: '这次安全审计没有第 {finding} 项问题。',
    en: 'The security audit has no finding {finding}.',
  },
  day_wrong: {
    kind: 'invalid',
    zh: '“{day}”不能作为{zhWhich}：写 2026-04-10 这样的日期，{zhLimit}。',
    en: '"{day}" cannot be the {enWhich}: give a day such as 2026-04-10, {enLimit}.',
  },
  text_missing: {
    kind: 'invalid',
    zh: '“{zhField}”要写 2 至 {most} 个字。',
    en: 'The {enField} takes 2 to {most} characters.',
  },
  word_unknown: {
    kind: 'invalid',
    zh: '“{word}”不在可选之列：{known}。',
    en: '"{word}" is none of these: {known}.',
  },
});

const severities: readonly Severity[] = ['high', 'medium', 'low'];
const states: readonly FindingState[] = ['in-progress', 'mended', 'accepted'];
const longest = { title: 100, heldBy: 100, what: 1000, note: 1000 };
const fields = {
  title: { zhField: '名称', enField: 'title' },
  heldBy: { zhField: '开展单位', enField: 'institution that held it' },
  what: { zhField: '问题', enField: 'finding' },
  note: { zhField: '整改情况', enField: 'note' },
};

/** A finding and where it stands. */
export interface AuditFinding extends Omit<FindingRow, 'steps'> {
  readonly state: FindingState | 'open';
  readonly overdue: boolean;
  readonly steps: readonly FindingStep[];
}

/** An audit and its findings. */
export interface SecurityAudit extends Omit<SecurityAuditRow, 'findings'> {
  readonly findings: readonly AuditFinding[];
}

/** The audits of a year. */
export interface AuditYear {
  readonly year: number;
  readonly done: number;
  /** How many the year must have, and by what. */
  readonly atLeast: number;
  readonly basis: string;
  readonly openFindings: number;
  readonly overdueFindings: number;
  readonly audits: readonly SecurityAudit[];
}

/** The register of a year, as of today. */
export async function getAuditYear(
  database: Queryable,
  rules: AuditRules['securityAudits'],
  { year, today }: { readonly year: number; readonly today: IsoDay },
): Promise<AuditYear> {
  const rows = await listAuditRows(database, `${year}-01-01`, `${year + 1}-01-01`);
  const audits = rows.map((row) => auditOfRow(row, today));
  const findings = audits.flatMap((audit) => audit.findings);
  const { value: atLeast, basis } = rules.yearlyAtLeast;
  return {
    year,
    done: audits.length,
    atLeast,
    basis,
    openFindings: findings.filter(isUnsettled).length,
    overdueFindings: findings.filter(({ overdue }) => overdue).length,
    audits,
  };
}

/** One audit. Refuses `security_audit.unknown`. */
export async function getSecurityAudit(
  database: Queryable,
  auditId: string,
  today: IsoDay,
): Promise<SecurityAudit> {
  const row = isUuid(auditId) ? await findAuditRow(database, auditId) : undefined;
  if (!row) throw refuse.unknown({ audit: auditId.slice(0, 40) });
  return auditOfRow(row, today);
}

function auditOfRow(row: SecurityAuditRow, today: IsoDay): SecurityAudit {
  const findings = (row.findings ?? []).map((finding) => {
    const steps = finding.steps ?? [];
    const found = { ...finding, steps, state: steps.at(-1)?.state ?? ('open' as const) };
    return { ...found, overdue: isUnsettled(found) && found.dueOn < today };
  });
  return { ...row, findings };
}

function isUnsettled({ state }: Pick<AuditFinding, 'state'>): boolean {
  return state === 'open' || state === 'in-progress';
}

/** Enters an audit that was held; gives its number. Refuses what the `security_audit` register names. */
export async function enterAudit(
  database: Database,
  audit: { readonly heldOn: string; readonly title: string; readonly heldBy: string } & Entered,
): Promise<string> {
  const { heldOn, actor, at } = audit;
  const today = dayInShanghai(at);
  if (!isIsoDay(heldOn) || heldOn > today) {
    throw refuse.day_wrong({
      day: heldOn.slice(0, 40),
      zhWhich: '开展日期',
      enWhich: 'day on which it was held',
      zhLimit: `不晚于今天（${today}）`,
      enLimit: `not after today (${today})`,
    });
  }
  const title = requireText('title', audit.title);
  const heldBy = requireText('heldBy', audit.heldBy);
  const auditId = newId(at);
  await database.transaction(async (tx) => {
    await insertAudit(tx, { auditId, heldOn, title, heldBy, actor, at });
    await record(tx, 'security-audit.enter', auditId, { actor, at });
  });
  return auditId;
}

/** Enters a finding of an audit; gives its number. Refuses what the `security_audit` register names. */
export async function enterFinding(
  database: Database,
  auditId: string,
  finding: { readonly severity: string; readonly what: string; readonly dueOn: string } & Entered,
): Promise<number> {
  const { dueOn, actor, at } = finding;
  const severity = requireWord(severities, finding.severity);
  const what = requireText('what', finding.what);
  if (!isIsoDay(dueOn)) {
    throw refuse.day_wrong({
      day: dueOn.slice(0, 40),
      zhWhich: '整改期限',
      enWhich: 'day by which it is mended',
      zhLimit: '可以是任何一天',
      enLimit: 'whichever it is',
    });
  }
  return database.transaction(async (tx) => {
    const { findings } = await getSecurityAudit(tx, auditId, dayInShanghai(at));
    const number = findings.length + 1;
    await insertFinding(tx, auditId, { number, severity, what, dueOn, actor, at });
    await record(tx, 'security-audit.find', `${auditId}/${number}`, { actor, at });
    return number;
  });
}

/** Writes down what was done about a finding. Refuses what the `security_audit` register names. */
export async function followFinding(
  database: Database,
  place: { readonly auditId: string; readonly finding: number },
  step: { readonly state: string; readonly note: string } & Entered,
): Promise<void> {
  const { auditId, finding } = place;
  const { actor, at } = step;
  const state = requireWord(states, step.state);
  const note = requireText('note', step.note);
  await database.transaction(async (tx) => {
    const { findings } = await getSecurityAudit(tx, auditId, dayInShanghai(at));
    const found = findings.find(({ number }) => number === finding);
    if (!found) throw refuse.finding_unknown({ finding });
    const number = found.steps.length + 1;
    await insertFindingStep(tx, { auditId, finding, number }, { state, note, actor, at });
    await record(tx, 'security-audit.follow-up', `${auditId}/${finding}`, { actor, at });
  });
}

async function record(
  tx: Transaction,
  act: string,
  object: string,
  { actor, at }: Entered,
): Promise<void> {
  await recordAct(tx, { at, actor, act, object, outcome: 'done' });
}

function requireText(field: keyof typeof fields, text: string): string {
  const line = requirePlainText(fields[field].enField, text);
  const most = longest[field];
  if (line.length < 2 || line.length > most) {
    throw refuse.text_missing({ ...fields[field], most });
  }
  return line;
}

function requireWord<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) {
    throw refuse.word_unknown({ word: text.slice(0, 40), known: words.join(', ') });
  }
  return word;
}
