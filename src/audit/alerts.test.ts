// Alerts on unusual reading: raised by volume, by hours, by one matter cited for many; once each; followed up.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.js';
import type { Database } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { type Alert, followAlert, getAlert, listAlerts, raiseAlerts } from './alerts.js';
import { loadAuditRules } from './audit-rules.loader.js';
import { writeEvent } from './trail.js';

const { alerts: rules } = loadAuditRules();
const watch = { rules, isWorkingDay: (day: string) => day !== '2026-04-11' };
const noon = Date.parse('2026-04-10T12:00:00+08:00');
const minute = 60_000;
const most = (id: string) => rules.find((rule) => rule.id === id)?.threshold.value ?? 0;

interface Looks {
  readonly actor: string;
  readonly count: number;
  readonly at?: number;
  readonly matter?: (number: number) => string;
  readonly object?: (number: number) => string;
  readonly act?: string;
}

async function look(database: Database, looks: Looks): Promise<void> {
  const { actor, count, at = noon, act = 'file.read' } = looks;
  for (let number = 0; number < count; number += 1) {
    await writeEvent(
      database,
      {
        at: at + number,
        actor,
        act,
        object: looks.object?.(number) ?? `uscc ${number}`,
        purpose: 'supervision',
        matter: looks.matter?.(number) ?? `matter ${number}`,
        outcome: 'done',
      },
      true,
    );
  }
}

async function raised(database: Database, now = noon + minute): Promise<Partial<Alert>[]> {
  await raiseAlerts(database, now, watch);
  const alerts = await listAlerts(database);
  return alerts
    .map(({ rule, actor, day, matter, count }) => ({ rule, actor, day, matter, count }))
    .toSorted((one, two) => `${one.rule}${one.actor}`.localeCompare(`${two.rule}${two.actor}`));
}

const base = { day: '2026-04-10', matter: '' };

describe('unusual reading', () => {
  it('is a number of organisations in a day that reaches the threshold, and not one less', async () => {
    const { database } = await testDatabase();
    const count = most('many-organisations');
    await look(database, { actor: 'usual', count: count - 1 });
    await look(database, { actor: 'again', count: count + 5, object: (n) => `uscc ${n % 9}` });
    await look(database, { actor: 'unusual', count });
    assert.deepEqual(await raised(database), [
      { ...base, rule: 'many-organisations', actor: 'unusual', count },
    ]);
  });

  it('is a reading outside the hours, at night or on a day that is no working day', async () => {
    const { database } = await testDatabase();
    const count = most('outside-hours');
    const at = (time: string) => Date.parse(`${time}+08:00`);
    await look(database, { actor: 'in time', count: count * 2, at: at('2026-04-10T19:59:00') });
    await look(database, { actor: 'early', count, at: at('2026-04-10T07:29:00') });
    await look(database, { actor: 'late', count, at: at('2026-04-10T20:00:00') });
    await look(database, { actor: 'few', count: count - 1, at: at('2026-04-10T23:00:00') });
    await look(database, { actor: 'saturday', count, at: at('2026-04-11T12:00:00') });
    const expected = (actor: string, day: string) => ({
      ...base,
      rule: 'outside-hours',
      actor,
      day,
      count,
    });
    // The next day looks at the evening before as well.
    assert.deepEqual(await raised(database, at('2026-04-11T12:30:00')), [
      expected('early', '2026-04-10'),
      expected('late', '2026-04-10'),
      expected('saturday', '2026-04-11'),
    ]);
  });

  it('is one matter cited for many organisations', async () => {
    const { database } = await testDatabase();
    const count = most('one-matter-for-many');
    await look(database, { actor: 'usual', count });
    await look(database, { actor: 'off matter', count, matter: () => '云审〔2026〕7号' });
    assert.deepEqual(await raised(database), [
      {
        ...base,
        rule: 'one-matter-for-many',
        actor: 'off matter',
        matter: '云审〔2026〕7号',
        count,
      },
    ]);
  });

  it('is not what an organisation reads about itself, nor what is no reading', async () => {
    const { database } = await testDatabase();
    const count = most('many-organisations');
    await look(database, { actor: 'clerk', count, act: 'file.read-own', matter: () => 'own' });
    for (let number = 0; number < count; number += 1) {
      const act = { at: noon, actor: 'steward', act: 'batch.submit', object: `${number}` };
      await writeEvent(database, { ...act, outcome: 'done' }, false);
    }
    assert.deepEqual(await raised(database), []);
  });

  it('is raised once, by however many processes, and stands on the trail', async () => {
    const { database } = await testDatabase();
    await look(database, { actor: 'unusual', count: most('many-organisations') });
    const news = await Promise.all([1, 2, 3].map((n) => raiseAlerts(database, noon + n, watch)));
    assert.equal(
      news.reduce((sum, each) => sum + each, 0),
      1,
    );
    await look(database, { actor: 'unusual', count: 3, object: (n) => `more ${n}` });
    assert.equal(await raiseAlerts(database, noon + minute, watch), 0);
    const trail = await database.query(`select actor from audit_event where act = 'alert.raise'`);
    assert.deepEqual(trail, [{ actor: 'process' }]);
  });
});

describe('an alert', () => {
  it('is followed up step by step, and nothing said before is lost', async () => {
    const { database } = await testDatabase();
    await look(database, { actor: 'unusual', count: most('many-organisations') });
    await raiseAlerts(database, noon, watch);
    const [alert] = await listAlerts(database);
    assert.equal(alert?.state, 'open');
    const id = alert.alertId;
    const step = { actor: 'auditor', at: noon + minute };
    await followAlert(database, id, { ...step, state: 'looked-into', note: '已向该部门发函询问' });
    await followAlert(database, id, { ...step, state: 'explained', note: '年度专项检查' });
    const { state, steps } = await getAlert(database, id);
    assert.equal(state, 'explained');
    assert.deepEqual(
      steps.map(({ state: of, actor }) => [of, actor]),
      [
        ['looked-into', 'auditor'],
        ['explained', 'auditor'],
      ],
    );
    // Two at a time: both are kept.
    await Promise.all(
      ['one', 'two'].map((note) => followAlert(database, id, { ...step, state: 'misuse', note })),
    );
    assert.equal((await getAlert(database, id)).steps.length, 4);
  });

  it('takes no state, note or number that is none', async () => {
    const { database } = await testDatabase();
    await look(database, { actor: 'unusual', count: most('many-organisations') });
    await raiseAlerts(database, noon, watch);
    const [alert] = await listAlerts(database);
    const id = alert?.alertId ?? '';
    const step = { actor: 'auditor', at: noon, state: 'explained', note: 'seen' };
    const table: [string, string, Partial<typeof step>][] = [
      [id, 'alert.state_unknown', { state: 'open' }],
      [id, 'alert.note_missing', { note: ' ' }],
      [id, 'reading.personal_data', { note: '电话 13800138000 询问' }],
      ['nothing', 'alert.unknown', {}],
      ['00000000-0000-7000-8000-000000000000', 'alert.unknown', {}],
    ];
    for (const [alertId, code, more] of table) {
      await assert.rejects(
        followAlert(database, alertId, { ...step, ...more }),
        (error) => error instanceof Refusal && error.code === code,
        code,
      );
    }
  });
});
