// One account for each role that people hold, in a demo city only.
import type { AccessContext } from '../access/access.model.js';
import {
  type DemoAccount,
  enterDemoAccount,
  listDemoAccounts,
  switchDemoAccounts,
} from '../access/demo-accounts.js';
import { permissionTable } from '../access/permission.js';
import type { RoleRule } from '../access/permission.model.js';
import { findDemoState } from './begun-city.js';
import { demoAgencies } from './city.js';
import { selectSpokenFor } from './demo-accounts.store.js';

/**
 * The demo accounts of a completed demo city, made at the first call; none in any other database. With `wanted` false
 * those that there are go out of use.
 */
export async function openDemoAccounts(
  access: AccessContext,
  wanted: boolean,
): Promise<{ readonly accounts: readonly DemoAccount[]; readonly suspended: number }> {
  const { database } = access;
  const { state } = await findDemoState(database);
  if (!wanted || state !== 'complete') {
    return { accounts: [], suspended: await switchDemoAccounts(access, false) };
  }
  await switchDemoAccounts(access, true);
  const known = new Set((await listDemoAccounts(access)).map(({ login }) => login));
  const uscc = await selectSpokenFor(database);
  for (const rule of permissionTable().roles.values()) {
    const login = `demo-${rule.role}`;
    if (!known.has(login)) await enter(access, rule, { login, uscc });
  }
  return { accounts: await listDemoAccounts(access), suspended: 0 };
}

// Roles of API clients have no account: a client's secret is shown once, when somebody makes it.
async function enter(
  access: AccessContext,
  { role, title, heldBy, needs }: RoleRule,
  { login, uscc }: { readonly login: string; readonly uscc: string | undefined },
): Promise<void> {
  const kind = heldBy.find((holder) => holder !== 'client');
  const [agency] = demoAgencies();
  if (kind === undefined || !agency || (needs.includes('uscc') && uscc === undefined)) return;
  await enterDemoAccount(access, {
    kind,
    login,
    name: `演示${title.zh}`,
    grants: [
      {
        role,
        ...(needs.includes('agency') && { agencyCode: agency.code }),
        ...(needs.includes('district') && { district: agency.region ?? '' }),
        ...(needs.includes('uscc') && uscc !== undefined && { uscc }),
      },
    ],
  });
}
