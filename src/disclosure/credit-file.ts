// An organisation's credit file as the public sees it today.

import { readUscc } from '../codes/uscc.js';
import { isUuid } from '../kernel/ids.js';
import { isIsoDay } from '../kernel/time.js';
import type { CreditFilePage } from './credit-file.model.js';
import { kindTitle } from './kind-title.policy.js';
import { findOrganisation } from './organisation.store.js';
import { decodeCursor, encodeCursor } from './page-cursor.js';
import type { PageWanted, PublicReader } from './public-reader.model.js';
import { publicOrganisation, publicRecord } from './public-record.policy.js';
import { listPublicRecords, type RecordKey } from './record-row.store.js';
import { refuse } from './refusals.js';

const list = 'file';

/**
 * The organisation with this unified social credit code, written in whatever width and case, and a page of its
 * public records, newest decision first. Two round trips.
 * Refuses `disclosure.uscc_malformed`, `disclosure.organisation_unknown`, `disclosure.cursor_unknown`.
 */
export async function getCreditFile(
  reader: PublicReader,
  uscc: string,
  { limit, after }: PageWanted,
): Promise<CreditFilePage> {
  const start = after ? readStart(after) : null;
  const organisation = await findOrganisation(reader.database, wellFormedCode(uscc));
  if (!organisation) throw refuse.organisation_unknown({ uscc });
  const { totals, rows } = await listPublicRecords(reader.database, organisation.subjectId, {
    limit: limit + 1,
    after: start,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    organisation: publicOrganisation(organisation),
    totals: Object.entries(totals).map(([kind, count]) => {
      return { kind, title: kindTitle(reader, kind), count };
    }),
    records: shown.map((row) => publicRecord(row, organisation, reader.catalogue)),
    next: last && rows.length > limit ? encodeCursor(list, [last.decidedOn, last.recordId]) : null,
  };
}

function wellFormedCode(text: string): string {
  const { code, fault } = readUscc(text);
  if (fault === 'length' || fault === 'character') {
    throw refuse.uscc_malformed({ uscc: text.slice(0, 40) });
  }
  return code;
}

function readStart(after: string): RecordKey {
  const [decidedOn = '', recordId = ''] = decodeCursor(list, 2, after);
  if (!isIsoDay(decidedOn) || !isUuid(recordId)) {
    throw refuse.cursor_unknown({ after: after.slice(0, 60) });
  }
  return { decidedOn, recordId };
}
