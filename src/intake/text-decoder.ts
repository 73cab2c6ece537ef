// From the bytes of a file to text, whatever encoding agencies' systems export: UTF-8, UTF-16, GB18030/GBK.

/** The encodings that are told apart. GB18030 contains GBK and GB2312. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

// Enough for a decision: so much is looked at from the first byte beyond ASCII on.
const evidenceBytes = 65_536;
const lastAscii = 0x7f;

/**
 * Decodes a stream of bytes piece by piece. The encoding is decided by the byte order mark, else by zero bytes
 * (UTF-16), else by the bytes from the first one beyond ASCII on; what stands before it is the same text in UTF-8
 * and GB18030, and is handed on as long as nothing is decided.
 */
export class StreamDecoder {
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #encoding: TextEncoding | undefined;
  #waiting: Buffer = Buffer.alloc(0);
  // The beginning was looked at and is no UTF-16.
  #hasBegun = false;

  /** The encoding decided upon; a file of ASCII alone counts as UTF-8. */
  get encoding(): TextEncoding {
    return this.#encoding ?? 'utf-8';
  }

  /** Text of the next bytes; may be empty while the encoding is not decided yet. */
  push(bytes: Buffer): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    if (!this.#hasBegun && this.#waiting.length < evidenceBytes) return '';
    return this.#advance(false);
  }

  /** The rest of the text. */
  end(): string {
    const text = this.#decoder ? '' : this.#advance(true);
    return text + (this.#decoder?.decode() ?? '');
  }

  #advance(isLast: boolean): string {
    const sample = this.#waiting;
    const wide = this.#hasBegun ? undefined : (findMark(sample) ?? findUnmarkedUtf16(sample));
    if (wide) return this.#decodeAs(wide, sample);
    this.#hasBegun = true;
    const ascii = asciiLength(sample);
    const beyond = sample.subarray(ascii);
    const text = sample.toString('latin1', 0, ascii);
    const isDecidable = beyond.length > 0 && (isLast || beyond.length >= evidenceBytes);
    if (isDecidable) return text + this.#decodeAs(decideByBytes(beyond, isLast), beyond);
    this.#waiting = beyond;
    return text;
  }

  #decodeAs(encoding: TextEncoding, bytes: Buffer): string {
    this.#encoding = encoding;
    this.#waiting = Buffer.alloc(0);
    this.#decoder = new TextDecoder(encoding);
    return this.#decoder.decode(bytes, { stream: true });
  }
}

function findMark(sample: Buffer): TextEncoding | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  return sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 'utf-8' : undefined;
}

// Delimiters and line ends of a table are ASCII: in UTF-16 each of them brings a zero byte on one fixed side.
function findUnmarkedUtf16(sample: Buffer): TextEncoding | undefined {
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) evenZeros += 1;
    else oddZeros += 1;
  }
  const enough = Math.max(4, sample.length / 64);
  if (oddZeros >= enough && evenZeros * 20 < oddZeros) return 'utf-16le';
  if (evenZeros >= enough && oddZeros * 20 < evenZeros) return 'utf-16be';
  return undefined;
}

function asciiLength(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] as number) <= lastAscii) at += 1;
  return at;
}

/**
 * What is well-formed UTF-8 is UTF-8: Chinese text in GB18030 never is for long. A file with broken bytes is read
 * in the encoding in which fewer characters are broken, so that it loses the rows they stand in and no others.
 * `isWhole`: nothing follows; otherwise a character may be cut at the end.
 */
function decideByBytes(sample: Buffer, isWhole: boolean): TextEncoding {
  const broken = brokenCharacters('utf-8', sample, isWhole);
  if (broken === 0) return 'utf-8';
  return broken <= brokenCharacters('gb18030', sample, isWhole) ? 'utf-8' : 'gb18030';
}

function brokenCharacters(encoding: TextEncoding, sample: Buffer, isWhole: boolean): number {
  return new TextDecoder(encoding).decode(sample, { stream: !isWhole }).split('\ufffd').length - 1;
}
