// Lock-out: every attempt is charged before it is looked at, so that many at once get no further than one by one.
import type { AccessContext } from './access.model.js';
import { countFailure } from './attempt.policy.js';
import {
  type AttemptKind,
  deleteAttempts,
  forgiveAttempt,
  lockAttempts,
  writeAttempts,
} from './attempt.store.js';
import { refuse } from './refusals.js';

/** What is tried: a sign-in name, a client's id, an organisation's letter; and from where. */
export interface Attempt {
  readonly kind: Exclude<AttemptKind, 'address'>;
  readonly tried: string;
  readonly address: string;
}

interface Charged {
  readonly kind: AttemptKind;
  readonly key: Buffer;
}

/**
 * Charges an attempt as if it had failed; `forgive` takes that back where it has not. Refuses `access.wait` while the
 * way in is closed. It is the same for names that exist and for those that do not.
 */
export async function chargeAttempt(access: AccessContext, attempt: Attempt): Promise<void> {
  const now = access.clock.now();
  const closedUntil = await access.database.transaction(async (tx) => {
    const charged = chargedKeys(access, attempt);
    const rows = [];
    for (const { kind, key } of charged) rows.push(await lockAttempts(tx, kind, key));
    const closed = Math.max(...rows.map((row) => row.closed_until?.getTime() ?? 0));
    if (closed > now) return closed;
    for (const [at, row] of rows.entries()) {
      const { kind, key } = charged[at] as Charged;
      const lockOut =
        kind === 'address' ? access.limits.lockOutAddress : access.limits.lockOutLogin;
      const former = { failures: row.failures, lastAt: row.last_at.getTime() };
      await writeAttempts(tx, kind, { key, at: now, ...countFailure(former, now, lockOut) });
    }
    return 0;
  });
  if (closedUntil > 0) throw refuse.wait({ seconds: Math.ceil((closedUntil - now) / 1000) });
}

/** After a success: the name begins anew; the address only gets this one attempt back. */
export async function forgiveAttempts(access: AccessContext, attempt: Attempt): Promise<void> {
  const [tried, address] = chargedKeys(access, attempt) as [Charged, Charged];
  await deleteAttempts(access.database, tried.kind, [tried.key]);
  await forgiveAttempt(access.database, address.kind, address.key);
}

// In this order always: two attempts never wait for each other in a circle.
function chargedKeys({ vault }: AccessContext, { kind, tried, address }: Attempt): Charged[] {
  return [
    { kind, key: vault.storedKey(`attempt ${kind}`, tried) },
    { kind: 'address', key: vault.storedKey('attempt address', address) },
  ];
}
