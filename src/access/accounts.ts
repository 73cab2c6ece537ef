// Accounts: made, listed, suspended, given roles. What is personal is sealed on its way in.
import { recordAct } from '../audit/trail.js';
import { sqlState, type Transaction } from '../kernel/database.js';
import { isUuid, newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import {
  type AccountKind,
  type AccountRow,
  type AccountState,
  insertAccount,
  lockAccount,
  type PrivateRow,
  selectAccount,
  selectAccountByLogin,
  selectAccounts,
} from './account.store.js';
import { type HeldGrant, selectGrants } from './grant.store.js';
import { addGrant } from './grants.js';
import { foldLogin, readNewLogin } from './login.js';
import { authorise } from './permission.js';
import type { Grant, Principal } from './principal.model.js';
import { type Invitation, issueInvitation } from './recovery-code.js';
import { refuse } from './refusals.js';

const nameLength = 80;
const listLength = 100;

/** An account as the security administrator sees it. `login`, `name` and `contact` are null once it is erased. */
export interface Account {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly state: AccountState;
  readonly isDemo: boolean;
  readonly login: string | null;
  readonly name: string | null;
  readonly contact: string | null;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly createdBy: string;
  /** Day of the last sign-in. */
  readonly lastUsedOn: string | null;
  readonly hasPassword: boolean;
  readonly grants: readonly HeldGrant[];
}

/** What a new account is made of. */
export interface NewAccount {
  readonly kind: AccountKind;
  readonly login: string;
  /** How colleagues call its holder. */
  readonly name: string;
  /** Where its holder is reached about the account itself. */
  readonly contact?: string;
  readonly grants?: readonly Grant[];
}

/**
 * Makes an account; its holder sets the way in with the code of the invitation, which is shown once. Refuses
 * `access.login_unfit`, `access.login_taken`, `access.text_missing`, and what {@link addGrant} refuses.
 */
export async function createAccount(
  access: AccessContext,
  principal: Principal,
  account: NewAccount,
): Promise<Invitation & { readonly accountId: string }> {
  authorise(principal, 'account.create');
  if (account.grants?.length) authorise(principal, 'account.grant', {});
  return access.database.transaction(async (tx) => {
    const accountId = await enterAccount(access, tx, {
      ...account,
      state: 'invited',
      by: principal.actor,
      passwordHash: null,
    });
    const at = access.clock.now();
    const to = { owner: { accountId }, holder: account.kind, at, by: principal.actor };
    for (const grant of account.grants ?? []) {
      await addGrant(tx, grant, to);
      await noteAct(tx, principal, { at, act: 'account.grant', object: accountId });
    }
    await noteAct(tx, principal, { at, act: 'account.create', object: accountId });
    return {
      accountId,
      ...(await issueInvitation(access, tx, { accountId, by: principal.actor })),
    };
  });
}

/** Writes an account and what is personal about it; gives its id. */
export async function enterAccount(
  { clock, vault }: AccessContext,
  tx: Transaction,
  account: NewAccount & {
    readonly state: AccountState;
    readonly by: string;
    readonly passwordHash: string | null;
    readonly isDemo?: boolean;
  },
): Promise<string> {
  const at = clock.now();
  const accountId = newId(at);
  const login = readNewLogin(account.login);
  const name = shortText(account.name, { zh: '姓名', en: 'The name' });
  const contact =
    account.contact === undefined ? null : account.contact.trim().slice(0, nameLength);
  if (await selectAccountByLogin(tx, vault.lookUpKeys('login', login))) {
    throw refuse.login_taken({ login });
  }
  const seal = (column: string, text: string) =>
    vault.seal(text, { column: `access_account_private.${column}`, row: accountId });
  try {
    await insertAccount(tx, {
      accountId,
      kind: account.kind,
      state: account.state,
      isDemo: account.isDemo ?? false,
      at,
      by: account.by,
      passwordHash: account.passwordHash,
      loginKey: vault.storedKey('login', login),
      login: seal('login', login),
      name: seal('name', name),
      contact: contact === null ? null : seal('contact', contact),
    });
  } catch (error) {
    if (sqlState(error) === '23505') throw refuse.login_taken({ login });
    throw error;
  }
  return accountId;
}

function shortText(text: string, field: { readonly zh: string; readonly en: string }): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= nameLength) return trimmed;
  throw refuse.text_missing({ field: `${field.zh} / ${field.en}`, most: nameLength });
}

/** A page of accounts, oldest first; `after` is the id of the last one of the page before. */
export async function listAccounts(
  access: AccessContext,
  principal: Principal,
  after: string | null = null,
): Promise<Account[]> {
  authorise(principal, 'account.list');
  const rows = await selectAccounts(access.database, { after, limit: listLength });
  return rows.map((row) => openAccount(access, row, row.grants));
}

/** One account. Refuses `access.account_unknown`. */
export async function getAccount(
  access: AccessContext,
  principal: Principal,
  accountId: string,
): Promise<Account> {
  authorise(principal, 'account.list');
  return readAccount(access, accountId);
}

/** The account with this sign-in name, or with this id. Refuses `access.account_unknown`. */
export async function findAccountId(
  { database, vault }: AccessContext,
  principal: Principal,
  loginOrId: string,
): Promise<string> {
  authorise(principal, 'account.list');
  const isId = isUuid(loginOrId);
  const row = isId
    ? await selectAccount(database, loginOrId)
    : await selectAccountByLogin(database, vault.lookUpKeys('login', foldLogin(loginOrId)));
  if (!row) throw refuse.account_unknown({ account: loginOrId.slice(0, 60) });
  return row.account_id;
}

/** Reads an account without asking who wants to; for the use cases of this room. */
export async function readAccount(access: AccessContext, accountId: string): Promise<Account> {
  const row = await selectAccount(access.database, accountId);
  if (!row) throw refuse.account_unknown({ account: accountId });
  return openAccount(access, row, await selectGrants(access.database, { accountId }));
}

function openAccount(
  { vault }: AccessContext,
  row: AccountRow & PrivateRow,
  grants: readonly HeldGrant[],
): Account {
  const open = (column: 'login' | 'name' | 'contact') => {
    const sealed = row[column];
    const place = { column: `access_account_private.${column}`, row: row.account_id };
    return sealed === null ? null : vault.open(sealed, place);
  };
  return {
    accountId: row.account_id,
    kind: row.kind,
    state: row.state,
    isDemo: row.is_demo,
    login: open('login'),
    name: open('name'),
    // In its place a demo account has its password (demo-accounts.ts), which no page and no export shows.
    contact: row.is_demo ? null : open('contact'),
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    lastUsedOn: row.last_used_on,
    hasPassword: row.password_hash !== null,
    grants,
  };
}

/** Locks an account. Refuses `access.account_unknown`. */
export async function requireAccount(tx: Transaction, accountId: string): Promise<AccountRow> {
  const row = await lockAccount(tx, accountId);
  if (!row) throw refuse.account_unknown({ account: accountId });
  return row;
}

/** Puts an act of this room on the trail. */
export function noteAct(
  tx: Transaction,
  { actor }: Pick<Principal, 'actor'>,
  act: { readonly at: number; readonly act: string; readonly object: string },
): Promise<void> {
  return recordAct(tx, { ...act, actor, outcome: 'done' });
}
