// Who looked at us: an organisation's readings as it sees them, by office, time and matter.
import type { AuditRules } from '../audit/audit-rules.model.js';
import { listReadings, type Reading } from '../audit/reading.js';
import type { Database } from '../kernel/database.js';
import type { Bilingual } from '../kernel/errors.js';
import { type Clock, dayInShanghai } from '../kernel/time.js';
import { listAgencies } from '../parties/agencies.js';

/** Stands for the city's credit office, whose operators belong to no source agency. */
export const creditOffice = 'credit-office';

/** A look as the organisation sees it: never the clerk. */
export interface ShownReading extends Omit<Reading, 'office' | 'purpose' | 'act'> {
  readonly office: Bilingual;
  readonly purpose: Bilingual;
  /** The organisation's own look. */
  readonly own: boolean;
}

const offices = {
  own: { zh: '本机构', en: 'your own organisation' },
  credit: { zh: '信用主管部门', en: 'the credit office' },
  operator: { zh: '平台运行单位', en: 'whoever runs the platform' },
};

/** What the list works with. */
interface ReadingsReader {
  readonly database: Database;
  readonly clock: Clock;
  readonly auditRules: Pick<AuditRules, 'purposes'>;
}

/** A page of the looks at an organisation, newest first. Refuses `reading.cursor_unknown`. */
export async function listShownReadings(
  { database, clock, auditRules }: ReadingsReader,
  uscc: string,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readings: ShownReading[]; next: string | null }> {
  const today = dayInShanghai(clock.now());
  const { readings, next } = await listReadings(database, uscc, { ...page, today });
  const agencies = new Map(
    (await listAgencies(database)).map(({ code, nameZh, nameEn }) => [
      code,
      { zh: nameZh, en: nameEn },
    ]),
  );
  const titles = new Map(auditRules.purposes.map(({ id, title }) => [id, title]));
  const officeOf = ({ act, office }: Reading): Bilingual => {
    if (act === 'file.read-own') return offices.own;
    if (office === null) return offices.operator;
    if (office === creditOffice) return offices.credit;
    return agencies.get(office) ?? { zh: office, en: office };
  };
  return {
    next,
    readings: readings.map((reading) => {
      const { readingId, at, matter, withheld, act, purpose } = reading;
      return {
        readingId,
        at,
        matter,
        withheld,
        office: officeOf(reading),
        purpose: titles.get(purpose) ?? { zh: purpose, en: purpose },
        own: act === 'file.read-own',
      };
    }),
  };
}
