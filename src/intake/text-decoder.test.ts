// Encodings: told apart by what the bytes say, wherever the stream is cut.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { StreamDecoder, type TextEncoding } from './text-decoder.js';

function decode(...pieces: readonly Buffer[]): { text: string; encoding: TextEncoding } {
  const decoder = new StreamDecoder();
  let text = '';
  for (const piece of pieces) text += decoder.push(piece);
  text += decoder.end();
  return { text, encoding: decoder.encoding };
}

function inPieces(bytes: Buffer, size: number): Buffer[] {
  const cut: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
  return cut;
}

const table = '行政相对人名称,处罚决定日期\r\n苏州市某某有限公司,2026/4/1\r\n';
const mark = '\ufeff';

describe('a table of Chinese text', () => {
  const written: [name: string, bytes: Buffer, encoding: TextEncoding][] = [
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(mark + table), 'utf-8'],
    ['GB18030', iconv.encode(table, 'gb18030'), 'gb18030'],
    ['GBK', iconv.encode(table, 'gbk'), 'gb18030'],
    ['UTF-16 LE with a mark', iconv.encode(mark + table, 'utf-16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', iconv.encode(mark + table, 'utf-16be'), 'utf-16be'],
    ['UTF-16 LE without a mark', iconv.encode(table, 'utf-16le'), 'utf-16le'],
    ['UTF-16 BE without a mark', iconv.encode(table, 'utf-16be'), 'utf-16be'],
  ];
  for (const [name, bytes, encoding] of written) {
    it(`in ${name} is read, whatever the pieces`, () => {
      assert.deepEqual(decode(bytes), { text: table, encoding });
      for (let at = 1; at < bytes.length; at += 1) {
        const cut = decode(bytes.subarray(0, at), bytes.subarray(at));
        assert.deepEqual(cut, { text: table, encoding }, `cut at ${at}`);
      }
      assert.deepEqual(decode(...inPieces(bytes, 1)), { text: table, encoding });
    });
  }

  for (const encoding of ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const) {
    it(`of several hundred kilobytes in ${encoding}, also where characters are cut`, () => {
      const text = table.repeat(6000);
      const bytes = iconv.encode(text, encoding);
      for (const size of [65_535, 65_536, 65_537, 131_072, 40_001]) {
        const read = decode(...inPieces(bytes, size));
        assert.equal(read.encoding, encoding);
        assert.ok(read.text === text, `pieces of ${size}`);
      }
    });
  }

  it('in GB18030 has the characters that GBK lacks: four bytes each', () => {
    const rare = '𠮷田㐂䶮᠐鿏,裡𬮿\n';
    const bytes = iconv.encode(`${table}${rare}`, 'gb18030');
    assert.equal(decode(bytes).text, table + rare);
    assert.equal(decode(...inPieces(bytes, 1)).text, table + rare);
  });

  it('in GBK, so short that nearly nothing speaks for it', () => {
    for (const word of ['云', '洛', '税务局', '无']) {
      const text = `A,B\n1,${word}\n`;
      assert.equal(decode(iconv.encode(text, 'gbk')).text, text);
    }
  });
});

describe('a long beginning in ASCII', () => {
  const ascii = 'A001,2026-04-01,0.2\n'.repeat(10_000);
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    it(`does not decide for the Chinese text behind it: ${encoding}`, () => {
      const bytes = iconv.encode(ascii + table.repeat(3000), encoding);
      for (const size of [bytes.length, 128 * 1024, 65_536, 4_099]) {
        const read = decode(...inPieces(bytes, size));
        assert.equal(read.encoding, encoding);
        assert.ok(read.text === ascii + table.repeat(3000), `pieces of ${size}`);
      }
    });

    it(`nor does one of a few bytes less than is looked at: ${encoding}`, () => {
      for (const length of [65_533, 65_534, 65_535, 65_536, 65_537]) {
        const text = `${ascii.slice(0, length)}${table}`;
        assert.equal(decode(...inPieces(iconv.encode(text, encoding), 1000)).text, text);
      }
    });
  }

  it('is handed on before anything else is known', () => {
    const decoder = new StreamDecoder();
    const text = decoder.push(Buffer.from(ascii));
    assert.equal(text, ascii);
    assert.equal(decoder.push(Buffer.from('more,ascii\n')), 'more,ascii\n');
  });

  it('is all there is: then it counts as UTF-8', () => {
    assert.deepEqual(decode(Buffer.from('a,b\n')), { text: 'a,b\n', encoding: 'utf-8' });
    assert.deepEqual(decode(), { text: '', encoding: 'utf-8' });
  });
});

describe('broken bytes', () => {
  const broken = Buffer.from([0xff]);

  it('in UTF-8 cost the characters they stand in, and the encoding stays', () => {
    const { text, encoding } = decode(
      Buffer.concat([Buffer.from(table), broken, Buffer.from(`,x\n${table}`)]),
    );
    assert.equal(encoding, 'utf-8');
    assert.equal(text, `${table}\ufffd,x\n${table}`);
  });

  it('in GB18030 cost the characters they stand in, and the encoding stays', () => {
    const bytes = iconv.encode(table, 'gb18030');
    const { text, encoding } = decode(Buffer.concat([bytes, broken, Buffer.from(',x\n'), bytes]));
    assert.equal(encoding, 'gb18030');
    assert.equal(text, `${table}\ufffd,x\n${table}`);
  });

  it('never take a delimiter, a quote or a line end with them', () => {
    for (const encoding of ['utf-8', 'gb18030'] as const) {
      const good = iconv.encode(table, encoding);
      for (const lead of [0x81, 0xb0, 0xe4, 0xf0, 0xfe, 0xff]) {
        // A vertical bar can be the second half of a GBK character.
        for (const sign of [',', '"', '\n', '\r', '\t', ';']) {
          const bytes = Buffer.concat([good, Buffer.from([lead]), Buffer.from(`${sign}a`)]);
          assert.ok(decode(bytes).text.endsWith(`\ufffd${sign}a`), `${encoding} ${lead} ${sign}`);
        }
      }
    }
  });

  it('a line of the other encoding in the middle of a file shows as broken', () => {
    const lines = table.repeat(20);
    const odd = '某某行政处罚决定书,苏州市,张家港市人民政府\n';
    const utf8 = decode(
      Buffer.concat([Buffer.from(lines), iconv.encode(odd, 'gbk'), Buffer.from(lines)]),
    );
    assert.equal(utf8.encoding, 'utf-8');
    const gbk = decode(
      Buffer.concat([iconv.encode(lines, 'gbk'), Buffer.from(odd), iconv.encode(lines, 'gbk')]),
    );
    assert.equal(gbk.encoding, 'gb18030');
    for (const { text } of [utf8, gbk]) {
      const strange = text.split('\n').filter((line) => line.includes('\ufffd'));
      assert.equal(strange.length, 1);
      assert.ok(text.endsWith(lines));
    }
  });

  it('a file that ends in the middle of a character', () => {
    assert.equal(decode(Buffer.from(table).subarray(0, -4)).text.includes('\ufffd'), false);
    const cut = decode(Buffer.concat([Buffer.from(table), Buffer.from('苏').subarray(0, 2)]));
    assert.equal(cut.text, `${table}\ufffd`);
    assert.equal(cut.encoding, 'utf-8');
  });
});

it('any text in any encoding comes back, in whatever pieces', () => {
  const text = fc.string({
    unit: fc.constantFrom('苏', '州', '市', 'a', ',', '\n', '𠮷', '（', '1', '"'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('utf-8', 'gb18030', 'utf-16le', 'utf-16be'),
      fc.integer({ min: 1, max: 9 }),
      (middle, encoding, size) => {
        const whole = `${table}${middle}`;
        const bytes = iconv.encode(whole, encoding);
        assert.deepEqual(decode(...inPieces(bytes, size)), { text: whole, encoding });
      },
    ),
  );
});

it('any bytes at all are read to their end without an error', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      (bytes, size) => {
        decode(...inPieces(Buffer.from(bytes), size));
      },
    ),
    { numRuns: 500 },
  );
});
