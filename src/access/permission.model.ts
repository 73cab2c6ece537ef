// The permission table as it is held in memory: roles, scopes, acts, and who may do which under which relation.
import type { Bilingual } from '../kernel/errors.js';
import type { Role } from './principal.model.js';

/** The name of an act, such as `batch.submit`; checked against the table when the platform starts. */
export type Act = string;

/** How the one who acts must stand to what it is done to. */
export const relations = [
  'any',
  'own-agency',
  'own-organisation',
  'assigned-case',
  'own-district',
  'own-account',
] as const;

export type Relation = (typeof relations)[number];

/** Those who are no role: the public, every account, and whoever holds the server. */
export const standings = ['anyone', 'signed-in', 'console'] as const;

export type Standing = (typeof standings)[number];

/** Who can hold a role. */
export const holders = ['staff', 'organisation', 'client'] as const;

export type Holder = (typeof holders)[number];

/** What a grant of a role must name. */
export const places = ['agency', 'uscc', 'district'] as const;

export type Place = (typeof places)[number];

/** One role of the table. */
export interface RoleRule {
  readonly role: Role;
  readonly title: Bilingual;
  readonly heldBy: readonly Holder[];
  readonly needs: readonly Place[];
  /** No hand holds two roles that are separated. */
  readonly separated: boolean;
}

/** Who may do an act, and under which of the relations. */
export interface Allowance {
  readonly who: Role | Standing;
  readonly relations: readonly Relation[];
}

/** One act of the table. */
export interface ActRule {
  readonly act: Act;
  readonly title: Bilingual;
  /** Wants a recent re-authentication; closed to API clients. */
  readonly grave: boolean;
  /** Not to what one made oneself, and not to one's own account. */
  readonly notOwn: boolean;
  /** Needs purpose and matter, and is put on the reading log. */
  readonly readsNonpublic: boolean;
  /** The scope that an API client needs; none: closed to API clients, unless anyone may do it. */
  readonly scope?: string;
  readonly allow: readonly Allowance[];
}

/** The whole table. */
export interface PermissionTable {
  readonly roles: ReadonlyMap<Role, RoleRule>;
  readonly scopes: ReadonlyMap<string, Bilingual>;
  readonly acts: ReadonlyMap<Act, ActRule>;
}
