// What somebody changes about the way into his own account.
import type { AccessContext } from './access.model.js';
import { updatePassword } from './account.store.js';
import { noteAct, readAccount, requireAccount } from './accounts.js';
import { deleteFactor, selectFactors } from './factor.store.js';
import { hashPassword, requireGoodPassword } from './password-hash.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';
import { refuse } from './refusals.js';
import { endSessionsOf } from './session.store.js';

/**
 * Sets one's own password anew, after a recent proof of who one is; all other sessions end. Refuses
 * `access.reauthenticate` and what the rules for passwords refuse.
 */
export async function changePassword(
  access: AccessContext,
  principal: Principal,
  password: string,
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'account.change-own', { accountId });
  const { isDemo, login } = await readAccount(access, accountId);
  if (isDemo) throw refuse.demo_unchanged();
  requireGoodPassword(password, login ?? '', access.limits);
  const hash = await hashPassword(password, access.limits);
  const at = access.clock.now();
  const but = principal.sessionId === undefined ? {} : { but: principal.sessionId };
  await access.database.transaction(async (tx) => {
    await updatePassword(tx, accountId, { hash, at });
    await endSessionsOf(tx, { accountId, at, ...but });
    await noteAct(tx, principal, { at, act: 'account.change-own', object: accountId });
  });
}

/** A second factor as its holder sees it. Moments in milliseconds. */
export interface OwnFactor {
  readonly factorId: string;
  readonly kind: 'totp' | 'passkey';
  readonly label: string | null;
  readonly madeAt: number;
  readonly lastUsedAt: number | null;
}

/** One's own factors that are enrolled, oldest first. */
export async function listFactors(
  { database, vault }: AccessContext,
  principal: Principal,
): Promise<OwnFactor[]> {
  authorise(principal, 'account.read-own', { accountId: principal.actor });
  const rows = await selectFactors(database, principal.actor);
  return rows
    .filter(({ state }) => state === 'active')
    .map((row) => ({
      factorId: row.factor_id,
      kind: row.kind,
      label:
        row.label && vault.open(row.label, { column: 'access_factor.label', row: row.factor_id }),
      madeAt: row.made_at.getTime(),
      lastUsedAt: row.last_used_at?.getTime() ?? null,
    }));
}

/** Removes one of one's own factors. Refuses `access.factor_unknown`, and `access.factor_needed` for the last one of staff. */
export async function removeFactor(
  { clock, database }: AccessContext,
  principal: Principal,
  factorId: string,
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'account.change-own', { accountId });
  await database.transaction(async (tx) => {
    const { kind, is_demo: isDemo } = await requireAccount(tx, accountId);
    if (isDemo) throw refuse.demo_unchanged();
    const active = (await selectFactors(tx, accountId)).filter(({ state }) => state === 'active');
    if (!active.some((factor) => factor.factor_id === factorId)) throw refuse.factor_unknown();
    if (kind === 'staff' && active.length === 1) throw refuse.factor_needed();
    await deleteFactor(tx, factorId);
    const act = { at: clock.now(), act: 'account.change-own', object: accountId };
    await noteAct(tx, principal, act);
  });
}
