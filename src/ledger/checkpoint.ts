// Checkpoints of the city log: C2SP tlog-checkpoint as a C2SP signed note.
import type { LogSigner, LogVerifier } from './log-key.js';

/** The state of the log that a note speaks of. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** Writes and signs a checkpoint. The origin is the key's name. */
export function signCheckpoint(signer: LogSigner, size: number, root: Uint8Array): string {
  const body = `${signer.name}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  const signature = Buffer.concat([
    Buffer.from(signer.keyId, 'hex'),
    signer.sign(Buffer.from(body, 'utf8')),
  ]);
  return `${body}\n\u2014 ${signer.name} ${signature.toString('base64')}\n`;
}

/** Reads a note and checks its signature; undefined where form or signature do not hold. */
export function openCheckpoint(note: string, verifier: LogVerifier): Checkpoint | undefined {
  const split = note.indexOf('\n\n');
  if (split < 0) return undefined;
  const body = note.slice(0, split + 1);
  const signed = note
    .slice(split + 2)
    .split('\n')
    .some((line) => isSignedBy(line, body, verifier));
  return signed ? readBody(body) : undefined;
}

function isSignedBy(line: string, body: string, verifier: LogVerifier): boolean {
  const match = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/.exec(line);
  if (match?.[1] !== verifier.name) return false;
  const bytes = Buffer.from(match[2] as string, 'base64');
  if (bytes.length !== 68 || bytes.subarray(0, 4).toString('hex') !== verifier.keyId) return false;
  return verifier.verify(Buffer.from(body, 'utf8'), bytes.subarray(4));
}

function readBody(body: string): Checkpoint | undefined {
  const [origin, size, root] = body.split('\n');
  if (!origin || !size || !root || !/^(0|[1-9]\d{0,15})$/.test(size)) return undefined;
  const hash = Buffer.from(root, 'base64');
  return hash.length === 32 ? { origin, size: Number(size), root: hash } : undefined;
}
