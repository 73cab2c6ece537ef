// The auditor's work as a door offers it: the permission table is asked, then the audit room does it.
import {
  type Alert,
  followAlert as follow,
  getAlert,
  listAlerts as readAlerts,
} from '../audit/alerts.js';
import type { AuditRules } from '../audit/audit-rules.model.js';
import { type Embargo, listEmbargoes as readEmbargoes } from '../audit/embargo.js';
import {
  type AuditYear,
  enterAudit,
  enterFinding,
  followFinding,
  getAuditYear,
} from '../audit/security-audits.js';
import { recordAct } from '../audit/trail.js';
import { type TrailForm, trailFile } from '../audit/trail-form.js';
import {
  exportTrail,
  type FoundEvent,
  searchTrail,
  type TrailQuery,
  writtenQuery,
} from '../audit/trail-search.js';
import { maskPersonalData } from '../codes/personal-data.js';
import type { Database } from '../kernel/database.js';
import { type Clock, dayInShanghai } from '../kernel/time.js';
import { authorise } from './permission.js';
import type { Principal } from './principal.model.js';

/** Who sits at the desk, and what he works with. */
export interface AuditDesk {
  readonly database: Database;
  readonly clock: Clock;
  readonly auditRules: AuditRules;
  readonly principal: Principal;
}

/** Searches the trail; the search itself is put on it. Refuses `access.*`, `reading.cursor_unknown`. */
export async function searchTheTrail(
  desk: AuditDesk,
  query: TrailQuery,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ events: FoundEvent[]; next: string | null }> {
  authorise(desk.principal, 'trail.search');
  // Turning the page is no new search.
  if (page.after === undefined) await recordSearch(desk, 'trail.search', query);
  return searchTrail(desk.database, query, page);
}

/** Gives what fits as a file, piece by piece; the export itself is put on the trail first. Refuses `access.*`. */
export async function exportTheTrail(
  desk: AuditDesk,
  query: TrailQuery,
  form: TrailForm,
): Promise<AsyncGenerator<string>> {
  authorise(desk.principal, 'trail.export');
  await recordSearch(desk, 'trail.export', query);
  return trailFile(exportTrail(desk.database, query), form);
}

async function recordSearch(desk: AuditDesk, act: string, query: TrailQuery): Promise<void> {
  const { actor } = desk.principal;
  // What was looked for may have been the number of a person: the trail keeps none.
  const object = maskPersonalData(writtenQuery(query)).text;
  await recordAct(desk.database, { at: desk.clock.now(), actor, act, object, outcome: 'done' });
}

/** The alerts, newest first. Refuses `access.*`. */
export async function listTheAlerts(desk: AuditDesk): Promise<Alert[]> {
  authorise(desk.principal, 'alert.read');
  return readAlerts(desk.database);
}

/** Follows an alert up; nobody does so for his own reading. Refuses `access.*`, `alert.*`. */
export async function followTheAlert(
  desk: AuditDesk,
  alertId: string,
  step: { readonly state: string; readonly note: string },
): Promise<void> {
  authorise(desk.principal, 'alert.follow-up');
  const alert = await getAlert(desk.database, alertId);
  authorise(desk.principal, 'alert.follow-up', { createdBy: alert.actor });
  await follow(desk.database, alertId, { ...step, ...whoAndWhen(desk) });
}

/** The embargoes in force. Refuses `access.*`. */
export async function listTheEmbargoes(desk: AuditDesk): Promise<Embargo[]> {
  authorise(desk.principal, 'trail.search');
  return readEmbargoes(desk.database, dayInShanghai(desk.clock.now()));
}

/** The register of a year; this one unless another is asked for. Refuses `access.*`. */
export async function readTheRegister(desk: AuditDesk, year?: number): Promise<AuditYear> {
  authorise(desk.principal, 'security-audit.read');
  const today = dayInShanghai(desk.clock.now());
  return getAuditYear(desk.database, desk.auditRules.securityAudits, {
    year: year ?? Number(today.slice(0, 4)),
    today,
  });
}

/** Enters a security audit. Refuses `access.*`, `security_audit.*`. */
export async function enterTheAudit(
  desk: AuditDesk,
  audit: { readonly heldOn: string; readonly title: string; readonly heldBy: string },
): Promise<string> {
  authorise(desk.principal, 'security-audit.write');
  return enterAudit(desk.database, { ...audit, ...whoAndWhen(desk) });
}

/** Enters a finding of an audit. Refuses `access.*`, `security_audit.*`. */
export async function enterTheFinding(
  desk: AuditDesk,
  auditId: string,
  finding: { readonly severity: string; readonly what: string; readonly dueOn: string },
): Promise<number> {
  authorise(desk.principal, 'security-audit.write');
  return enterFinding(desk.database, auditId, { ...finding, ...whoAndWhen(desk) });
}

/** Writes down what was done about a finding. Refuses `access.*`, `security_audit.*`. */
export async function followTheFinding(
  desk: AuditDesk,
  place: { readonly auditId: string; readonly finding: number },
  step: { readonly state: string; readonly note: string },
): Promise<void> {
  authorise(desk.principal, 'security-audit.write');
  await followFinding(desk.database, place, { ...step, ...whoAndWhen(desk) });
}

function whoAndWhen({ principal, clock }: AuditDesk): { actor: string; at: number } {
  return { actor: principal.actor, at: clock.now() };
}
