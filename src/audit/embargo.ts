// Embargoes: a reading is lawfully withheld from the organisation it is about, on a basis and until a day.
import type { Database, Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { addDays, dayInShanghai, type IsoDay, isIsoDay } from '../kernel/time.js';
import type { AuditRules } from './audit-rules.model.js';
import { requirePlainText } from './plain-text.js';
import { requireMatter } from './reading.js';
import { recordAct } from './trail.js';

const refuse = defineRefusals('embargo', {
  basis_missing: {
    kind: 'invalid',
    zh: '没有写明暂不告知的依据。写法律文件和条款，4 至 {most} 个字。',
    en: 'The basis is missing on which the reading is withheld. Give instrument and article in 4 to {most} characters.',
  },
  end_passed: {
    kind: 'invalid',
    zh: '“{day}”不是今天（{today}）以后的日期。写查询开始向机构显示的日期。',
    en: '"{day}" is no day after today ({today}). Give the day from which the reading is shown to the organisation.',
  },
  too_long: {
    kind: 'invalid',
    zh: '{day} 太晚：自首次设定（{first}）起最多 {most} 天，即不晚于 {latest}（依据：{basis}）。',
    en: '{day} is too late: {most} days from the day on which it was first withheld ({first}) are the limit, which is {latest} (basis: {basis}).',
  },
});

const longestBasis = 200;

/** Which readings are withheld, on what, and until when. */
export interface EmbargoOrder {
  /** Code of the agency whose readings they are. */
  readonly office: string;
  readonly uscc: string;
  readonly matter: string;
  /** Instrument and article. */
  readonly basis: string;
  /** First day on which the readings are shown. */
  readonly shownFrom: IsoDay;
  readonly actor: string;
  /** Milliseconds. */
  readonly at: number;
}

/**
 * Withholds the readings of an office about one organisation in one matter until a day; said again, the later word
 * counts, so that it can be extended up to the longest time and ended early. Refuses what the `embargo` register
 * names.
 */
export async function setEmbargo(
  database: Database,
  rules: AuditRules['embargo'],
  order: EmbargoOrder,
): Promise<void> {
  const { office, uscc, actor, at, shownFrom } = order;
  const matter = requireMatter(order.matter);
  const basis = requirePlainText('basis', order.basis);
  if (basis.length < 4 || basis.length > longestBasis) {
    throw refuse.basis_missing({ most: longestBasis });
  }
  const today = dayInShanghai(at);
  if (!isIsoDay(shownFrom) || shownFrom <= today) {
    throw refuse.end_passed({ day: shownFrom.slice(0, 40), today });
  }
  return database.transaction(async (tx) => {
    const first = (await findFirstDay(tx, { office, uscc, matter })) ?? today;
    const { value: most, basis: legal } = rules.longestDays;
    const latest = addDays(first, most);
    if (shownFrom > latest) {
      throw refuse.too_long({ day: shownFrom, first, most, latest, basis: legal });
    }
    await tx.query(
      `insert into audit_embargo (embargo_id, office, uscc, matter, basis, shown_from, set_at, actor)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(at), office, uscc, matter, basis, shownFrom, new Date(at), actor],
    );
    const act = { actor, act: 'embargo.set', object: uscc, matter, office };
    await recordAct(tx, { at, ...act, outcome: 'done' });
  });
}

async function findFirstDay(
  database: Queryable,
  { office, uscc, matter }: Pick<EmbargoOrder, 'office' | 'uscc' | 'matter'>,
): Promise<IsoDay | undefined> {
  const [row] = await database.query<{ first: Date | null }>(
    `select min(set_at) as first from audit_embargo where office = $1 and uscc = $2 and matter = $3`,
    [office, uscc, matter],
  );
  return row?.first ? dayInShanghai(row.first.getTime()) : undefined;
}

/** An embargo that is in force. */
export interface Embargo extends Omit<EmbargoOrder, 'at'> {
  /** Milliseconds. */
  readonly setAt: number;
}

/** The embargoes in force today, those that end first in front; for the auditor. */
export async function listEmbargoes(database: Queryable, today: IsoDay): Promise<Embargo[]> {
  const rows = await database.query<Omit<Embargo, 'setAt'> & { setAt: Date }>(
    `select * from (
       select distinct on (uscc, office, matter) office, uscc, matter, basis, shown_from as "shownFrom",
              set_at as "setAt", actor
         from audit_embargo order by uscc, office, matter, set_at desc, embargo_id desc) latest
      where "shownFrom" > $1 order by "shownFrom", uscc limit 1000`,
    [today],
  );
  return rows.map((row) => ({ ...row, setAt: row.setAt.getTime() }));
}
