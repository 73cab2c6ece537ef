// What writing the rows of one file needs to know: the city, the agency, its matters, and how its system writes.
import { type AgencyMatters, mattersOf, poolsOf } from './matters.js';
import type { DemoAgency, DemoCity, DemoOrganisation } from './organisation.model.js';
import type { OrganisationPools } from './organisation-pool.js';
import { makeUnregistered, personName } from './organisations.js';
import type { DemoSchedule, PlannedFile } from './plan.model.js';
import { Random } from './random.js';

/** The city ready for writing rows. */
export interface WritingRoom {
  readonly city: DemoCity;
  readonly pools: OrganisationPools;
  readonly matters: readonly AgencyMatters[];
  /** Companies registered elsewhere. */
  readonly elsewhere: readonly DemoOrganisation[];
  readonly filesByIndex: ReadonlyMap<number, PlannedFile>;
}

/** One file of it. */
export interface FileFrame {
  readonly room: WritingRoom;
  readonly file: PlannedFile;
  readonly agency: DemoAgency;
  readonly matters: AgencyMatters;
}

/** Makes ready for writing the files of a schedule. */
export function openWritingRoom(schedule: DemoSchedule): WritingRoom {
  const { city, plan } = schedule;
  const wanted = Math.max(1, Math.ceil(plan.cases.registered_elsewhere / 2));
  return {
    city,
    pools: poolsOf(city),
    matters: city.agencies.map(mattersOf),
    elsewhere: makeUnregistered(city.words, {
      seed: city.seed,
      count: city.organisations.length,
      wanted,
      firstDay: city.periods[0]?.firstDay ?? 0,
    }),
    filesByIndex: new Map(schedule.files.map((file) => [file.index, file])),
  };
}

/** The frame of one file. */
export function frameOf(room: WritingRoom, file: PlannedFile): FileFrame {
  const agency = room.city.agencies[file.agency] as DemoAgency;
  return { room, file, agency, matters: room.matters[file.agency] as AgencyMatters };
}

/** The name that the registry knows in the period. */
export function nameIn(organisation: DemoOrganisation, period: number): string {
  const { renamedIn, formerName, name } = organisation;
  return renamedIn !== null && renamedIn > period && formerName !== null ? formerName : name;
}

/** The representative of an organisation; for a business called by a person's name, that person. */
export function representativeOf(city: DemoCity, organisation: DemoOrganisation): string {
  if (organisation.nameIsPerson) return organisation.name;
  return personName(city.words, new Random(city.seed, 6, organisation.index));
}

/** A street address in one of the districts. */
export function addressIn(city: DemoCity, random: Random, district: number): string {
  const { districts, towns, roads, buildings } = city.words.city;
  const street = `${districts[district]?.zh ?? ''}${random.pick(towns)}${random.pick(roads)}${random.between(1, 999)}号`;
  return random.permille(350)
    ? `${street}${random.pick(buildings)}${random.between(1, 18)}幢${random.between(1, 25)}${String(random.between(1, 20)).padStart(2, '0')}室`
    : street;
}

/** A place as texts of decisions name it: district and road. */
export function placeIn(city: DemoCity, random: Random, district: number): string {
  const { districts, roads } = city.words.city;
  return `${districts[district]?.zh ?? ''}${random.pick(roads)}${random.between(1, 999)}号`;
}
