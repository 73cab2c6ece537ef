// Changes of an account: taken out of use and back, roles given and taken.
import type { AccessContext } from './access.model.js';
import { type AccountState, updateAccountState } from './account.store.js';
import { noteAct, requireAccount } from './accounts.js';
import { endGrant } from './grant.store.js';
import { addGrant } from './grants.js';
import { authorise } from './permission.js';
import type { Grant, Principal } from './principal.model.js';
import { refuse } from './refusals.js';
import { endSessionsOf } from './session.store.js';

/** Takes an account out of use and ends its sessions; its roles stay for when it is resumed. */
export function suspendAccount(
  access: AccessContext,
  principal: Principal,
  accountId: string,
): Promise<void> {
  return changeState(access, principal, {
    accountId,
    from: ['active', 'invited'],
    to: 'suspended',
  });
}

/** Puts a suspended account back into use. */
export function resumeAccount(
  access: AccessContext,
  principal: Principal,
  accountId: string,
): Promise<void> {
  return changeState(access, principal, { accountId, from: ['suspended'], to: 'active' });
}

async function changeState(
  { database, clock }: AccessContext,
  principal: Principal,
  change: {
    readonly accountId: string;
    readonly from: readonly AccountState[];
    readonly to: 'suspended' | 'active';
  },
): Promise<void> {
  const { accountId, from, to } = change;
  authorise(principal, 'account.suspend', { accountId });
  const at = clock.now();
  await database.transaction(async (tx) => {
    const { state } = await requireAccount(tx, accountId);
    if (!from.includes(state)) throw refuse.account_state({ state });
    await updateAccountState(tx, accountId, { state: to, endedAt: to === 'active' ? null : at });
    if (to === 'suspended') await endSessionsOf(tx, { accountId, at });
    const act = to === 'active' ? 'account.resume' : 'account.suspend';
    await noteAct(tx, principal, { at, act, object: accountId });
  });
}

/** Grants a role; gives the id of the grant. Refuses what {@link addGrant} refuses, and `access.account_state`. */
export async function grantRole(
  { database, clock }: AccessContext,
  principal: Principal,
  grant: Grant & { readonly accountId: string },
): Promise<string> {
  const { accountId, ...role } = grant;
  authorise(principal, 'account.grant', { accountId });
  const at = clock.now();
  return database.transaction(async (tx) => {
    const { kind, state } = await requireAccount(tx, accountId);
    if (state === 'erased') throw refuse.account_state({ state });
    const to = { owner: { accountId }, holder: kind, at, by: principal.actor };
    const grantId = await addGrant(tx, role, to);
    await noteAct(tx, principal, { at, act: 'account.grant', object: accountId });
    return grantId;
  });
}

/** Takes a role back. Refuses `access.grant_unknown`. */
export async function revokeRole(
  { database, clock }: AccessContext,
  principal: Principal,
  { accountId, grantId }: { readonly accountId: string; readonly grantId: string },
): Promise<void> {
  authorise(principal, 'account.revoke', { accountId });
  const at = clock.now();
  await database.transaction(async (tx) => {
    await requireAccount(tx, accountId);
    const ended = await endGrant(tx, grantId, { at, by: principal.actor });
    if (ended?.accountId !== accountId) throw refuse.grant_unknown({ grant: grantId });
    await noteAct(tx, principal, { at, act: 'account.revoke', object: accountId });
  });
}
