// Whether a role may be granted: to whom, for where, and beside which others.
import type { Holder, PermissionTable, Place } from './permission.model.js';
import type { Grant, Role } from './principal.model.js';

/** Why a role is not granted. */
export type GrantFault =
  | { readonly fault: 'holder'; readonly heldBy: readonly Holder[] }
  | { readonly fault: 'place'; readonly needs: readonly Place[] }
  | { readonly fault: 'separated'; readonly held: Role }
  | { readonly fault: 'held' };

const placeOf: Readonly<Record<Place, 'agencyCode' | 'uscc' | 'district'>> = {
  agency: 'agencyCode',
  uscc: 'uscc',
  district: 'district',
};

/** Looks at a grant beside those that the holder has already. */
export function findGrantFault(
  table: PermissionTable,
  grant: Grant,
  of: { readonly holder: Holder; readonly held: readonly Grant[] },
): GrantFault | undefined {
  const rule = table.roles.get(grant.role);
  if (!rule) throw new Error(`the table has no role ${grant.role}`);
  if (!rule.heldBy.includes(of.holder)) return { fault: 'holder', heldBy: rule.heldBy };
  for (const [place, name] of Object.entries(placeOf)) {
    const isNamed = grant[name] !== undefined;
    if (isNamed !== rule.needs.includes(place as Place)) {
      return { fault: 'place', needs: rule.needs };
    }
  }
  const apart = of.held.find(({ role }) => role !== grant.role && table.roles.get(role)?.separated);
  if (rule.separated && apart) return { fault: 'separated', held: apart.role };
  return of.held.some((each) => isSameGrant(each, grant)) ? { fault: 'held' } : undefined;
}

function isSameGrant(one: Grant, other: Grant): boolean {
  return (
    one.role === other.role && Object.values(placeOf).every((name) => one[name] === other[name])
  );
}
