// Making an entry: its canonical bytes, its commitments, the ids that follow from what it is about.
import { canonicalText } from '../kernel/canonical.js';
import {
  sha256,
  sha256OfBoth,
  sha256OfBothText,
  sha256OfParts,
  sha256Text,
} from '../kernel/hash.js';
import { derivedId } from '../kernel/ids.js';
import type { EntryFacts, EntryOperation, FieldValues, WordValues } from './entry.model.js';
import { contentDigestLength } from './entry-rows.model.js';

/** Between the parts of a content digest; canonical JSON escapes control characters, so it occurs in none of them. */
export const partSeparator = 0x1f;
const separator = String.fromCharCode(partSeparator);
// In front of a leaf (RFC 9162).
const leafPrefix = Buffer.from([0]);

/**
 * The record that stands under a natural key: the same kind and key always give the same record,
 * whoever it is said to be about (house rule: the key does not contain the subject).
 * @returns 16 bytes.
 */
export function recordIdOf(kind: string, naturalKey: readonly string[]): Buffer {
  const text = ['xinheng/record', kind, ...naturalKey].join(separator);
  return derivedId(sha256Text(text));
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

/** The canonical texts of an entry's content; null where a part is empty. */
export interface ContentTexts {
  readonly fields: string;
  readonly withheld: string | null;
  readonly words: string | null;
  readonly withheldWords: string | null;
}

/**
 * Puts an entry into its bytes. `salts` holds 48 random bytes: for withheld facts, words, withheld words. The
 * canonical texts are written out by hand; a test holds them against RFC 8785.
 */
export function encodeEntry(
  operation: EntryFacts['o'],
  place: EntryPlace,
  content: EntryContent,
  salts: Uint8Array,
): EncodedEntry {
  const texts = contentTexts(content);
  const withheld = commitText(texts.withheld, salts.subarray(0, 16));
  const words = commitText(texts.words, salts.subarray(16, 32));
  const withheldWords = commitText(texts.withheldWords, salts.subarray(32, 48));
  const text = placeText(operation, place, texts.fields, {
    i: withheld ? commitment(withheld) : undefined,
    w: words ? commitment(words) : undefined,
    h: withheldWords ? commitment(withheldWords) : undefined,
  });
  const facts = Buffer.from(text, 'utf8');
  const fields = Buffer.from(texts.fields, 'utf8');
  return {
    facts,
    leafHash: sha256OfBoth(leafPrefix, facts),
    withheld,
    words,
    withheldWords,
    contentDigest: digestOf([fields, withheld?.bytes, words?.bytes, withheldWords?.bytes]),
  };
}

function commitText(text: string | null, salt: Uint8Array): CommittedPart | null {
  return text === null ? null : { bytes: Buffer.from(text, 'utf8'), salt };
}

function contentTexts(content: EntryContent): ContentTexts {
  const part = (values: WordValues): string | null => {
    for (const _name in values) return canonicalObject(values);
    return null;
  };
  return {
    fields: canonicalObject(content.fields),
    withheld: part(content.withheld),
    words: part(content.words),
    withheldWords: part(content.withheldWords),
  };
}

type Commitments = Readonly<Record<'i' | 'w' | 'h', string | undefined>>;

/** What stands before and after the fields in the canonical text of facts. */
export function placeTexts(
  operation: EntryFacts['o'],
  place: EntryPlace,
  { i, w, h }: Commitments,
): { before: string; after: string } {
  const [from, until] = place.e;
  const before =
    `{"a":${quotedCode(place.a)},"b":"${place.b}","d":"${place.d}",` +
    `"e":[${from === null ? 'null' : `"${from}"`},${until === null ? 'null' : `"${until}"`}],"f":`;
  const after =
    `,"g":"${place.g}",` +
    (h === undefined ? '' : `"h":"${h}",`) +
    (i === undefined ? '' : `"i":"${i}",`) +
    `"k":${quotedCode(place.k)},"l":${place.l},` +
    (place.m === undefined ? '' : `"m":${canonicalText(place.m)},`) +
    `"n":${place.n},"o":"${operation}",` +
    `"r":"${place.r}","s":"${place.s}","v":1` +
    (w === undefined ? '}' : `,"w":"${w}"}`);
  return { before, after };
}

const quotedCodes = new Map<string, string>();

// A city has a few dozen agencies and kinds, and millions of entries.
function quotedCode(code: string): string {
  let quoted = quotedCodes.get(code);
  if (quoted === undefined) {
    quoted = JSON.stringify(code);
    quotedCodes.set(code, quoted);
  }
  return quoted;
}

function placeText(
  operation: EntryFacts['o'],
  place: EntryPlace,
  fields: string,
  commitments: Commitments,
): string {
  const { before, after } = placeTexts(operation, place, commitments);
  return before + fields + after;
}

/** Canonical text of whole facts: what `encodeEntry` and `encodeMark` put into bytes. */
export function factsText(facts: EntryFacts): string {
  const { i, w, h } = facts;
  return placeText(facts.o, facts, canonicalObject(facts.f), { i, w, h });
}

/** The digest of an entry's content (16 bytes) from the parts as they are stored behind the commitments. */
export function storedContentDigest(
  fields: FieldValues,
  parts: Record<'withheld' | 'words' | 'withheldWords', Uint8Array | null>,
): Buffer {
  const { withheld, words, withheldWords } = parts;
  return digestOf([Buffer.from(canonicalObject(fields), 'utf8'), withheld, words, withheldWords]);
}

function digestOf(parts: readonly (Uint8Array | null | undefined)[]): Buffer {
  return sha256OfParts(parts, partSeparator).subarray(0, contentDigestLength);
}

/** Canonical text of a flat object of texts: names in UTF-16 order, texts as JSON writes them (RFC 8785). */
function canonicalObject(values: WordValues): string {
  let text = '';
  for (const name of Object.keys(values).sort()) {
    const value = values[name];
    const quoted = value === null || value === undefined ? 'null' : canonicalString(value);
    text += `${text === '' ? '{' : ','}${canonicalString(name)}:${quoted}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

// What JSON escapes, and surrogates: only texts with one of these need to be looked at closely.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const needsCare = /["\\\u0000-\u001f\ud800-\udfff]/;

/** What stands between the quotes of a text in canonical JSON. Throws where it has half a character. */
export function canonicalInner(text: string): string {
  return needsCare.test(text) ? canonicalText(text).slice(1, -1) : text;
}

/** A text as canonical JSON writes it. Throws where it has half a character, which has no canonical form. */
export function canonicalString(text: string): string {
  return needsCare.test(text) ? canonicalText(text) : `"${text}"`;
}

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

/** The batch that an entry takes back; undefined where it takes back none. */
export function withdrawnBatchOf({ m }: Pick<EntryFacts, 'm'>): string | undefined {
  const said = typeof m === 'object' && m !== null && 'withdraws' in m ? m['withdraws'] : undefined;
  return typeof said === 'string' ? said : undefined;
}
