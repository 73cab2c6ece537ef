// The demo city of one seed: its time, its agencies and its organisations.
import { defineRefusals } from '../kernel/errors.js';
import { type IsoDay, isIsoDay } from '../kernel/time.js';
import { usccOf } from './city-code.js';
import type { DemoAgency, DemoAuthority, DemoCity } from './organisation.model.js';
import { makeOrganisations } from './organisations.js';
import { periodsUntil } from './period.policy.js';
import { loadVocabulary } from './vocabulary.loader.js';
import type { Vocabulary } from './vocabulary.model.js';

const refuse = defineRefusals('demo', {
  size_out_of_range: {
    kind: 'invalid',
    zh: '演示城市的规模 {size} 不在 {smallest} 到 {largest} 之间。1 为 20000 个主体，按需要换算。',
    en: 'Size {size} of the demo city is not between {smallest} and {largest}. 1 stands for 20,000 organisations.',
  },
  seed_not_whole: {
    kind: 'invalid',
    zh: '演示城市的种子 {seed} 不是 0 到 4294967295 之间的整数。换一个整数。',
    en: 'Seed {seed} of the demo city is not a whole number from 0 to 4294967295. Give another one.',
  },
  until_not_a_day: {
    kind: 'invalid',
    zh: '截止日 {until} 不是存在的日期。按 2026-06-30 的样子填写。',
    en: '{until} is not a day that exists. Write it like 2026-06-30.',
  },
});

/** Organisations in a city of size 1. */
export const organisationsAtSizeOne = 20_000;
const smallestSize = 0.005;
const largestSize = 100;

/** What a demo city is made from. The same three values give the same bytes. */
export interface DemoRequest {
  readonly seed: number;
  /** 1 stands for 20,000 organisations; from 0.005 to 100. */
  readonly size: number;
  /** The last day of the 24 months. */
  readonly until: IsoDay;
}

/** Refuses `demo.size_out_of_range`, `demo.seed_not_whole` and `demo.until_not_a_day`. */
export function requireDemoRequest({ seed, size, until }: DemoRequest): void {
  if (!(size >= smallestSize && size <= largestSize)) {
    throw refuse.size_out_of_range({ size, smallest: smallestSize, largest: largestSize });
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw refuse.seed_not_whole({ seed });
  if (!isIsoDay(until)) throw refuse.until_not_a_day({ until });
}

/** Makes the city. Refuses what `requireDemoRequest` refuses. */
export function makeDemoCity(request: DemoRequest): DemoCity {
  requireDemoRequest(request);
  const { seed, size, until } = request;
  const words = loadVocabulary();
  const periods = periodsUntil(until);
  const agencies = makeAgencies(words);
  const count = Math.round(size * organisationsAtSizeOne);
  return {
    seed,
    size,
    until,
    words,
    periods,
    agencies,
    registrars: makeRegistrars(words, agencies),
    organisations: makeOrganisations(words, { seed, count, periods }),
  };
}

/** An agency as the parties room takes it. */
export interface DemoAgencyEntry {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly region: string;
}

/** The agencies of the demo city, the same for every seed. */
export function demoAgencies(): DemoAgencyEntry[] {
  const words = loadVocabulary();
  return makeAgencies(words).map((agency) => ({
    code: agency.code,
    nameZh: agency.name,
    nameEn: agency.words.name.en,
    region: words.city.city.region,
  }));
}

function makeAgencies(words: Vocabulary): DemoAgency[] {
  return words.agencies.map((agency) => ({
    words: agency,
    name: agency.name.zh,
    code: usccOf('11', words.city.city.region, agency.organisationBody),
  }));
}

function makeRegistrars(
  words: Vocabulary,
  agencies: readonly DemoAgency[],
): ReadonlyMap<string, DemoAuthority> {
  const registrars = new Map<string, DemoAuthority>();
  for (const agency of agencies) registrars.set(agency.words.id, agency);
  for (const [id, { zh, organisationBody }] of Object.entries(words.city.registrars)) {
    registrars.set(id, { name: zh, code: usccOf('11', words.city.city.region, organisationBody) });
  }
  return registrars;
}
