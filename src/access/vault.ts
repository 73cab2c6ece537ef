// The vault: seals what is personal about accounts, opens it again, and makes keyed hashes to find it by.
import { createHmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { type CipherName, ciphers } from './ciphers.js';
import { type RingKey, readKeyRing } from './key-ring.js';

/** What is sealed stands in one column of one row and opens nowhere else. */
export interface SealedPlace {
  /** `table.column` */
  readonly column: string;
  /** Id of the row. */
  readonly row: string;
}

/** Keyed hashes of the same text under every key of the ring, newest first; a look-up compares with all of them. */
export type LookUpKeys = readonly Buffer[];

/** Where the ring lies, and what new keys are made for. */
export interface VaultSettings {
  readonly keyRingFile: string;
  readonly cipher: CipherName;
}

// The number of the key in front of what it sealed.
const numberBytes = 4;

/** Works with the ring as the file has it now: a rotation by another process is seen at once. */
export class Vault {
  readonly settings: VaultSettings;
  #keys: readonly RingKey[];
  #readFrom: string;

  constructor(settings: VaultSettings) {
    this.settings = settings;
    this.#keys = readKeyRing(settings.keyRingFile, settings.cipher);
    this.#readFrom = this.#stamp();
  }

  seal(plain: string, place: SealedPlace): Buffer {
    const [key] = this.keys();
    const number = Buffer.alloc(numberBytes);
    number.writeUInt32BE((key as RingKey).id);
    const cipher = ciphers[(key as RingKey).cipher];
    const content = cipher.seal((key as RingKey).seal, Buffer.from(plain), aboutOf(place));
    return Buffer.concat([number, content]);
  }

  /** Throws where it was sealed for another place, changed, or under a key that is not on the ring. */
  open(sealed: Buffer, place: SealedPlace): string {
    const number = sealed.readUInt32BE(0);
    const key = this.keys().find(({ id }) => id === number);
    if (!key)
      throw new Error(`${place.column} was sealed with key ${number}, which the ring has not`);
    const content = sealed.subarray(numberBytes);
    return ciphers[key.cipher].open(key.seal, content, aboutOf(place)).toString();
  }

  /** `purpose` keeps the hashes of one text for two things apart. */
  lookUpKeys(purpose: string, text: string): LookUpKeys {
    return this.keys().map(({ index }) =>
      createHmac('sha256', index).update(`${purpose}\n${text}`).digest(),
    );
  }

  /** The keyed hash to store: that of the newest key. */
  storedKey(purpose: string, text: string): Buffer {
    return this.lookUpKeys(purpose, text)[0] as Buffer;
  }

  /** The ring, newest key first. */
  keys(): readonly RingKey[] {
    const stamp = this.#stamp();
    if (stamp !== this.#readFrom) {
      this.#keys = readKeyRing(this.settings.keyRingFile, this.settings.cipher);
      this.#readFrom = stamp;
    }
    return this.#keys;
  }

  #stamp(): string {
    const { mtimeMs, ino } = statSync(this.settings.keyRingFile);
    return `${mtimeMs} ${ino}`;
  }
}

function aboutOf({ column, row }: SealedPlace): string {
  return `${column} ${row}`;
}
