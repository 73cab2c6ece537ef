// How long the way in stays closed after failed attempts: longer each time.
import type { LockOut } from './limits.model.js';

/** What is known of former attempts. Milliseconds. */
export interface AttemptCount {
  readonly failures: number;
  readonly lastAt: number;
}

/** The count with one more failure at `now`, and until when the way in is closed by it; null: it is not. */
export function countFailure(
  former: AttemptCount,
  now: number,
  lockOut: LockOut,
): { readonly failures: number; readonly closedUntil: number | null } {
  const isForgotten = now - former.lastAt >= lockOut.forgetSeconds * 1000;
  const failures = isForgotten ? 1 : former.failures + 1;
  const beyond = failures - lockOut.free;
  if (beyond <= 0) return { failures, closedUntil: null };
  const seconds = Math.min(
    lockOut.firstSeconds * 2 ** Math.min(beyond - 1, 30),
    lockOut.mostSeconds,
  );
  return { failures, closedUntil: now + seconds * 1000 };
}
