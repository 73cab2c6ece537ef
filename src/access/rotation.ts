// New keys: everything sealed is sealed anew, and keyed hashes are made anew, in one transaction.
import type { AccessContext } from './access.model.js';
import { noteAct } from './accounts.js';
import { newKey, replaceKeyRing } from './key-ring.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';
import {
  deleteAllAttempts,
  lockSealedTables,
  type SealedColumn,
  sealedColumns,
  selectSealed,
  updateSealed,
} from './rotation.store.js';

/** What a rotation did. */
export interface RotationOutcome {
  readonly cipher: string;
  /** How many values were sealed anew. */
  readonly sealed: number;
}

/**
 * Makes a key with the cipher of the configuration and seals everything with it. The ring is written first, so a rotation
 * that is cut off leaves everything readable and is simply run again. The former key stays on the ring until the next
 * rotation, for a process that was about to write with it; nothing in the tables needs it any more.
 */
export async function rotateSecrets(
  { clock, database, vault }: AccessContext,
  principal: Principal,
): Promise<RotationOutcome> {
  authorise(principal, 'secrets.rotate');
  const { keyRingFile, cipher } = vault.settings;
  const former = vault.keys();
  const key = newKey(cipher, former[0]?.made);
  replaceKeyRing(keyRingFile, [key, ...former]);
  const sealed = await database.transaction(async (tx) => {
    await lockSealedTables(tx);
    let count = 0;
    for (const column of sealedColumns) {
      for (const row of await selectSealed(tx, column)) {
        const place = { column: `${column.table}.${column.column}`, row: row.id };
        const text = vault.open(row.sealed, place);
        await updateSealed(tx, column, {
          place: row.place,
          sealed: vault.seal(text, place),
          storedKey: column.key ? vault.storedKey(purposeOf(column, row.issuer), text) : null,
        });
        count += 1;
      }
    }
    await deleteAllAttempts(tx);
    await noteAct(tx, principal, { at: clock.now(), act: 'secrets.rotate', object: 'key ring' });
    return count;
  });
  replaceKeyRing(keyRingFile, [key, ...former.slice(0, 1)]);
  return { cipher, sealed };
}

function purposeOf({ column }: SealedColumn, issuer: string | null): string {
  return column === 'login' ? 'login' : `oidc ${issuer ?? ''}`;
}
