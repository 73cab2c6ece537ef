// What the use cases of signing in work with.
import type { Database } from '../kernel/database.js';
import type { Clock } from '../kernel/time.js';
import type { AccessLimits } from './limits.model.js';
import type { Vault } from './vault.js';

/** Given by wiring.ts to the doors and to commands. */
export interface AccessContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly limits: AccessLimits;
}

/** Where somebody who signs in comes from. Neither is kept in the open. */
export interface Caller {
  readonly address: string;
  /** Browser and system as the list of sessions shows them, `Firefox, Linux`. */
  readonly device: string;
}

/** How far a session has come: a password was right, a second factor is still to be given or to be enrolled, or all is. */
export type SessionStage = 'factor' | 'enrol' | 'open';

/** What signing in led to. */
export interface SignInStep {
  readonly stage: SessionStage;
  /** For the cookie; it is kept nowhere. */
  readonly token: string;
  /** Milliseconds: when the session ends at the latest. */
  readonly endsAt: number;
}
