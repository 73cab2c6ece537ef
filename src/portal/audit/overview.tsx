// Shows the auditor where to go.
import { listTheAlerts, readTheRegister } from '../../access/audit-desk.js';
import { isAllowed } from '../../access/permission.js';
import type { Show } from '../page-request.model.js';
import { AuditPage } from './overview.render.js';

const ways = [
  ['toTrail', '/audit/trail', 'trail.search'],
  ['toExport', '/audit/export', 'trail.export'],
  ['toAlerts', '/audit/alerts', 'alert.read'],
  ['toRegister', '/audit/security-audits', 'security-audit.read'],
] as const;

/** How many of the year's audits are done, what is open, and the ways on. */
export const showAudit: Show = async (context, { frame, visitor }) => {
  const { principal } = visitor;
  const desk = { ...context, principal };
  const register = await readTheRegister(desk);
  const openAlerts = isAllowed(principal, 'alert.read')
    ? (await listTheAlerts(desk)).filter(({ state }) => state === 'open').length
    : undefined;
  const open = ways.filter(([, , act]) => isAllowed(principal, act));
  return { page: <AuditPage {...{ frame, register, openAlerts, ways: open }} /> };
};
