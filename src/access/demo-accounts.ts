// Accounts for trying the platform out: complete at once, told to whoever starts it, and out of use where no demo is wanted.
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import { type AccountKind, updateAccountState } from './account.store.js';
import { enterAccount, noteAct, readAccount } from './accounts.js';
import { type DemoRow, selectDemoAccounts } from './demo-account.store.js';
import { insertFactor } from './factor.store.js';
import { addGrant } from './grants.js';
import { hashPassword } from './password-hash.js';
import type { Grant } from './principal.model.js';
import { refuse } from './refusals.js';
import { endSessionsOf } from './session.store.js';
import { secretOf } from './totp.js';

const actor = 'process';
const passwordLength = 14;
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** What is told of a demo account: everything that signing in with it takes. */
export interface DemoAccount {
  readonly accountId: string;
  readonly login: string;
  readonly password: string;
  /** Base32, for an authenticator app; null where the account has no second factor. */
  readonly secret: string | null;
  readonly grants: readonly Grant[];
}

/** Makes one. Its password is drawn, and kept sealed where others keep their contact. */
export async function enterDemoAccount(
  access: AccessContext,
  account: {
    readonly kind: AccountKind;
    readonly login: string;
    readonly name: string;
    readonly grants: readonly Grant[];
  },
): Promise<void> {
  const { clock, database, limits, vault } = access;
  const password = Array.from(
    { length: passwordLength },
    () => passwordLetters[randomInt(passwordLetters.length)],
  ).join('');
  const passwordHash = await hashPassword(password, limits);
  await database.transaction(async (tx) => {
    const given = { ...account, contact: password, isDemo: true, passwordHash } as const;
    const accountId = await enterAccount(access, tx, { ...given, state: 'active', by: actor });
    const at = clock.now();
    for (const grant of account.grants) {
      await addGrant(tx, grant, { owner: { accountId }, holder: account.kind, at, by: actor });
    }
    await noteAct(tx, { actor }, { at, act: 'account.create', object: accountId });
    if (account.kind !== 'staff') return;
    const factorId = newId(at);
    await insertFactor(tx, {
      factorId,
      accountId,
      kind: 'totp',
      state: 'active',
      secret: vault.seal(new Secret().base32, secretOf(factorId)),
      label: null,
      credentialKey: null,
      counter: null,
      at,
    });
  });
}

/** The demo accounts in use, with what it takes to sign in. */
export async function listDemoAccounts(access: AccessContext): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  for (const row of await selectDemoAccounts(access.database)) {
    if (row.state !== 'active') continue;
    const { login, grants } = await readAccount(access, row.account_id);
    accounts.push({
      accountId: row.account_id,
      login: login ?? '',
      password: access.vault.open(row.contact, {
        column: 'access_account_private.contact',
        row: row.account_id,
      }),
      secret: openSecret(access, row),
      grants,
    });
  }
  return accounts;
}

function openSecret({ vault }: AccessContext, { factor_id: factorId, secret }: DemoRow) {
  return factorId === null || secret === null ? null : vault.open(secret, secretOf(factorId));
}

/**
 * Puts all demo accounts into use, or all out of it with their sessions; gives how many that changed. A platform that is
 * started without a demo leaves none of them in use.
 */
export async function switchDemoAccounts(access: AccessContext, on: boolean): Promise<number> {
  const { clock, database } = access;
  const [from, to] = on ? (['suspended', 'active'] as const) : (['active', 'suspended'] as const);
  const rows = (await selectDemoAccounts(database)).filter(({ state }) => state === from);
  for (const { account_id: accountId } of rows) {
    await database.transaction(async (tx) => {
      const at = clock.now();
      await updateAccountState(tx, accountId, { state: to, endedAt: on ? null : at });
      if (!on) await endSessionsOf(tx, { accountId, at });
      const act = on ? 'account.resume' : 'account.suspend';
      await noteAct(tx, { actor }, { at, act, object: accountId });
    });
  }
  return rows.length;
}

/** The code that an authenticator app would show for a demo account now. Refuses `access.not_demo` for all others. */
export async function demoCode(access: AccessContext, accountId: string): Promise<string> {
  const accounts = await listDemoAccounts(access);
  const secret = accounts.find((account) => account.accountId === accountId)?.secret;
  if (!secret) throw refuse.not_demo();
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: access.clock.now(),
  });
}
