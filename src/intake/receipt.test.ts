// A receipt gives its findings part by part, in order of line, whoever found them.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { csvOf, type IntakeTest, intakeTest, penaltyRow } from '../../test/support/intake.js';
import { getReceipt, type Receipt, type ReceiptQuery } from './receipt.js';

const pairs = 12;

describe('the receipt of a batch with many findings', () => {
  let city: IntakeTest;
  let batchId: string;
  const read = (query: Omit<ReceiptQuery, 'batchId'>): Promise<Receipt> =>
    getReceipt(city.database, city.catalogue, { batchId, ...query });

  before(async () => {
    city = await intakeTest();
    const item = city.catalogue.get('administrative-penalty', '2026-04-10');
    const numbers = Array.from({ length: pairs }, (_, index) => index + 1);
    await city.submit(
      csvOf(
        item,
        numbers.map((number) => penaltyRow(number)),
      ),
    );
    // One row that is found wrong when it is read, one that is held when it meets the registry, and so on.
    const rows = numbers.flatMap((number) => [
      penaltyRow(number + 100, { CF_JDRQ: '2026/02/30' }),
      penaltyRow(number, { CF_XDR_MC: '完全是另一家的名称', CF_WSH: `另〔2026〕${number}号` }),
    ]);
    batchId = (await city.submit(csvOf(item, rows))).receipt.batch;
  });

  it('lists them by line and says how many there are', async () => {
    const whole = await read({ limit: null });
    assert.equal(whole.rows.returned, pairs);
    assert.equal(whole.rows.held, pairs);
    const lines = whole.findings.map(({ line }) => line);
    assert.deepEqual(
      lines,
      lines.toSorted((left, right) => left - right),
    );
    assert.equal(new Set(lines).size, 2 * pairs);
    assert.equal(whole.findingsTotal, whole.findings.length);
  });

  it('gives the same list in parts of any size', async () => {
    const { findings, findingsTotal } = await read({ limit: null });
    for (const limit of [1, 7, findingsTotal, findingsTotal + 1]) {
      const parts: Receipt['findings'][number][] = [];
      for (let from = 1; from <= findingsTotal; from += limit) {
        const part = await read({ from, limit });
        assert.ok(part.findings.length <= limit);
        assert.equal(part.findingsTotal, findingsTotal);
        parts.push(...part.findings);
      }
      assert.deepEqual(parts, findings, `in parts of ${limit}`);
    }
    assert.deepEqual((await read({ from: findingsTotal + 1 })).findings, []);
  });

  it('gives as many held rows as wanted, and says how many there are', async () => {
    const part = await read({ limit: 5 });
    assert.deepEqual([part.held.length, part.rows.held], [5, pairs]);
    assert.equal((await read({})).held.length, pairs);
  });
});
