// The figures of the home page: how many organisations, records and agencies, and the latest checkpoint.
import type { Queryable } from '../kernel/database.js';
import { Cached } from './cached.js';
import type { PublicFigures } from './credit-file.model.js';
import { kindTitle } from './kind-title.policy.js';
import type { PublicReader } from './public-reader.model.js';

type Counts = Omit<PublicFigures, 'byKind'> & { readonly byKind: Readonly<Record<string, number>> };

interface CountsRow {
  readonly organisations: number;
  readonly agencies: number;
  readonly byKind: Record<string, number> | null;
  readonly size: number | null;
  readonly signedAt: Date | null;
}

const periodMilliseconds = 30_000;
const counted = new WeakMap<Queryable, Cached<Counts>>();

/** The figures, counted at most 30 seconds ago. Records of organisations without a code do not count. */
export async function getPublicFigures(reader: PublicReader): Promise<PublicFigures> {
  let cached = counted.get(reader.database);
  if (!cached) {
    cached = new Cached(periodMilliseconds, () => countAll(reader.database));
    counted.set(reader.database, cached);
  }
  const { byKind, ...counts } = await cached.get();
  return {
    ...counts,
    byKind: Object.entries(byKind).map(([kind, count]) => {
      return { kind, title: kindTitle(reader, kind), count };
    }),
  };
}

async function countAll(database: Queryable): Promise<Counts> {
  const [row] = await database.query<CountsRow>(
    `with added as (
       select kind, sum(added) as count from disclosure_figure group by kind
     ), unseen as (
       select r.kind, count(*) as count
         from parties_subject s join disclosure_record r on r.subject_id = s.subject_id
        where s.uscc is null and r.is_public
        group by r.kind
     ), latest as (
       select size, signed_at from ledger_checkpoint order by size desc limit 1
     )
     select (select count(*) from parties_subject where uscc is not null) as organisations,
            (select count(distinct agency_code) from ledger_batch where type <> 'trail') as agencies,
            (select json_object_agg(kind, a.count - coalesce(u.count, 0) order by kind)
               from added a left join unseen u using (kind)
              where a.count > coalesce(u.count, 0)) as "byKind",
            (select size from latest) as size,
            (select signed_at from latest) as "signedAt"`,
  );
  const { organisations, agencies, byKind, size, signedAt } = row as CountsRow;
  const kinds = byKind ?? {};
  return {
    organisations,
    records: Object.values(kinds).reduce((sum, count) => sum + count, 0),
    agencies,
    byKind: kinds,
    checkpoint: size === null || !signedAt ? null : { size, signedAt: signedAt.getTime() },
  };
}
