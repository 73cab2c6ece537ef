// Four eyes at the command line: what waits is shown, released, sent back and taken back, never by the same one.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCommand } from '../support/command-line.js';
import { csvOf, penaltyRow, testAgency } from '../support/intake.js';
import { type WritingTest, writingTest } from '../support/writing.js';

describe('the commands for batches', () => {
  let city: WritingTest;
  let folder: string;
  before(async () => {
    city = await writingTest(false);
    folder = await mkdtemp(join(tmpdir(), 'xinheng-eyes-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const run = async (...words: string[]) => {
    const { host, user, database } = city.city.storage.connection;
    const url = `postgresql:///${database}?host=${encodeURIComponent(host ?? '')}&user=${user}`;
    const env = { DATABASE_URL: url, DATA_DIR: folder, LC_ALL: 'en_US.UTF-8' };
    const { code, out, err } = await runCommand(words, { env, cwd: folder });
    return { code, out, err };
  };
  const json = async (...words: string[]) => {
    const { code, out, err } = await run(...words, '--json');
    assert.notEqual(out, '', err);
    return { code, answer: JSON.parse(out) };
  };

  it('let a file of the console wait too, and the console does not release its own', async () => {
    await json('agency', 'needs-release', testAgency, 'yes');
    const item = city.catalogue.get('administrative-penalty', '2026-04-10');
    await writeFile(join(folder, 'p.csv'), csvOf(item, [penaltyRow(1)]));
    const asked = ['submit', 'p.csv', '--kind', 'administrative-penalty', '--agency', testAgency];
    const { code, answer } = await json(...asked);
    assert.deepEqual([code, answer.state, answer.rowsRead], [0, 'waiting', 1]);
    const released = await json('batch', 'release', answer.batchId);
    assert.deepEqual([released.code, released.answer.error.code], [2, 'batch.own']);
    const back = await json('batch', 'withdraw', answer.batchId);
    assert.equal(back.answer.state, 'withdrawn');
  });

  it('show what a release would change, release, and take back', async () => {
    const row = city.fresh();
    const { standing } = await city.handIn([row, city.fresh()]);
    const { batchId } = standing;
    const list = await json('batch', 'list', '--agency', testAgency, '--waiting');
    assert.deepEqual(
      list.answer.map((batch: { batchId: string }) => batch.batchId),
      [batchId],
    );
    const shown = await run('batch', 'show', batchId);
    assert.match(shown.out, /Organisations that would be new: 2/);
    const receipt = await json('batch', 'release', batchId);
    assert.equal(receipt.answer.rows.admitted, 2);
    assert.equal((await run('batch', 'withdraw', batchId)).code, 2);
    const asked = await json('batch', 'withdraw', batchId, '--reason', '口径有误');
    assert.deepEqual([asked.answer.isAsked, asked.answer.revoked], [true, 2]);
    const own = await json('batch', 'confirm', batchId);
    assert.equal(own.answer.error.code, 'batch.own');
    assert.match((await run('batch', 'show', batchId)).out, /records revoked\s+2/);
    assert.equal((await json('batch', 'keep', batchId)).answer.state, 'on-file');
    await json('agency', 'needs-release', testAgency, 'no');
    const done = await json('batch', 'withdraw', batchId, '--reason', '口径有误');
    assert.deepEqual([done.answer.isAsked, done.answer.standing.state], [false, 'withdrawn']);
  });

  it('send a batch back with a reason', async () => {
    await json('agency', 'needs-release', testAgency, 'yes');
    const { standing } = await city.handIn([city.fresh()]);
    const { batchId } = standing;
    assert.equal((await run('batch', 'reject', batchId)).code, 2);
    const rejected = await json('batch', 'reject', batchId, '--reason', '附件缺失');
    assert.deepEqual([rejected.answer.state, rejected.answer.reason], ['rejected', '附件缺失']);
    assert.match((await run('batch', 'show', batchId)).out, /Reason: 附件缺失/);
  });
});
