// The addresses of signing in.
import { showTotp, takeTotp } from '../account/factors.js';
import type { Page } from '../page-request.model.js';
import { showRecover, takeRecover } from './new-account.js';
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
  { act: 'session.sign-out', address: '/sign-out', show: showSignOut, take: takeSignOut },
];
