// The periods and counts of signing in, as data/access/limits.yml gives them.

/** After `free` failures, each further one closes the way in for `firstSeconds`, doubled each time up to the most. */
export interface LockOut {
  readonly free: number;
  readonly firstSeconds: number;
  readonly mostSeconds: number;
  /** After so long without a failure the count begins anew. */
  readonly forgetSeconds: number;
}

interface ByKind {
  readonly staff: number;
  readonly organisation: number;
}

/** What the file says; units are in the names. */
export interface AccessLimits {
  readonly passwordLength: { readonly least: number; readonly most: number };
  readonly passwordHash: { readonly memoryKib: number; readonly passes: number };
  readonly lockOutLogin: LockOut;
  readonly lockOutAddress: LockOut;
  readonly halfOpenMinutes: number;
  readonly challengeMinutes: number;
  readonly sessionIdleMinutes: ByKind;
  readonly sessionHours: ByKind;
  readonly reauthenticationMinutes: number;
  readonly seenEverySeconds: number;
  readonly invitationHours: number;
  readonly recoveryHours: { readonly confirm: number; readonly use: number };
  readonly letterDays: number;
  readonly windowDays: number;
  readonly tokenMinutes: number;
  readonly secretOverlapDays: number;
  readonly sleepingAccountDays: number;
  readonly unboundAccountDays: number;
  readonly suspendedAccountDays: number;
  readonly endedSessionDays: number;
}
