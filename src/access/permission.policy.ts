// The decision of the permission table: may this one do this act to that?
import type { ActRule, Allowance, Relation } from './permission.model.js';
import type { Grant, Principal, Target } from './principal.model.js';

/** What the table says. `reauthenticate`: he may, once he has proved again who he is. */
export type Verdict = 'allowed' | 'sign-in' | 'not-allowed' | 'out-of-scope' | 'reauthenticate';

/**
 * Decides. Without a target it answers whether there is any target to which he could do it, which is what a door
 * asks before the target is known; with one, everything that the relation compares must be known and equal.
 */
export function decideAct(rule: ActRule, principal: Principal, target?: Target): Verdict {
  if (rule.allow.some(({ who }) => who === 'anyone')) return 'allowed';
  if (principal.kind === 'anyone') return 'sign-in';
  const isHis = rule.allow.some((allowance) => meets(allowance, principal, target));
  if (!isHis || (rule.notOwn && target && isOwn(principal, target))) return 'not-allowed';
  if (principal.kind === 'client') {
    if (rule.grave || rule.scope === undefined) return 'not-allowed';
    if (!principal.scopes?.includes(rule.scope)) return 'out-of-scope';
  }
  const provesAgain = rule.grave && principal.kind === 'account';
  return provesAgain && principal.reauthenticatedAt === undefined ? 'reauthenticate' : 'allowed';
}

function isOwn({ actor }: Principal, { createdBy, accountId }: Target): boolean {
  return createdBy === actor || accountId === actor;
}

function meets({ who, relations }: Allowance, principal: Principal, target?: Target): boolean {
  if (who === 'console') return principal.kind === 'console';
  const grants: readonly Partial<Grant>[] =
    who === 'signed-in'
      ? principal.kind === 'account'
        ? [{}]
        : []
      : principal.grants.filter(({ role }) => role === who);
  return grants.some((grant) =>
    relations.some((relation) => holds(relation, { principal, grant, target })),
  );
}

interface Standpoint {
  readonly principal: Principal;
  readonly grant: Partial<Grant>;
  readonly target: Target | undefined;
}

function holds(relation: Relation, { principal, grant, target }: Standpoint): boolean {
  switch (relation) {
    case 'any':
      return true;
    case 'own-agency':
      return isSame(grant.agencyCode, target, 'agencyCode');
    case 'own-organisation':
      return isSame(grant.uscc, target, 'uscc');
    case 'own-district':
      return isSame(grant.district, target, 'district');
    case 'own-account':
      return principal.kind === 'account' && isSame(principal.actor, target, 'accountId');
    case 'assigned-case':
      return (
        isSame(principal.actor, target, 'assignedTo') &&
        isSame(grant.agencyCode, target, 'agencyCode')
      );
  }
}

// Without a target: could there be one? What is not known of a target is nobody's own.
function isSame(held: string | undefined, target: Target | undefined, of: keyof Target): boolean {
  return held !== undefined && (target === undefined || target[of] === held);
}
