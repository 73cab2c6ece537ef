// Who is asking, and what an act is done to: the two things that the permission table compares.

/** The roles that can be granted, in the order in which they are listed. */
export const roles = [
  'data-steward',
  'data-reviewer',
  'case-officer',
  'second-officer',
  'window-clerk',
  'list-officer',
  'credit-office-operator',
  'rules-editor',
  'inspection-planner',
  'inspector',
  'organisation-clerk',
  'lender',
  'credit-service-agency',
  'auditor',
  'security-administrator',
  'system-administrator',
] as const;

/** What somebody does on the platform. */
export type Role = (typeof roles)[number];

/** A role that is held, with where it holds. */
export interface Grant {
  readonly role: Role;
  readonly agencyCode?: string;
  readonly uscc?: string;
  /** Region code of six digits. */
  readonly district?: string;
}

/** Who is asking, as the doors found out. */
export interface Principal {
  /** Pseudonym that goes into the trail: the opaque id of the account or API client, `console`, or `anyone`. */
  readonly actor: string;
  /** `console` is whoever holds the server. */
  readonly kind: 'account' | 'client' | 'console' | 'anyone';
  readonly grants: readonly Grant[];
  /** Id of the session, never its token. */
  readonly sessionId?: string;
  /** Of an API client: an act must be in a scope and in the table. */
  readonly scopes?: readonly string[];
  /** Milliseconds. Set only while it is recent enough for grave acts: whoever finds the session decides that. */
  readonly reauthenticatedAt?: number;
}

/** What an act is done to, as far as the table asks. What is not known of it is left out, and allows nothing. */
export interface Target {
  readonly agencyCode?: string;
  readonly uscc?: string;
  /** Region code of six digits. */
  readonly district?: string;
  /** Actor to whom the case is assigned. */
  readonly assignedTo?: string;
  /** Actor who made it. */
  readonly createdBy?: string;
  readonly accountId?: string;
}

/** Whoever has not signed in. */
export const anyone: Principal = { actor: 'anyone', kind: 'anyone', grants: [] };

/** Whoever holds the server and works on its command line. */
export const consolePrincipal: Principal = { actor: 'console', kind: 'console', grants: [] };
