// Looks for what may not be kept: in every stored byte, in a receipt, in the log.
import assert from 'node:assert/strict';
import type { Receipt } from '../../src/intake/receipt.js';
import type { Queryable } from '../../src/kernel/database.js';
import { everythingStored } from './stored.js';

/** Fails where one of the texts is found, in whatever width and with whatever blanks and hyphens between. */
export function assertAbsent(where: string, secrets: readonly string[], place: string): void {
  const read = plain(where);
  for (const secret of secrets) {
    const at = read.indexOf(plain(secret));
    if (at >= 0) assert.fail(`${place} holds ${secret}: …${read.slice(Math.max(0, at - 80), at)}`);
  }
}

/** Fails where the database (but for some tables) or the receipt holds one of the texts. */
export async function assertNothingKept(
  database: Queryable,
  receipt: Receipt,
  secrets: readonly string[],
  except: readonly string[] = [],
): Promise<void> {
  assertAbsent(await everythingStored(database, except), secrets, 'the database');
  assertAbsent(JSON.stringify(receipt), secrets, 'the receipt');
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff\p{Pd}]/gu, '')
    .toUpperCase();
}
