// May he? One table answers, for API, page and button alike.

import { loadPermissions } from './permission.loader.js';
import type { Act, ActRule, PermissionTable } from './permission.model.js';
import { decideAct } from './permission.policy.js';
import type { Principal, Target } from './principal.model.js';
import { refuse } from './refusals.js';

let loaded: PermissionTable | undefined;

/** The table of the installation, read once. */
export function permissionTable(): PermissionTable {
  loaded ??= loadPermissions();
  return loaded;
}

/** The table's line for an act. Throws for an act that is not in it: that is a fault of the program, not of the reader. */
export function actRule(act: Act): ActRule {
  const rule = permissionTable().acts.get(act);
  if (!rule) throw new Error(`data/access/permissions.yml has no act ${act}`);
  return rule;
}

/**
 * Whether he may; a grave act counts as allowed also while a re-authentication is still to come, so that its button
 * shows. Without a target: whether there is anything to which he could do it.
 */
export function isAllowed(principal: Principal, act: Act, target?: Target): boolean {
  const verdict = decideAct(actRule(act), principal, target);
  return verdict === 'allowed' || verdict === 'reauthenticate';
}

/**
 * Lets him pass or refuses: `access.sign_in`, `access.not_allowed`, `access.out_of_scope`, `access.reauthenticate`.
 * Use cases call it with the target; without one it is only the first look of a door.
 */
export function authorise(principal: Principal, act: Act, target?: Target): void {
  const rule = actRule(act);
  const verdict = decideAct(rule, principal, target);
  if (verdict === 'allowed') return;
  const values = { act, titleZh: rule.title.zh, titleEn: rule.title.en, scope: rule.scope ?? '' };
  throw {
    'sign-in': refuse.sign_in,
    'not-allowed': refuse.not_allowed,
    'out-of-scope': refuse.out_of_scope,
    reauthenticate: refuse.reauthenticate,
  }[verdict](values);
}
