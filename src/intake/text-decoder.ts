// From the bytes of a file to text, whatever encoding agencies' systems export: UTF-8, UTF-16, GB18030/GBK.

/** The encodings that are told apart. GB18030 contains GBK and GB2312. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

// Enough for a decision: a Chinese file shows its encoding within its first lines.
const evidenceBytes = 65_536;

/**
 * Decodes a stream of bytes piece by piece. The encoding is decided by the byte order mark, else by the first
 * bytes beyond ASCII: what is well-formed UTF-8 is UTF-8, everything else is GB18030. Until then the text is
 * ASCII and the same in both.
 */
export class StreamDecoder {
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #encoding: TextEncoding | undefined;
  #waiting: Buffer = Buffer.alloc(0);

  /** The encoding decided upon; a file of ASCII alone counts as UTF-8. */
  get encoding(): TextEncoding {
    return this.#encoding ?? 'utf-8';
  }

  /** Text of the next bytes; may be empty while the encoding is not decided yet. */
  push(bytes: Buffer): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    return this.#waiting.length >= evidenceBytes ? this.#decide() : '';
  }

  /** The rest of the text. */
  end(): string {
    const text = this.#decoder ? '' : this.#decide();
    return text + (this.#decoder?.decode() ?? '');
  }

  #decide(): string {
    const sample = this.#waiting;
    this.#encoding = detectEncoding(sample);
    this.#waiting = Buffer.alloc(0);
    this.#decoder = new TextDecoder(this.#encoding);
    return this.#decoder.decode(sample, { stream: true });
  }
}

/** The encoding that the first bytes of a file speak for. */
export function detectEncoding(sample: Buffer): TextEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8';
  return detectUnmarkedUtf16(sample) ?? (isUtf8Prefix(sample) ? 'utf-8' : 'gb18030');
}

// Delimiters and line ends of a table are ASCII: in UTF-16 each of them brings a zero byte on one fixed side.
function detectUnmarkedUtf16(sample: Buffer): TextEncoding | undefined {
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) evenZeros += 1;
    else oddZeros += 1;
  }
  const enough = Math.max(4, sample.length / 64);
  if (oddZeros >= enough && evenZeros * 20 < oddZeros) return 'utf-16le';
  if (evenZeros >= enough && oddZeros * 20 < evenZeros) return 'utf-16be';
  return undefined;
}

// Well-formed up to a character that the end of the sample may have cut.
function isUtf8Prefix(sample: Buffer): boolean {
  for (let cut = 0; cut <= 3 && cut <= sample.length; cut += 1) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(sample.subarray(0, sample.length - cut));
      return cut === 0 || isLeadOfLongerCharacter(sample.subarray(sample.length - cut));
    } catch {
      // Try again without the last byte.
    }
  }
  return false;
}

function isLeadOfLongerCharacter(tail: Buffer): boolean {
  const lead = tail[0] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  return needed > tail.length && tail.subarray(1).every((byte) => byte >= 0x80 && byte <= 0xbf);
}
