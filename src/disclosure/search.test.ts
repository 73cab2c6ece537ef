// The search by name, against a plain look at every name; and what must not be found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvOf, intakeTest, inventedUscc, penaltyRow } from '../../test/support/intake.js';
import { registrations, siteUsccs } from '../../test/support/site-records.js';
import { foldName } from '../codes/organisation-name.js';
import { openDatabase } from '../kernel/database.js';
import { Refusal } from '../kernel/errors.js';
import { gramsOf } from './name-grams.policy.js';
import type { PublicReader } from './public-reader.model.js';
import { searchOrganisations } from './search.js';

interface Entered {
  readonly uscc: string;
  readonly names: readonly string[];
}

/** Puts organisations straight into the registry and the search: many names cost little that way. */
async function enter(
  reader: PublicReader,
  organisations: readonly Entered[],
  subjects: readonly string[] = organisations.map(() => crypto.randomUUID()),
): Promise<void> {
  await reader.database.query(
    `insert into parties_subject (subject_id, uscc, name, category, status, confirmed)
     select id, uscc, name, 'enterprise', 'active', true
       from unnest($1::uuid[], $2::text[], $3::text[]) as given (id, uscc, name)`,
    [subjects, organisations.map((one) => one.uscc), organisations.map((one) => one.names[0])],
  );
  const rows = organisations.flatMap(({ names }, index) =>
    names.map((name, place) => ({ subject: subjects[index], name, current: place === 0 })),
  );
  await reader.database.query(
    `insert into disclosure_search (subject_id, folded, name, is_current, grams)
     select id, folded, name, current, string_to_array(grams, chr(31))
       from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::text[])
            as given (id, folded, name, current, grams)`,
    [
      rows.map((row) => row.subject),
      rows.map((row) => foldName(row.name)),
      rows.map((row) => row.name),
      rows.map((row) => row.current),
      rows.map((row) => gramsOf(foldName(row.name)).join('\u001f')),
    ],
  );
}

async function analyse(city: Awaited<ReturnType<typeof intakeTest>>): Promise<void> {
  const owner = openDatabase(city.storage.ownerConnection, 1);
  await owner.query('analyze disclosure_search');
  await owner.close();
}

/** All pages of a search, one after the other. */
async function findAll(reader: PublicReader, text: string, limit: number): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page = await searchOrganisations(reader, text, { limit, after });
    assert.ok(page.hits.length <= limit);
    found.push(...page.hits.map((hit) => hit.uscc));
    after = page.next;
  } while (after !== null);
  return found;
}

describe('a small city', async () => {
  const city = await intakeTest();
  const characters = ['苏', '州', '工', '业', '%', '_', '\\', 'A', '（', '𠮷'];
  const name = (seed: number) =>
    Array.from(
      { length: 2 + (seed % 6) },
      (_, at) => characters[(seed * (at + 3) * 7 + at) % 10],
    ).join('');
  const organisations = Array.from({ length: 120 }, (_, index) => ({
    uscc: inventedUscc('91', 1000 + index),
    names: [
      ...new Set([
        `${name(index)}厂${index % 9}`,
        ...(index % 3 === 0 ? [`${name(index + 50)}旧`] : []),
      ]),
    ],
  }));
  await enter(city, organisations);

  const expected = (text: string) => {
    const folded = foldName(text);
    return organisations
      .filter((one) => one.names.some((each) => foldName(each).includes(folded)))
      .map((one) => one.uscc)
      .sort();
  };

  test('every text finds each organisation that has it in a name, once, on whatever pages', async () => {
    const text = fc
      .array(fc.constantFrom(...characters, '厂', '旧'), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 30 }), async (query, limit) => {
        assert.deepEqual((await findAll(city, query, limit)).sort(), expected(query));
      }),
      { numRuns: 150 },
    );
  });

  test('the exact name comes first, then names that begin so', async () => {
    await enter(city, [
      { uscc: inventedUscc('91', 1), names: ['甲乙丙厂'] },
      { uscc: inventedUscc('91', 2), names: ['甲乙丙厂分厂'] },
      { uscc: inventedUscc('91', 3), names: ['丁甲乙丙厂'] },
    ]);
    const { hits } = await searchOrganisations(city, ' 甲乙 丙厂', { limit: 10 });
    assert.deepEqual(
      hits.map((hit) => hit.name),
      ['甲乙丙厂', '甲乙丙厂分厂', '丁甲乙丙厂'],
    );
  });
});

describe('a city with frequent pairs', async () => {
  const city = await intakeTest();
  // More than are looked at in one walk.
  const many = 13_000;
  await enter(
    city,
    Array.from({ length: many }, (_, index) => ({
      uscc: inventedUscc('91', index),
      names: [`${index}精密械密精有限公司`],
    })),
  );
  const rare = { uscc: inventedUscc('91', many), names: ['云溪密精密厂'] };
  await enter(city, [rare], ['ffffffff-ffff-4fff-bfff-ffffffffffff']);
  await analyse(city);

  test('gives each of very many names once', async () => {
    const found = await findAll(city, '有限', 2000);
    assert.equal(found.length, many);
    assert.equal(new Set(found).size, many);
  });

  test('finds the one name in which frequent pairs meet, behind all others', async () => {
    assert.deepEqual(await findAll(city, '密精密', 10), [rare.uscc]);
  });
});

describe('what can be found', async () => {
  const city = await intakeTest();
  const registration = city.catalogue.get('organisation-registration', '2026-04-10');
  await city.submit(csvOf(registration, registrations), { kind: 'organisation-registration' });
  await city.submit(
    csvOf(city.catalogue.get('administrative-penalty', '2026-04-10'), [
      penaltyRow(5, { CF_XDR_MC: '云溪恒昌建材有限公司' }),
    ]),
  );

  test('a former name leads to the organisation and is named', async () => {
    const { hits } = await searchOrganisations(city, '明远机械厂', { limit: 10 });
    assert.equal(hits.length, 1);
    assert.equal(hits[0]?.name, '云溪明远精密机械有限公司');
    assert.equal(hits[0]?.matchedFormerName, '云溪市明远机械厂');
  });

  test('an organisation known from a penalty only', async () => {
    const { hits } = await searchOrganisations(city, '恒昌建材', { limit: 10 });
    assert.deepEqual(
      hits.map((hit) => [hit.uscc, hit.recordCount]),
      [[siteUsccs.unconfirmed, 1]],
    );
  });

  test("a trade under its owner's name is found by its code only, and shown masked", async () => {
    assert.deepEqual((await searchOrganisations(city, '张试验', { limit: 10 })).hits, []);
    const { hits } = await searchOrganisations(city, siteUsccs.masked, { limit: 10 });
    assert.equal(hits[0]?.name, '张**');
  });

  test('a changed name: the old one becomes a former name and stays findable', async () => {
    const renamed = {
      ...registrations[1],
      name: '云溪千味餐饮管理有限公司',
      approvedOn: '2026-04-08',
    };
    await city.submit(csvOf(registration, [renamed]), {
      kind: 'organisation-registration',
      sourceDay: '2026-04-09',
    });
    const { hits } = await searchOrganisations(city, '百味餐饮', { limit: 10 });
    assert.deepEqual(
      hits.map((hit) => [hit.name, hit.matchedFormerName]),
      [['云溪千味餐饮管理有限公司', '云溪百味餐饮管理有限公司']],
    );
  });

  test('one character and very long texts are refused with the limit', async () => {
    for (const [text, code] of [
      ['云', 'disclosure.search_too_short'],
      [' ', 'disclosure.search_too_short'],
      ['云'.repeat(101), 'disclosure.search_too_long'],
    ] as const) {
      await assert.rejects(searchOrganisations(city, text, { limit: 10 }), (error) => {
        return error instanceof Refusal && error.code === code;
      });
    }
  });
});
