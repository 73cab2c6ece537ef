// An organisation of the demo city and the city around it.
import type { IsoDay } from '../kernel/time.js';
import type { Period } from './period.policy.js';
import type { AgencyWords, Vocabulary } from './vocabulary.model.js';

/** An invented organisation. Days are whole days since 1970-01-01; periods count from 0. */
export interface DemoOrganisation {
  /** Position in the city: the lower, the more is on record about it. */
  readonly index: number;
  readonly uscc: string;
  /** Code of the catalogue's list of kinds of organisation, and the words its registrar uses. */
  readonly kind: string;
  readonly kindLabel: string;
  readonly industry: string | null;
  /** Position in the list of districts. */
  readonly district: number;
  readonly name: string;
  /** The name until the change, and the period whose registration file reports it (-1: before the first). */
  readonly formerName: string | null;
  readonly renamedIn: number | null;
  /** Called by nothing but a person's name. */
  readonly nameIsPerson: boolean;
  readonly registeredOn: number;
  /** 0: it was there before the first period. */
  readonly registeredIn: number;
  readonly endsIn: number | null;
  readonly endsAs: 'cancelled' | 'revoked';
  /** Who registered it: an agency's id or a registrar. */
  readonly registrar: string;
}

/** An authority with its name and code. */
export interface DemoAuthority {
  readonly name: string;
  readonly code: string;
}

/** An agency that hands in files. */
export interface DemoAgency extends DemoAuthority {
  readonly words: AgencyWords;
}

/** The whole city of one seed. */
export interface DemoCity {
  readonly seed: number;
  readonly size: number;
  readonly until: IsoDay;
  readonly words: Vocabulary;
  readonly periods: readonly Period[];
  readonly agencies: readonly DemoAgency[];
  readonly registrars: ReadonlyMap<string, DemoAuthority>;
  readonly organisations: readonly DemoOrganisation[];
}
