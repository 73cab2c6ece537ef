// The addresses of signing in.
import { showTotp, takeTotp } from '../account/factors.js';
import type { Page } from '../page-request.model.js';
import { showRecover, showRegister, takeRecover, takeRegister } from './new-account.js';
import { arrive, departToLink, departToProve, departToSignIn } from './oidc.js';
import {
  showPasskeyEnrolment,
  showPasskeyFactor,
  showPasskeyProof,
  showPasskeySignIn,
  takePasskeyEnrolment,
  takePasskeyFactor,
  takePasskeyProof,
  takePasskeySignIn,
} from './passkey.js';
import {
  showAgain,
  showFactor,
  showSignIn,
  showSignOut,
  takeAgain,
  takeFactor,
  takeSignIn,
  takeSignOut,
} from './sign-in.js';

// Whoever is here is nobody yet; guessing has a rate of its own.
const guessed = { act: 'session.sign-in', attempts: 'signIn' } as const;
const spoken = { ...guessed, passkeys: true } as const;

/** Signing in, step by step, and the way out. */
export const signInPages: readonly Page[] = [
  { ...guessed, address: '/sign-in', show: showSignIn, take: takeSignIn },
  { ...guessed, address: '/sign-in/factor', show: showFactor, take: takeFactor },
  { ...guessed, address: '/sign-in/enrol', show: showTotp, take: takeTotp },
  {
    ...guessed,
    act: 'session.reauthenticate',
    address: '/sign-in/again',
    show: showAgain,
    take: takeAgain,
  },
  {
    ...guessed,
    act: 'account.redeem-recovery',
    address: '/recover',
    show: showRecover,
    take: takeRecover,
  },
  {
    ...guessed,
    act: 'account.register',
    address: '/register',
    show: showRegister,
    take: takeRegister,
  },
  {
    ...spoken,
    address: '/sign-in/passkey',
    show: showPasskeySignIn,
    take: takePasskeySignIn,
  },
  {
    ...spoken,
    address: '/sign-in/factor/passkey',
    show: showPasskeyFactor,
    take: takePasskeyFactor,
  },
  {
    ...spoken,
    address: '/sign-in/enrol/passkey',
    show: showPasskeyEnrolment,
    take: takePasskeyEnrolment,
  },
  {
    ...spoken,
    act: 'session.reauthenticate',
    address: '/sign-in/again/passkey',
    show: showPasskeyProof,
    take: takePasskeyProof,
  },
  { address: '/sign-in/oidc', act: 'session.sign-in', show: departToSignIn },
  { address: '/sign-in/oidc/link', act: 'account.change-own', show: departToLink },
  { address: '/sign-in/again/oidc', act: 'session.reauthenticate', show: departToProve },
  { address: '/sign-in/oidc/callback', act: 'session.sign-in', show: arrive },
  { act: 'session.sign-out', address: '/sign-out', show: showSignOut, take: takeSignOut },
];
