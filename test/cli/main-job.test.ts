// The main job at the command line: from an agency's GBK file to a proof that anybody can check offline.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import type { Receipt } from '../../src/intake/receipt.js';
import { type Database, openDatabase } from '../../src/kernel/database.js';
import { addDays, dayInShanghai } from '../../src/kernel/time.js';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { type CommandOutcome, runCommand } from '../support/command-line.js';
import { csvOf, inventedUscc, penaltyRow, type RowValues, testAgency } from '../support/intake.js';

const kind = 'administrative-penalty';
const today = dayInShanghai(Date.now());
const item = loadCatalogue().get(kind, today);
const dates: RowValues = {
  CF_JDRQ: addDays(today, -3),
  CF_GSJZQ: addDays(today, 365),
};

let folder: string;
let server: EmbeddedServer;
let database: Database;
let record: string;

function run(words: readonly string[], input?: Buffer): Promise<CommandOutcome> {
  const env = { DATA_DIR: join(folder, 'data'), PUBLIC_URL: 'https://credit.example.gov.cn' };
  return runCommand(words, { env, cwd: folder, ...(input && { input }) });
}

async function json<Answer>(
  words: readonly string[],
): Promise<{ code: number | null; answer: Answer }> {
  const { code, out, err } = await run([...words, '--json']);
  assert.notEqual(out, '', err);
  return { code, answer: JSON.parse(out) as Answer };
}

async function writeRows(file: string, rows: readonly RowValues[]): Promise<void> {
  await writeFile(join(folder, file), iconv.encode(csvOf(item, rows), 'gbk'));
}

function submit(file: string, ...words: string[]) {
  const asked = ['submit', file, '--kind', kind, '--agency', testAgency, ...words];
  return json<Receipt & { link: string; checkCode: string }>(asked);
}

const good = [1, 2].map((number) => penaltyRow(number, dates));
const warning = penaltyRow(3, { ...dates, CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '' });
const lastOfFour = inventedUscc('91', 4);
const pilot = penaltyRow(4, {
  ...dates,
  CF_XDR_SHXYM: lastOfFour.slice(0, 17) + (lastOfFour.endsWith('X') ? 'Y' : 'X'),
});
const wrong = penaltyRow(5, { ...dates, CF_NR_FK: '0.3' });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-cli-'));
  // Held here, so that the commands join it instead of starting one each.
  server = await openEmbeddedServer({
    dataDirectory: join(folder, 'data'),
    temporary: true,
    settings: { fsync: 'off', full_page_writes: 'off' },
  });
  assert.equal((await run(['migrate'])).code, 0);
  database = openDatabase(server.connection, 1);
});

after(async () => {
  await database?.close();
  await server?.stop();
});

describe('handing in', () => {
  it('enters an agency and lists it', async () => {
    const names = ['--zh', '云溪市试验局', '--en', 'Test bureau of Yunxi'];
    assert.equal((await run(['agency', 'add', testAgency, ...names])).code, 0);
    const { answer } = await json<{ code: string }[]>(['agency', 'list']);
    assert.deepEqual(
      answer.map(({ code }) => code),
      [testAgency],
    );
    assert.equal((await run(['agency', 'add', 'ABC', ...names])).code, 2);
  });

  it('checks a GBK file against the database and writes nothing', async () => {
    await writeRows('penalties.csv', [...good, warning, pilot, wrong]);
    const { code, answer } = await json<Receipt>(['check', 'penalties.csv', '--kind', kind]);
    assert.equal(code, 1);
    assert.equal(answer.encoding, 'gb18030');
    assert.deepEqual(answer.rows, {
      read: 5,
      admitted: 3,
      unchanged: 0,
      corrected: 0,
      returned: 1,
      held: 1,
    });
    const [row] = await database.query<{ count: number }>(
      'select count(*) as count from intake_batch',
    );
    assert.equal(row?.count, 0);
  });

  it('takes it in, logged, with a receipt that can be opened', async () => {
    const { code, answer } = await submit('penalties.csv');
    assert.equal(code, 1);
    assert.deepEqual(answer.rows, {
      read: 5,
      admitted: 3,
      unchanged: 0,
      corrected: 0,
      returned: 1,
      held: 1,
    });
    assert.equal(answer.logged?.position, 0);
    assert.equal(answer.findings.length, 2);
    assert.equal(
      answer.link,
      `https://credit.example.gov.cn/receipts/${answer.batch}?code=${answer.checkCode}`,
    );
    const shown = await json<Receipt>(['receipt', answer.batch]);
    assert.equal(shown.code, 1);
    assert.deepEqual(shown.answer.rows, answer.rows);
    assert.doesNotMatch(JSON.stringify(shown.answer), new RegExp(answer.checkCode));
  });

  it('changes nothing when it is handed in again, and says so in words', async () => {
    const words = ['submit', 'penalties.csv', '--kind', kind, '--agency', testAgency];
    const { code, out } = await run(words);
    assert.equal(code, 1);
    assert.match(out, /采纳\s+0\n/);
    assert.match(out, /无变化\s+3/);
    assert.match(out, /第 \d+ 行/);
    assert.match(out, /没有新内容/);
    const english = await run([...words, '--lang', 'en']);
    assert.match(english.out, /unchanged\s+3/);
  });

  it('corrects what is newer and leaves what is older', async () => {
    const [first = {}, second = {}] = good;
    const changed = [{ ...first, CF_NR: '罚款3000元', CF_NR_FK: '0.3' }, second];
    await writeRows('changed.csv', changed);
    const longAgo = new Date('2025-01-02T04:00:00Z');
    await utimes(join(folder, 'changed.csv'), longAgo, longAgo);
    const older = await submit('changed.csv');
    assert.equal(older.answer.sourceDay, '2025-01-02');
    assert.equal(older.answer.rows.corrected, 0);
    const { code, answer } = await submit('changed.csv', '--dated', today);
    assert.equal(code, 0);
    assert.deepEqual(answer.rows, {
      read: 2,
      admitted: 0,
      unchanged: 1,
      corrected: 1,
      returned: 0,
      held: 0,
    });
  });

  it('refuses an agency that is not on file', async () => {
    const other = inventedUscc('11', 99);
    const { code, err } = await run(['submit', 'changed.csv', '--kind', kind, '--agency', other]);
    assert.equal(code, 2);
    assert.match(err, new RegExp(testAgency));
  });
});

describe('finding and showing', () => {
  const uscc = inventedUscc('91', 1);
  const onlyWarned = inventedUscc('91', 3);

  it('finds by a part of the name', async () => {
    const { answer } = await json<{ hits: { uscc: string }[] }>(['find', '第1制造']);
    assert.deepEqual(
      answer.hits.map((hit) => hit.uscc),
      [uscc],
    );
    assert.equal((await run(['find', '第'])).code, 2);
  });

  it('shows the file as of the past, and every look is on the trail', async () => {
    const { answer } = await json<{ records: { recordId: string; source: { version: number } }[] }>(
      ['show', uscc],
    );
    assert.deepEqual(
      answer.records.map(({ source }) => source.version),
      [2],
    );
    record = answer.records[0]?.recordId ?? '';
    const past = await json<{ records: unknown[] }>(['show', uscc, '--known-at', '2025-01-01']);
    assert.deepEqual(past.answer.records, []);
    const early = await json<{ records: unknown[] }>([
      'show',
      uscc,
      '--as-of',
      addDays(today, -10),
    ]);
    assert.deepEqual(early.answer.records, []);
    const looks = await database.query<{ actor: string; purpose: string }>(
      `select actor, purpose from audit_event where act = 'credit-file.look-public' and object = $1`,
      [uscc],
    );
    const look = { actor: 'console', purpose: 'operation' };
    assert.deepEqual(looks, [look, look, look]);
  });

  it('opens what is not public only for a purpose and a matter, and writes both down', async () => {
    const closed = await json<{ records: unknown[]; closed: number }>(['show', onlyWarned]);
    assert.deepEqual(closed.answer.records, []);
    assert.equal(closed.answer.closed, 1);
    const half = await json<{ records: unknown[] }>(['show', onlyWarned, '--purpose', '行政审批']);
    assert.deepEqual(half.answer.records, []);
    const why = ['--purpose', 'credit-check', '--matter', '云审〔2026〕7号'];
    const opened = await json<{ records: { isPublic: boolean }[] }>(['show', onlyWarned, ...why]);
    assert.deepEqual(
      opened.answer.records.map(({ isPublic }) => isPublic),
      [false],
    );
    const looks = await database.query<{ purpose: string; matter: string }>(
      `select purpose, matter from audit_event where act = 'file.read'`,
    );
    assert.deepEqual(looks, [{ purpose: 'credit-check', matter: '云审〔2026〕7号' }]);
  });
});

describe('the ledger', () => {
  it('proves a record; the proof holds offline with the published key', async () => {
    const key = (await run(['ledger', 'key'])).out.trim();
    assert.equal((await run(['ledger', 'prove', record, '-o', 'proof.json'])).code, 0);
    const offline = await runCommand(['ledger', 'check', 'proof.json', '--key', key, '--json'], {
      cwd: folder,
      env: { DATA_DIR: join(folder, 'no-database') },
    });
    assert.equal(offline.code, 0, offline.out);
    const verdict = JSON.parse(offline.out);
    assert.equal(verdict.shown.recordId, record);
    assert.equal(verdict.shown.key.pinned, true);
  });

  it('proves that it went on from a checkpoint that somebody kept', async () => {
    const out = ['-o', 'consistency.json'];
    assert.equal((await run(['ledger', 'consistency', '1', ...out])).code, 0);
    const { older, newer } = JSON.parse(await readFile(join(folder, 'consistency.json'), 'utf8'));
    await writeFile(join(folder, 'kept.txt'), older);
    await writeFile(join(folder, 'newer.txt'), newer);
    const check = (kept: string) =>
      runCommand(['ledger', 'check', 'consistency.json', '--since', kept, '--json'], {
        cwd: folder,
        env: { DATA_DIR: join(folder, 'no-database') },
      });
    const right = await check('kept.txt');
    assert.equal(right.code, 0, right.out);
    assert.equal(JSON.parse(right.out).shown.older.size, 1);
    assert.equal((await check('newer.txt')).code, 1);
    const ofRecord = await run(['ledger', 'check', 'proof.json', '--since', 'kept.txt', '--json']);
    assert.equal(JSON.parse(ofRecord.out).error.code, 'cli.since_without_consistency');
    const none = await run(['ledger', 'consistency', 'x', '--json']);
    assert.equal(JSON.parse(none.out).error.code, 'cli.number_unknown');
  });

  it('finds any flipped byte of the proof', async () => {
    const proof = await readFile(join(folder, 'proof.json'));
    for (let part = 1; part < 4; part += 1) {
      const bytes = Buffer.from(proof);
      const at = Math.floor((bytes.length * part) / 4);
      bytes[at] = (bytes[at] as number) ^ 1;
      await writeFile(join(folder, 'flipped.json'), bytes);
      const { code } = await run(['ledger', 'check', 'flipped.json']);
      assert.ok(code === 1 || code === 2, `byte ${at} was flipped and the answer was ${code}`);
    }
  });

  it('refuses a foreign key', async () => {
    const foreign = 'xinheng.local/log+fcc4b9cf+ATmDeaI2lasioVbpqDD3r9duZRaeo8O760QllmoqyqmK';
    assert.equal((await run(['ledger', 'check', 'proof.json', '--key', foreign])).code, 1);
  });

  it('annotates, redacts and revokes, and every proof and the whole ledger still hold', async () => {
    const acts = [
      ['annotate', record, '--mark', 'in-dispute'],
      ['redact', record, '--field', 'CF_SY', '--basis', '个人信息保护法第四十七条'],
    ];
    for (const words of acts) {
      const { code, err } = await run(['ledger', ...words]);
      assert.equal(code, 0, err);
    }
    assert.equal((await run(['ledger', 'check', 'proof.json'])).code, 0);
    assert.equal((await run(['ledger', 'prove', record, '-o', 'redacted.json'])).code, 0);
    assert.doesNotMatch(await readFile(join(folder, 'redacted.json'), 'utf8'), /标识不合格/);
    assert.equal((await run(['ledger', 'check', 'redacted.json'])).code, 0);
    assert.equal((await run(['ledger', 'revoke', record, '--reason', '复议决定'])).code, 0);
    const { answer } = await json<{ records: unknown[]; closed: number }>([
      'show',
      inventedUscc('91', 1),
    ]);
    assert.deepEqual([answer.records.length, answer.closed], [0, 1]);
    assert.equal((await run(['ledger', 'revoke', record, '--reason', '复议决定'])).code, 2);
  });

  it('rebuilds every projection to the same rows', async () => {
    const { code, answer } = await json<{ tables: { table: string; same: boolean }[] }>([
      'rebuild',
    ]);
    assert.deepEqual(
      answer.tables.filter((table) => !table.same),
      [],
    );
    assert.equal(code, 0);
  });

  it('verifies, and names the place where one stored byte was flipped', async () => {
    const whole = await json<{ ok: boolean }>(['ledger', 'verify']);
    assert.deepEqual([whole.code, whole.answer.ok], [0, true]);
    const owner = openDatabase({ ...server.superConnection, database: 'xinheng' }, 1);
    await owner.query(
      `update ledger_entry set facts = set_byte(facts, 20, get_byte(facts, 20) # 1)
       where record_id = $1 and version = 1`,
      [record],
    );
    await owner.close();
    const { code, answer } = await json<{ fault: { batch: string; leaf: number } }>([
      'ledger',
      'verify',
    ]);
    assert.equal(code, 1);
    assert.equal(answer.fault.leaf, 0);
    const said = await run(['ledger', 'verify', '--lang', 'en']);
    assert.match(said.out, /does not fit/);
  });
});
