// What the public may know of a batch: who handed it over, when, and its place in the log.
import type { Bilingual } from '../kernel/errors.js';
import { isUuid } from '../kernel/ids.js';
import { kindTitle } from './kind-title.policy.js';
import type { PublicReader } from './public-reader.model.js';
import { refuse } from './refusals.js';

/** The facts of a batch that stand in the public log. */
export interface PublicBatch {
  readonly batchId: string;
  /**
   * `records`: handed over by an agency; `acts`: single acts upon records on file; `trail`: events of the
   * platform's own audit trail, of which nothing but their number and root is public.
   */
  readonly type: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly kind: string;
  readonly kindTitle: Bilingual;
  /** Milliseconds. */
  readonly receivedAt: number;
  readonly entries: number;
  /** Merkle root over the entries, base64url. */
  readonly root: string;
  /** Null until the sequencer has given the batch its place (within seconds). */
  readonly logPosition: number | null;
  readonly recordedAt: number | null;
}

interface BatchRow {
  readonly type: string;
  readonly agencyCode: string;
  readonly agencyName: string | null;
  readonly kind: string;
  readonly receivedAt: Date;
  readonly entries: number;
  readonly root: Buffer;
  readonly logPosition: number | null;
  readonly recordedAt: Date | null;
}

const thePlatform = '本平台';
const trailTitle: Bilingual = { zh: '安全审计', en: 'Audit trail of the platform' };

/** The batch with this number. Refuses `disclosure.batch_unknown`. */
export async function getPublicBatch(reader: PublicReader, batchId: string): Promise<PublicBatch> {
  const id = batchId.toLowerCase();
  const row = isUuid(id) ? await findBatch(reader, id) : undefined;
  if (!row) throw refuse.batch_unknown({ batch: batchId.slice(0, 40) });
  return {
    ...row,
    batchId: id,
    agencyName: row.agencyName ?? (row.type === 'trail' ? thePlatform : row.agencyCode),
    kindTitle: row.type === 'trail' ? trailTitle : kindTitle(reader, row.kind),
    receivedAt: row.receivedAt.getTime(),
    root: row.root.toString('base64url'),
    recordedAt: row.recordedAt?.getTime() ?? null,
  };
}

async function findBatch(reader: PublicReader, id: string): Promise<BatchRow | undefined> {
  const rows = await reader.database.query<BatchRow>(
    `select b.type, b.agency_code as "agencyCode", a.name_zh as "agencyName", b.kind,
            b.received_at as "receivedAt", b.entries, b.root,
            l.position as "logPosition", l.recorded_at as "recordedAt"
       from ledger_batch b
       left join parties_agency a on a.agency_code = b.agency_code
       left join ledger_log l on l.batch_id = b.batch_id
      where b.batch_id = $1`,
    [id],
    'disclosure_batch',
  );
  return rows[0];
}
