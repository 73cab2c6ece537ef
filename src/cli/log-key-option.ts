// `--key`: the log's published key, written out or in a file.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type LogVerifier, readVerifier } from '../ledger/log-key.js';
import { refuse } from './refusals.js';

/** Reads the key. Refuses `cli.key_unreadable`. */
export function readKeyOption(text: string): LogVerifier {
  const isFile = existsSync(text) && statSync(text).isFile();
  const key = readVerifier(isFile ? readFileSync(text, 'utf8').trim() : text);
  if (!key) throw refuse.key_unreadable();
  return key;
}
