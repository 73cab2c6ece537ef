// What is held about an account: given to whom it is about, and erased. The trail keeps the account's id and verifies on.
import type { Transaction } from '../kernel/database.js';
import type { AccessContext } from './access.model.js';
import { updateAccountState, updatePassword } from './account.store.js';
import { deleteTraces, endBindingsOf, selectTraces } from './account-copy.store.js';
import { type Account, noteAct, readAccount, requireAccount } from './accounts.js';
import { endGrantsOf } from './grant.store.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';
import { refuse } from './refusals.js';

/** Everything that is held about an account, opened; secrets themselves are left out. */
export interface AccountCopy {
  readonly account: Account;
  readonly grants: readonly object[];
  readonly factors: readonly object[];
  readonly sessions: readonly object[];
  readonly bindings: readonly object[];
  readonly links: readonly object[];
  readonly recoveries: readonly object[];
}

/** The copy of one's own account, or of another's as the security administrator (个人信息保护法 45). */
export async function exportAccount(
  access: AccessContext,
  principal: Principal,
  accountId: string,
): Promise<AccountCopy> {
  const isOwn = principal.actor === accountId;
  const act = isOwn ? 'account.export-own' : 'account.export';
  authorise(principal, act, { accountId });
  const { clock, database, vault } = access;
  const account = await readAccount(access, accountId);
  const traces = await selectTraces(database, accountId);
  await database.transaction((tx) =>
    noteAct(tx, principal, { at: clock.now(), act, object: accountId }),
  );
  const open = (sealed: Buffer | null, column: string, row: string) =>
    sealed === null ? null : vault.open(sealed, { column, row });
  return {
    account,
    grants: traces.grants,
    factors: traces.factors.map(({ label, ...factor }) => ({
      ...factor,
      label: open(label, 'access_factor.label', factor.factor_id),
    })),
    sessions: traces.sessions.map(({ device, ...session }) => ({
      ...session,
      device: open(device, 'access_session.device', session.session_id),
    })),
    bindings: traces.bindings,
    links: traces.links.map(({ subject, ...link }) => ({
      ...link,
      subject: open(subject, 'access_oidc_subject.subject', accountId),
    })),
    recoveries: traces.recoveries,
  };
}

/**
 * Erases one's own account, or another's as the security administrator (个人信息保护法 47). Its id stays where it acted; who
 * that was can no longer be told. Refuses `access.account_state` where it was erased before.
 */
export async function eraseAccount(
  access: AccessContext,
  principal: Principal,
  accountId: string,
): Promise<void> {
  const isOwn = principal.actor === accountId;
  const act = isOwn ? 'account.erase-own' : 'account.erase';
  authorise(principal, act, { accountId });
  await access.database.transaction(async (tx) => {
    const { state, is_demo: isDemo } = await requireAccount(tx, accountId);
    if (isOwn && isDemo) throw refuse.demo_unchanged();
    if (state === 'erased') throw refuse.account_state({ state });
    await eraseTraces(tx, accountId, { at: access.clock.now(), by: principal.actor });
    await noteAct(tx, principal, { at: access.clock.now(), act, object: accountId });
  });
}

/** Erases without asking who wants it; for {@link eraseAccount} and for what has run out. */
export async function eraseTraces(
  tx: Transaction,
  accountId: string,
  done: { readonly at: number; readonly by: string },
): Promise<void> {
  await endGrantsOf(tx, { accountId }, done);
  await endBindingsOf(tx, accountId, done);
  await deleteTraces(tx, accountId);
  await updatePassword(tx, accountId, { hash: null, at: done.at });
  await updateAccountState(tx, accountId, { state: 'erased', endedAt: done.at });
}
