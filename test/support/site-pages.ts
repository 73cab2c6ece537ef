// Every sort of page of the public site with an address where the test city has it.

import type { TestSite } from './site.js';
import { siteUsccs } from './site-records.js';

/** Names of pages and their Chinese addresses. */
export async function sitePages(site: TestSite): Promise<Readonly<Record<string, string>>> {
  const search = (text: string) => `/search?q=${encodeURIComponent(text)}`;
  const record = await newestRecord(site, siteUsccs.machines);
  const { batch, checkCode } = site.receipt;
  return {
    home: '/',
    search: search('明远'),
    'search-start': '/search',
    'search-former-name': search('明远机械厂'),
    'search-short': search('明'),
    'search-nothing': search('并不存在的机构'),
    organisation: `/organisations/${siteUsccs.machines}`,
    'organisation-many': `/organisations/${siteUsccs.canteen}`,
    'organisation-masked': `/organisations/${siteUsccs.masked}`,
    'organisation-unconfirmed': `/organisations/${siteUsccs.unconfirmed}`,
    'organisation-ended': `/organisations/${siteUsccs.school}`,
    'organisation-unknown': '/organisations/91999900MA0009993D',
    record: `/records/${record}`,
    batch: `/batches/${batch}`,
    receipt: `/receipts/${batch}?code=${checkCode}`,
    'receipt-entry': '/receipts',
    'receipt-wrong': `/receipts/${batch}?code=AAAAAAAA`,
    dictionary: '/dictionary',
    kind: '/dictionary/administrative-penalty',
    log: '/log',
    people: '/people',
    about: '/about',
    'no-page': '/no/such/page',
  };
}

/** Id of the newest penalty of an organisation. */
export async function newestRecord(site: TestSite, uscc: string): Promise<string> {
  const answer = await fetch(`${site.url}/api/v1/organisations/${uscc}/records?limit=20`);
  const { records } = (await answer.json()) as { records: { recordId: string; kind: string }[] };
  const penalty = records.find((record) => record.kind === 'administrative-penalty');
  if (!penalty) throw new Error(`${uscc} has no penalty on record`);
  return penalty.recordId;
}
