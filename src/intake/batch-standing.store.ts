// SQL of where batches stand: waiting, on file, taken back, or ended without having been on file.
import type { Queryable } from '../kernel/database.js';

/** One word for where a batch stands. */
export type BatchState =
  | 'waiting'
  | 'on-file'
  | 'withdrawal-asked'
  | 'withdrawn'
  | 'rejected'
  | 'dropped';

/** A batch as its agency sees it in a list. */
export interface StandingRow {
  readonly batchId: string;
  readonly agencyCode: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sourceDay: string;
  readonly receivedAt: Date;
  readonly rowsRead: number;
  readonly state: BatchState;
  readonly isOnFile: boolean;
  /** Of a rejection or withdrawal. */
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

// One that still arrives stands nowhere yet; one that was released is on file.
const standings = `
  select p.batch_id as "batchId", p.agency_code as "agencyCode", p.kind, p.file_name as "fileName",
         p.source_day as "sourceDay", p.received_at as "receivedAt", p.rows_read as "rowsRead",
         'waiting' as state, false as "isOnFile", null::text as reason, null::timestamptz as "decidedAt"
  from intake_pending_batch p where p.state = 'waiting'
  union all
  select r.batch_id, r.agency_code, r.kind, r.file_name, r.source_day, r.received_at, r.rows_read,
         r.outcome, false, r.reason, r.decided_at
  from intake_release r where r.outcome <> 'released'
  union all
  select b.batch_id, b.agency_code, b.kind, b.file_name, b.source_day, b.received_at, b.rows_read,
         case when w.decided_at is not null then 'withdrawn'
              when w.batch_id is not null then 'withdrawal-asked' else 'on-file' end,
         true, w.reason, w.decided_at
  from intake_batch b left join intake_withdrawal w using (batch_id)`;

export async function selectStanding(
  database: Queryable,
  batchId: string,
): Promise<StandingRow | undefined> {
  const [row] = await database.query<StandingRow>(
    `select * from (${standings}) s where "batchId" = $1`,
    [batchId],
  );
  return row;
}

/** Batches of an agency, newest first, behind the one whose time and number are given. */
export function selectStandings(
  database: Queryable,
  query: {
    readonly agencyCode: string;
    readonly state: BatchState | null;
    readonly behind: { readonly receivedAt: Date; readonly batchId: string } | null;
    readonly limit: number;
  },
): Promise<StandingRow[]> {
  const { agencyCode, state, behind, limit } = query;
  return database.query<StandingRow>(
    `select * from (${standings}) s
     where "agencyCode" = $1 and ($2::text is null or state = $2)
       and ($3::timestamptz is null or ("receivedAt", "batchId") < ($3, $4))
     order by "receivedAt" desc, "batchId" desc limit $5`,
    [agencyCode, state, behind?.receivedAt ?? null, behind?.batchId ?? null, limit],
  );
}
