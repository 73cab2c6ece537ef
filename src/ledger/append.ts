// The only way into the ledger: one batch, one transaction, the projectors with it.
import { CopyWriter, copyRows } from '../kernel/copy.js';
import type { Transaction } from '../kernel/database.js';
import { uuidBytes, uuidText } from '../kernel/ids.js';
import type { IsoDay } from '../kernel/time.js';
import type { BatchHeader } from './batch-leaf.js';
import type { CommittedPart, EncodedEntry } from './entry.js';
import type {
  AppendedEntry,
  EntryChunk,
  EntryFacts,
  EntryOperation,
  FieldValues,
  Projector,
  WordValues,
} from './entry.model.js';
import { entryColumns, wordColumns } from './entry-rows.model.js';
import { LaidOutEntry, LaidOutRuns } from './laid-out-entry.js';
import { type Tile, TileWriter } from './tiles.js';

/** An entry on its way in. */
export interface NewEntry extends EncodedEntry {
  readonly subjectBytes: Uint8Array;
  readonly recordBytes: Uint8Array;
  readonly operation: EntryOperation;
  readonly version: number;
  /** As in the facts; whoever knows them saves projectors from decoding. */
  readonly sourceDay?: IsoDay;
  readonly catalogueDay?: IsoDay;
}

/**
 * Writes one batch. Call `append` as often as needed, then `close` once, all in one transaction.
 * Nothing here waits for anybody: the place in the log is given later by the sequencer (log.ts).
 */
export class BatchAppender {
  readonly #tx: Transaction;
  readonly #header: BatchHeader;
  readonly #projectors: readonly Projector[];
  readonly #tree = new TileWriter();

  constructor(tx: Transaction, header: BatchHeader, projectors: readonly Projector[]) {
    this.#tx = tx;
    this.#header = header;
    this.#projectors = projectors;
  }

  get batchId(): string {
    return this.#header.batchId;
  }

  /** Entries appended so far. */
  get size(): number {
    return this.#tree.size;
  }

  /**
   * Appends entries in this order and lets the projectors follow. Wait for it before the next call.
   * `possiblyNewSubjects`: ids of subjects that the caller did not find in the registry.
   */
  async append(
    entries: readonly NewEntry[],
    possiblyNewSubjects: ReadonlySet<string>,
  ): Promise<void> {
    if (entries.length === 0) return;
    const firstLeaf = this.#tree.size;
    this.#sendEntries(entries, firstLeaf);
    const chunk: EntryChunk = {
      batchId: this.#header.batchId,
      agencyCode: this.#header.agencyCode,
      kind: this.#header.kind,
      receivedAt: this.#header.receivedAt,
      entries: entries.map((entry, index) => new DecodedEntry(entry, firstLeaf + index)),
      possiblyNewSubjects,
    };
    for (const projector of this.#projectors) await projector.apply(this.#tx, chunk);
  }

  // Not waited for: the server writes while projectors get their rows ready.
  #sendEntries(entries: readonly NewEntry[], firstLeaf: number): void {
    const batch = uuidBytes(this.#header.batchId);
    const laidOut = new LaidOutRuns();
    const rows = new CopyWriter(8);
    const words = new CopyWriter(8);
    for (const [index, entry] of entries.entries()) {
      const leaf = firstLeaf + index;
      this.#tree.push(entry.leafHash);
      if (entry instanceof LaidOutEntry) {
        laidOut.add(entry, leaf);
        continue;
      }
      rows.row().bytes(entry.subjectBytes).bytes(entry.recordBytes).bytes(batch).integer(leaf);
      rows.integer(entry.version).bytes(entry.facts);
      writePart(rows, entry.withheld, 'bytes-first');
      if (!entry.words && !entry.withheldWords) continue;
      words.row().bytes(entry.subjectBytes).bytes(batch).integer(leaf).smallInteger(0);
      writePart(words, entry.words, 'salt-first');
      writePart(words, entry.withheldWords, 'salt-first');
    }
    this.#tx.goOn(copyRows(this.#tx, entryColumns, rows, laidOut.entryRows));
    this.#tx.goOn(copyRows(this.#tx, wordColumns, words, laidOut.wordRows));
    this.#sendTiles(this.#tree.takeFull());
  }

  #sendTiles(tiles: readonly Tile[]): void {
    const batch = uuidBytes(this.#header.batchId);
    const rows = new CopyWriter(4, tiles.length * 8400);
    for (const tile of tiles) {
      rows.row().bytes(batch).smallInteger(tile.level).integer(tile.tile).bytes(tile.hashes);
    }
    this.#tx.goOn(copyRows(this.#tx, 'ledger_tile (batch_id, level, tile, hashes)', rows));
  }

  /** Writes the batch's own row and puts it into the sequencer's queue. Without entries: nothing to write. */
  async close(): Promise<void> {
    const size = this.#tree.size;
    if (size === 0) return;
    const { root, tiles } = this.#tree.finish();
    this.#sendTiles(tiles);
    const { batchId, type, agencyCode, kind, receivedAt } = this.#header;
    await this.#tx.query(
      `insert into ledger_batch (batch_id, type, agency_code, kind, entries, root, received_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [batchId, type, agencyCode, kind, size, root, new Date(receivedAt)],
    );
    await this.#tx.query('insert into ledger_outbox (batch_id) values ($1)', [batchId]);
  }
}

function writePart(
  rows: CopyWriter,
  part: CommittedPart | null,
  order: 'bytes-first' | 'salt-first',
): void {
  if (!part) rows.none().none();
  else if (order === 'bytes-first') rows.bytes(part.bytes).bytes(part.salt);
  else rows.bytes(part.salt).bytes(part.bytes);
}

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
    return this.#facts ? this.#facts.f[code] : findStoredField(this.#entry.facts, code);
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
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
}

/**
 * One public fact out of stored facts without reading the others: projectors that want two fields of each entry
 * would spend most of their time on the rest. In canonical bytes a quote stands unescaped around names and
 * values only, so `"CODE":"` is nothing but the field's name.
 */
function findStoredField(facts: Uint8Array, code: string): string | undefined {
  const bytes = Buffer.from(facts.buffer, facts.byteOffset, facts.length);
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
    if (byte === backslash) return decodeFacts(facts).f[code];
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
  return JSON.parse(Buffer.from(part.bytes).toString('utf8')) as WordValues;
}
