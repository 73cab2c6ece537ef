// Plays the steps of a history on the platform and compares what it answers with what the model says.
import assert from 'node:assert/strict';
import { getReceipt, type Receipt } from '../../src/intake/receipt.js';
import { answerLetters, type RowAnswer } from '../../src/intake/row-answers.js';
import type { Queryable } from '../../src/kernel/database.js';
import { annotate, redact, relink, revoke } from '../../src/ledger/act.js';
import { digestTables, rebuildProjections } from '../../src/ledger/rebuild.js';
import { BrokenStream, type City } from './city.js';
import type { Step } from './history.js';
import { type CityIdentities, entriesByLine, learnRow } from './identities.js';
import type { Model } from './model.js';
import type { SimulatedRow } from './row-draft.js';

/** A history in the making. */
export interface Play {
  readonly city: City;
  readonly model: Model;
  readonly identities: CityIdentities;
}

/** Plays one step; what it answers is what the model said. */
export async function playStep(play: Play, step: Step): Promise<void> {
  const { city, identities } = play;
  switch (step.does) {
    case 'hand-in':
      return playFile(play, step);
    case 'break-off': {
      const before = await digestAll(city);
      await assert.rejects(city.handIn(step.file), BrokenStream);
      assert.deepEqual(
        await digestAll(city),
        before,
        'a file that broke off left something behind',
      );
      return;
    }
    case 'annotate':
      return city.act((act) => annotate(act, identities.records.get(step.record.key), step));
    case 'revoke':
      return city.act((act) => revoke(act, identities.records.get(step.record.key), '复议决定'));
    case 'relink': {
      const subjectId = identities.subjects.get(step.to);
      const order = { subjectId, reason: '关联有误' };
      return city.act((act) => relink(act, identities.records.get(step.record.key), order));
    }
    case 'redact': {
      const order = { fields: [step.field], basis: '个人信息保护法第四十七条' };
      return city.act((act) => redact(act, identities.records.get(step.record.key), order));
    }
    case 'move-clock':
      return city.clock.move(step.milliseconds);
    case 'sequence':
      await city.sequence();
      return;
    case 'rebuild':
      return rebuildAndCompare(city);
  }
}

/** Projections thrown away come back to the same rows. */
export async function rebuildAndCompare({ database, projectors }: City): Promise<void> {
  const tables = projectors.flatMap((projector) => projector.tables);
  const before = await digestTables(database, tables);
  await rebuildProjections(database, projectors);
  assert.deepEqual(await digestTables(database, tables), before, 'rebuilt to other rows');
}

async function digestAll({ database }: City): Promise<unknown> {
  const rows = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename ~ '_'
      and tablename not in ('intake_agency_turn') order by 1`,
  );
  return digestTables(
    database,
    rows.map(({ name }) => name),
  );
}

async function playFile(play: Play, step: Extract<Step, { does: 'hand-in' }>): Promise<void> {
  const { city, model, identities } = play;
  const checked = await city.check(step.file);
  const { receipt, checkCode } = await city.handIn(step.file);
  assert.deepEqual(checked.rows, receipt.rows, 'a check before answered otherwise');
  const lines = linesOf(step.rows);
  await checkAnswers(city.database, receipt, { lines, answers: step.answers });
  checkFindings(receipt, { lines, answers: step.answers });
  const masked = step.rows.reduce((sum, row) => sum + row.masked, 0);
  assert.equal(receipt.masked, masked, 'masked places');
  const again = await getReceipt(city.database, city.catalogue, {
    batchId: receipt.batch,
    checkCode,
    limit: null,
  });
  assert.deepEqual(again, receipt);
  const entries = await entriesByLine(city.database, receipt.batch);
  for (const [index, row] of step.rows.entries()) {
    const entry = entries.get(lines[index] as number);
    const isEntry = step.answers[index] === 'admitted' || step.answers[index] === 'corrected';
    assert.equal(entry !== undefined, isEntry, `entry of line ${lines[index]}`);
    const record = model.records.get(row.record);
    if (entry && record) learnRow(identities, entry, { record: row.record, model: record });
  }
}

interface ExpectedAnswers {
  readonly lines: readonly number[];
  readonly answers: readonly RowAnswer[];
}

async function checkAnswers(
  database: Queryable,
  receipt: Receipt,
  { lines, answers }: ExpectedAnswers,
): Promise<void> {
  const { read, admitted, unchanged, corrected, returned, held } = receipt.rows;
  assert.equal(read, answers.length);
  assert.equal(read, admitted + unchanged + corrected + returned + held);
  const pieces = await database.query<{ lines: number[]; answers: string }>(
    'select lines, answers from intake_answer where batch_id = $1 order by first_row',
    [receipt.batch],
  );
  const given = pieces.map((piece) => piece.answers).join('');
  const expected = answers.map((answer) => answerLetters[answer]).join('');
  const wrong = [...expected].findIndex((letter, index) => letter !== given[index]);
  if (wrong >= 0) {
    const told = receipt.findings.filter(({ line }) => line === lines[wrong]);
    const codes = told.map(({ code }) => code).join(' ');
    assert.fail(
      `line ${lines[wrong]}: ${given[wrong]} (${codes}), the model says ${expected[wrong]}`,
    );
  }
  assert.equal(given.length, expected.length);
  assert.deepEqual(
    pieces.flatMap((piece) => piece.lines),
    lines,
  );
  for (const answer of Object.keys(answerLetters) as RowAnswer[]) {
    const count = answers.filter((each) => each === answer).length;
    assert.equal(receipt.rows[answer], count, answer);
  }
}

// Whoever gets a row back or held is told why, and nobody else.
function checkFindings(receipt: Receipt, { lines, answers }: ExpectedAnswers): void {
  const told = new Set(receipt.findings.map(({ line }) => line));
  const heldLines = new Set(receipt.held.map(({ line }) => line));
  for (const [index, answer] of answers.entries()) {
    const line = lines[index] as number;
    assert.equal(told.has(line), answer === 'returned' || answer === 'held', `finding of ${line}`);
    assert.equal(heldLines.has(line), answer === 'held', `held row ${line}`);
  }
}

/** The line on which each row begins: a text may hold several. */
function linesOf(rows: readonly SimulatedRow[]): number[] {
  const lines: number[] = [];
  let line = 2;
  for (const row of rows) {
    lines.push(line);
    line += 1 + Object.values(row.cells).join('').split('\n').length - 1;
  }
  return lines;
}
