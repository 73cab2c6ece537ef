// The two ways to seal: AES-256-GCM, and SM4-CTR with HMAC-SM3 where the national algorithms are asked for.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Seals and opens with one key of 32 bytes. `about` is authenticated and not stored: what is moved elsewhere does not open. */
export interface Cipher {
  seal(key: Buffer, plain: Buffer, about: string): Buffer;
  /** Throws where key, content or `about` are not those it was sealed with. */
  open(key: Buffer, sealed: Buffer, about: string): Buffer;
}

const gcmNonceBytes = 12;
const gcmTagBytes = 16;

const aes: Cipher = {
  seal(key, plain, about) {
    const nonce = randomBytes(gcmNonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
    const content = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), content]);
  },
  open(key, sealed, about) {
    const nonce = sealed.subarray(0, gcmNonceBytes);
    const tag = sealed.subarray(gcmNonceBytes, gcmNonceBytes + gcmTagBytes);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: gcmTagBytes });
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
    const content = sealed.subarray(gcmNonceBytes + gcmTagBytes);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  },
};

const sm4NonceBytes = 16;
const sm3Bytes = 32;

// OpenSSL 3 offers no SM4-GCM: encrypt, then authenticate, each with a key of its own.
const sm4: Cipher = {
  seal(key, plain, about) {
    const nonce = randomBytes(sm4NonceBytes);
    const cipher = createCipheriv('sm4-ctr', sm4Key(key), nonce);
    const content = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
    return Buffer.concat([sm3Tag(key, content, about), content]);
  },
  open(key, sealed, about) {
    const content = sealed.subarray(sm3Bytes);
    const tag = sealed.subarray(0, sm3Bytes);
    if (tag.length !== sm3Bytes || !timingSafeEqual(tag, sm3Tag(key, content, about))) {
      throw new Error('the seal is broken');
    }
    const decipher = createDecipheriv('sm4-ctr', sm4Key(key), content.subarray(0, sm4NonceBytes));
    return Buffer.concat([decipher.update(content.subarray(sm4NonceBytes)), decipher.final()]);
  },
};

function sm4Key(key: Buffer): Buffer {
  return createHmac('sm3', key).update('encrypt').digest().subarray(0, 16);
}

function sm3Tag(key: Buffer, content: Buffer, about: string): Buffer {
  const tagKey = createHmac('sm3', key).update('authenticate').digest();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(about));
  return createHmac('sm3', tagKey).update(length).update(about).update(content).digest();
}

/** By the name that ENCRYPTION takes. */
export const ciphers = { aes, sm4 } as const;

export type CipherName = keyof typeof ciphers;
