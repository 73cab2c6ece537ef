// The register of security audits: how many of the year's four are done, what they found, what became of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import { Refusal } from '../kernel/errors.js';
import { loadAuditRules } from './audit-rules.loader.js';
import { enterAudit, enterFinding, followFinding, getAuditYear } from './security-audits.js';

const { database } = await testDatabase();
const rules = loadAuditRules().securityAudits;
const by = { actor: 'auditor', at: Date.parse('2026-06-10T02:00:00Z') };
const today = '2026-06-10';
const year = (of: number) => getAuditYear(database, rules, { year: of, today });
const audit = (heldOn: string) =>
  enterAudit(database, { heldOn, title: '安全审计', heldBy: '云溪市数据局', ...by });

describe('the register of a year', () => {
  it('says how many are done of those that the year must have, and on what that rests', async () => {
    await audit('2026-01-01');
    await audit('2025-12-31');
    await audit('2026-06-10');
    const { done, atLeast, basis, audits } = await year(2026);
    assert.deepEqual([done, atLeast], [2, 4]);
    assert.match(basis, /苏府办〔2024〕85号/);
    assert.deepEqual(
      audits.map(({ heldOn }) => heldOn),
      ['2026-06-10', '2026-01-01'],
    );
    assert.equal((await year(2025)).done, 1);
    assert.equal((await year(2024)).done, 0);
  });

  it('keeps each finding with its steps, and counts what is open and what is overdue', async () => {
    const id = await audit('2026-03-03');
    const finding = { what: '备份没有异地存放', severity: 'high', ...by };
    const numbers = [
      await enterFinding(database, id, { ...finding, dueOn: '2026-06-09' }),
      await enterFinding(database, id, { ...finding, dueOn: '2026-06-10' }),
      await enterFinding(database, id, { ...finding, dueOn: '2026-01-01' }),
    ];
    assert.deepEqual(numbers, [1, 2, 3]);
    const step = { note: '已异地存放', ...by };
    await followFinding(database, { auditId: id, finding: 3 }, { ...step, state: 'in-progress' });
    await followFinding(database, { auditId: id, finding: 3 }, { ...step, state: 'mended' });
    await followFinding(database, { auditId: id, finding: 2 }, { ...step, state: 'in-progress' });
    const register = await year(2026);
    assert.deepEqual([register.openFindings, register.overdueFindings], [2, 1]);
    const found = register.audits.find(({ auditId }) => auditId === id)?.findings ?? [];
    assert.deepEqual(
      found.map(({ state, overdue, steps }) => [state, overdue, steps.length]),
      [
        ['open', true, 0],
        ['in-progress', false, 1],
        ['mended', false, 2],
      ],
    );
  });

  it('numbers two findings that come at a time one behind the other', async () => {
    const id = await audit('2026-04-04');
    const finding = { what: '问题', severity: 'low', dueOn: '2026-07-01', ...by };
    const numbers = await Promise.all([1, 2, 3].map(() => enterFinding(database, id, finding)));
    assert.deepEqual(new Set(numbers), new Set([1, 2, 3]));
  });

  it('puts each entry on the trail', async () => {
    const acts = await database.query<{ act: string }>(
      `select distinct act from audit_event where actor = 'auditor' order by act`,
    );
    assert.deepEqual(
      acts.map(({ act }) => act),
      ['security-audit.enter', 'security-audit.find', 'security-audit.follow-up'],
    );
  });
});

describe('what cannot be entered', () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const right = { heldOn: today, title: '安全审计', heldBy: '云溪市数据局', ...by };
  const finding = { what: '问题', severity: 'low', dueOn: '2026-07-01', ...by };
  const step = { state: 'mended', note: '已整改', ...by };
  const table: [what: string, code: string, work: () => Promise<unknown>][] = [
    ['a day to come', 'security_audit.day_wrong', () => audit('2026-06-11')],
    ['no day', 'security_audit.day_wrong', () => audit('2026-02-30')],
    [
      'no title',
      'security_audit.text_missing',
      () => enterAudit(database, { ...right, title: ' ' }),
    ],
    [
      'the number of a person',
      'reading.personal_data',
      () => enterAudit(database, { ...right, heldBy: '张某 13800138000' }),
    ],
    [
      'a finding of an audit that is none',
      'security_audit.unknown',
      () => enterFinding(database, nobody, finding),
    ],
    [
      'a severity that is none',
      'security_audit.word_unknown',
      () => enterFinding(database, nobody, { ...finding, severity: 'terrible' }),
    ],
    [
      'a step of a finding that is none',
      'security_audit.finding_unknown',
      async () => followFinding(database, { auditId: await audit(today), finding: 1 }, step),
    ],
    [
      'a state that is none',
      'security_audit.word_unknown',
      () => followFinding(database, { auditId: nobody, finding: 1 }, { ...step, state: 'open' }),
    ],
  ];
  for (const [what, code, work] of table) {
    it(`${what}: ${code}`, async () => {
      await assert.rejects(work, (error) => error instanceof Refusal && error.code === code);
    });
  }
});
