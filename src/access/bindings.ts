// Who speaks for an organisation: by the code of a letter that was sent to it, or by confirmation at the window.
import { readUscc } from '../codes/uscc.js';
import type { Queryable, Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { findSubjectsByCode } from '../parties/registry.js';
import type { AccessContext } from './access.model.js';
import { noteAct, readAccount, requireAccount } from './accounts.js';
import { chargeAttempt, forgiveAttempts } from './attempts.js';
import {
  type BindingRow,
  bindRow,
  endBindingRow,
  insertBinding,
  lockBinding,
  lockLetter,
  selectBindingsOf,
  selectWaitingBindings,
} from './binding.store.js';
import { endGrant } from './grant.store.js';
import { addGrant } from './grants.js';
import { newOneTimeCode, oneTimeCodeDigest } from './one-time-code.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';
import { refuse } from './refusals.js';

const dayMilliseconds = 86_400_000;

/** A letter to print: the code stands on it and nowhere else. */
export interface BindingLetter {
  readonly bindingId: string;
  readonly uscc: string;
  readonly organisation: string;
  readonly code: string;
  /** Milliseconds. */
  readonly endsAt: number;
}

/** A binding, made or waiting. Moments in milliseconds. */
export interface Binding {
  readonly bindingId: string;
  readonly uscc: string;
  readonly way: 'letter' | 'window';
  readonly askedAt: number;
  readonly endsAt: number;
  readonly boundAt: number | null;
}

/** Makes a letter for an organisation on file. Refuses `access.organisation_unknown`. */
export async function issueLetter(
  { clock, database, limits }: AccessContext,
  principal: Principal,
  code: string,
): Promise<BindingLetter> {
  authorise(principal, 'binding.issue-letter');
  const { uscc, name } = await requireOrganisation(database, code);
  const at = clock.now();
  const bindingId = newId(at);
  const letterCode = newOneTimeCode();
  const endsAt = at + limits.letterDays * dayMilliseconds;
  await database.transaction(async (tx) => {
    await insertBinding(tx, {
      bindingId,
      uscc,
      way: 'letter',
      accountId: null,
      codeDigest: oneTimeCodeDigest(letterCode),
      by: principal.actor,
      at,
      endsAt,
    });
    await noteAct(tx, principal, { at, act: 'binding.issue-letter', object: uscc });
  });
  return { bindingId, uscc, organisation: name, code: letterCode, endsAt };
}

async function requireOrganisation(
  database: Queryable,
  code: string,
): Promise<{ readonly uscc: string; readonly name: string }> {
  const reading = readUscc(code);
  const uscc = reading.fault === null ? reading.code : code.slice(0, 40);
  const subject = (await findSubjectsByCode(database, [uscc])).get(uscc);
  if (!subject) throw refuse.organisation_unknown({ uscc });
  return { uscc, name: subject.name };
}

/** Binds the account to the organisation of the letter. Refuses `access.letter_wrong`, `access.wait`. */
export async function redeemLetter(
  access: AccessContext,
  principal: Principal,
  given: { readonly uscc: string; readonly code: string; readonly address: string },
): Promise<void> {
  const accountId = principal.actor;
  authorise(principal, 'binding.redeem', { accountId });
  const reading = readUscc(given.uscc);
  const uscc = reading.fault === null ? reading.code : '';
  const attempt = { kind: 'binding', tried: uscc, address: given.address } as const;
  await chargeAttempt(access, attempt);
  const at = access.clock.now();
  const codeDigest = oneTimeCodeDigest(given.code);
  await access.database.transaction(async (tx) => {
    await requireOrganisationAccount(tx, accountId);
    const letter = await lockLetter(tx, { uscc, codeDigest, at });
    if (!letter) throw refuse.letter_wrong();
    await bind(tx, letter, { accountId, by: null, at });
    await noteAct(tx, principal, { at, act: 'binding.redeem', object: uscc });
  });
  await forgiveAttempts(access, attempt);
}

/** Asks for a binding that the window is to confirm; gives its id. */
export async function requestBinding(
  { clock, database, limits }: AccessContext,
  principal: Principal,
  code: string,
): Promise<string> {
  const accountId = principal.actor;
  authorise(principal, 'binding.request', { accountId });
  const { uscc } = await requireOrganisation(database, code);
  const at = clock.now();
  const bindingId = newId(at);
  await database.transaction(async (tx) => {
    await requireOrganisationAccount(tx, accountId);
    const waiting = await selectBindingsOf(tx, accountId, at);
    for (const former of waiting.filter((row) => row.uscc === uscc && row.bound_at === null)) {
      await endBindingRow(tx, former.binding_id, { at, by: accountId });
    }
    const endsAt = at + limits.windowDays * dayMilliseconds;
    const binding = { bindingId, uscc, way: 'window', accountId, codeDigest: null } as const;
    await insertBinding(tx, { ...binding, by: accountId, at, endsAt });
    await noteAct(tx, principal, { at, act: 'binding.request', object: uscc });
  });
  return bindingId;
}

async function requireOrganisationAccount(tx: Transaction, accountId: string): Promise<void> {
  const { kind } = await requireAccount(tx, accountId);
  if (kind !== 'organisation') throw refuse.binding_for_organisations();
}

/** Confirms at the window that the account's holder speaks for the organisation. Refuses `access.binding_unknown`. */
export async function confirmBinding(
  { clock, database }: AccessContext,
  principal: Principal,
  bindingId: string,
): Promise<void> {
  authorise(principal, 'binding.confirm');
  const at = clock.now();
  await database.transaction(async (tx) => {
    const row = await lockBinding(tx, bindingId);
    const isWaiting = row?.way === 'window' && !row.bound_at && row.ends_at.getTime() > at;
    if (!isWaiting || row.account_id === null) throw refuse.binding_unknown();
    const accountId = row.account_id;
    authorise(principal, 'binding.confirm', { accountId, createdBy: row.asked_by });
    await bind(tx, row, { accountId, by: principal.actor, at });
    await noteAct(tx, principal, { at, act: 'binding.confirm', object: row.uscc });
  });
}

async function bind(
  tx: Transaction,
  { binding_id: bindingId, uscc }: BindingRow,
  { accountId, by, at }: { accountId: string; by: string | null; at: number },
): Promise<void> {
  await requireAccount(tx, accountId);
  const to = { owner: { accountId }, holder: 'organisation', at, by: by ?? accountId } as const;
  const grantId = await addGrant(tx, { role: 'organisation-clerk', uscc }, to);
  await bindRow(tx, { bindingId, accountId, grantId, by, at });
}

/** Ends a binding, one's own or as the office; the role ends with it. Refuses `access.binding_unknown`. */
export async function endBinding(
  { clock, database }: AccessContext,
  principal: Principal,
  bindingId: string,
): Promise<void> {
  authorise(principal, 'binding.end');
  const at = clock.now();
  await database.transaction(async (tx) => {
    const row = await lockBinding(tx, bindingId);
    if (!row) throw refuse.binding_unknown();
    authorise(
      principal,
      'binding.end',
      row.account_id === null ? {} : { accountId: row.account_id },
    );
    await endBindingRow(tx, bindingId, { at, by: principal.actor });
    if (row.grant_id !== null) await endGrant(tx, row.grant_id, { at, by: principal.actor });
    await noteAct(tx, principal, { at, act: 'binding.end', object: row.uscc });
  });
}

/** What waits for the window, oldest first, with who asks. */
export async function listBindings(
  access: AccessContext,
  principal: Principal,
): Promise<(Binding & { readonly login: string | null; readonly name: string | null })[]> {
  authorise(principal, 'binding.list');
  const lines = [];
  for (const row of await selectWaitingBindings(access.database, access.clock.now())) {
    const { login, name } = await readAccount(access, row.account_id ?? '');
    lines.push({ ...bindingOf(row), login, name });
  }
  return lines;
}

/** One's own bindings, made or waiting, newest first. */
export async function listOwnBindings(
  { clock, database }: AccessContext,
  principal: Principal,
): Promise<Binding[]> {
  authorise(principal, 'account.read-own', { accountId: principal.actor });
  return (await selectBindingsOf(database, principal.actor, clock.now())).map(bindingOf);
}

function bindingOf(row: BindingRow): Binding {
  return {
    bindingId: row.binding_id,
    uscc: row.uscc,
    way: row.way,
    askedAt: row.asked_at.getTime(),
    endsAt: row.ends_at.getTime(),
    boundAt: row.bound_at?.getTime() ?? null,
  };
}
