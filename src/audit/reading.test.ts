// What is not public is read on the record only: purpose, matter, one transaction, also when the process is killed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../test/support/database.js';
import { Refusal } from '../kernel/errors.js';
import { loadAuditRules } from './audit-rules.loader.js';
import { listEmbargoes, setEmbargo } from './embargo.js';
import { listReadings, type ReadingOrder, readWithRecord } from './reading.js';

const { database, connection } = await testDatabase();
const rules = loadAuditRules();
const { purposes } = rules;
const uscc = '91320500MA1TEST00X';
const office = '11320500MB0000000X';
const start = Date.parse('2026-04-10T02:00:00Z');
const today = '2026-04-10';
const children = new Set<ReturnType<typeof spawn>>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

function look(more: Partial<ReadingOrder> = {}) {
  return {
    at: start,
    actor: 'someone',
    office,
    act: 'file.read',
    purpose: 'credit-check',
    matter: '云审〔2026〕7号',
    about: [uscc],
    purposes,
    ...more,
  };
}

async function logged(): Promise<string[]> {
  const rows = await database.query<{ matter: string }>(
    'select matter from audit_event where is_reading order by event_id',
  );
  return rows.map(({ matter }) => matter);
}

function refusedAs(code: string) {
  return (error: unknown): boolean => error instanceof Refusal && error.code === code;
}

describe('a look at what is not public', () => {
  it('is written down with who, for which office, whom, why and when, before its result is handed out', async () => {
    let seenInside = -1;
    const given = await readWithRecord(database, look(), async (tx) => {
      const rows = await tx.query('select 1 from audit_event where is_reading');
      seenInside = rows.length;
      // Nobody else sees the line yet: it comes with the commit, as the result does.
      assert.deepEqual(await logged(), []);
      return 'content';
    });
    assert.equal(given, 'content');
    assert.equal(seenInside, 1);
    const [row] = await database.query(
      `select actor, act, object, purpose, matter, office, outcome, at from audit_event where is_reading`,
    );
    assert.deepEqual(row, {
      actor: 'someone',
      act: 'file.read',
      object: uscc,
      purpose: 'credit-check',
      matter: '云审〔2026〕7号',
      office,
      outcome: 'done',
      at: new Date(start),
    });
  });

  it('takes the title of a purpose for the purpose', async () => {
    await readWithRecord(
      database,
      look({ purpose: '日常监管和检查', matter: 'by title' }),
      async () => 1,
    );
    const [row] = await database.query(`select purpose from audit_event where matter = 'by title'`);
    assert.deepEqual(row, { purpose: 'supervision' });
  });

  const wrong: [what: string, code: string, order: Partial<ReadingOrder>][] = [
    ['without a purpose', 'reading.purpose_unknown', { purpose: '' }],
    ['for a purpose that is none', 'reading.purpose_unknown', { purpose: 'curiosity' }],
    ['without a matter', 'reading.matter_missing', { matter: '  ' }],
    ['for a matter without end', 'reading.matter_missing', { matter: 'x'.repeat(121) }],
    [
      'for a matter that is the number of a person',
      'reading.personal_data',
      { matter: '查 11010519491231002X' },
    ],
  ];
  for (const [what, code, order] of wrong) {
    it(`${what} is refused, and nothing is read`, async () => {
      const before = await logged();
      const read = async () => assert.fail('it was read');
      await assert.rejects(readWithRecord(database, look(order), read), refusedAs(code));
      assert.deepEqual(await logged(), before);
    });
  }

  it('that fails is not handed out, and not written down either', async () => {
    const before = await logged();
    await assert.rejects(
      readWithRecord(database, look({ matter: 'broken' }), () =>
        Promise.reject(new Error('broken')),
      ),
      /broken/,
    );
    assert.deepEqual(await logged(), before);
  });

  it('whose line cannot be written is not handed out', async () => {
    const order = look({ about: [uscc, null as unknown as string] });
    await assert.rejects(readWithRecord(database, order, async () => 'content'));
  });
});

describe('a process that is killed', () => {
  const script = fileURLToPath(new URL('../../test/support/read-and-tell.js', import.meta.url));

  async function runUntil(until: string, enough: (line: string) => boolean): Promise<string[]> {
    const child = spawn(process.execPath, [script, JSON.stringify(connection), until], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    const lines: string[] = [];
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (enough(line)) child.kill('SIGKILL');
    }
    await exited;
    children.delete(child);
    return lines;
  }

  it('between the read and the log has shown nothing, and nothing is on the log', async () => {
    const lines = await runUntil('read', (line) => line.startsWith('read '));
    assert.equal(lines.filter((line) => line.startsWith('read ')).length, 1);
    assert.equal(lines.filter((line) => line.startsWith('given ')).length, 0);
    assert.equal((await logged()).filter((matter) => matter.startsWith('read-')).length, 0);
  });

  it('at any moment has shown nothing that is not on the log', async () => {
    for (const kill of [1, 4, 9]) {
      let given = 0;
      const lines = await runUntil('loop', (line) => {
        if (line.startsWith('given ')) given += 1;
        return given >= kill;
      });
      const shown = lines.filter((line) => line.startsWith('given '));
      assert.ok(shown.length >= kill);
      const matters = new Set(await logged());
      for (const line of shown) assert.ok(matters.has(line.split(' ')[1] ?? ''), line);
    }
  });
});

describe('who looked at us', () => {
  const other = '91320500MA1TEST11X';
  const day = 86_400_000;

  it('is listed by office, time and matter, page by page, newest first, and never by person', async () => {
    for (let number = 1; number <= 5; number += 1) {
      const order = look({ at: start + number, matter: `matter ${number}`, about: [other] });
      await readWithRecord(database, order, async () => number);
    }
    const first = await listReadings(database, other, { today, limit: 3 });
    assert.deepEqual(
      first.readings.map(({ matter }) => matter),
      ['matter 5', 'matter 4', 'matter 3'],
    );
    assert.ok(first.next);
    const rest = await listReadings(database, other, { today, limit: 3, after: first.next });
    assert.deepEqual(
      rest.readings.map(({ matter }) => matter),
      ['matter 2', 'matter 1'],
    );
    assert.equal(rest.next, null);
    assert.doesNotMatch(JSON.stringify([first, rest]), /someone/);
    await assert.rejects(
      listReadings(database, other, { today, limit: 3, after: 'x' }),
      refusedAs('reading.cursor_unknown'),
    );
  });

  it('withholds what is under an embargo until its end, and then says on what basis', async () => {
    const about = '91320500MA1TEST22X';
    const matter = '云查〔2026〕1号';
    const order = { office, uscc: about, matter, actor: 'officer' };
    const basis = '行政处罚法第五十四条';
    const embargo = { ...order, basis, at: start, shownFrom: '2026-05-01' };
    await setEmbargo(database, rules.embargo, embargo);
    await readWithRecord(database, look({ matter, about: [about] }), async () => 1);
    await readWithRecord(database, look({ matter: 'other', about: [about] }), async () => 1);
    const at = async (on: string) => {
      const { readings } = await listReadings(database, about, { today: on, limit: 10 });
      return readings.map((reading) => [reading.matter, reading.withheld]);
    };
    assert.deepEqual(await at('2026-04-30'), [['other', null]]);
    const shown = [matter, { basis, until: '2026-05-01' }];
    const both = await at('2026-05-01');
    assert.equal(both.length, 2);
    assert.deepEqual(
      both.find(([of]) => of === matter),
      shown,
    );
    assert.deepEqual(
      (await listEmbargoes(database, '2026-04-30')).map((each) => [each.uscc, each.shownFrom]),
      [[about, '2026-05-01']],
    );
    assert.deepEqual(await listEmbargoes(database, '2026-05-01'), []);
    // The later word counts: extended, then ended early.
    await setEmbargo(database, rules.embargo, {
      ...embargo,
      at: start + day,
      shownFrom: '2026-06-01',
    });
    assert.deepEqual(await at('2026-05-15'), [['other', null]]);
    await setEmbargo(database, rules.embargo, {
      ...embargo,
      at: start + 2 * day,
      shownFrom: '2026-04-20',
    });
    assert.equal((await at('2026-04-20')).length, 2);
  });

  it('is withheld for no longer than the longest time, counted from the first day', async () => {
    const most = rules.embargo.longestDays.value;
    const at = (days: number) => start + days * day;
    const dayAt = (days: number) => new Date(at(days)).toISOString().slice(0, 10);
    const embargo = { office, uscc: other, matter: 'long', basis: '某法第一条', actor: 'officer' };
    const set = (on: number, until: number) =>
      setEmbargo(database, rules.embargo, { ...embargo, at: at(on), shownFrom: dayAt(until) });
    await assert.rejects(set(0, most + 1), refusedAs('embargo.too_long'));
    await set(0, most);
    await assert.rejects(set(most - 1, most + 1), refusedAs('embargo.too_long'));
    await assert.rejects(set(0, 0), refusedAs('embargo.end_passed'));
    await assert.rejects(
      setEmbargo(database, rules.embargo, {
        ...embargo,
        basis: '',
        at: start,
        shownFrom: dayAt(3),
      }),
      refusedAs('embargo.basis_missing'),
    );
  });

  it('of another office about the same matter is not covered by the embargo', async () => {
    const about = '91320500MA1TEST33X';
    const embargo = { office, uscc: about, matter: 'm1', basis: '某法第一条', actor: 'officer' };
    await setEmbargo(database, rules.embargo, { ...embargo, at: start, shownFrom: '2026-05-01' });
    await readWithRecord(
      database,
      look({ matter: 'm1', about: [about], office: '11320500MB1111111X' }),
      async () => 1,
    );
    const { readings } = await listReadings(database, about, { today, limit: 10 });
    assert.equal(readings.length, 1);
  });
});
