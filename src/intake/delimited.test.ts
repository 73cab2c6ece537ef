// Delimited text: RFC 4180, what spreadsheets make of it, and quotes that are never closed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DelimitedReader, type DelimitedRecord } from './delimited.js';

function read(text: string, delimiter = ',', pieces: readonly string[] = [text]) {
  const records: DelimitedRecord[] = [];
  const reader = new DelimitedReader(delimiter);
  for (const piece of pieces) reader.push(piece, records);
  reader.end(records);
  return records;
}

const cellsOf = (text: string, delimiter?: string): string[][] =>
  read(text, delimiter).map((record) => record.cells);
const linesOf = (text: string): number[] => read(text).map((record) => record.line);
const cutAt = (text: string, at: number): string[] => [text.slice(0, at), text.slice(at)];

describe('records as RFC 4180 has them', () => {
  const cases: [name: string, text: string, cells: string[][]][] = [
    [
      'plain cells',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end behind the last record',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',a,\n,,\n',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['an empty line is a record of one empty cell', 'a\n\nb\n', [['a'], [''], ['b']]],
    ['a quoted delimiter', '"a,b",c\n', [['a,b', 'c']]],
    ['quoted line ends of every kind', '"a\nb\r\nc\rd",e\n', [['a\nb\r\nc\rd', 'e']]],
    ['doubled quotes', '"a ""b"" c",""""\n', [['a "b" c', '"']]],
    ['an empty quoted cell', '"",a\n""\n', [['', 'a'], ['']]],
    ['a quote inside a cell is a character', 'a"b,5" pipe\n', [['a"b', '5" pipe']]],
    ['text behind the closing quote is kept', '"a"b,c\n', [['ab', 'c']]],
    ['blanks behind the closing quote', '"a" ,"b\nc" \n', [['a ', 'b\nc ']]],
    ['CR, LF and CRLF in one file', 'a\rb\nc\r\nd', [['a'], ['b'], ['c'], ['d']]],
    ['a quoted last cell without a line end', 'a,"b"', [['a', 'b']]],
    ['a delimiter as the last character', 'a,', [['a', '']]],
    ['zero bytes are characters', 'a\0b,\0\n', [['a\0b', '\0']]],
    ['nothing at all', '', []],
  ];
  for (const [name, text, cells] of cases) {
    it(name, () => assert.deepEqual(cellsOf(text), cells));
  }

  for (const delimiter of ['\t', ';', '|', '，']) {
    it(`with ${JSON.stringify(delimiter)} between cells`, () => {
      const text = `a,b${delimiter}"c${delimiter}d"\n`;
      assert.deepEqual(cellsOf(text, delimiter), [['a,b', `c${delimiter}d`]]);
    });
  }
});

describe('lines', () => {
  it('count every kind of line end, also inside quoted values', () => {
    assert.deepEqual(linesOf('a\r\n"b\nc\r\nd\re"\r\nf\rg\nh'), [1, 2, 6, 7, 8]);
  });

  it('count blank lines', () => {
    assert.deepEqual(linesOf('a\n\n\nb'), [1, 2, 3, 4]);
  });

  it('go on behind a broken line', () => {
    assert.deepEqual(linesOf('a\n"b\nc\nd'), [1, 2, 3, 4]);
  });
});

describe('a quote that is never closed', () => {
  const broken = (text: string): string[] =>
    read(text).map(({ cells, unclosedQuote }) => `${cells.join('|')}${unclosedQuote ? ' !' : ''}`);

  it('costs its own line and no other', () => {
    assert.deepEqual(broken('a,b\n"c,d\ne,f\ng,h\n'), ['a|b', '"c|d !', 'e|f', 'g|h']);
  });

  it('does not reach the quoted value of a later line', () => {
    assert.deepEqual(broken('"a,1\nb,2\nc,"x,y"\nd,3'), ['"a|1 !', 'b|2', 'c|x,y', 'd|3']);
    assert.deepEqual(broken('"a,1\nb,"""x"""\nc,3'), ['"a|1 !', 'b|"x"', 'c|3']);
    assert.deepEqual(broken('"a,1\n"b,2\n"c",3'), ['"a|1 !', '"b|2 !', 'c|3']);
  });

  it('in the last line', () => {
    assert.deepEqual(broken('a,b\nc,"d'), ['a|b', 'c|"d !']);
    assert.deepEqual(broken('a,b\n"'), ['a|b', '" !']);
  });

  it('costs its own line when far more text follows than any value has', () => {
    const rest = 'b,2\n'.repeat(400_000);
    const records = read(`"a,1\n${rest}c,"x"\n`, ',', [`"a,1\n${rest}`, 'c,"x"\n']);
    assert.equal(records.length, 400_002);
    assert.deepEqual(
      records.map((record) => record.unclosedQuote).indexOf(true, 1),
      -1,
      'only the first line is broken',
    );
    assert.deepEqual(records.at(-1), { cells: ['c', 'x'], line: 400_002, unclosedQuote: false });
  });

  it('leaves quotes alone that stand inside one line', () => {
    assert.deepEqual(broken('"他说"好"",1\nb,2'), ['他说好""|1', 'b|2']);
  });
});

describe('long texts', () => {
  it('a quoted value of half a million characters is one value', () => {
    const value = '长'.repeat(500_000);
    assert.deepEqual(cellsOf(`"${value}\n",b\nc,d`), [
      [`${value}\n`, 'b'],
      ['c', 'd'],
    ]);
  });

  it('a line without end is cut where no record is that long, whatever the pieces', () => {
    const line = `${'x'.repeat(2_500_000)},y`;
    const whole = read(line);
    assert.deepEqual(
      whole.map((record) => record.line),
      [1, 1, 1],
    );
    assert.deepEqual(read(line, ',', cutAt(line, 700_000)), whole);
    const behind = read(`${line}\nz`);
    assert.deepEqual(behind.at(-1), { cells: ['z'], line: 2, unclosedQuote: false });
  });

  it('is read in time proportional to its length, also where every line has an open quote', () => {
    const records = read('"a,b\n'.repeat(200_000));
    assert.equal(records.length, 200_000);
  });
});

// Text made of what the reader has to look at.
const awkwardText = fc.string({
  unit: fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n', '，', ' ', '\0', '𠮷', '苏'),
  maxLength: 40,
});

describe('properties', () => {
  it('the same records wherever the text is cut', () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        const whole = read(text);
        for (let at = 0; at <= text.length; at += 1) {
          assert.deepEqual(read(text, ',', cutAt(text, at)), whole, `cut at ${at}`);
        }
        assert.deepEqual(read(text, ',', [...text]), whole, 'character by character');
      }),
      { numRuns: 400 },
    );
  });

  it('the text around a cut goes on into the same records in long texts too', () => {
    fc.assert(
      fc.property(fc.array(awkwardText, { maxLength: 40 }), fc.nat(5000), (texts, at) => {
        const text = texts.join('\n');
        assert.deepEqual(read(text, ',', cutAt(text, at % (text.length + 1))), read(text));
      }),
    );
  });

  const table = fc.array(
    fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 2, maxLength: 6 }),
    { maxLength: 12 },
  );
  it('what is written by the rules is read back', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, lineEnd) => {
        const quoted = (cell: string): string =>
          /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
        const text = rows.map((row) => row.map(quoted).join(',') + lineEnd).join('');
        assert.deepEqual(cellsOf(text), rows);
      }),
    );
  });

  it('every line of the text belongs to exactly one record', () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        const records = read(text);
        const lines = text.split(/\r\n|\r|\n/).length - (/[\r\n]$/.test(text) ? 1 : 0);
        let next = 1;
        for (const { line, cells } of records) {
          assert.equal(line, next);
          const inside = cells.join(' ').match(/\r\n|\r|\n/g)?.length ?? 0;
          next = line + inside + 1;
        }
        if (text !== '') assert.equal(next - 1, lines);
      }),
      { numRuns: 2000 },
    );
  });
});
