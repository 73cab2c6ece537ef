// Recovery of an account whose holder cannot get in: started by one, confirmed by another, who is told the code.
import type { Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import { noteAct, readAccount, requireAccount } from './accounts.js';
import { newOneTimeCode, oneTimeCodeDigest } from './one-time-code.js';
import { authorise } from './permission.js';
import { consolePrincipal, type Principal } from './principal.model.js';
import {
  cancelRecoveries,
  confirmRecoveryRow,
  countSecondPersons,
  insertRecovery,
  lockWaitingRecovery,
  selectWaitingRecoveries,
} from './recovery.store.js';
import type { Invitation } from './recovery-code.js';
import { refuse } from './refusals.js';

const hourMilliseconds = 3_600_000;
const reasonLength = 200;

/** A recovery that waits for its second person. Moments in milliseconds. */
export interface WaitingRecovery {
  readonly recoveryId: string;
  readonly accountId: string;
  readonly login: string | null;
  readonly name: string | null;
  readonly reason: string;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly endsAt: number;
}

interface Recovery {
  readonly accountId: string;
  readonly reason: string;
}

/** Starts a recovery; gives its id. Nothing changes for the account before a second person confirms. */
export async function startRecovery(
  access: AccessContext,
  principal: Principal,
  recovery: Recovery,
): Promise<string> {
  const { accountId } = recovery;
  authorise(principal, 'account.start-recovery', { accountId });
  return access.database.transaction((tx) => enterRecovery(access, tx, { ...recovery, principal }));
}

async function enterRecovery(
  { clock, limits }: AccessContext,
  tx: Transaction,
  { accountId, reason, principal }: Recovery & { readonly principal: Principal },
): Promise<string> {
  const told = reason.trim();
  if (told === '' || told.length > reasonLength) {
    throw refuse.text_missing({ field: '原因 / The reason', most: reasonLength });
  }
  const { state } = await requireAccount(tx, accountId);
  if (state === 'erased' || state === 'suspended') throw refuse.account_state({ state });
  const at = clock.now();
  const recoveryId = newId(at);
  await cancelRecoveries(tx, accountId, at);
  await insertRecovery(tx, {
    recoveryId,
    accountId,
    kind: 'recovery',
    reason: told,
    by: principal.actor,
    at,
    endsAt: at + limits.recoveryHours.confirm * hourMilliseconds,
    codeDigest: null,
  });
  await noteAct(tx, principal, { at, act: 'account.start-recovery', object: accountId });
  return recoveryId;
}

/**
 * Confirms a recovery that somebody else has started, of an account that is not one's own. Gives the code with which its
 * holder sets the way in anew; it is shown once. Refuses `access.recovery_unknown`, and `access.second_person_dependent`
 * where the one who started it made the confirming account.
 */
export async function confirmRecovery(
  access: AccessContext,
  principal: Principal,
  recoveryId: string,
): Promise<Invitation> {
  authorise(principal, 'account.confirm-recovery');
  return access.database.transaction(async (tx) => {
    const row = await lockWaitingRecovery(tx, recoveryId, access.clock.now());
    if (!row) throw refuse.recovery_unknown({ recovery: recoveryId });
    authorise(principal, 'account.confirm-recovery', {
      accountId: row.account_id,
      createdBy: row.started_by,
    });
    // Whoever makes himself a second account is still one person; the console is not, it makes the first of all accounts.
    const { created_by: madeBy } = await requireAccount(tx, principal.actor);
    const isOneHand = madeBy === row.started_by && madeBy !== consolePrincipal.actor;
    if (isOneHand) throw refuse.second_person_dependent();
    const act = 'account.confirm-recovery';
    return releaseCode(access, tx, { recoveryId, accountId: row.account_id, principal, act });
  });
}

/**
 * Recovery by whoever holds the server, where nobody else could confirm. Refuses `access.second_person_there` while
 * another security or system administrator is in use.
 */
export async function recoverAlone(
  access: AccessContext,
  principal: Principal,
  recovery: Recovery,
): Promise<Invitation> {
  const { accountId } = recovery;
  authorise(principal, 'account.recover-alone', { accountId });
  return access.database.transaction(async (tx) => {
    const count = await countSecondPersons(tx, accountId);
    if (count > 0) throw refuse.second_person_there({ count });
    const recoveryId = await enterRecovery(access, tx, { ...recovery, principal });
    const act = 'account.recover-alone';
    return releaseCode(access, tx, { recoveryId, accountId, principal, act });
  });
}

async function releaseCode(
  { clock, limits }: AccessContext,
  tx: Transaction,
  released: {
    readonly recoveryId: string;
    readonly accountId: string;
    readonly principal: Principal;
    readonly act: string;
  },
): Promise<Invitation> {
  const at = clock.now();
  const code = newOneTimeCode();
  const endsAt = at + limits.recoveryHours.use * hourMilliseconds;
  const by = released.principal.actor;
  const codeDigest = oneTimeCodeDigest(code);
  await confirmRecoveryRow(tx, released.recoveryId, { by, at, codeDigest, endsAt });
  await noteAct(tx, released.principal, { at, act: released.act, object: released.accountId });
  return { code, endsAt };
}

/** What waits for a second person, oldest first. */
export async function listRecoveries(
  access: AccessContext,
  principal: Principal,
): Promise<WaitingRecovery[]> {
  authorise(principal, 'account.confirm-recovery');
  const waiting: WaitingRecovery[] = [];
  for (const row of await selectWaitingRecoveries(access.database, access.clock.now())) {
    const { login, name } = await readAccount(access, row.account_id);
    waiting.push({
      recoveryId: row.recovery_id,
      accountId: row.account_id,
      login,
      name,
      reason: row.reason,
      startedBy: row.started_by,
      startedAt: row.started_at.getTime(),
      endsAt: row.ends_at.getTime(),
    });
  }
  return waiting;
}
