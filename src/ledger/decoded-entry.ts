// Entries as projectors and readers see them: what lies in bytes is decoded when it is asked for.
import { uuidText } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import type { CommittedPart } from './entry.js';
import type {
  AppendedEntry,
  EntryFacts,
  EntryOperation,
  FieldValues,
  WordValues,
} from './entry.model.js';
import type { NewEntry } from './new-entry.model.js';

type PartBytes = Pick<CommittedPart, 'bytes'>;

/** What projectors read of an entry, as bytes. */
export interface EntryBytes
  extends Pick<
    NewEntry,
    'subjectBytes' | 'recordBytes' | 'operation' | 'version' | 'sourceDay' | 'catalogueDay'
  > {
  readonly facts: Uint8Array;
  readonly withheld: PartBytes | null;
  readonly words: PartBytes | null;
  readonly withheldWords: PartBytes | null;
  readonly contentDigest: Uint8Array;
}

/** An entry in the form that projectors read; what lies in bytes is decoded when it is asked for. */
export class DecodedEntry implements AppendedEntry {
  readonly leaf: number;
  readonly #entry: EntryBytes;
  #facts: EntryFacts | undefined;
  #stored: Buffer | undefined;

  constructor(entry: EntryBytes, leaf: number) {
    this.#entry = entry;
    this.leaf = leaf;
  }

  get subjectBytes(): Uint8Array {
    return this.#entry.subjectBytes;
  }
  get recordBytes(): Uint8Array {
    return this.#entry.recordBytes;
  }
  get subjectId(): string {
    return uuidText(this.#entry.subjectBytes, 0);
  }
  get recordId(): string {
    return uuidText(this.#entry.recordBytes, 0);
  }
  get operation(): EntryOperation {
    return this.#entry.operation;
  }
  get version(): number {
    return this.#entry.version;
  }
  get sourceDay(): IsoDay {
    return this.#entry.sourceDay ?? this.facts.d;
  }
  get catalogueDay(): IsoDay {
    return this.#entry.catalogueDay ?? this.facts.g;
  }
  get contentDigest(): Uint8Array {
    return this.#entry.contentDigest;
  }
  get facts(): EntryFacts {
    this.#facts ??= decodeFacts(this.#entry.facts);
    return this.#facts;
  }
  findField(code: string): string | undefined {
    if (this.#facts) return this.#facts.f[code];
    this.#stored ??= bufferOf(this.#entry.facts);
    return findStoredField(this.#stored, code);
  }
  get withheld(): FieldValues {
    return decodePart(this.#entry.withheld) as FieldValues;
  }
  get words(): WordValues {
    return decodePart(this.#entry.words);
  }
  get withheldWords(): WordValues {
    return decodePart(this.#entry.withheldWords);
  }
}

/** Reads stored facts. Entries are only ever written by `encodeEntry` and `encodeMark`. */
export function decodeFacts(bytes: Uint8Array): EntryFacts {
  return JSON.parse(bufferOf(bytes).toString('utf8'));
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * One public fact out of stored facts without reading the others: projectors that want two fields of each entry
 * would spend most of their time on the rest. In canonical bytes a quote stands unescaped around names and
 * values only, so `"CODE":"` is nothing but the field's name.
 */
function findStoredField(bytes: Buffer, code: string): string | undefined {
  let name = storedNames.get(code);
  if (name === undefined) {
    name = Buffer.from(`"${code}":"`);
    storedNames.set(code, name);
  }
  const at = bytes.indexOf(name);
  if (at < 0) return undefined;
  const start = at + name.length;
  let end = start;
  for (let byte = bytes[end]; byte !== quote; byte = bytes[end]) {
    if (byte === backslash) return decodeFacts(bytes).f[code];
    end += 1;
  }
  return bytes.toString('utf8', start, end);
}

const storedNames = new Map<string, Buffer>();
const quote = 0x22;
const backslash = 0x5c;

/** Reads a stored part; an absent one has no values. */
export function decodePart(part: PartBytes | null): WordValues {
  if (!part) return {};
  return JSON.parse(bufferOf(part.bytes).toString('utf8')) as WordValues;
}
