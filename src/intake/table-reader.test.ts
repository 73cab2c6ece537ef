// From the bytes of a table to rows by field: delimiters, heading rows, rows that do not fit.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { fieldIndex } from '../catalogue/fields.js';
import { Refusal } from '../kernel/errors.js';
import { TableReader, type TableRow } from './table-reader.js';

const item = loadCatalogue().get('administrative-penalty', '2026-04-10');
const name = fieldIndex(item, 'CF_XDR_MC');
const number = fieldIndex(item, 'CF_WSH');
const day = fieldIndex(item, 'CF_JDRQ');

const headings = ['行政相对人名称', '行政处罚决定书文号', '处罚决定日期'];
const rowsOfTable = [
  ['苏州市甲有限公司', '苏〔2026〕1号', '2026/4/1'],
  ['苏州市乙有限公司', '苏〔2026〕2号', '2026/4/2'],
];

function read(bytes: Buffer | string, size = 1000): { rows: TableRow[]; reader: TableReader } {
  const reader = new TableReader(item);
  const rows: TableRow[] = [];
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  for (let at = 0; at < all.length; at += size) {
    rows.push(...reader.push(all.subarray(at, at + size)));
  }
  rows.push(...reader.end());
  return { rows, reader };
}

const tableText = (delimiter: string, lineEnd = '\r\n'): string =>
  [headings, ...rowsOfTable].map((cells) => cells.join(delimiter) + lineEnd).join('');
const shown = (rows: readonly TableRow[]): (string | undefined)[][] =>
  rows.map((row) => [row.cells[name], row.cells[number], row.cells[day]]);
const faults = (text: string): (string | null)[] => read(text).rows.map((row) => row.fault);

function refusal(bytes: Buffer | string): Refusal {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return assert.fail('nothing was refused');
}

describe('a table', () => {
  for (const delimiter of [',', '\t', ';', '|', '，']) {
    it(`with ${JSON.stringify(delimiter)} between its cells`, () => {
      const { rows, reader } = read(tableText(delimiter));
      assert.deepEqual(shown(rows), rowsOfTable);
      assert.equal(reader.headings?.delimiter, delimiter);
    });
  }

  it('in any encoding, whatever the pieces', () => {
    for (const encoding of ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const) {
      const bytes = iconv.encode(tableText(','), encoding);
      for (const size of [1, 2, 3, 7, bytes.length]) {
        const { rows, reader } = read(bytes, size);
        assert.deepEqual(shown(rows), rowsOfTable, `${encoding} in pieces of ${size}`);
        assert.equal(reader.encoding, encoding);
      }
    }
  });

  it('under title lines: lines are counted from the first line of the file', () => {
    const title = '云溪市行政处罚汇总表\n填报单位：某局,,填报日期：2026年4月\n\n';
    const { rows } = read(title + tableText(',', '\n'));
    assert.deepEqual(shown(rows), rowsOfTable);
    assert.deepEqual(
      rows.map((row) => row.line),
      [5, 6],
    );
  });

  it('by field codes and by English labels', () => {
    for (const row of ['CF_XDR_MC,CF_WSH,CF_JDRQ', 'cf_xdr_mc*, CF_WSH（必填）,"cf_jdrq"']) {
      assert.deepEqual(shown(read(`${row}\n甲,1,2\n`).rows), [['甲', '1', '2']]);
    }
    const english = ['CF_XDR_MC', 'CF_WSH', 'CF_JDRQ'].map(
      (code) => item.fields.find((field) => field.code === code)?.label.en,
    );
    assert.deepEqual(shown(read(`${english.join('\t')}\n甲\t1\t2\n`).rows), [['甲', '1', '2']]);
  });

  it('with headings and nothing under them has no rows, with and without a line end', () => {
    for (const end of ['', '\n', '\r\n', '\r', '\n\n\n', `\n${','.repeat(2)}\n`]) {
      const { rows, reader } = read(headings.join(',') + end);
      assert.deepEqual(rows, []);
      assert.equal(reader.headings?.mapped.length, 3);
    }
  });

  it('without a line end behind its last row', () => {
    const { rows } = read(tableText(',').trimEnd());
    assert.deepEqual(shown(rows), rowsOfTable);
  });

  it('with columns that nobody knows and columns that are dropped: their cells are not read', () => {
    const text = `${headings.join(',')},领导批示,联系电话,CF_FR_ZJHM\n甲,1,2,同意,13912345678,x\n`;
    const { rows, reader } = read(text);
    assert.deepEqual(reader.headings?.unknown, ['领导批示']);
    assert.deepEqual(reader.headings?.dropped, ['联系电话', 'CF_FR_ZJHM']);
    assert.deepEqual(
      rows[0]?.cells.filter((cell) => cell !== ''),
      ['甲', '1', '2'],
    );
    assert.equal(rows[0]?.fault, null);
  });

  it('whose rows are blank here and there: blank rows are no rows', () => {
    const text = `${headings.join(',')}\n\n,,\n甲,1,2\n , \t,\u3000\n\n乙,3,4\n`;
    const { rows } = read(text);
    assert.deepEqual(
      rows.map((row) => row.line),
      [4, 7],
    );
  });
});

describe('a row', () => {
  const behind = (row: string): string => `${headings.join(',')}\n${row}\n乙,2,2026/4/2\n`;

  it('that is short has no cells where it ends', () => {
    const { rows } = read(behind('甲,1'));
    assert.deepEqual(shown(rows)[0], ['甲', '1', '']);
    assert.equal(rows[0]?.fault, null);
  });

  it('with blank cells beyond the headings is like one without them', () => {
    assert.deepEqual(faults(behind('甲,1,2026/4/1,,,/,无')), [null, null]);
  });

  it('with more cells than headings may have shifted', () => {
    assert.deepEqual(faults(behind('甲,乙,1,2026/4/1')), ['cells_beyond_headings', null]);
  });

  it('with an open quote', () => {
    assert.deepEqual(faults(behind('"甲,1,2026/4/1')), ['unclosed_quote', null]);
  });

  it('with characters that cannot be read', () => {
    assert.deepEqual(faults(behind('甲\ufffd,1,2')), ['unreadable_characters', null]);
    assert.deepEqual(faults(behind('甲,1\0,2')), ['unreadable_characters', null]);
  });

  it('on broken bytes, and no other row', () => {
    const good = iconv.encode(behind('甲,1,2026/4/1'), 'gb18030');
    const bytes = Buffer.concat([good, Buffer.from([0xff]), Buffer.from(',3,4\n'), good]);
    const { rows } = read(bytes);
    assert.equal(rows.filter((row) => row.fault === 'unreadable_characters').length, 1);
    assert.equal(rows.length, 6);
  });

  it('of a quoted value over several lines is one row on its first line', () => {
    const { rows } = read(`${headings.join(',')}\n甲,"第一行\n第二行",2026/4/1\n乙,2,2026/4/2\n`);
    assert.deepEqual(shown(rows)[0], ['甲', '第一行\n第二行', '2026/4/1']);
    assert.deepEqual(
      rows.map((row) => row.line),
      [2, 4],
    );
  });
});

describe('what is refused', () => {
  it('an empty file, of whatever emptiness', () => {
    for (const bytes of ['', '\n', '\ufeff', ' \r\n\t\r\n', iconv.encode('\ufeff', 'utf-16le')]) {
      assert.equal(refusal(bytes).code, 'file.empty');
    }
  });

  it('a file without headings of the kind: what was read is shown masked, and no more than a line', () => {
    const shownText = refusal('张三,11010519491231002X,13912345678\n李四,x,y\n').text.zh;
    assert.match(shownText, /xinheng template administrative-penalty/);
    assert.doesNotMatch(shownText, /19491231|13912345678|李四/);
    assert.equal(refusal('一,二,三\n'.repeat(20_000)).code, 'file.no_headings');
    assert.doesNotMatch(refusal('a\0\u202eb\n').text.en, /[\0\u202e]/);
  });

  it('a file that has but one heading of the kind', () => {
    assert.equal(refusal('备注,其他\n甲,乙\n').code, 'file.no_headings');
  });

  it('two columns of one field', () => {
    const refused = refusal(`${headings.join(',')},行政处罚决定书文号\n甲,1,2,3\n`);
    assert.equal(refused.code, 'file.doubled_headings');
    assert.match(refused.text.zh, /行政处罚决定书文号/);
  });

  it('a workbook, with the way out', () => {
    for (const mark of ['504b0304', 'd0cf11e0a1b11ae1']) {
      const bytes = Buffer.concat([Buffer.from(mark, 'hex'), Buffer.alloc(3000, 0x41)]);
      for (const size of [1, 4096]) {
        assert.throws(
          () => read(bytes, size),
          (error) => error instanceof Refusal && error.code === 'file.workbook',
        );
      }
    }
  });
});

it('nothing of a long file is kept when its rows are handed on', () => {
  const reader = new TableReader(item);
  const piece = Buffer.from(`甲有限公司,1,2026/4/1,${'长'.repeat(40)}\n`.repeat(800));
  let rows = reader.push(Buffer.from(`${headings.join(',')},违法事实\n`)).length;
  rows += reader.push(piece).length;
  const before = memoryInUse();
  for (let round = 1; round < 400; round += 1) {
    rows += reader.push(piece).length;
    if (round % 100 === 0) assert.ok(memoryInUse() - before < 4e6, `round ${round}`);
  }
  rows += reader.end().length;
  assert.equal(rows, 320_000);
});

it('headings and rows of any kind are read without an error, or refused', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('"', '\n', '行政相对人名称', '处罚决定日期', '\ud800', '𠮷'.repeat(60)),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), (rows) => {
      try {
        const { reader } = read(rows.map((cells) => cells.join(',')).join('\n'));
        const { mapped = [], unknown = [], dropped = [] } = reader.headings ?? {};
        for (const heading of [...mapped, ...unknown, ...dropped]) {
          assert.doesNotMatch(heading, /\0/);
          assert.equal(Buffer.from(heading).toString(), heading);
        }
      } catch (error) {
        assert.ok(error instanceof Refusal && error.code.startsWith('file.'), String(error));
      }
    }),
    { numRuns: 500 },
  );
});

/** Bytes held after a full collection of garbage. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
