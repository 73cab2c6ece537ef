// Accounts in the hands of the security administrator: listed, made, changed, recovered, erased.

import {
  grantRole,
  resumeAccount,
  revokeRole,
  suspendAccount,
} from '../../access/account-changes.js';
import { eraseAccount } from '../../access/account-copy.js';
import { type Account, createAccount, getAccount, listAccounts } from '../../access/accounts.js';
import { readRole } from '../../access/grants.js';
import { foldLogin } from '../../access/login.js';
import { permissionTable } from '../../access/permission.js';
import type { Grant } from '../../access/principal.model.js';
import { confirmRecovery, listRecoveries, startRecovery } from '../../access/recoveries.js';
import type { Context } from '../../http/context.js';
import { refuse } from '../../http/refusals.js';
import { isUuid } from '../../kernel/ids.js';
import { refuse as refusePage } from '../account/account-refusals.js';
import { grantTitle, roleTitle } from '../grant-title.js';
import { addressIn, type Language } from '../language.js';
import type { PageAnswer, SentForm, Show, Take } from '../page-request.model.js';
import {
  AccountsPage,
  AdministeredAccountPage,
  type ListedAccount,
  NewAccountPage,
  type RoleChoices,
} from './accounts.render.js';
import { OneTimeCodePage, RecoveriesPage } from './one-time-code.render.js';

const list = '/administration/accounts';
const onPage = 100;

/** The accounts, a page at a time. */
export const showAccounts: Show = async (context, { frame, query, visitor }) => {
  const after = isUuid(query['after'] ?? '') ? query['after'] : undefined;
  const found = await listAccounts(context.access, visitor.principal, after);
  const accounts = await Promise.all(
    found.map((account) => listed(context, account, frame.language)),
  );
  const next = found.length === onPage ? found.at(-1)?.accountId : undefined;
  return { page: <AccountsPage frame={frame} accounts={accounts} next={next} /> };
};

async function listed(
  { database }: Context,
  { accountId, grants, kind, login, name, state }: Account,
  language: Language,
): Promise<ListedAccount> {
  const titled = grants.map(async (grant) => ({
    grantId: grant.grantId,
    title: await grantTitle(database, grant, language),
  }));
  return { accountId, kind, login, name, state, grants: await Promise.all(titled) };
}

/** A new account of staff. */
export const showNewAccount: Show = async (_context, { frame, fault, given }) => ({
  page: <NewAccountPage {...{ frame, fault, given, roles: staffRoles(frame.language) }} />,
});

function staffRoles(language: Language): RoleChoices {
  return [...permissionTable().roles.values()]
    .filter(({ heldBy }) => heldBy.includes('staff'))
    .map(({ role }) => [role, roleTitle(role, language)]);
}

export const takeNewAccount: Take = async ({ access }, { frame, fields, visitor }) => {
  const { login = '', name = '', contact = '' } = fields;
  const { accountId, code, endsAt } = await createAccount(access, visitor.principal, {
    kind: 'staff',
    login,
    name,
    ...(contact.trim() !== '' && { contact }),
    grants: fields['role'] ? [grantIn(fields)] : [],
  });
  const back = `${list}/${accountId}`;
  return { page: <OneTimeCodePage {...{ frame, code, endsAt, back }} />, secret: true };
};

function grantIn({ role = '', agency = '', district = '' }: SentForm['fields']): Grant {
  return {
    role: readRole(role),
    ...(agency.trim() !== '' && { agencyCode: agency.trim().toUpperCase() }),
    ...(district.trim() !== '' && { district: district.trim() }),
  };
}

/** One account with all that can be done to it. */
export const showAdministeredAccount: Show = async (context, request) => {
  const { frame, fault, given, path, visitor } = request;
  const found = await getAccount(context.access, visitor.principal, path['account'] ?? '');
  const { contact, createdAt, lastUsedOn } = found;
  const account = {
    ...(await listed(context, found, frame.language)),
    contact,
    createdAt,
    lastUsedOn,
  };
  const roles = staffRoles(frame.language);
  return { page: <AdministeredAccountPage {...{ frame, fault, given, account, roles }} /> };
};

type Deed = (context: Context, form: SentForm, accountId: string) => Promise<unknown>;

const deeds: Readonly<Record<string, Deed>> = {
  grant: ({ access }, { fields, visitor }, accountId) =>
    grantRole(access, visitor.principal, { accountId, ...grantIn(fields) }),
  revoke: ({ access }, { fields, visitor }, accountId) =>
    revokeRole(access, visitor.principal, { accountId, grantId: fields['grant'] ?? '' }),
  suspend: ({ access }, { visitor }, accountId) =>
    suspendAccount(access, visitor.principal, accountId),
  resume: ({ access }, { visitor }, accountId) =>
    resumeAccount(access, visitor.principal, accountId),
  erase: async ({ access }, { fields, visitor }, accountId) => {
    const { login } = await getAccount(access, visitor.principal, accountId);
    if (foldLogin(fields['login'] ?? '') !== login) throw refusePage.login_differs();
    await eraseAccount(access, visitor.principal, accountId);
  },
  recover: ({ access }, { fields, visitor }, accountId) =>
    startRecovery(access, visitor.principal, { accountId, reason: fields['reason'] ?? '' }),
};

/** Does to an account what the button says; the use case asks the table whether he may. */
export const takeAdministeredAccount: Take = async (context, form) => {
  const accountId = form.path['account'] ?? '';
  const deed = Object.hasOwn(deeds, form.fields['do'] ?? '') && deeds[form.fields['do'] as string];
  if (!deed) throw refuse.request_unreadable();
  await deed(context, form, accountId);
  return onTo(form, `${list}/${accountId}`);
};

function onTo({ frame }: SentForm, to: string): PageAnswer {
  return { movedTo: addressIn(frame.language, to) };
}

/** Recoveries that wait for their second person. */
export const showRecoveries: Show = async ({ access }, { frame, fault, visitor }) => {
  const { principal } = visitor;
  const recoveries = await listRecoveries(access, principal);
  return { page: <RecoveriesPage {...{ frame, fault, recoveries, actor: principal.actor }} /> };
};

export const takeRecoveries: Take = async ({ access }, { frame, fields, visitor }) => {
  const { recovery = '' } = fields;
  const { code, endsAt } = await confirmRecovery(access, visitor.principal, recovery);
  const page = <OneTimeCodePage {...{ frame, code, endsAt, back: '/administration/recoveries' }} />;
  return { page, secret: true };
};
