// SQL for alerts: counting a day's readings by rule, and the alerts with their follow-up.
import { ConcurrentChange, type Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';
import type { AlertRule } from './audit-rules.model.js';

/** What one actor came to under a rule. */
export interface UnusualReading {
  readonly actor: string;
  /** Empty where the rule does not look at matters. */
  readonly matter: string;
  readonly count: number;
}

/** A day in milliseconds, from its beginning to that of the next one. */
export interface DaySpan {
  readonly begin: number;
  readonly end: number;
  readonly isWorkingDay: boolean;
}

// An organisation at its own file is not looked at by anybody else.
const looks = `from audit_event e
  where e.is_reading and e.act <> 'file.read-own' and e.at >= $1 and e.at < $2`;

/** Who reached the rule's threshold in the day. */
export function findUnusual(
  database: Queryable,
  rule: AlertRule,
  span: DaySpan,
): Promise<UnusualReading[]> {
  const values = [new Date(span.begin), new Date(span.end), rule.threshold.value];
  switch (rule.counts) {
    case 'organisations':
      return database.query(
        `select e.actor, '' as matter, count(distinct e.object)::integer as count ${looks}
          group by e.actor having count(distinct e.object) >= $3`,
        values,
      );
    case 'one-matter':
      return database.query(
        `select e.actor, e.matter, count(distinct e.object)::integer as count ${looks}
          group by e.actor, e.matter having count(distinct e.object) >= $3`,
        values,
      );
    case 'outside-hours':
      return database.query(
        `select e.actor, '' as matter, count(*)::integer as count ${looks}
            and (not $4 or (e.at at time zone 'Asia/Shanghai')::time < $5::time
                        or (e.at at time zone 'Asia/Shanghai')::time >= $6::time)
          group by e.actor having count(*) >= $3`,
        [...values, span.isWorkingDay, rule.from, rule.until],
      );
  }
}

interface NewAlert extends UnusualReading {
  readonly alertId: string;
  readonly rule: AlertRule;
  readonly day: IsoDay;
  readonly raisedAt: number;
}

/** Writes an alert; false where the same one was raised before. */
export async function insertAlert(database: Queryable, alert: NewAlert): Promise<boolean> {
  const { alertId, rule, actor, day, matter, count, raisedAt } = alert;
  const rows = await database.query(
    `insert into audit_alert (alert_id, rule, actor, day, matter, count, threshold, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1 as written`,
    [alertId, rule.id, actor, day, matter, count, rule.threshold.value, new Date(raisedAt)],
  );
  return rows.length > 0;
}

/** A row of the alerts, with its steps as JSON. */
export interface AlertRow {
  readonly alertId: string;
  readonly rule: string;
  readonly actor: string;
  readonly day: IsoDay;
  readonly matter: string;
  readonly count: number;
  readonly threshold: number;
  readonly raisedAt: Date;
  readonly steps: readonly AlertStep[] | null;
}

/** What was done about an alert. */
export interface AlertStep {
  readonly state: AlertState;
  readonly note: string;
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Where an alert stands once somebody has looked at it. */
export type AlertState = 'looked-into' | 'explained' | 'misuse';

const alertRows = `
  select a.alert_id as "alertId", a.rule, a.actor, a.day, a.matter, a.count, a.threshold,
         a.raised_at as "raisedAt",
         (select json_agg(json_build_object('state', s.state, 'note', s.note, 'actor', s.actor, 'at', s.at)
                          order by s.number)
            from audit_alert_step s where s.alert_id = a.alert_id) as steps
    from audit_alert a`;

/** The newest alerts first. */
export function listAlertRows(database: Queryable, limit: number): Promise<AlertRow[]> {
  return database.query(`${alertRows} order by a.raised_at desc, a.alert_id desc limit $1`, [
    limit,
  ]);
}

/** One alert; its row is not locked: alerts are never changed. */
export async function findAlertRow(
  database: Queryable,
  alertId: string,
): Promise<AlertRow | undefined> {
  return (await database.query<AlertRow>(`${alertRows} where a.alert_id = $1`, [alertId]))[0];
}

/** Adds a step behind the last one; where somebody else was faster, the transaction begins again. */
export async function insertAlertStep(
  database: Queryable,
  alertId: string,
  step: Omit<AlertStep, 'at'> & { readonly at: number; readonly number: number },
): Promise<void> {
  const written = await database.query(
    `insert into audit_alert_step (alert_id, number, state, note, actor, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1 as written`,
    [alertId, step.number, step.state, step.note, step.actor, new Date(step.at)],
  );
  if (written.length === 0) throw new ConcurrentChange();
}
