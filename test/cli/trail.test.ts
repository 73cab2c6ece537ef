// The audit trail and the register of security audits at the command line.
import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dayInShanghai } from '../../src/kernel/time.js';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/runtime/embedded-server.js';
import { runCommand } from '../support/command-line.js';
import { testAgency } from '../support/intake.js';

let folder: string;
let server: EmbeddedServer;

const run = (words: readonly string[]) =>
  runCommand(words, { env: { DATA_DIR: join(folder, 'data') }, cwd: folder });

async function json<Answer>(...words: string[]): Promise<Answer> {
  const { code, out, err } = await run([...words, '--json']);
  assert.equal(code, 0, err);
  return JSON.parse(out) as Answer;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-cli-'));
  server = await openEmbeddedServer({
    dataDirectory: join(folder, 'data'),
    temporary: true,
    settings: { fsync: 'off', full_page_writes: 'off' },
  });
  assert.equal((await run(['migrate'])).code, 0);
  const names = ['--zh', '云溪市试验局', '--en', 'Test bureau of Yunxi'];
  assert.equal((await run(['agency', 'add', testAgency, ...names])).code, 0);
});
after(() => server?.stop());

interface Found {
  readonly events: readonly { act: string; object: string; batch: string | null }[];
}

describe('the trail', () => {
  const search = () => json<Found>('trail', 'search', '--object', testAgency);

  it('is searched, sealed, and verified with the ledger', async () => {
    const [waiting] = (await search()).events;
    assert.deepEqual([waiting?.act, waiting?.batch], ['agency.add', null]);
    const { sealed, waiting: left } = await json<Record<string, number>>('trail', 'seal');
    assert.ok(sealed && sealed >= 2);
    assert.equal(left, 0);
    assert.match((await search()).events[0]?.batch ?? '', /^[0-9a-f-]{36}$/);
    const verdict = await json<{ ok: boolean; events: number }>('ledger', 'verify');
    assert.deepEqual([verdict.ok, verdict.events], [true, sealed]);
    assert.deepEqual(await json('trail', 'alerts'), []);
  });

  it('is written to a file, in a form that there is', async () => {
    assert.equal(
      (await run(['trail', 'export', '--act', 'agency.add', '-o', 'trail.csv'])).code,
      0,
    );
    const file = await readFile(join(folder, 'trail.csv'), 'utf8');
    assert.equal(file.split('\r\n').length, 3);
    const lines = await run(['trail', 'export', '--form', 'ndjson', '--to', '2001-01-01']);
    assert.deepEqual([lines.code, lines.out], [0, '']);
    assert.equal((await run(['trail', 'export', '--form', 'xlsx'])).code, 2);
    assert.equal((await run(['trail', 'search', '--from', 'yesterday'])).code, 2);
  });
});

describe('the register of security audits', () => {
  it('takes audits, findings and follow-up, and says how many of four are done', async () => {
    const today = dayInShanghai(Date.now());
    const entered = await json<{ audit: string }>(
      'security-audit',
      'enter',
      today,
      '安全审计',
      '云溪市数据局',
    );
    const due = ['high', '2020-01-01', '备份没有异地存放'];
    await json('security-audit', 'find', entered.audit, ...due);
    const said = await run(['security-audit', 'list', '--lang', 'en']);
    assert.match(said.out, /1 of at least 4 held; 1 finding\(s\) not settled, 1 of them overdue/);
    await json('security-audit', 'follow-up', entered.audit, '1', 'mended', '已异地存放');
    const register = await json<{ openFindings: number }>('security-audit', 'list');
    assert.equal(register.openFindings, 0);
    assert.equal((await run(['security-audit', 'find', 'x', ...due])).code, 2);
  });
});
