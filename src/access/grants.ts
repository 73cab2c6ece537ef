// Granting a role: looked at by the table, and held to it by the database as well.

import { isUscc } from '../codes/uscc.js';
import type { Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import { getAgency } from '../parties/agencies.js';
import { findGrantFault } from './grant.policy.js';
import { type GrantOwner, insertGrant, selectGrants } from './grant.store.js';
import { permissionTable } from './permission.js';
import type { Holder } from './permission.model.js';
import { type Grant, type Role, roles } from './principal.model.js';
import { refuse } from './refusals.js';

/** Reads a role's name. Refuses `access.role_unknown`. */
export function readRole(name: string): Role {
  const role = roles.find((each) => each === name);
  if (!role) throw refuse.role_unknown({ role: name.slice(0, 60), known: roles.join(', ') });
  return role;
}

/**
 * Gives a role. The caller has locked the account or client. Refuses `access.role_not_for_holder`, `access.role_place`,
 * `access.role_separated`, `access.role_held`, `agency.unknown`.
 */
export async function addGrant(
  tx: Transaction,
  grant: Grant,
  to: {
    readonly owner: GrantOwner;
    readonly holder: Holder;
    readonly at: number;
    readonly by: string;
  },
): Promise<string> {
  const { role } = grant;
  const held = await selectGrants(tx, to.owner);
  const fault = findGrantFault(permissionTable(), grant, { holder: to.holder, held });
  if (fault?.fault === 'holder') {
    throw refuse.role_not_for_holder({ role, heldBy: fault.heldBy.join(', '), holder: to.holder });
  }
  if (fault?.fault === 'place')
    throw refuse.role_place({ role, needs: fault.needs.join(', ') || '—' });
  if (fault?.fault === 'separated') throw refuse.role_separated({ role, held: fault.held });
  if (fault) throw refuse.role_held();
  const isPlaced = grant.uscc === undefined || isUscc(grant.uscc);
  const isRegion = grant.district === undefined || /^\d{6}$/.test(grant.district);
  if (!isPlaced || !isRegion) throw refuse.role_place({ role, needs: 'uscc, district' });
  if (grant.agencyCode !== undefined) await getAgency(tx, grant.agencyCode);
  const grantId = newId(to.at);
  await insertGrant(tx, { ...grant, grantId, ...to });
  return grantId;
}
