// Nothing is kept longer than data/access/limits.yml says: accounts that sleep, accounts nobody needs, what has ended.
import { dayInShanghai } from '../kernel/time.js';
import type { AccessContext } from './access.model.js';
import { updateAccountState } from './account.store.js';
import { eraseTraces } from './account-copy.js';
import { noteAct } from './accounts.js';
import { deleteEnded, selectErasable, selectSleepers } from './retention.store.js';
import { endSessionsOf } from './session.store.js';

const dayMilliseconds = 86_400_000;
const actor = 'process';

/** How many accounts were suspended and erased. */
export interface RetentionOutcome {
  readonly suspended: number;
  readonly erased: number;
}

/** Does what is due; run now and then. Each account is changed in a transaction of its own and noted on the trail. */
export async function applyRetention({
  clock,
  database,
  limits,
}: AccessContext): Promise<RetentionOutcome> {
  const at = clock.now();
  const before = (days: number) => at - days * dayMilliseconds;
  const erasable = await selectErasable(database, {
    suspended: before(limits.suspendedAccountDays),
    unbound: before(limits.unboundAccountDays),
  });
  for (const accountId of erasable) {
    await database.transaction(async (tx) => {
      await eraseTraces(tx, accountId, { at, by: actor });
      await noteAct(tx, { actor }, { at, act: 'account.erase', object: accountId });
    });
  }
  const sleepers = await selectSleepers(
    database,
    dayInShanghai(before(limits.sleepingAccountDays)),
  );
  for (const accountId of sleepers) {
    await database.transaction(async (tx) => {
      await updateAccountState(tx, accountId, { state: 'suspended', endedAt: at });
      await endSessionsOf(tx, { accountId, at });
      await noteAct(tx, { actor }, { at, act: 'account.suspend', object: accountId });
    });
  }
  await deleteEnded(database, {
    now: at,
    sessions: before(limits.endedSessionDays),
    attempts: at - limits.lockOutLogin.forgetSeconds * 1000,
  });
  return { suspended: sleepers.length, erased: erasable.length };
}
