// What the checks of all proof files have in common: their steps, the key, hashes as they are written.
import type { Bilingual } from '../kernel/errors.js';
import { type LogVerifier, readVerifier } from './log-key.js';

/** One thing that was looked at. */
export interface ProofStep {
  readonly what: Bilingual;
  readonly ok: boolean;
}

/** The outcome of checking a proof file: the steps taken up to the first that does not hold. */
export interface Verdict<Shown> {
  readonly ok: boolean;
  readonly steps: readonly ProofStep[];
  /** Null where a step does not hold: then the file shows nothing. */
  readonly shown: Shown | null;
}

/** Looks at one thing: gives what was found, and ends the check where that is undefined. */
export type TakeStep = <Result>(what: Bilingual, look: () => Result | undefined) => Result;

/** Thrown at the first step that does not hold. */
class DoesNotHold extends Error {}

/** Takes the steps of a check, each of which builds upon those before it. */
export function checkBySteps<Shown>(check: (step: TakeStep) => Shown): Verdict<Shown> {
  const steps: ProofStep[] = [];
  const step: TakeStep = (what, look) => {
    const result = look();
    steps.push({ what, ok: result !== undefined });
    if (result === undefined) throw new DoesNotHold();
    return result;
  };
  try {
    return { ok: true, shown: check(step), steps };
  } catch (error) {
    if (!(error instanceof DoesNotHold)) throw error;
    return { ok: false, steps, shown: null };
  }
}

/** A condition as a step takes it. */
export function holds(condition: boolean): true | undefined {
  return condition || undefined;
}

/** The key that a file names; undefined where it is none, or not the one the reader brought along. */
export function readKey(text: string, pinned: LogVerifier | undefined): LogVerifier | undefined {
  const own = readVerifier(text);
  if (own?.text !== text) return undefined;
  return pinned === undefined || pinned.text === text ? own : undefined;
}

/** Bytes as base64url without padding; only the one way of writing them: the last character has bits that say nothing. */
export function readBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
