// The addresses of one's own account.
import type { Page } from '../page-request.model.js';
import { showPasskeyEnrolment, takePasskeyEnrolment } from '../sign-in/passkey.js';
import { showAccount, showPassword, showSessions, takePassword, takeSessions } from './account.js';
import { showData, takeData } from './data.js';
import { showFactors, showTotp, takeFactors, takeTotp } from './factors.js';

/** The account, its sessions, password and factors. */
export const accountPages: readonly Page[] = [
  { address: '/account', act: 'account.read-own', show: showAccount },
  {
    address: '/account/sessions',
    act: 'account.read-own',
    show: showSessions,
    take: takeSessions,
    takes: 'account.revoke-session',
  },
  {
    address: '/account/password',
    act: 'account.change-own',
    show: showPassword,
    take: takePassword,
  },
  {
    address: '/account/factors',
    act: 'account.read-own',
    show: showFactors,
    take: takeFactors,
    takes: 'account.change-own',
  },
  {
    address: '/account/factors/totp',
    act: 'account.enrol-factor',
    show: showTotp,
    take: takeTotp,
    attempts: 'signIn',
  },
  {
    address: '/account/factors/passkey',
    act: 'account.enrol-factor',
    show: showPasskeyEnrolment,
    take: takePasskeyEnrolment,
    attempts: 'signIn',
    passkeys: true,
  },
  {
    address: '/account/data',
    act: 'account.read-own',
    show: showData,
    take: takeData,
    takes: 'account.erase-own',
  },
];
