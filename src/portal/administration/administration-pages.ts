// The addresses of the security administrator.
import type { Page } from '../page-request.model.js';
import {
  showAccounts,
  showAdministeredAccount,
  showNewAccount,
  showRecoveries,
  takeAdministeredAccount,
  takeNewAccount,
  takeRecoveries,
} from './accounts.js';
import { showClient, showClients, showNewClient, takeClient, takeNewClient } from './clients.js';

/** Accounts, recoveries and API clients. What a button does asks the table once more, with what it is done to. */
export const administrationPages: readonly Page[] = [
  { address: '/administration/accounts', act: 'account.list', show: showAccounts },
  {
    address: '/administration/accounts/new',
    act: 'account.create',
    show: showNewAccount,
    take: takeNewAccount,
  },
  {
    address: '/administration/accounts/:account',
    act: 'account.list',
    show: showAdministeredAccount,
    take: takeAdministeredAccount,
  },
  {
    address: '/administration/recoveries',
    act: 'account.confirm-recovery',
    show: showRecoveries,
    take: takeRecoveries,
  },
  { address: '/administration/clients', act: 'client.list', show: showClients },
  {
    address: '/administration/clients/new',
    act: 'client.create',
    show: showNewClient,
    take: takeNewClient,
  },
  {
    address: '/administration/clients/:client',
    act: 'client.list',
    show: showClient,
    take: takeClient,
  },
];
