// The rules of the audit room as they stand in data/audit.
import type { Bilingual } from '../kernel/errors.js';

/** A number that a city may change, and on what it rests. */
export interface Parameter {
  readonly value: number;
  /** Instrument and article; `not established` where nobody has laid it down. */
  readonly basis: string;
}

/** What somebody may look for at what is not public. */
export interface Purpose {
  readonly id: string;
  readonly title: Bilingual;
  /** Who may give it: an office, or an organisation at its own file. */
  readonly by: 'office' | 'organisation';
}

/** When reading counts as unusual. */
export interface AlertRule {
  readonly id: string;
  readonly title: Bilingual;
  readonly counts: 'organisations' | 'outside-hours' | 'one-matter';
  /** The alert is raised once this many are reached. */
  readonly threshold: Parameter;
  /** Of `outside-hours`: the usual hours in Shanghai, `07:30`. */
  readonly from?: string;
  readonly until?: string;
}

/** Everything that data/audit says. */
export interface AuditRules {
  readonly sealing: { readonly everySeconds: Parameter; readonly atMostEvents: Parameter };
  readonly purposes: readonly Purpose[];
  readonly alerts: readonly AlertRule[];
  readonly embargo: { readonly longestDays: Parameter };
  readonly securityAudits: { readonly yearlyAtLeast: Parameter };
}
