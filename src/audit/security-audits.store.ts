// SQL for the register of security audits, their findings, and what was done about each.
import { ConcurrentChange, type Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** How much harm a finding can do. */
export type Severity = 'high' | 'medium' | 'low';

/** Where a finding stands once something was done about it. */
export type FindingState = 'in-progress' | 'mended' | 'accepted';

/** What was done about a finding. */
export interface FindingStep {
  readonly state: FindingState;
  readonly note: string;
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A finding of an audit. */
export interface FindingRow {
  readonly number: number;
  readonly severity: Severity;
  readonly what: string;
  readonly dueOn: IsoDay;
  readonly steps: readonly FindingStep[] | null;
}

/** An audit with its findings. */
export interface SecurityAuditRow {
  readonly auditId: string;
  readonly heldOn: IsoDay;
  readonly title: string;
  readonly heldBy: string;
  readonly findings: readonly FindingRow[] | null;
}

const auditRows = `
  select a.audit_id as "auditId", a.held_on as "heldOn", a.title, a.held_by as "heldBy",
         (select json_agg(json_build_object(
                   'number', f.number, 'severity', f.severity, 'what', f.what, 'dueOn', f.due_on,
                   'steps', (select json_agg(json_build_object(
                                      'state', s.state, 'note', s.note, 'actor', s.actor, 'at', s.at)
                                    order by s.number)
                               from audit_finding_step s
                              where s.audit_id = f.audit_id and s.finding = f.number))
                 order by f.number)
            from audit_finding f where f.audit_id = a.audit_id) as findings
    from audit_security_audit a`;

/** The audits held from `from` on and before `until`, newest first. */
export function listAuditRows(
  database: Queryable,
  from: IsoDay,
  until: IsoDay,
): Promise<SecurityAuditRow[]> {
  return database.query(
    `${auditRows} where a.held_on >= $1 and a.held_on < $2 order by a.held_on desc, a.audit_id`,
    [from, until],
  );
}

/** One audit. */
export async function findAuditRow(
  database: Queryable,
  auditId: string,
): Promise<SecurityAuditRow | undefined> {
  const sql = `${auditRows} where a.audit_id = $1`;
  return (await database.query<SecurityAuditRow>(sql, [auditId]))[0];
}

/** Who entered something, and when. */
export interface Entered {
  readonly actor: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Writes an audit. */
export async function insertAudit(
  database: Queryable,
  audit: Pick<SecurityAuditRow, 'auditId' | 'heldOn' | 'title' | 'heldBy'> & Entered,
): Promise<void> {
  await database.query(
    `insert into audit_security_audit (audit_id, held_on, title, held_by, entered_at, actor)
     values ($1, $2, $3, $4, $5, $6)`,
    [audit.auditId, audit.heldOn, audit.title, audit.heldBy, new Date(audit.at), audit.actor],
  );
}

/** Adds a finding behind the last one; where somebody else was faster, the transaction begins again. */
export async function insertFinding(
  database: Queryable,
  auditId: string,
  finding: Omit<FindingRow, 'steps'> & Entered,
): Promise<void> {
  const { number, severity, what, dueOn, at, actor } = finding;
  const written = await database.query(
    `insert into audit_finding (audit_id, number, severity, what, due_on, entered_at, actor)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1 as written`,
    [auditId, number, severity, what, dueOn, new Date(at), actor],
  );
  if (written.length === 0) throw new ConcurrentChange();
}

/** Adds a step behind the last one of a finding; where somebody else was faster, the transaction begins again. */
export async function insertFindingStep(
  database: Queryable,
  place: { readonly auditId: string; readonly finding: number; readonly number: number },
  step: Pick<FindingStep, 'state' | 'note'> & Entered,
): Promise<void> {
  const written = await database.query(
    `insert into audit_finding_step (audit_id, finding, number, state, note, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1 as written`,
    [
      place.auditId,
      place.finding,
      place.number,
      step.state,
      step.note,
      step.actor,
      new Date(step.at),
    ],
  );
  if (written.length === 0) throw new ConcurrentChange();
}
