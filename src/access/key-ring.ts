// The ring of keys that seal what accounts hold: a file of the operator's, made at the first start.
import { randomBytes, randomInt } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { defineRefusals } from '../kernel/errors.js';
import { type CipherName, ciphers } from './ciphers.js';

const refuse = defineRefusals('key_ring', {
  unreadable: {
    kind: 'unavailable',
    zh: '加密密钥文件 {file} 无法读取或不完整。恢复该文件的备份后重新启动；没有它，账户资料无法打开。',
    en: 'The file of encryption keys {file} cannot be read or is not whole. Restore it from the backup and start again; without it nothing that accounts hold can be opened.',
  },
  open_to_others: {
    kind: 'unavailable',
    zh: '加密密钥文件 {file} 可以被其他用户读取。运行 chmod 600 {file} 后重新启动。',
    en: 'Other users can read the file of encryption keys {file}. Run chmod 600 {file} and start again.',
  },
});

const keyBytes = 32;
const greatestId = 2 ** 32 - 1;
const key = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  made: Type.Integer({ minimum: 1 }),
  cipher: Type.Enum(Object.keys(ciphers) as CipherName[]),
  seal: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  index: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});
const ringSchema = Type.Object({ keys: Type.Array(key, { minItems: 1 }) });

/** One key of the ring: 32 bytes that seal, and 32 that make keyed hashes for look-up. */
export interface RingKey {
  /** Drawn, so that keys of two rings are never taken for each other. */
  readonly id: number;
  /** Milliseconds. */
  readonly made: number;
  readonly cipher: CipherName;
  readonly seal: Buffer;
  readonly index: Buffer;
}

/** Reads the ring, newest key first; makes one at the first start. Refuses `key_ring.*`. */
export function readKeyRing(path: string, cipher: CipherName): RingKey[] {
  if (!existsSync(path)) createFile(path, written([newKey(cipher)]));
  if ((statSync(path).mode & 0o077) !== 0) throw refuse.open_to_others({ file: path });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw refuse.unreadable({ file: path });
  }
  if (!Check(ringSchema, content)) throw refuse.unreadable({ file: path });
  return content.keys
    .map(({ seal, index, ...each }) => ({
      ...each,
      seal: Buffer.from(seal, 'base64url'),
      index: Buffer.from(index, 'base64url'),
    }))
    .toSorted((one, other) => other.made - one.made);
}

/** A new key, newer than the one made at `after` (milliseconds). */
export function newKey(cipher: CipherName, after = 0): RingKey {
  const id = randomInt(1, greatestId);
  return {
    id,
    made: Math.max(Date.now(), after + 1),
    cipher,
    seal: randomBytes(keyBytes),
    index: randomBytes(keyBytes),
  };
}

function written(keys: readonly RingKey[]): string {
  const plain = keys.map(({ seal, index, ...each }) => ({
    ...each,
    seal: seal.toString('base64url'),
    index: index.toString('base64url'),
  }));
  return `${JSON.stringify({ keys: plain }, null, 2)}\n`;
}

// Linked into place: two processes that start together agree on one ring.
function createFile(path: string, content: string): void {
  const own = writeBeside(path, content);
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(own);
  }
}

function writeBeside(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, content, { mode: 0o600 });
  chmodSync(own, 0o600);
  return own;
}
/** Puts the ring into the place of the former one, whole or not at all. */
export function replaceKeyRing(path: string, keys: readonly RingKey[]): void {
  const own = writeBeside(path, written(keys));
  renameSync(own, path);
}
