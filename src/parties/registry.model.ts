// What the registry of organisations knows, and what records state about them.
import type { IsoDay } from '../kernel/time.js';

/** An organisation as the registry knows it. */
export interface RegisteredSubject {
  readonly subjectId: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly confirmed: boolean;
  /** Current and former names in their comparable form. */
  readonly foldedNames: ReadonlySet<string>;
}

/** What a registration record, or the first record about an unknown organisation, says of a subject. */
export interface SubjectStatement {
  readonly subjectId: string;
  readonly uscc: string | null;
  readonly registrationNumber: string | null;
  readonly name: string;
  /** Name and day of the last change, where the record gives them. */
  readonly formerName: string | null;
  readonly nameChangedOn: IsoDay | null;
  readonly category: string;
  readonly status: string;
  readonly confirmed: boolean;
  readonly region: string | null;
  readonly registeredOn: IsoDay | null;
  /** The registered name is nothing but its owner's name: shown masked. */
  readonly nameIsPerson: boolean;
  /** Further public registration facts by field code. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A legal representative as a registration record names him; never part of the ledger. */
export interface RepresentativeStatement {
  readonly subjectId: string;
  readonly name: string;
  readonly sourceDay: IsoDay;
}

/** One of a subject's names. */
export interface SubjectName {
  readonly subjectId: string;
  readonly folded: string;
  readonly name: string;
  readonly isCurrent: boolean;
  readonly usedFrom: IsoDay | null;
  readonly usedUntil: IsoDay | null;
}
