// What an agency of the demo city decides about, and about whom: violations and licences with the organisations they fit.
import type { AwkwardCase } from './awkward.policy.js';
import type { DemoAgency, DemoCity } from './organisation.model.js';
import { OrganisationPools } from './organisation-pool.js';
import { cumulate, type Random } from './random.js';
import type { LicenceMatter, Violation } from './vocabulary.model.js';

/** A list to draw from by weight. */
class WeightedList<Value extends { readonly weight: number }> {
  readonly values: readonly Value[];
  readonly #cumulative: readonly number[];

  constructor(values: readonly Value[]) {
    this.values = values;
    this.#cumulative = cumulate(values.map((value) => value.weight));
  }

  draw(random: Random): Value {
    return this.values[random.weighted(this.#cumulative)] as Value;
  }
}

/** The matters of one agency, apart by what some awkward cases need. */
export interface AgencyMatters {
  readonly fined: WeightedList<Violation>;
  readonly warned: WeightedList<Violation>;
  /** Fined, in any industry. */
  readonly general: WeightedList<Violation>;
  readonly limited: WeightedList<LicenceMatter>;
  readonly withoutEnd: WeightedList<LicenceMatter>;
}

/** Sorts an agency's matters. */
export function mattersOf(agency: DemoAgency): AgencyMatters {
  const { penalties, licences } = agency.words;
  const fined = penalties.filter((violation) => violation.fineYuan !== undefined);
  return {
    fined: new WeightedList(fined),
    warned: new WeightedList(penalties.filter((violation) => violation.fineYuan === undefined)),
    general: new WeightedList(fined.filter((violation) => violation.industries === undefined)),
    limited: new WeightedList(licences.filter((licence) => licence.years !== undefined)),
    withoutEnd: new WeightedList(licences.filter((licence) => licence.years === undefined)),
  };
}

/** Whether the agency has what the case needs. */
export function canShow(name: AwkwardCase, matters: AgencyMatters): boolean {
  if (name === 'warning_only') return matters.warned.values.length > 0;
  if (name === 'without_end') return matters.withoutEnd.values.length > 0;
  if (name === 'former_name' || name === 'no_code_exact_name' || name === 'registered_elsewhere') {
    return matters.general.values.length > 0;
  }
  return true;
}

/** The pools of a city, made once. */
export function poolsOf(city: DemoCity): OrganisationPools {
  return new OrganisationPools(city.organisations);
}
