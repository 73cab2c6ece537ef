// Draws organisations so that a few have very many records and most have few (a long tail).
import type { DemoOrganisation } from './organisation.model.js';
import { periodCount } from './period.policy.js';
import type { Random } from './random.js';

// Weight of the organisation at place i is (i + shoulder) ^ (power - 1).
const power = 0.3;
const shoulderShare = 0.0025;
const smallestShoulder = 0.6;

interface Pool {
  readonly organisations: readonly DemoOrganisation[];
  /** How many of them may be on record in each period: they were registered in an earlier one. */
  readonly countByPeriod: readonly number[];
  readonly shoulder: number;
}

/** Organisations by the industries of a matter; pools are made when they are first asked for. */
export class OrganisationPools {
  readonly #all: readonly DemoOrganisation[];
  readonly #pools = new Map<string, Pool>();
  readonly #renamed: readonly DemoOrganisation[];
  readonly #businesses: readonly DemoOrganisation[];

  constructor(all: readonly DemoOrganisation[]) {
    this.#all = all.filter((organisation) => organisation.kind !== 'government_body');
    this.#renamed = this.#all.filter((organisation) => organisation.renamedIn !== null);
    this.#businesses = all.filter(
      ({ kind, nameIsPerson, renamedIn, endsIn, registeredIn }) =>
        kind === 'individual_business' &&
        !nameIsPerson &&
        renamedIn === null &&
        endsIn === null &&
        registeredIn === 0,
    );
  }

  /**
   * An organisation of one of the industries (undefined: any) that may be on record in the period.
   * `established`: one that was registered before the first period.
   */
  draw(
    random: Random,
    at: { industries: readonly string[] | undefined; period: number; established: boolean },
  ): DemoOrganisation {
    const pool = this.#poolOf(at.industries);
    const count = pool.countByPeriod[at.established ? 0 : at.period] ?? 0;
    let drawn = pickLongTail(random, pool, count);
    for (let tries = 0; tries < 8 && hasEnded(drawn, at.period); tries += 1) {
      drawn = pickLongTail(random, pool, count);
    }
    return drawn;
  }

  /** An organisation that bore another name before the period. */
  drawRenamed(random: Random, period: number): DemoOrganisation {
    const renamed = this.#renamed.filter(
      (each) => each.renamedIn !== null && each.renamedIn < period,
    );
    return random.pick(renamed.length > 0 ? renamed : this.#renamed);
  }

  /** An individual business with a trade name that nobody else bears. */
  drawBusiness(random: Random): DemoOrganisation {
    return random.pick(this.#businesses);
  }

  #poolOf(industries: readonly string[] | undefined): Pool {
    const key = industries?.join() ?? '';
    let pool = this.#pools.get(key);
    if (!pool) {
      const wanted = industries && new Set(industries);
      pool = makePool(
        wanted
          ? this.#all.filter(({ industry }) => industry !== null && wanted.has(industry))
          : this.#all,
        this.#all,
      );
      this.#pools.set(key, pool);
    }
    return pool;
  }
}

function hasEnded(organisation: DemoOrganisation, period: number): boolean {
  return organisation.endsIn !== null && organisation.endsIn <= period;
}

// A city may be too small to have an organisation of every industry; then any will do.
function makePool(fitting: readonly DemoOrganisation[], all: readonly DemoOrganisation[]): Pool {
  const hasEstablished = fitting.some(
    ({ registeredIn, endsIn }) => registeredIn === 0 && endsIn === null,
  );
  const organisations = hasEstablished ? fitting : all;
  const countByPeriod = Array.from(
    { length: periodCount },
    (_, period) =>
      organisations.filter(({ registeredIn }) => registeredIn === 0 || registeredIn < period)
        .length,
  );
  return {
    organisations,
    countByPeriod,
    shoulder: Math.max(smallestShoulder, organisations.length * shoulderShare),
  };
}

function pickLongTail(random: Random, pool: Pool, count: number): DemoOrganisation {
  const low = pool.shoulder ** power;
  const high = (count + pool.shoulder) ** power;
  const place = (low + random.fraction() * (high - low)) ** (1 / power) - pool.shoulder;
  return pool.organisations[
    Math.min(count - 1, Math.max(0, Math.floor(place)))
  ] as DemoOrganisation;
}
