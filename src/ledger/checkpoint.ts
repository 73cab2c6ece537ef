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

const signatureLine = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/**
 * Reads a note and checks its signature; undefined where form, origin or signature do not hold.
 * Signatures by other keys may stand beside (C2SP signed-note); anything else may not.
 */
export function openCheckpoint(note: string, verifier: LogVerifier): Checkpoint | undefined {
  const split = note.indexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const body = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (!lines.every((line) => signatureLine.test(line))) return undefined;
  if (!lines.some((line) => isSignedBy(line, body, verifier))) return undefined;
  return readBody(body, verifier.name);
}

function isSignedBy(line: string, body: string, verifier: LogVerifier): boolean {
  const [, name, text] = signatureLine.exec(line) ?? [];
  const bytes = text === undefined ? undefined : readBase64(text, 68);
  if (name !== verifier.name || !bytes) return false;
  if (bytes.subarray(0, 4).toString('hex') !== verifier.keyId) return false;
  return verifier.verify(Buffer.from(body, 'utf8'), bytes.subarray(4));
}

function readBody(body: string, name: string): Checkpoint | undefined {
  const [origin, size, rootText] = body.split('\n');
  if (origin !== name || !size || !/^(0|[1-9]\d{0,14})$/.test(size)) return undefined;
  const root = readBase64(rootText ?? '', 32);
  return root && { origin, size: Number(size), root };
}

// Only the one way of writing the bytes: otherwise two notes could say the same.
function readBase64(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined;
}
