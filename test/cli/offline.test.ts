// What the command line does without a database: it reads, answers, and never starts a server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { packageFile } from '../../src/kernel/package-files.js';
import { type CommandOutcome, runCommand } from '../support/command-line.js';
import { inventedUscc } from '../support/intake.js';

const kind = ['--kind', 'administrative-penalty'];
let folder: string;
let dataDirectory: string;
let template: string;

async function run(words: readonly string[], input?: Buffer): Promise<CommandOutcome> {
  const outcome = await runCommand(words, {
    env: { DATA_DIR: dataDirectory },
    cwd: folder,
    ...(input && { input }),
  });
  assert.ok(!existsSync(dataDirectory), 'no database folder came into being');
  assert.doesNotMatch(outcome.err, /\n\s+at /, 'no stack trace');
  return outcome;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinheng-cli-'));
  dataDirectory = join(folder, 'database');
  const { code } = await run([
    'template',
    'administrative-penalty',
    '--example',
    '-o',
    'example.csv',
  ]);
  assert.equal(code, 0);
  template = await readFile(join(folder, 'example.csv'), 'utf8');
});

describe('check --offline', () => {
  it('passes the example of the template, in UTF-8 and in GBK', async () => {
    for (const bytes of [Buffer.from(template), iconv.encode(template.slice(1), 'gbk')]) {
      await writeFile(join(folder, 'file.csv'), bytes);
      const { code, out } = await run(['check', 'file.csv', ...kind, '--offline', '--json']);
      assert.equal(code, 0, out);
      const report = JSON.parse(out);
      assert.deepEqual(report.rows, {
        read: 1,
        admitted: 1,
        unchanged: 0,
        corrected: 0,
        returned: 0,
        held: 0,
      });
      assert.equal(report.columns.mapped.length, 26);
      assert.deepEqual(report.columns.unknown, []);
      assert.deepEqual(report.findings, []);
    }
  });

  it('answers 1 with findings that name line, column, value and the way on', async () => {
    const broken = template
      .replace('91991100MA7CX4D20D', '91991100MA7CX4D2')
      .replace(',0.2,', ',0.3,');
    const { code, out } = await run(
      ['check', '-', ...kind, '--offline', '--json'],
      Buffer.from(broken),
    );
    assert.equal(code, 1);
    const report = JSON.parse(out);
    assert.equal(report.rows.returned, 1);
    assert.ok(report.findings.length > 0);
    for (const finding of report.findings) {
      assert.equal(finding.line, 2);
      assert.equal(typeof finding.code, 'string');
      assert.ok('value' in finding && 'field' in finding && 'column' in finding);
      assert.match(finding.message.zh, /[\u4e00-\u9fff]/);
      assert.ok(finding.message.en.length > 10);
    }
    const said = await run(['check', '-', ...kind, '--offline'], Buffer.from(broken));
    assert.match(said.out, /第 2 行/);
    assert.match(said.out, /退回\s+1/);
  });

  it('drops personal columns, names unknown ones, masks texts', async () => {
    const [headings = '', row = ''] = template.trimEnd().split('\r\n');
    const file = [
      `${headings},法定代表人证件号码,我局内部编号`,
      `${row.replace('罚款2000元', '罚款2000元，联系13800138000')},11010519491231002X,7`,
    ].join('\r\n');
    const { code, out } = await run(
      ['check', '-', ...kind, '--offline', '--json'],
      Buffer.from(file),
    );
    const report = JSON.parse(out);
    assert.equal(code, 0);
    assert.deepEqual(report.columns.dropped, ['法定代表人证件号码']);
    assert.deepEqual(report.columns.unknown, ['我局内部编号']);
    assert.equal(report.masked, 1);
    assert.doesNotMatch(out, /13800138000|11010519491231002X/);
  });

  it('never lets a value steer the terminal', async () => {
    const steering = template.replace('91991100MA7CX4D20D', '\u001b[2J\u202e12');
    const { out } = await run(['check', '-', ...kind, '--offline'], Buffer.from(steering));
    // oxlint-disable-next-line no-control-regex -- exactly these must not come out
    assert.doesNotMatch(out, /[\u001b\u202e]/);
  });
});

describe('a reader that goes away', () => {
  it('ends the talking quietly', () => {
    const program = `"${process.execPath}" "${packageFile('bin', 'xinheng.js')}"`;
    const pipe = `${program} catalogue show administrative-penalty --json | head -n 1`;
    const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', pipe], { encoding: 'utf8' });
    assert.deepEqual({ stdout, stderr, status }, { stdout: '{\n', stderr: '', status: 0 });
  });
});

describe('what cannot be used', () => {
  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['a missing file', ['check', 'nowhere.csv', ...kind, '--offline'], 'cli.file_missing'],
    ['a folder', ['check', '.', ...kind, '--offline'], 'cli.file_is_folder'],
    ['an empty file', ['check', 'empty.csv', ...kind, '--offline'], 'file.empty'],
    ['a workbook', ['check', 'book.xlsx', ...kind, '--offline'], 'cli.file_is_workbook'],
    ['a file without headings', ['check', 'other.csv', ...kind, '--offline'], 'file.no_headings'],
    [
      'an unknown kind',
      ['check', 'example.csv', '--kind', 'nothing', '--offline'],
      'catalogue.kind_unknown',
    ],
    ['no kind', ['check', 'example.csv', '--offline'], 'cli.kind_missing'],
    ['an unknown option', ['check', 'example.csv', '--ofline'], 'cli.option_unknown'],
    ['an option without value', ['check', 'example.csv', '--kind'], 'cli.option_without_value'],
    ['an unknown command', ['chekc'], 'cli.command_unknown'],
    ['no file', ['check'], 'cli.argument_missing'],
    ['too many words', ['code', 'a', 'b'], 'cli.arguments_too_many'],
    [
      'a day that is none',
      ['check', 'example.csv', ...kind, '--offline', '--dated', '2026-02-30'],
      'cli.day_unknown',
    ],
    ['an unknown language', ['code', 'a', '--lang', 'de'], 'cli.language_unknown'],
    ['a proof that is no JSON', ['ledger', 'check', 'example.csv'], 'cli.proof_unreadable'],
    [
      'a key that is none',
      ['ledger', 'check', 'proof.json', '--key', 'nokey'],
      'cli.key_unreadable',
    ],
    [
      'a template into nowhere',
      ['template', 'administrative-penalty', '-o', 'no/where.csv'],
      'cli.file_not_written',
    ],
  ];
  before(async () => {
    await writeFile(join(folder, 'empty.csv'), '');
    await writeFile(join(folder, 'other.csv'), 'a,b\r\n1,2\r\n');
    await writeFile(join(folder, 'proof.json'), '{}');
    await writeFile(join(folder, 'book.xlsx'), Buffer.from('504b0304140000000800', 'hex'));
  });
  for (const [title, words, code] of refused) {
    it(`${title} is refused with 2`, async () => {
      const { code: exit, out, err } = await run([...words, '--json']);
      assert.equal(exit, 2);
      assert.match(err, /[\u4e00-\u9fff]/);
      assert.equal(JSON.parse(out).error.code, code);
    });
  }

  it('an unknown kind is told with those that exist, a wrong name with the one that was meant', async () => {
    const unknown = await run(['check', 'example.csv', '--kind', 'nothing', '--offline']);
    assert.match(unknown.err, /administrative-penalty/);
    assert.match((await run(['chekc'])).err, /check/);
  });
});

describe('code', () => {
  it('says what is right, and what the check character would be', async () => {
    const right = inventedUscc('91', 4711);
    assert.equal((await run(['code', right])).code, 0);
    const last = right.endsWith('X') ? 'Y' : 'X';
    const wrong = await run(['code', right.slice(0, 17) + last, '--json']);
    assert.equal(wrong.code, 1);
    const reading = JSON.parse(wrong.out);
    assert.equal(reading.fault, 'check');
    assert.equal(reading.expectedCheck, right[17]);
    assert.equal(reading.pilotPeriodForm, true);
    assert.match(
      (await run(['code', right.slice(0, 17) + last])).out,
      new RegExp(`应为 ${right[17]}`),
    );
  });
});

describe('calendar compare', () => {
  it('says which deadlines a notice moves and which it makes final, before it is in force', async () => {
    // The year 2026 moved to 2028, whose first day is a Saturday: any file will do that is right in itself.
    const year = {
      year: 2028,
      notice: { title: '试验通知', source: 'https://example.org', published: '2027-11' },
      workingDays: 259,
      holidays: [
        { name: { zh: '元旦', en: 'New Year' }, off: { from: '2028-01-03', to: '2028-01-03' } },
      ],
    };
    await writeFile(join(folder, '2028.yml'), JSON.stringify(year));
    const { code, out } = await run([
      'calendar',
      'compare',
      '2028.yml',
      '--working-days',
      '1',
      '--json',
    ]);
    assert.equal(code, 0, out);
    const report = JSON.parse(out);
    assert.deepEqual(report.moved, [
      { startsOn: '2027-12-31', workingDays: 1, before: '2028-01-03', after: '2028-01-04' },
      { startsOn: '2028-01-01', workingDays: 1, before: '2028-01-03', after: '2028-01-04' },
      { startsOn: '2028-01-02', workingDays: 1, before: '2028-01-03', after: '2028-01-04' },
    ]);
    assert.ok(report.madeFinal > 300);
    const periods = JSON.parse((await run(['calendar', 'compare', '2028.yml', '--json'])).out);
    assert.deepEqual(periods.workingDays, [7]);
    assert.match((await run(['calendar', 'compare', '2028.yml'])).out, /2027-12-3\d/);
    const faulty = JSON.stringify({ ...year, workingDays: 250 });
    await writeFile(join(folder, '2028.yml'), faulty);
    const refused = await run(['calendar', 'compare', '2028.yml', '--json']);
    assert.equal(refused.code, 2);
    assert.equal(JSON.parse(refused.out).error.code, 'calendar.file_refused');
    const missing = await run(['calendar', 'compare', 'nowhere.yml', '--json']);
    assert.equal(JSON.parse(missing.out).error.code, 'cli.file_missing');
  });
});

describe('catalogue and template', () => {
  it('lists kinds, shows fields, and finds no fault in the catalogue', async () => {
    const kinds = JSON.parse((await run(['catalogue', 'list', '--json'])).out);
    assert.ok(kinds.some((each: { kind: string }) => each.kind === 'administrative-licence'));
    assert.match((await run(['catalogue', 'show', 'administrative-penalty'])).out, /CF_WSH/);
    const lint = await run(['catalogue', 'lint', '--json']);
    assert.equal(lint.code, 0);
    assert.deepEqual(JSON.parse(lint.out).faults, []);
  });

  it('writes the template to the output as it is', async () => {
    const { out } = await run(['template', 'administrative-penalty']);
    assert.equal(out, `${template.split('\r\n')[0]}\r\n`);
  });
});
