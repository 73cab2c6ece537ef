// Alerts on unusual reading: raised from the reading log by the rules of data/audit/alerts.yml, and followed up.
import type { Database, Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { isUuid, newId } from '../kernel/ids.js';
import { addDays, dayInShanghai, type IsoDay, startOfDay } from '../kernel/time.js';
import {
  type AlertRow,
  type AlertState,
  type AlertStep,
  findAlertRow,
  findUnusual,
  insertAlert,
  insertAlertStep,
  listAlertRows,
} from './alerts.store.js';
import type { AlertRule } from './audit-rules.model.js';
import { requirePlainText } from './plain-text.js';
import { recordAct } from './trail.js';

const refuse = defineRefusals('alert', {
  unknown: {
    kind: 'not_found',
    zh: '没有编号为 {alert} 的警示。编号见警示列表。',
    en: 'There is no alert {alert}. The list of alerts has the numbers.',
  },
  note_missing: {
    kind: 'invalid',
    zh: '没有写明核查情况。写 2 至 {most} 个字：查了什么，结果如何。',
    en: 'What was found is missing. Say in 2 to {most} characters what was looked into and what came of it.',
  },
  state_unknown: {
    kind: 'invalid',
    zh: '“{state}”不是警示的处理状态。写 looked-into（核查中）、explained（有正当理由）或 misuse（不当查询）。',
    en: '"{state}" is no state of an alert. Give looked-into, explained or misuse.',
  },
});

const longestNote = 500;
const states: ReadonlySet<string> = new Set<AlertState>(['looked-into', 'explained', 'misuse']);

/** An alert and what was done about it. */
export interface Alert extends Omit<AlertRow, 'raisedAt' | 'steps'> {
  /** Milliseconds. */
  readonly raisedAt: number;
  readonly state: AlertState | 'open';
  readonly steps: readonly AlertStep[];
}

/** By what unusual reading is known. */
export interface AlertWatch {
  readonly rules: readonly AlertRule[];
  readonly isWorkingDay: (day: IsoDay) => boolean;
}

/**
 * Raises the alerts of today and of yesterday (whose last minutes nobody has looked at yet). The same one is raised
 * once. Gives how many are new.
 */
export async function raiseAlerts(
  database: Database,
  now: number,
  { rules, isWorkingDay }: AlertWatch,
): Promise<number> {
  const today = dayInShanghai(now);
  let raised = 0;
  for (const day of [addDays(today, -1), today]) {
    const span = {
      begin: startOfDay(day),
      end: startOfDay(addDays(day, 1)),
      isWorkingDay: isWorkingDay(day),
    };
    for (const rule of rules) {
      for (const unusual of await findUnusual(database, rule, span)) {
        const alert = { ...unusual, rule, day, alertId: newId(now), raisedAt: now };
        raised += await database.transaction(async (tx) => {
          if (!(await insertAlert(tx, alert))) return 0;
          const act = { actor: 'process', act: 'alert.raise', object: alert.alertId };
          await recordAct(tx, { at: now, ...act, outcome: 'done' });
          return 1;
        });
      }
    }
  }
  return raised;
}

/** The newest alerts first, 200 at most. */
export async function listAlerts(database: Queryable): Promise<Alert[]> {
  return (await listAlertRows(database, 200)).map(alertOfRow);
}

/** One alert. Refuses `alert.unknown`. */
export async function getAlert(database: Queryable, alertId: string): Promise<Alert> {
  const row = isUuid(alertId) ? await findAlertRow(database, alertId) : undefined;
  if (!row) throw refuse.unknown({ alert: alertId.slice(0, 40) });
  return alertOfRow(row);
}

function alertOfRow({ raisedAt, steps, ...row }: AlertRow): Alert {
  const taken = steps ?? [];
  return {
    ...row,
    raisedAt: raisedAt.getTime(),
    steps: taken,
    state: taken.at(-1)?.state ?? 'open',
  };
}

/**
 * Writes down what was done about an alert; its state is that of the last step. Refuses `alert.unknown`,
 * `alert.state_unknown`, `alert.note_missing`, `reading.personal_data`.
 */
export async function followAlert(
  database: Database,
  alertId: string,
  step: {
    readonly state: string;
    readonly note: string;
    readonly actor: string;
    readonly at: number;
  },
): Promise<void> {
  const { state, actor, at } = step;
  if (!states.has(state)) throw refuse.state_unknown({ state: state.slice(0, 40) });
  const note = requirePlainText('note', step.note);
  if (note.length < 2 || note.length > longestNote)
    throw refuse.note_missing({ most: longestNote });
  await database.transaction(async (tx) => {
    const { steps } = await getAlert(tx, alertId);
    const number = steps.length + 1;
    await insertAlertStep(tx, alertId, { number, state: state as AlertState, note, actor, at });
    const act = { actor, act: 'alert.follow-up', object: alertId };
    await recordAct(tx, { at, ...act, outcome: 'done' });
  });
}
