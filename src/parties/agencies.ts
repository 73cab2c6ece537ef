// The agencies that hand over records and answer for them.
import type { Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';

const refuse = defineRefusals('agency', {
  unknown: {
    kind: 'invalid',
    zh: '没有代码为 {code} 的数源部门。已登记的部门：{known}。用其中之一，或先用 xinheng agency add 登记。',
    en: 'There is no source agency {code}. Agencies on file: {known}. Use one of these, or enter it first with xinheng agency add.',
  },
});

/** An agency that may hand over records. */
export interface Agency {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Registration region of six digits. */
  readonly region: string | null;
  /** A second person of the agency releases what it hands in before it is on file (four eyes). */
  readonly needsRelease: boolean;
}

/** All agencies on file, by code. */
export async function listAgencies(database: Queryable): Promise<Agency[]> {
  const rows = await database.query<{
    agency_code: string;
    name_zh: string;
    name_en: string;
    region: string | null;
    needs_release: boolean;
  }>(
    `select agency_code, name_zh, name_en, region, needs_release
     from parties_agency order by agency_code`,
  );
  return rows.map((row) => ({
    code: row.agency_code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    region: row.region,
    needsRelease: row.needs_release,
  }));
}

/** The agency with this code. Refuses `agency.unknown`, naming those that are known. */
export async function getAgency(database: Queryable, code: string): Promise<Agency> {
  const agencies = await listAgencies(database);
  const agency = agencies.find((each) => each.code === code);
  if (agency) return agency;
  const known = agencies.map((each) => `${each.code} ${each.nameZh}`).join('、');
  throw refuse.unknown({ code, known: known === '' ? '—' : known });
}

/** Puts agencies on file; the names of those that are there already are brought up to date. */
export async function enterAgencies(
  database: Queryable,
  agencies: readonly Omit<Agency, 'needsRelease'>[],
): Promise<void> {
  await database.query(
    `insert into parties_agency (agency_code, name_zh, name_en, region)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (agency_code) do update set
       name_zh = excluded.name_zh, name_en = excluded.name_en, region = excluded.region`,
    [
      agencies.map((agency) => agency.code),
      agencies.map((agency) => agency.nameZh),
      agencies.map((agency) => agency.nameEn),
      agencies.map((agency) => agency.region),
    ],
  );
}

/**
 * Says whether a second person of the agency releases what it hands in. What waits already goes on waiting.
 * Refuses `agency.unknown`.
 */
export async function setNeedsRelease(
  database: Queryable,
  code: string,
  needsRelease: boolean,
): Promise<void> {
  await getAgency(database, code);
  await database.query('update parties_agency set needs_release = $2 where agency_code = $1', [
    code,
    needsRelease,
  ]);
}
