// The large file of invented penalties: its counts hold when its rows are checked.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { mapHeadings } from '../catalogue/headings.policy.js';
import { compileRowCheck } from '../catalogue/row-check.js';
import { isUscc } from '../codes/uscc.js';
import { demoPenaltyFile, writeDemoPenaltyFile } from './penalty-file.js';

const rows = 4000;
const request = { rows, seed: 9, until: '2026-06-30' };

describe('the large file of penalties', () => {
  const made: string[] = [];
  after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

  it('has the rows, the bad rows and the organisations that it counts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xinheng-penalties-'));
    made.push(folder);
    const path = join(folder, 'penalties.csv');
    const count = await writeDemoPenaltyFile(path, request);
    const content = await readFile(path);
    assert.equal(count.bytes, content.length);
    assert.deepEqual([count.rows, count.badRows, count.organisations], [rows, 60, 200]);
    assert.deepEqual(tally(content.toString('utf8')), {
      rows,
      bad: 60,
      numbers: rows,
      subjects: 200,
    });
    assert.ok(isUscc(count.agencyCode));
  });

  it('says the same in every encoding', () => {
    const text = (encoding: 'utf-8' | 'gb18030' | 'utf-16', label: string) =>
      new TextDecoder(label, { fatal: true }).decode(
        Buffer.concat([...demoPenaltyFile({ ...request, encoding })]),
      );
    const plain = text('utf-8', 'utf-8');
    assert.equal(text('gb18030', 'gb18030'), plain);
    assert.equal(text('utf-16', 'utf-16le'), plain);
  });

  it('has no bad row when none is asked for', () => {
    const bytes = Buffer.concat([...demoPenaltyFile({ ...request, badShare: 0 })]);
    assert.equal(tally(bytes.toString('utf8')).bad, 0);
  });
});

// No cell of the file holds a comma or a line break, so it may be split.
function tally(text: string) {
  const item = loadCatalogue().get('administrative-penalty', '2026-06-30');
  const [headings = '', ...lines] = text.trimEnd().split('\n');
  const map = mapHeadings(item, headings.split(','));
  assert.deepEqual([map.unknown, map.missingRequired], [[], []]);
  const check = compileRowCheck(item);
  const at = (code: string) => item.fields.findIndex((field) => field.code === code);
  const numbers = new Set<string>();
  const subjects = new Set<string>();
  let bad = 0;
  for (const line of lines) {
    const columns = line.split(',');
    const cells = item.fields.map((_, field) => columns[map.columnOfField[field] ?? -1] ?? '');
    const code = cells[at('CF_XDR_SHXYM')] ?? '';
    if (!isUscc(code) || check.check(cells, '2026-06-30').findings.length > 0) bad += 1;
    if (isUscc(code) && code.startsWith('91')) subjects.add(cells[at('CF_XDR_MC')] ?? '');
    numbers.add(cells[at('CF_WSH')] ?? '');
  }
  return { rows: lines.length, bad, numbers: numbers.size, subjects: subjects.size };
}
