// For whom a demo account of an organisation may speak.
import type { Queryable } from '../kernel/database.js';

/** The registered organisation with a code about which most is on record; undefined in an empty city. */
export async function selectSpokenFor(database: Queryable): Promise<string | undefined> {
  const [row] = await database.query<{ uscc: string }>(
    `select s.uscc from ledger_record r join parties_subject s using (subject_id)
     where s.uscc is not null and s.confirmed and not s.name_is_person
     group by s.uscc order by count(*) desc, s.uscc limit 1`,
  );
  return row?.uscc;
}
