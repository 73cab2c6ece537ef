// Making an entry: its canonical bytes, its commitments, the ids that follow from what it is about.
import { canonicalText } from '../kernel/canonical.js';
import { sha256, sha256OfBothText } from '../kernel/hash.js';
import { derivedId } from '../kernel/ids.js';
import type { EntryFacts, EntryOperation, FieldValues, WordValues } from './entry.model.js';

const separator = '\u001f';

/**
 * The record that stands under a natural key: the same kind and key always give the same record,
 * whoever it is said to be about (house rule: the key does not contain the subject).
 * @returns 16 bytes.
 */
export function recordIdOf(kind: string, naturalKey: readonly string[]): Buffer {
  const text = ['xinheng/record', kind, ...naturalKey].join(separator);
  return derivedId(sha256(Buffer.from(text, 'utf8')));
}

/** What an entry says, before it is put into bytes. Empty parts are left out. */
export interface EntryContent {
  readonly fields: FieldValues;
  readonly withheld: FieldValues;
  readonly words: WordValues;
  readonly withheldWords: WordValues;
}

/** A part that stands behind a salted commitment: its canonical bytes and the salt (16 bytes). */
export interface CommittedPart {
  readonly bytes: Uint8Array;
  readonly salt: Uint8Array;
}

/** The parts of an entry as they are stored; `leafHash` is over `facts`. */
export interface EncodedEntry {
  readonly facts: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly withheld: CommittedPart | null;
  readonly words: CommittedPart | null;
  readonly withheldWords: CommittedPart | null;
  readonly contentDigest: Uint8Array;
}

/** Where an entry stands: everything in the facts but content, commitments and operation. */
export type EntryPlace = Pick<
  EntryFacts,
  'b' | 'a' | 'k' | 'g' | 'l' | 's' | 'r' | 'n' | 'd' | 'e' | 'm'
>;

/** SHA-256(salt || bytes) in base64url: says nothing about the bytes once the salt is gone. */
export function commitment(part: CommittedPart): string {
  return sha256OfBothText(part.salt, part.bytes);
}

/**
 * Canonical bytes of a part that stands behind a commitment; null where it is empty.
 * `salt` is taken over, not copied.
 */
export function commitPart(values: WordValues, salt: Uint8Array): CommittedPart | null {
  for (const _name in values) return { bytes: Buffer.from(canonicalObject(values), 'utf8'), salt };
  return null;
}

/** Hash of the leaf whose bytes are the canonical text. */
export function textLeafHash(text: string): { facts: Buffer; leafHash: Buffer } {
  const prefixed = Buffer.allocUnsafe(1 + text.length * 3);
  prefixed[0] = 0;
  const length = prefixed.write(text, 1, 'utf8');
  const whole = prefixed.subarray(0, 1 + length);
  return { facts: whole.subarray(1), leafHash: sha256(whole) };
}

/**
 * Puts an entry into its bytes. `salts` holds 48 random bytes: for withheld facts, words, withheld words.
 * Written out by hand because it is on the hot path of intake; a test holds it against RFC 8785.
 */
export function encodeEntry(
  operation: EntryFacts['o'],
  place: EntryPlace,
  content: EntryContent,
  salts: Uint8Array,
): EncodedEntry {
  const fields = canonicalObject(content.fields);
  const withheld = commitPart(content.withheld, salts.subarray(0, 16));
  const words = commitPart(content.words, salts.subarray(16, 32));
  const withheldWords = commitPart(content.withheldWords, salts.subarray(32, 48));
  const text = placeText(operation, place, fields, {
    i: withheld ? commitment(withheld) : undefined,
    w: words ? commitment(words) : undefined,
    h: withheldWords ? commitment(withheldWords) : undefined,
  });
  return {
    ...textLeafHash(text),
    withheld,
    words,
    withheldWords,
    contentDigest: digestOf(fields, withheld?.bytes, words?.bytes, withheldWords?.bytes),
  };
}

function placeText(
  operation: EntryFacts['o'],
  place: EntryPlace,
  fields: string,
  commitments: Record<'i' | 'w' | 'h', string | undefined>,
): string {
  const [from, until] = place.e;
  return (
    `{"a":${JSON.stringify(place.a)},"b":"${place.b}","d":"${place.d}",` +
    `"e":[${from === null ? 'null' : `"${from}"`},${until === null ? 'null' : `"${until}"`}],` +
    `"f":${fields},"g":"${place.g}",` +
    (commitments.h === undefined ? '' : `"h":"${commitments.h}",`) +
    (commitments.i === undefined ? '' : `"i":"${commitments.i}",`) +
    `"k":${JSON.stringify(place.k)},"l":${place.l},` +
    (place.m === undefined ? '' : `"m":${canonicalText(place.m)},`) +
    `"n":${place.n},"o":"${operation}",` +
    `"r":"${place.r}","s":"${place.s}","v":1` +
    (commitments.w === undefined ? '}' : `,"w":"${commitments.w}"}`)
  );
}

/** Canonical text of whole facts: what `encodeEntry` and `encodeMark` put into bytes. */
export function factsText(facts: EntryFacts): string {
  const { i, w, h } = facts;
  return placeText(facts.o, facts, canonicalObject(facts.f), { i, w, h });
}

/** The same digest from the parts as they are stored: it is over the bytes behind the commitments. */
export function storedContentDigest(
  fields: FieldValues,
  parts: Record<'withheld' | 'words' | 'withheldWords', Uint8Array | null>,
): Buffer {
  const { withheld, words, withheldWords } = parts;
  return digestOf(
    canonicalObject(fields),
    withheld ?? undefined,
    words ?? undefined,
    withheldWords ?? undefined,
  );
}

/** Digest of an entry's content (16 bytes), to know the same content again. */
export function contentDigestOf(content: EntryContent): Buffer {
  const bytes = (values: WordValues): Buffer | undefined => {
    for (const _name in values) return Buffer.from(canonicalObject(values), 'utf8');
    return undefined;
  };
  return digestOf(
    canonicalObject(content.fields),
    bytes(content.withheld),
    bytes(content.words),
    bytes(content.withheldWords),
  );
}

function digestOf(fields: string, ...parts: readonly (Uint8Array | undefined)[]): Buffer {
  const pieces: Uint8Array[] = [Buffer.from(fields, 'utf8')];
  for (const part of parts) {
    pieces.push(separatorByte);
    if (part !== undefined) pieces.push(part);
  }
  return sha256(Buffer.concat(pieces)).subarray(0, 16);
}

const separatorByte = Buffer.from([0x1f]);

/** Canonical text of a flat object of texts: names in UTF-16 order, texts as JSON writes them (RFC 8785). */
function canonicalObject(values: WordValues): string {
  let text = '';
  for (const name of Object.keys(values).sort()) {
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${JSON.stringify(values[name])}`;
  }
  if (text.includes('\\ud') && loneSurrogate.test(text)) {
    throw new TypeError('a text with half a character has no canonical form');
  }
  return text === '' ? '{}' : `${text}}`;
}

// JSON writes half a surrogate pair as an escape; a backslash of the text itself is written twice.
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud/;

/** Encodes an entry that says something other than content: annotate, revoke, unlink, redact. */
export function encodeMark(facts: EntryFacts): { facts: Buffer; leafHash: Buffer } {
  return textLeafHash(canonicalText(facts as never));
}

/** Whether the entry says the whole content of the record (and not only something about it). */
export function hasContent(entry: { readonly operation: EntryOperation }): boolean {
  return (
    entry.operation === 'assert' || entry.operation === 'correct' || entry.operation === 'link'
  );
}
