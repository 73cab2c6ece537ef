// The key that signs the city log's checkpoints (Ed25519), and its public form (C2SP signed-note verifier key).
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { defineRefusals } from '../kernel/errors.js';
import { sha256 } from '../kernel/hash.js';

const refuse = defineRefusals('log_key', {
  unreadable: {
    kind: 'unavailable',
    zh: '签名密钥文件无法读取或不是 Ed25519 私钥。恢复该文件的备份后重新启动。',
    en: 'The signing key file cannot be read or is no Ed25519 private key. Restore it from the backup and start again.',
  },
});

const algorithmEd25519 = 1;
// DER in front of the 32 bytes of an Ed25519 public key (RFC 8410).
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Checks signatures of one named key. */
export interface LogVerifier {
  /** The key's name, e.g. `credit.example.gov.cn/log`. */
  readonly name: string;
  /** First four bytes of SHA-256(name || 0x0A || 0x01 || public key), in hex. */
  readonly keyId: string;
  /** `name+keyid+base64(0x01 || public key)`, as C2SP signed-note writes it. */
  readonly text: string;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Signs as one named key. */
export interface LogSigner extends LogVerifier {
  sign(message: Uint8Array): Buffer;
}

/** Reads the key of the log, or makes one at the first start. The file is readable by its owner only. */
export function openLogKey(path: string, name: string): LogSigner {
  if (!existsSync(path)) createKeyFile(path);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(readFileSync(path));
  } catch {
    throw refuse.unreadable();
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') throw refuse.unreadable();
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(publicKeyPrefix.length);
  return {
    ...verifierOf(name, raw),
    sign: (message) => sign(null, message, privateKey),
  };
}

// Written beside and linked into place: two processes that start together agree on one key.
function createKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const own = `${path}.${process.pid}`;
  writeFileSync(own, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  chmodSync(own, 0o600);
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(own);
  }
}

/** Reads a verifier key as `name+keyid+base64`; undefined where it is not one. */
export function readVerifier(text: string): LogVerifier | undefined {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (!match) return undefined;
  const key = Buffer.from(match[3] as string, 'base64');
  if (key.length !== 33 || key[0] !== algorithmEd25519) return undefined;
  const verifier = verifierOf(match[1] as string, key.subarray(1));
  return verifier.keyId === match[2] ? verifier : undefined;
}

function verifierOf(name: string, publicKey: Uint8Array): LogVerifier {
  const typed = Buffer.concat([Buffer.from([algorithmEd25519]), publicKey]);
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), typed]))
    .subarray(0, 4)
    .toString('hex');
  const key = createPublicKey({
    key: Buffer.concat([publicKeyPrefix, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return {
    name,
    keyId,
    text: `${name}+${keyId}+${typed.toString('base64')}`,
    verify: (message, signature) => verify(null, message, key, signature),
  };
}
