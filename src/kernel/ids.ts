// Identifiers that the application makes itself: time-ordered (RFC 9562, version 7) and derived ones.
import { randomFillSync } from 'node:crypto';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new version-7 UUID: sorts by the millisecond given, random behind it. */
export function newId(nowMilliseconds: number): string {
  const bytes = Buffer.allocUnsafe(16);
  randomFillSync(bytes);
  bytes.writeUIntBE(nowMilliseconds, 0, 6);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return uuidText(bytes, 0);
}

/** The text form of the 16 bytes at `offset`. */
export function uuidText(bytes: Uint8Array, offset: number): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + offset, 16).toString('hex');
  return hyphenated(hex, 0);
}

/** The text forms of ids that stand one behind the other, 16 bytes each. */
export function uuidTexts(bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  const texts: string[] = [];
  for (let at = 0; at < hex.length; at += 32) texts.push(hyphenated(hex, at));
  return texts;
}

function hyphenated(hex: string, at: number): string {
  const cut = (from: number, to: number): string => hex.slice(at + from, at + to);
  return `${cut(0, 8)}-${cut(8, 12)}-${cut(12, 16)}-${cut(16, 20)}-${cut(20, 32)}`;
}

/** The 16 bytes of a UUID's text form. */
export function uuidBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/** Whether the text is a UUID in lower case with hyphens. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** Makes an identifier out of a digest: its first 16 bytes, marked as version 8 (RFC 9562, own use). */
export function derivedId(digest: Uint8Array): Buffer {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes;
}
