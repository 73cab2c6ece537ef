// The demo city through the real intake: every file gets exactly the answers that its plan counts.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type IntakeTest, intakeTest } from '../../test/support/intake.js';
import { type Receipt } from '../intake/receipt.js';
import { submitFile } from '../intake/submit.js';
import { enterAgencies } from '../parties/agencies.js';
import { awkwardCaseNames, caseSpec, type RowAnswer } from './awkward.policy.js';
import { demoAgencies } from './city.js';
import { type DemoFile, writeDemoFiles } from './demo-city.js';
import type { DemoSchedule, PlannedFile } from './plan.model.js';
import { scheduleDemoCity } from './schedule.js';
import { registrationRowsIn } from './timetable.js';

// The invented identity numbers and telephone numbers of the demo city.
const personalNumber = /9999[0-9]{2}19[0-9]{9}[0-9X]|1540000[0-9]{4}/g;

describe('the demo city in the intake', () => {
  let city: IntakeTest;
  let schedule: DemoSchedule;
  let personalInFiles = 0;
  const receipts: { planned: PlannedFile; receipt: Receipt }[] = [];

  before(async () => {
    schedule = scheduleDemoCity({ seed: 5, size: 0.005, until: '2026-06-30' });
    city = await intakeTest();
    await enterAgencies(city.database, demoAgencies());
    for (const { file, planned } of writeDemoFiles(schedule, city.catalogue)) {
      receipts.push({ planned, receipt: await handIn(file) });
      personalInFiles += file.bytes.toString('latin1').match(personalNumber)?.length ?? 0;
    }
  });

  const handIn = async (file: DemoFile): Promise<Receipt> => {
    city.clock.set(new Date(file.receivedAt).toISOString());
    const { kind, agencyCode, fileName, sourceDay } = file;
    const open = () => onePiece(file.bytes);
    const submission = { kind, agencyCode, fileName, sourceDay, open, actor: 'demo' };
    return (await submitFile(city, submission)).receipt;
  };

  it('gets the planned answers, file by file', () => {
    for (const { planned, receipt } of receipts) {
      const { read, ...answers } = receipt.rows;
      assert.equal(read, planned.rows + planned.added.length);
      assert.deepEqual(answers, plannedAnswers(planned), receipt.fileName);
    }
  });

  it('adds up to the answers of the plan', () => {
    const sum = (answer: RowAnswer) =>
      receipts.reduce((total, { receipt }) => total + receipt.rows[answer], 0);
    for (const answer of ['admitted', 'unchanged', 'corrected', 'returned', 'held'] as const) {
      assert.equal(sum(answer), schedule.plan.answers[answer], answer);
    }
  });

  it('masks the telephone and identity numbers in texts', () => {
    const { phone_in_text, identity_number_in_text } = schedule.plan.cases;
    const masked = receipts.reduce((total, { receipt }) => total + receipt.masked, 0);
    assert.equal(masked, phone_in_text + identity_number_in_text);
  });

  it('finds late what was decided long ago, and nothing that was handed in in time', () => {
    for (const { planned, receipt } of receipts) {
      if (planned.kind === 'organisation-registration') continue;
      const late = planned.cases.late ?? 0;
      // A repeated row of an earlier file may be late by now.
      assert.ok(
        receipt.late >= late && receipt.late <= late + planned.added.length,
        receipt.fileName,
      );
    }
  });

  it('keeps no identity number, no telephone number and no person as a subject', async () => {
    const subjects = await city.database.query<{ uscc: string | null; name: string }>(
      'select uscc, name from parties_subject',
    );
    assert.ok(subjects.length >= schedule.plan.organisations);
    for (const { uscc } of subjects) assert.ok(uscc === null || uscc.length === 18);
    assert.ok(personalInFiles > 100, `${personalInFiles}`);
    const text = (column: string) => `coalesce(convert_from(${column}, 'UTF8'), '')`;
    const kept = {
      ledger_entry: `${text('facts')} || ${text('withheld')}`,
      ledger_words: `${text('words')} || ${text('withheld')}`,
      intake_finding: 't::text',
      intake_held: 't::text',
      intake_batch: 't::text',
      parties_subject: 't::text',
      parties_name: 't::text',
      audit_event: 't::text',
    };
    for (const [table, content] of Object.entries(kept)) {
      const [found] = await city.database.query<{ rows: number; personal: number }>(
        `select count(*)::int as rows, (count(*) filter (where ${content} ~ $1))::int as personal from ${table} t`,
        [personalNumber.source],
      );
      assert.ok((found?.rows ?? 0) > 0, table);
      assert.equal(found?.personal, 0, table);
    }
  });

  function plannedAnswers(planned: PlannedFile): Record<RowAnswer, number> {
    const total = planned.rows + planned.added.length;
    const answers = { admitted: total, unchanged: 0, corrected: 0, returned: 0, held: 0 };
    const move = (answer: RowAnswer, rows: number) => {
      answers.admitted -= rows;
      answers[answer] += rows;
    };
    for (const name of awkwardCaseNames) move(caseSpec(name).answer, planned.cases[name] ?? 0);
    for (const added of planned.added) {
      if (added.case === 'older_row') move('unchanged', 1);
      if (added.case === 'older_value') move('returned', 1);
    }
    if (planned.kind === 'organisation-registration') {
      const changes = registrationRowsIn(schedule.city, planned.period);
      move('corrected', changes.filter(({ event }) => event !== 'registered').length);
    }
    return answers;
  }
});

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
