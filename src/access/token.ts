// Opaque tokens: 32 random bytes, of which only a digest is kept.
import { createHmac, randomBytes } from 'node:crypto';
import { sha256Text } from '../kernel/hash.js';

const tokenBytes = 32;

/** A new token, 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** What is kept of a token. */
export function tokenDigest(token: string): Buffer {
  return sha256Text(token);
}

/** The token that a form of this session carries; whoever does not know the session's token cannot make it. */
export function csrfToken(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('form').digest('base64url');
}
