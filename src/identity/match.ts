// Whom is a row about? Never by similarity, never "name or code": the code decides and the name must agree.
import { readsLikePerson, readsLikeSentence } from '../codes/organisation-name.js';
import type { UsccFault } from '../codes/uscc.js';
import type { RegisteredSubject } from '../parties/registry.model.js';

/** What a row says of its subject, already in normal form. */
export interface RowSubject {
  /** The unified social credit code as written (normal form), '' where the row gives none. */
  readonly uscc: string;
  readonly usccFault: UsccFault | null;
  readonly name: string;
  readonly foldedName: string;
  /** Code of the catalogue's list of subject categories; null where the row gives none. */
  readonly category: string | null;
  /** A well-formed 15-digit registration number, '' otherwise. */
  readonly registrationNumber: string;
}

/** Why a row waits for a person. */
export type HoldCode =
  | 'name_differs'
  | 'pilot_period_code'
  | 'no_code_name_known'
  | 'name_reads_like_sentence'
  | 'name_reads_like_person'
  | 'record_of_other_subject';

/** Why a row goes back to its agency. */
export type ReturnCode = 'code_missing' | 'code_wrong';

/** Whom a row is about. */
export type Match =
  | { readonly answer: 'agrees'; readonly subjectId: string }
  | { readonly answer: 'new'; readonly by: 'uscc' | 'registration-number' }
  | HeldMatch
  | { readonly answer: 'returned'; readonly code: ReturnCode };

interface HeldMatch {
  readonly answer: 'held';
  readonly code: HoldCode;
  readonly candidates: readonly RegisteredSubject[];
  /** False where nothing of the row may be kept: it could be about a person. */
  readonly keepContent: boolean;
}

/** What the registry knows that could be the row's subject. */
export interface Candidates {
  readonly byUscc: RegisteredSubject | undefined;
  readonly byRegistrationNumber: RegisteredSubject | undefined;
  /** Bearers of exactly this name; looked up only for rows without a code. */
  readonly byName: readonly RegisteredSubject[];
}

/** Decides whom the row is about. `isRegistration`: the row itself says which names the organisation bears. */
export function matchSubject(
  row: RowSubject,
  candidates: Candidates,
  isRegistration: boolean,
): Match {
  if (row.uscc === '') return matchWithoutCode(row, candidates);
  if (row.usccFault === 'check') {
    return { ...hold('pilot_period_code', candidates.byName), keepContent: !mayBePerson(row) };
  }
  if (row.usccFault !== null) return { answer: 'returned', code: 'code_wrong' };
  const known = candidates.byUscc;
  if (readsLikeSentence(row.name)) return hold('name_reads_like_sentence', known ? [known] : []);
  if (!known) return { answer: 'new', by: 'uscc' };
  if (isRegistration || known.foldedNames.has(row.foldedName)) {
    return { answer: 'agrees', subjectId: known.subjectId };
  }
  return hold('name_differs', [known]);
}

function matchWithoutCode(row: RowSubject, candidates: Candidates): Match {
  if (mayBePerson(row)) {
    return {
      answer: 'held',
      code: 'name_reads_like_person',
      candidates: [],
      keepContent: false,
    };
  }
  if (readsLikeSentence(row.name)) return hold('name_reads_like_sentence', []);
  const byNumber = candidates.byRegistrationNumber;
  if (byNumber) {
    return byNumber.foldedNames.has(row.foldedName)
      ? { answer: 'agrees', subjectId: byNumber.subjectId }
      : hold('name_differs', [byNumber]);
  }
  if (candidates.byName.length > 0) return hold('no_code_name_known', candidates.byName);
  if (row.registrationNumber !== '') return { answer: 'new', by: 'registration-number' };
  return { answer: 'returned', code: 'code_missing' };
}

// Nothing but its name tells what the row is about, and the name reads like a person's.
function mayBePerson(row: RowSubject): boolean {
  return row.category === null && readsLikePerson(row.name);
}

function hold(code: HoldCode, candidates: readonly RegisteredSubject[]): HeldMatch {
  return { answer: 'held', code, candidates, keepContent: true };
}
