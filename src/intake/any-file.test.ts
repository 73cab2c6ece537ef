// Whatever a file is made of: each of its rows gets one answer, the five answers add up, and nothing breaks.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  penaltyRow,
  testAgency,
} from '../../test/support/intake.js';
import { Refusal } from '../kernel/errors.js';
import { checkFile } from './check.js';
import type { CheckReport } from './receipt.js';
import { answerOfLetter } from './row-answers.js';
import { submitFile } from './submit.js';

const kinds = ['administrative-penalty', 'administrative-licence', 'organisation-registration'];

const oddCell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', '\t', ';', '|', '，', 'a'),
    maxLength: 8,
  }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\ufffd',
    '𠮷'.repeat(300),
    '\u001f\u001e',
    '自然人',
    '张三',
    '110105 19491231 002x',
    '2026-04-01',
    '罚款',
    '无',
    '{"a":1}',
    `=cmd|'/c calc'!A1`,
  ),
);

/** Bytes of a file: rows that nothing is wrong with, some of their cells replaced, some bytes hit afterwards. */
const anyFile = fc.record({
  rows: fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: 5 }),
      changed: fc.array(fc.tuple(fc.nat(40), oddCell), { maxLength: 3 }),
      isQuoted: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  headings: fc.array(fc.tuple(fc.nat(40), oddCell), { maxLength: 2 }),
  delimiter: fc.constantFrom(',', '\t', ';', '|', '，'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf-8', 'gb18030', 'utf-16le', 'utf-16be'),
  hits: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
  pieceSize: fc.integer({ min: 40, max: 3000 }),
});
type AnyFile = typeof anyFile extends fc.Arbitrary<infer File> ? File : never;

const template = penaltyRow(1);
const headingRow = Object.keys(template);

function bytesOf(file: AnyFile): Buffer {
  const put = (cells: string[], changes: readonly [number, string][]): string[] => {
    for (const [at, cell] of changes) cells[at % (cells.length + 1)] = cell;
    return cells;
  };
  const lines = [
    put([...headingRow], file.headings).join(file.delimiter),
    ...file.rows.map(({ number, changed, isQuoted }) => {
      const cells = put(Object.values(penaltyRow(number)), changed);
      return cells
        .map((cell) => (isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(file.delimiter);
    }),
  ];
  const bytes = iconv.encode(lines.map((line) => line + file.lineEnd).join(''), file.encoding);
  for (const [at, byte] of file.hits) bytes[at % bytes.length] = byte;
  return bytes;
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function addUp({ rows, findings }: CheckReport): void {
  const { read, admitted, unchanged, corrected, returned, held } = rows;
  assert.equal(admitted + unchanged + corrected + returned + held, read);
  assert.ok(findings.length >= returned, 'whoever is returned is told why');
  for (const finding of findings) {
    assert.ok(finding.line > 1);
    assert.doesNotMatch(finding.message.zh + finding.message.en, /\{\w+\}|undefined/);
  }
}

/** What the file was answered, or undefined where it was refused as a whole. */
async function answered<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('file.')) return undefined;
    throw error;
  }
}

describe('any file', () => {
  let city: IntakeTest;
  before(async () => {
    city = await intakeTest();
  });

  it('is answered row by row or refused as a whole, without a database', async () => {
    const offline = { ...city, database: null };
    await fc.assert(
      fc.asyncProperty(anyFile, fc.constantFrom(...kinds), async (file, kind) => {
        const open = () => inPieces(bytesOf(file), file.pieceSize);
        const report = await answered(checkFile(offline, { kind, open }));
        if (report) addUp(report);
      }),
      { numRuns: 120 },
    );
  });

  it('is stored, its receipt adds up, and a check beforehand gave the same answers', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async (file) => {
        const submission = {
          kind: 'administrative-penalty',
          agencyCode: testAgency,
          fileName: 'any\0\ud800file.csv',
          actor: 'console',
          open: () => inPieces(bytesOf(file), file.pieceSize),
        };
        const report = await answered(checkFile(city, submission));
        const result = await answered(submitFile(city, submission));
        assert.equal(result === undefined, report === undefined);
        if (!result || !report) return;
        addUp(result.receipt);
        assert.deepEqual(result.receipt.rows, report.rows);
        assert.deepEqual(result.receipt.columns, report.columns);
        const again = await submitFile(city, submission);
        const { admitted, corrected, unchanged } = again.receipt.rows;
        assert.ok(unchanged <= report.rows.read && admitted === 0);
        // Only rows that correct each other inside the file do so again.
        const onFile = report.rows.admitted + report.rows.corrected + report.rows.unchanged;
        assert.ok(corrected <= onFile);
      }),
      { numRuns: 40 },
    );
  });

  it('every row read has one letter and one line on record', async () => {
    const wrong = await city.database.query(
      `select b.batch_id from intake_batch b
       left join lateral (
         select coalesce(sum(length(answers)), 0) as letters, coalesce(sum(cardinality(lines)), 0) as lines
         from intake_answer a where a.batch_id = b.batch_id) s on true
       where s.letters <> b.rows_read or s.lines <> b.rows_read`,
    );
    assert.deepEqual(wrong, []);
    const pieces = await city.database.query<{ answers: string }>(
      'select answers from intake_answer',
    );
    for (const { answers } of pieces) {
      for (const letter of answers) assert.ok(answerOfLetter(letter));
    }
  });

  it('of no rows is a batch of no rows', async () => {
    const item = city.catalogue.get('administrative-penalty', '2026-04-10');
    const { receipt } = await city.submit(`${csvOf(item, [template]).split('\r\n')[0]}\r\n`);
    assert.equal(receipt.rows.read, 0);
    assert.equal(receipt.logged, null);
    const entries = await city.database.query('select 1 from ledger_batch where batch_id = $1', [
      receipt.batch,
    ]);
    assert.deepEqual(entries, []);
  });
});
