// Whether bytes are the canonical facts of an entry, in a version of the schema that is known.
import { isUtf8 } from 'node:buffer';
import { isUuid } from '../kernel/ids.js';
import { factsText } from './entry.js';
import type { EntryFacts, EntryOperation } from './entry.model.js';

const operations: ReadonlySet<unknown> = new Set<EntryOperation>([
  'assert',
  'correct',
  'annotate',
  'revoke',
  'link',
  'unlink',
  'redact',
]);
const commitmentPattern = /^[A-Za-z0-9_-]{43}$/;

/** What stands around the fields: which entry it is, and what it commits to. */
export type FactsFrame = Pick<
  EntryFacts,
  'o' | 'b' | 'a' | 'k' | 'l' | 's' | 'r' | 'n' | 'i' | 'w' | 'h'
>;

const id = '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"';
const code = String.raw`"([\x20!#-\[\]-~]+)"`;
const plain = String.raw`[^"\\\x00-\x1f]`;
const escaped = String.raw`\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))`;
const field = String.raw`"[\x20!#-\[\]-~]*":"(?:${plain}|${escaped})*"`;
const day = `(?:null|"${plain}*")`;
const hash = '"([A-Za-z0-9_-]{43})"';
// Facts as `encodeEntry` writes them, byte by byte: every text escaped in the one canonical way.
const written = new RegExp(
  String.raw`^\{"a":${code},"b":${id},"d":"${plain}+","e":\[${day},${day}\],` +
    String.raw`"f":\{((?:${field}(?:,${field})*)?)\},"g":"${plain}+"(?:,"h":${hash})?(?:,"i":${hash})?,` +
    String.raw`"k":${code},"l":(0|[1-9]\d{0,14}),"n":([1-9]\d{0,14}),"o":"([a-z]+)",` +
    String.raw`"r":${id},"s":${id},"v":1(?:,"w":${hash})?\}$`,
);
const fieldName = new RegExp(String.raw`"([^"]*)":"(?:[^"\\]|\\.)*",?`, 'y');

/**
 * Reads stored facts; undefined where the bytes are not exactly what the platform writes. It reads them as they
 * stand, without parsing, because `ledger verify` does this for every entry; a test holds it against `readFactText`.
 */
export function readFactBytes(bytes: Buffer): FactsFrame | undefined {
  if (!isUtf8(bytes)) return undefined;
  // One character a byte: what is not ASCII stands inside texts only, where every byte is as good as another.
  const match = written.exec(bytes.toString('latin1'));
  if (!match) return readFactText(bytes.toString('utf8'));
  const [, a, b, fields, h, i, k, l, n, o, r, s, w] = match as unknown as string[];
  if (!operations.has(o) || !isAscending(fields as string)) return undefined;
  const frame = { o, b, a, k, l: Number(l), s, r, n: Number(n), i, w, h };
  return frame as FactsFrame;
}

function isAscending(fields: string): boolean {
  let last: string | undefined;
  fieldName.lastIndex = 0;
  while (fieldName.lastIndex < fields.length) {
    const name = fieldName.exec(fields)?.[1];
    if (name === undefined || (last !== undefined && name <= last)) return false;
    last = name;
  }
  return true;
}

/** The same for a text. Members that the schema does not know are not canonical either. */
export function readFactText(text: string): EntryFacts | undefined {
  try {
    const facts: unknown = JSON.parse(text);
    return hasFactsShape(facts) && factsText(facts) === text ? facts : undefined;
  } catch {
    return undefined;
  }
}

function hasFactsShape(value: unknown): value is EntryFacts {
  if (typeof value !== 'object' || value === null) return false;
  const { v, o, b, a, k, g, l, s, r, n, d, e, f, i, w, h } = value as Record<string, unknown>;
  return (
    v === 1 &&
    operations.has(o) &&
    [b, s, r].every((member) => typeof member === 'string' && isUuid(member)) &&
    [a, k, g, d].every((text) => typeof text === 'string' && text !== '') &&
    isCount(l, 0) &&
    isCount(n, 1) &&
    Array.isArray(e) &&
    e.length === 2 &&
    e.every((member) => member === null || typeof member === 'string') &&
    isFlat(f) &&
    [i, w, h].every((text) => text === undefined || isCommitment(text))
  );
}

function isCount(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function isCommitment(value: unknown): boolean {
  return typeof value === 'string' && commitmentPattern.test(value);
}

function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}
