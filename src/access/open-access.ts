// Opens what signing in works with: the key ring, and the limits.
import type { Database, Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import type { Clock } from '../kernel/time.js';
import type { AccessContext } from './access.model.js';
import { loadAccessLimits } from './limits.loader.js';
import { Vault, type VaultSettings } from './vault.js';

const refuse = defineRefusals('vault', {
  key_missing: {
    kind: 'unavailable',
    zh: '账户资料所用的加密密钥不在 {file} 中。恢复该文件的备份后重新启动；没有它，账户资料无法打开。',
    en: 'A key that seals what accounts hold is not in {file}. Restore that file from the backup and start again; without it nothing that accounts hold can be opened.',
  },
});

/** Refuses `key_ring.*`, `vault.key_missing`, `access-limits.file_refused`. */
export async function openAccess(
  database: Database,
  clock: Clock,
  settings: VaultSettings,
): Promise<AccessContext> {
  const vault = new Vault(settings);
  const used = await selectUsedKeys(database);
  const known = new Set(vault.keys().map(({ id }) => id));
  if (!used.every((id) => known.has(id))) {
    throw refuse.key_missing({ file: settings.keyRingFile });
  }
  return { database, clock, vault, limits: loadAccessLimits() };
}

async function selectUsedKeys(database: Queryable): Promise<number[]> {
  const rows = await database.query<{ number: Buffer }>(
    'select distinct substring(login from 1 for 4) as number from access_account_private',
  );
  return rows.map(({ number }) => number.readUInt32BE(0));
}
