// SHA-256 in one shot: the only digest that the platform's own structures use.
import { createHash } from 'node:crypto';
import * as crypto from 'node:crypto';

type OneShotHash = (algorithm: string, data: Uint8Array, encoding: 'buffer') => Buffer;

// crypto.hash came with Node 20.12 and is twice as fast as an object per digest.
const oneShot = (crypto as unknown as { hash?: OneShotHash }).hash;

/** SHA-256 of the bytes, 32 bytes long. */
export const sha256: (bytes: Uint8Array) => Buffer = oneShot
  ? (bytes) => oneShot('sha256', bytes, 'buffer')
  : (bytes) => createHash('sha256').update(bytes).digest();
