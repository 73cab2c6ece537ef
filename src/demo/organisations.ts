// Makes the organisations of the demo city: names, codes, kinds, and what happens to them in the 24 months.
import { bodyOfSerial, usccOf } from './city-code.js';
import type { DemoOrganisation } from './organisation.model.js';
import { type Period, periodCount } from './period.policy.js';
import { cumulate, Random } from './random.js';
import type { OtherKind, Vocabulary } from './vocabulary.model.js';

/** Share of the organisations that were there before the first period, in per mille. */
const establishedPermille = 850;
const renamedPermille = 30;
const endedPermille = 15;
const longestAgeDays = 9000;
const youngestAgeDays = 200;
const registrar = 'market-regulation';

// In the smallest city there is one of each: renamed before and within the 24 months, a person's name, a business
// with a name of its own, one that is deregistered.
const sureTraits = { renamedBefore: 3, renamedWithin: 4, personName: 6, business: 7, ended: 9 };
const sureRenamePeriod = 6;

interface Maker {
  readonly seed: number;
  readonly words: Vocabulary;
  readonly usedNames: Set<string>;
  readonly districtShares: readonly number[];
  readonly industryNames: readonly string[];
  readonly companyShares: readonly number[];
  readonly businessShares: readonly number[];
}

interface Kind {
  readonly kind: string;
  readonly label: string;
  readonly prefix: string;
  readonly industry: string | null;
  readonly registrar: string;
  readonly other?: OtherKind;
}

/** All organisations of a city, those with the most records first; registered later means further behind. */
export function makeOrganisations(
  words: Vocabulary,
  at: { seed: number; count: number; periods: readonly Period[] },
): DemoOrganisation[] {
  const maker = makerOf(words, at.seed);
  const established = Math.round((at.count * establishedPermille) / 1000);
  return Array.from({ length: at.count }, (_, index) => {
    const later = index - established;
    const registeredIn =
      later < 0 ? 0 : 1 + Math.floor((later * (periodCount - 1)) / (at.count - established));
    return makeOrganisation(maker, { index, registeredIn, periods: at.periods });
  });
}

/**
 * Companies that no registration file reports because they are registered elsewhere: known from other records only.
 * `count` is the number of registered organisations; the codes go on behind theirs.
 */
export function makeUnregistered(
  words: Vocabulary,
  at: { seed: number; count: number; wanted: number; firstDay: number },
): DemoOrganisation[] {
  const maker = makerOf(words, at.seed);
  const { zh, short, district, region } = words.city.elsewhere;
  return Array.from({ length: at.wanted }, (_, position) => {
    const index = at.count + position;
    const random = new Random(maker.seed, 2, index);
    const kind = companyKind(maker, random);
    const place = { city: zh, short, district };
    return {
      index,
      uscc: usccOf(kind.prefix, region, bodyOfSerial(index, maker.seed)),
      kind: kind.kind,
      kindLabel: kind.label,
      industry: kind.industry,
      district: 0,
      name: uniqueName(maker, () => drawName(maker.words, random, { kind, place })),
      formerName: null,
      renamedIn: null,
      nameIsPerson: false,
      registeredOn: at.firstDay - youngestAgeDays,
      registeredIn: 0,
      endsIn: null,
      endsAs: 'cancelled',
      registrar: kind.registrar,
    };
  });
}

function makerOf(words: Vocabulary, seed: number): Maker {
  const industries = Object.entries(words.names.industries);
  return {
    seed,
    words,
    usedNames: new Set(),
    districtShares: cumulate(words.city.districts.map((district) => district.share)),
    industryNames: industries.map(([name]) => name),
    companyShares: cumulate(industries.map(([, industry]) => industry.companies)),
    businessShares: cumulate(industries.map(([, industry]) => industry.businesses)),
  };
}

function makeOrganisation(
  maker: Maker,
  at: { index: number; registeredIn: number; periods: readonly Period[] },
): DemoOrganisation {
  const { index, registeredIn } = at;
  const random = new Random(maker.seed, 1, index);
  const kind = drawKind(maker, random, index);
  const district = random.weighted(maker.districtShares);
  const { city, districts } = maker.words.city;
  const region = districts[district]?.region ?? city.region;
  const place = { city: city.zh, short: city.short, district: districts[district]?.zh ?? '' };
  const isBusiness = kind.kind === 'individual_business';
  const nameIsPerson =
    index === sureTraits.personName ||
    (isBusiness &&
      index !== sureTraits.business &&
      random.permille(maker.words.names.personNamePermille));
  const name = uniqueName(maker, () =>
    nameIsPerson ? personName(maker.words, random) : drawName(maker.words, random, { kind, place }),
  );
  const established = registeredIn === 0;
  const renamedIn = established && !nameIsPerson ? drawRename(random, index) : null;
  const ends =
    established &&
    renamedIn === null &&
    (index === sureTraits.ended || (index > 9 && random.permille(endedPermille)));
  return {
    index,
    uscc: usccOf(kind.prefix, region, bodyOfSerial(index, maker.seed)),
    kind: kind.kind,
    kindLabel: kind.label,
    industry: kind.industry,
    district,
    name,
    formerName:
      renamedIn === null
        ? null
        : uniqueName(maker, () => drawName(maker.words, random, { kind, place })),
    renamedIn,
    nameIsPerson,
    registeredOn: drawRegistrationDay(random, registeredIn, at.periods),
    registeredIn,
    endsIn: ends ? random.between(2, periodCount - 1) : null,
    endsAs: random.permille(300) ? 'revoked' : 'cancelled',
    registrar: kind.registrar,
  };
}

function drawKind(maker: Maker, random: Random, index: number): Kind {
  const { names } = maker.words;
  let mark = index < 10 ? 1000 : random.below(1000);
  for (const other of names.others) {
    mark -= other.permille;
    if (mark < 0 && index >= 10) {
      return { ...other, industry: other.industry ?? null, other };
    }
  }
  const isBusiness =
    index === sureTraits.personName ||
    index === sureTraits.business ||
    (index >= 10 && random.permille(names.individualBusinessPermille));
  if (!isBusiness) return companyKind(maker, random);
  const industry = maker.industryNames[random.weighted(maker.businessShares)] ?? null;
  return { kind: 'individual_business', label: '个体工商户', prefix: '92', industry, registrar };
}

function companyKind(maker: Maker, random: Random): Kind {
  const industry = maker.industryNames[random.weighted(maker.companyShares)] ?? null;
  return { kind: 'enterprise', label: '企业', prefix: '91', industry, registrar };
}

function drawRename(random: Random, index: number): number | null {
  if (index === sureTraits.renamedBefore) return -1;
  if (index === sureTraits.renamedWithin) return sureRenamePeriod;
  if (index < 10 || !random.permille(renamedPermille)) return null;
  return random.permille(500) ? -1 : random.between(1, periodCount - 2);
}

function drawRegistrationDay(
  random: Random,
  registeredIn: number,
  periods: readonly Period[],
): number {
  const reported = periods[registeredIn]?.firstDay ?? 0;
  if (registeredIn > 0) return reported - random.between(2, 25);
  const age = youngestAgeDays + Math.floor(random.fraction() ** 2 * longestAgeDays);
  return reported - age;
}

/** A name nobody bears, for representatives and for businesses without a trade name. */
export function personName(words: Vocabulary, random: Random): string {
  return `${random.pick(words.city.people.surnames)}${random.pick(words.city.people.given)}`;
}

function uniqueName(maker: Maker, draw: () => string): string {
  let name = draw();
  for (let tries = 0; maker.usedNames.has(name) && tries < 30; tries += 1) name = draw();
  if (maker.usedNames.has(name)) name = `${name}${maker.usedNames.size}`;
  maker.usedNames.add(name);
  return name;
}

function drawName(words: Vocabulary, random: Random, at: { kind: Kind; place: Place }): string {
  const { marks } = words.names;
  const { city, short, district } = at.place;
  const mark = `${random.pick(marks.first)}${random.pick(marks.second)}${random.pick(marks.third)}`;
  if (at.kind.other) {
    return random
      .pick(at.kind.other.names)
      .replace('{cityShort}', short)
      .replace('{city}', city)
      .replace('{district}', district)
      .replace('{mark}', mark)
      .replace('{crop}', random.pick(words.names.crops));
  }
  const industry = words.names.industries[at.kind.industry ?? ''];
  const isBusiness = at.kind.kind === 'individual_business';
  const trade = random.pick((isBusiness ? industry?.business : industry?.company) ?? ['']);
  return isBusiness
    ? businessName(random, { ...at.place, mark, trade })
    : companyName(random, { ...at.place, mark, trade });
}

interface Place {
  readonly city: string;
  readonly short: string;
  readonly district: string;
}

interface NameParts extends Place {
  readonly mark: string;
  readonly trade: string;
}

function businessName(random: Random, parts: NameParts): string {
  const { city, district, mark, trade } = parts;
  const form = random.below(10);
  if (form < 6) return `${district}${mark}${trade}`;
  if (form < 9) return `${city}${district}${mark}${trade}`;
  return `${district}${mark}${trade}（个体工商户）`;
}

function companyName(random: Random, parts: NameParts): string {
  const { city, short, district, mark, trade } = parts;
  const form = random.below(100);
  if (form < 45) return `${city}${mark}${trade}有限公司`;
  if (form < 70) return `${short}${mark}${trade}有限公司`;
  if (form < 82) return `${mark}${trade}（${short}）有限公司`;
  if (form < 87) return `${short}${mark}${trade}股份有限公司`;
  if (form < 91) return `${city}${mark}${trade}有限责任公司`;
  if (form < 95) return `${short}${mark}${trade}有限公司${district.slice(0, 2)}分公司`;
  if (form < 97) return `${city}${mark}企业管理合伙企业（有限合伙）`;
  return `${city}${district}${mark}${trade}厂`;
}
