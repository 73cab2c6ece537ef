// An account's own pages: what it is, its sessions, its password.
import { readAccount } from '../../access/accounts.js';
import { changePassword } from '../../access/own-account.js';
import { isAllowed } from '../../access/permission.js';
import { endOtherSessions, endSession, listSessions } from '../../access/sessions.js';
import { grantTitle } from '../grant-title.js';
import { addressIn } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import { AccountPage, PasswordPage, SessionsPage } from './account.render.js';

const further = [
  ['toBindings', 'binding.redeem', 'organisation'],
  ['toAdministration', 'account.list', 'staff'],
  ['toRecoveries', 'account.confirm-recovery', 'staff'],
  ['toWindow', 'binding.list', 'staff'],
  ['toAudit', 'security-audit.read', 'staff'],
] as const;

/** The account and the ways on from there. */
export const showAccount: Show = async (context, { frame, visitor }) => {
  const { principal } = visitor;
  const own = await readAccount(context.access, principal.actor);
  const titles = own.grants.map((grant) => grantTitle(context.database, grant, frame.language));
  const account = {
    accountId: own.accountId,
    login: own.login ?? '',
    name: own.name ?? '',
    contact: own.contact ?? undefined,
    createdAt: own.createdAt,
    roles: await Promise.all(titles),
    further: further
      .filter(([, act, kind]) => kind === own.kind && isAllowed(principal, act))
      .map(([way]) => way),
    organisations: principal.grants
      .filter(({ role }) => role === 'organisation-clerk')
      .flatMap(({ uscc }) => uscc ?? []),
  };
  return { page: <AccountPage frame={frame} account={account} /> };
};

/** Where the account is signed in. */
export const showSessions: Show = async ({ access }, { frame, fault, visitor }) => {
  const sessions = await listSessions(access, visitor.principal);
  return { page: <SessionsPage frame={frame} fault={fault} sessions={sessions} /> };
};

/** Ends one of them, or all but this one. */
export const takeSessions: Take = async ({ access }, { frame, fields, visitor }) => {
  const { principal } = visitor;
  const { session = '' } = fields;
  if (session === 'others') await endOtherSessions(access, principal);
  else await endSession(access, principal, session);
  const isThis = session === principal.sessionId;
  return {
    movedTo: addressIn(frame.language, isThis ? '/sign-out' : '/account/sessions'),
    ...(isThis && { cookies: { session: null } }),
  };
};

/** A new password. */
export const showPassword: Show = async ({ access }, { frame, fault, query, visitor }) => {
  const { least } = access.limits.passwordLength;
  const login = visitor.session?.login ?? '';
  const done = !fault && query['done'] === 'yes';
  return { page: <PasswordPage {...{ frame, fault, least, login, done }} /> };
};

export const takePassword: Take = async ({ access }, { frame, fields, visitor }) => {
  await changePassword(access, visitor.principal, fields['newPassword'] ?? '');
  return { movedTo: addressIn(frame.language, '/account/password?done=yes') };
};
