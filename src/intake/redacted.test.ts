// A record whose words were redacted comes again: the words stay out, and the facts are kept up.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  penaltyRow,
  type RowValues,
} from '../../test/support/intake.js';
import { everythingStored } from '../../test/support/stored.js';
import { uuidText } from '../kernel/ids.js';
import { redact, relink } from '../ledger/act.js';
import { rebuildProjections } from '../ledger/rebuild.js';
import { subjectIdOfUscc } from '../parties/subject.js';
import { checkFile } from './check.js';
import { rowsPerChunk } from './row-worker.model.js';

const secret = '受害人欧阳某某住某某小区';

describe('a record with redacted words', () => {
  let city: IntakeTest;
  let next = 0;
  before(async () => {
    city = await intakeTest();
  });

  const table = (rows: readonly RowValues[]): string =>
    csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), rows);
  const answersOf = async (rows: readonly RowValues[], sourceDay?: string): Promise<string> => {
    const { receipt } = await city.submit(
      table(rows),
      sourceDay === undefined ? {} : { sourceDay },
    );
    const { rows: counts } = receipt;
    return `a${counts.admitted} u${counts.unchanged} c${counts.corrected} r${counts.returned}`;
  };

  /** Hands a record in and has its facts of the violation redacted. */
  async function redactedRow(): Promise<{ row: RowValues; recordId: string }> {
    const row = penaltyRow((next += 1), { CF_SY: secret });
    await answersOf([row], '2026-04-02');
    const [entry] = await city.database.query<{ record_id: string }>(
      `select record_id from ledger_entry where convert_from(facts, 'utf8') like $1`,
      [`%"${row['CF_WSH']}"%`],
    );
    assert.ok(entry);
    await redactWords(entry.record_id);
    await nothingLeft();
    return { row, recordId: entry.record_id };
  }

  const redactWords = (recordId: string): Promise<void> =>
    city.database.transaction((tx) =>
      redact({ tx, clock: city.clock, projectors: city.projectors }, recordId, {
        fields: ['CF_SY'],
        basis: '个人信息保护法第四十七条',
      }),
    );

  async function nothingLeft(): Promise<void> {
    assert.ok(!(await everythingStored(city.database)).includes(secret));
  }

  async function headOf(recordId: string): Promise<{ version: number; digest: Buffer | null }> {
    const [head] = await city.database.query<{ version: number; digest: Buffer | null }>(
      'select version, digest from ledger_record where record_id = $1',
      [recordId],
    );
    assert.ok(head);
    return head;
  }

  it('is unchanged when the same file comes again, also as an older file, also with other words', async () => {
    const { row } = await redactedRow();
    assert.equal(await answersOf([row]), 'a0 u1 c0 r0');
    assert.equal(await answersOf([row], '2026-04-01'), 'a0 u1 c0 r0');
    assert.equal(await answersOf([{ ...row, CF_SY: `${secret}（更正）` }]), 'a0 u1 c0 r0');
    await nothingLeft();
  });

  it('takes a correction of its facts, and the words stay redacted', async () => {
    const { row, recordId } = await redactedRow();
    const corrected = { ...row, CF_NR: '罚款3000元', CF_NR_FK: '0.3' };
    assert.equal(await answersOf([corrected]), 'a0 u0 c1 r0');
    await nothingLeft();
    const head = await headOf(recordId);
    assert.deepEqual(head, { version: 3, digest: null });
    assert.equal(await answersOf([corrected]), 'a0 u1 c0 r0', 'the same file once more');
    assert.equal(await answersOf([row], '2026-04-02'), 'a0 u0 c0 r1', 'an older one');
    await nothingLeft();
  });

  it('is answered row by row where one file names it several times, near and far', async () => {
    const { row, recordId } = await redactedRow();
    const changed = { ...row, CF_NR: '罚款3000元', CF_NR_FK: '0.3' };
    const filler = Array.from({ length: rowsPerChunk }, () => penaltyRow((next += 1)));
    const answers = await answersOf([row, changed, changed, ...filler, changed, row]);
    assert.equal(answers, `a${rowsPerChunk} u3 c2 r0`);
    assert.deepEqual(await headOf(recordId), { version: 4, digest: null });
    await nothingLeft();
  });

  it('a check answers as handing in would', async () => {
    const { row } = await redactedRow();
    const changed = { ...row, CF_NR: '罚款3000元', CF_NR_FK: '0.3' };
    const report = await checkFile(city, {
      kind: 'administrative-penalty',
      open: async function* () {
        yield Buffer.from(table([row, changed, changed]));
      },
    });
    assert.deepEqual([report.rows.unchanged, report.rows.corrected], [2, 1]);
  });

  it('keeps them out when it is linked to another organisation', async () => {
    const { row, recordId } = await redactedRow();
    const other = penaltyRow((next += 1));
    await answersOf([other]);
    const subjectId = uuidText(subjectIdOfUscc(other['CF_XDR_SHXYM'] as string), 0);
    await city.database.transaction((tx) =>
      relink({ tx, clock: city.clock, projectors: city.projectors }, recordId, {
        subjectId,
        reason: '主体认定有误',
      }),
    );
    const name = other['CF_XDR_MC'] as string;
    const moved = { ...row, CF_XDR_MC: name, CF_XDR_SHXYM: other['CF_XDR_SHXYM'] as string };
    await answersOf([{ ...moved, CF_NR: '罚款3000元', CF_NR_FK: '0.3' }]);
    await nothingLeft();
    assert.equal((await headOf(recordId)).digest, null);
  });

  it('rebuilds to the same rows', async () => {
    const rows = () =>
      city.database.query('select * from ledger_record order by record_id').then(JSON.stringify);
    const kept = await rows();
    await rebuildProjections(city.database, city.projectors);
    assert.equal(await rows(), kept);
  });
});
