// What the public is given: exactly what the model holds for public, and nothing else in any form.
import assert from 'node:assert/strict';
import { maskPersonName } from '../../src/codes/organisation-name.js';
import type { Random } from '../../src/demo/random.js';
import { getPublicBatch } from '../../src/disclosure/batch.js';
import { getCreditFile } from '../../src/disclosure/credit-file.js';
import type { PublicRecord } from '../../src/disclosure/credit-file.model.js';
import { lookAtFile } from '../../src/disclosure/operator-file.js';
import { getPublicProof, getPublicRecord } from '../../src/disclosure/record.js';
import { searchOrganisations } from '../../src/disclosure/search.js';
import { checkProof } from '../../src/ledger/proof-check.js';
import type { ModelRecord } from './model.js';
import { type ModelSubject, nameKey } from './model-registry.js';
import { rareCharacters } from './organisations.js';
import type { Play } from './play.js';

// Representatives, persons, owners' names in full; remarks, tax numbers, addresses; numbers of persons.
const secrets = new RegExp(
  [
    `[张孙钱][${rareCharacters}]`,
    '内部备注|税务\\d|云溪住所',
    '9999[0-9]{2}19[0-9]{9}[0-9X]|1540000[0-9]{4}',
  ].join('|'),
);

/** Every page of every organisation, the search, some records and proofs. */
export async function checkPublicReads(play: Play, random: Random): Promise<void> {
  const subjects = [...play.model.registry.subjects.values()];
  for (const subject of subjects) await checkSubject(play, subject);
  const records = [...play.model.records.values()];
  const some = Array.from({ length: Math.min(6, records.length) }, () => random.pick(records));
  for (const record of some) await checkRecord(play, record);
  if (subjects.length > 0) await checkOperatorLook(play, random.pick(subjects));
}

async function checkSubject(play: Play, subject: ModelSubject): Promise<void> {
  const { city } = play;
  const expected = publicRecordsOf(play, subject.key);
  if (subject.uscc === null) {
    await assert.rejects(getCreditFile(city, subject.key, { limit: 5 }));
    await checkNotFound(play, subject);
    return;
  }
  const given: PublicRecord[] = [];
  let after: string | null = null;
  do {
    const page = await getCreditFile(city, subject.uscc, { limit: 7, after });
    assertNoSecret(page);
    const { name, nameIsMasked, confirmed } = page.organisation;
    const shown = subject.nameIsPerson ? maskPersonName(subject.name) : subject.name;
    assert.deepEqual(
      [name, nameIsMasked, confirmed],
      [shown, subject.nameIsPerson, subject.confirmed],
    );
    const total = page.totals.reduce((sum, { count }) => sum + count, 0);
    assert.equal(total, expected.length, `totals of ${subject.key}`);
    given.push(...page.records);
    after = page.next;
  } while (after !== null);
  assert.deepEqual(
    given.map(({ recordId }) => recordId).sort(),
    expected.map(({ key }) => play.identities.records.get(key)).sort(),
    `public records of ${subject.key}`,
  );
  const days = given.map(({ decidedOn }) => decidedOn);
  assert.deepEqual(days, days.toSorted().toReversed(), 'newest first');
  for (const record of given) checkFields(play, record);
  await checkSearch(play, subject, expected.length);
}

function publicRecordsOf({ model }: Play, key: string): ModelRecord[] {
  return [...model.records.values()].filter(
    (record) => record.subject === key && model.isPublic(record),
  );
}

// A name that is not a person's finds the organisation; the others find nothing by name.
async function checkSearch(play: Play, subject: ModelSubject, records: number): Promise<void> {
  const { city } = play;
  for (const { name } of subject.names.values()) {
    const isPersonal = name.startsWith('张');
    const page = await searchOrganisations(city, name, { limit: 50 });
    assertNoSecret(page);
    const hit = page.hits.find(({ uscc }) => uscc === subject.uscc);
    assert.equal(hit !== undefined, !subject.nameIsPerson && !isPersonal, `search for ${name}`);
    if (hit) assert.equal(hit.recordCount, records, `record count of ${name}`);
  }
  const byCode = await searchOrganisations(city, subject.uscc as string, { limit: 5 });
  assertNoSecret(byCode);
  assert.equal(byCode.hits[0]?.uscc, subject.uscc);
}

async function checkNotFound({ city, model }: Play, subject: ModelSubject): Promise<void> {
  const others = model.registry.bearersOf(subject.name).filter(({ uscc }) => uscc !== null);
  const page = await searchOrganisations(city, subject.name, { limit: 50 });
  const same = page.hits.filter(({ name }) => nameKey(name) === nameKey(subject.name));
  assert.ok(same.length <= others.length, `${subject.name} can be found and has no code`);
}

function checkFields({ model, identities }: Play, shown: PublicRecord): void {
  const record = model.records.get(identities.records.nameOf(shown.recordId) ?? '');
  assert.ok(record);
  const { facts, words } = record.content.content;
  const values: Readonly<Record<string, string | null>> = { ...facts, ...words };
  const codes = shown.fields.map(({ code }) => code).sort();
  assert.deepEqual(codes, Object.keys(values).sort(), `fields of ${record.key}`);
  for (const { code, text } of shown.fields) {
    const value = values[code] ?? null;
    // Values of code lists show their labels, owners' names are masked.
    if (text === value || text?.includes('**')) continue;
    assert.ok(
      value !== null && text !== null && codedFields.has(code),
      `${code} of ${record.key}: ${text}`,
    );
  }
}

const codedFields = new Set(['CF_CFLB', 'XK_ZT', 'organisationKind', 'status']);

async function checkRecord(play: Play, record: ModelRecord): Promise<void> {
  const { city, model, identities } = play;
  const recordId = identities.records.get(record.key);
  if (!model.isPublic(record)) {
    await assert.rejects(getPublicRecord(city, recordId), { code: 'disclosure.record_unknown' });
    await assert.rejects(getPublicProof(city, recordId, city.signer), {
      code: 'disclosure.record_unknown',
    });
    return;
  }
  const shown = await getPublicRecord(city, recordId);
  assertNoSecret(shown);
  checkFields(play, shown);
  assertNoSecret(await getPublicBatch(city, shown.source.batchId));
  const proof = await getPublicProof(city, recordId, city.signer).catch((error: unknown) => {
    // Only where something still waits for its place in the log.
    assert.equal((error as { code?: string }).code, 'proof.not_logged');
  });
  if (!proof) return;
  assertNoSecret(proof);
  const verdict = checkProof(JSON.parse(JSON.stringify(proof)), { verifier: city.signer });
  assert.ok(verdict.ok, JSON.stringify(verdict.steps.at(-1)));
}

// Without purpose and matter whoever holds the server sees what the public sees.
async function checkOperatorLook({ city }: Play, subject: ModelSubject): Promise<void> {
  if (subject.uscc === null) return;
  const viewpoint = { asOf: '9999-12-31', knownAt: null };
  assertNoSecret(await lookAtFile(city, subject.uscc, { viewpoint, actor: 'simulation' }));
}

function assertNoSecret(given: unknown): void {
  const text = JSON.stringify(given);
  const found = secrets.exec(text);
  if (found)
    assert.fail(`given to the public: …${text.slice(found.index - 60, found.index + 60)}…`);
}
