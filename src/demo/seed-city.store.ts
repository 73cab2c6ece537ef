// SQL of the demo city's seeding: what the platform holds already, and what the trail says of a city begun.
import type { Queryable } from '../kernel/database.js';
import type { IsoDay } from '../kernel/time.js';

/** How many batches the platform holds. */
export async function countBatches(database: Queryable): Promise<number> {
  const [row] = await database.query<{ batches: number }>(
    'select count(*) as batches from intake_batch',
  );
  return row?.batches ?? 0;
}

/** A file that was handed in. */
export interface HandedIn {
  readonly agencyCode: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sourceDay: IsoDay;
}

/** Every file that was handed in so far. */
export function listHandedIn(database: Queryable): Promise<HandedIn[]> {
  return database.query<HandedIn>(
    `select agency_code as "agencyCode", kind, file_name as "fileName", source_day as "sourceDay"
       from intake_batch`,
  );
}

/** The acts of the trail that speak of the demo city: its beginning, and its end. */
export function listDemoActs(database: Queryable): Promise<{ act: string; object: string }[]> {
  return database.query(
    `select act, object from audit_event
      where actor = 'process' and act in ('demo.begin', 'demo.complete')`,
  );
}
