// API clients in the hands of the security administrator: listed, made, given new secrets, revoked.
import {
  type Client,
  createClient,
  listClients,
  revokeClient,
  rotateSecret,
} from '../../access/clients.js';
import { readRole } from '../../access/grants.js';
import { permissionTable } from '../../access/permission.js';
import type { Context } from '../../http/context.js';
import { refuse } from '../../http/refusals.js';
import { grantTitle, roleTitle } from '../grant-title.js';
import { addressIn, type Language } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import {
  ClientPage,
  ClientSecretPage,
  ClientsPage,
  type ListedClient,
  NewClientPage,
} from './clients.render.js';

const list = '/administration/clients';

/** All clients. */
export const showClients: Show = async (context, { frame, visitor }) => {
  const found = await listClients(context.access, visitor.principal);
  const clients = await Promise.all(found.map((client) => listed(context, client, frame.language)));
  return { page: <ClientsPage frame={frame} clients={clients} /> };
};

async function listed(
  { database }: Context,
  { grants, ...client }: Client,
  language: Language,
): Promise<ListedClient> {
  const roles = await Promise.all(grants.map((grant) => grantTitle(database, grant, language)));
  return { ...client, roles };
}

/** A new client. */
export const showNewClient: Show = async (_context, { frame, fault, given }) => {
  const { language } = frame;
  const table = permissionTable();
  const roles = [...table.roles.values()]
    .filter(({ heldBy }) => heldBy.includes('client'))
    .map(({ role }) => [role, roleTitle(role, language)] as const);
  const scopes = [...table.scopes].map(([scope, title]) => [scope, title[language]] as const);
  return { page: <NewClientPage {...{ frame, fault, given, roles, scopes }} /> };
};

export const takeNewClient: Take = async ({ access }, { frame, fields, visitor }) => {
  const { title = '', role = '', agency = '', uscc = '' } = fields;
  const scopes = [...permissionTable().scopes.keys()];
  const { clientId, secret } = await createClient(access, visitor.principal, {
    title,
    scopes: scopes.filter((scope) => fields[`scope ${scope}`] === 'yes'),
    grants: [
      {
        role: readRole(role),
        ...(agency.trim() !== '' && { agencyCode: agency.trim().toUpperCase() }),
        ...(uscc.trim() !== '' && { uscc: uscc.trim().toUpperCase() }),
      },
    ],
  });
  return { page: <ClientSecretPage {...{ frame, clientId, secret }} />, secret: true };
};

/** One client. */
export const showClient: Show = async (context, { frame, fault, path, visitor }) => {
  const clients = await listClients(context.access, visitor.principal);
  const found = clients.find(({ clientId }) => clientId === path['client']);
  if (!found) return { movedTo: addressIn(frame.language, list) };
  const client = await listed(context, found, frame.language);
  return { page: <ClientPage {...{ frame, fault, client }} /> };
};

export const takeClient: Take = async ({ access }, { frame, fields, path, visitor }) => {
  const clientId = path['client'] ?? '';
  if (fields['do'] === 'rotate') {
    const made = await rotateSecret(access, visitor.principal, clientId);
    return { page: <ClientSecretPage {...{ frame, clientId, ...made }} />, secret: true };
  }
  if (fields['do'] !== 'revoke') throw refuse.request_unreadable();
  await revokeClient(access, visitor.principal, clientId);
  return { movedTo: addressIn(frame.language, `${list}/${clientId}`) };
};
