// data/audit is read as it is written, and a file that says what is not understood stops the start.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Refusal } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { loadAuditRules } from './audit-rules.loader.js';

const folder = mkdtempSync(join(tmpdir(), 'xinheng-audit-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let copies = 0;

describe('the rules of the audit room', () => {
  it('say on what each number rests', () => {
    const rules = loadAuditRules();
    assert.equal(rules.securityAudits.yearlyAtLeast.value, 4);
    const proposals = [
      rules.sealing.everySeconds,
      rules.sealing.atMostEvents,
      rules.embargo.longestDays,
      ...rules.alerts.map(({ threshold }) => threshold),
    ];
    for (const { value, basis } of proposals) {
      assert.ok(value > 0);
      assert.equal(basis, 'not established');
    }
    assert.equal(rules.purposes.filter(({ by }) => by === 'organisation').length, 1);
  });

  const table: [file: string, from: string | RegExp, to: string, fault: RegExp][] = [
    ['sealing.yml', 'value: 60', 'value: 0', /everySeconds/],
    ['sealing.yml', 'everySeconds', 'everyMinute', /every/],
    ['purposes.yml', 'id: supervision', 'id: credit-check', /×2/],
    ['purposes.yml', 'by: office', 'by: anybody', /purposes/],
    ['alerts.yml', 'counts: one-matter', 'counts: mood', /alerts/],
    ['alerts.yml', "until: '20:00'", "until: '25:00'", /alerts/],
    ['embargo.yml', 'basis: not established', 'because: of it', /longestDays/],
    ['security-audits.yml', 'value: 4', 'value: four', /value/],
    ['security-audits.yml', 'value: 4', 'value: [4', /./],
  ];
  for (const [file, from, to, fault] of table) {
    it(`are refused where ${file} says ${to}`, () => {
      copies += 1;
      const copy = join(folder, String(copies));
      cpSync(packageFile('data', 'audit'), copy, { recursive: true });
      const text = readFileSync(join(copy, file), 'utf8');
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      writeFileSync(join(copy, file), changed);
      assert.throws(
        () => loadAuditRules(copy),
        (error) =>
          error instanceof Refusal &&
          error.code === 'audit_rules.file_refused' &&
          error.values['file'] === file &&
          fault.test(String(error.values['fault'])),
      );
    });
  }
});
