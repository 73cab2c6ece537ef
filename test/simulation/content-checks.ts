// What is on file is what the model holds: subjects with their names, records with their content, the figures.
import assert from 'node:assert/strict';
import { getPublicFigures } from '../../src/disclosure/figures.js';
import { readRecords } from '../../src/ledger/as-of.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { registrationKind } from './matters.js';
import type { Play } from './play.js';

/** The log verifies with the key that signed it. */
export async function checkLedger({ city }: Play): Promise<void> {
  const verdict = await verifyLedger(city.database, { verifiers: [city.signer] });
  assert.deepEqual(verdict.fault, null);
  assert.equal(verdict.ok, true);
}

/** Registry and records agree with the model; nobody else is a subject. */
export async function checkContent(play: Play): Promise<void> {
  const { city, model, identities } = play;
  const subjects = await city.database.query<Record<string, unknown>>(
    `select subject_id as "subjectId", uscc, registration_number as number, name, confirmed, status,
            name_is_person as "nameIsPerson",
            (select json_object_agg(n.folded, json_build_object('name', n.name, 'isCurrent', n.is_current))
               from parties_name n where n.subject_id = s.subject_id) as names
       from parties_subject s`,
  );
  assert.equal(subjects.length, model.registry.subjects.size, 'number of subjects');
  for (const { subjectId, ...stored } of subjects) {
    const key = identities.subjects.nameOf(subjectId as string);
    const {
      key: _key,
      names,
      ...expected
    } = model.registry.subjects.get(key ?? '') ?? fail(stored);
    assert.deepEqual(stored, { ...expected, names: Object.fromEntries(names) });
  }
  await checkRecords(play);
}

async function checkRecords({ city, model, identities }: Play): Promise<void> {
  let found = 0;
  for (const key of model.registry.subjects.keys()) {
    const subjectId = identities.subjects.get(key);
    const viewpoint = { asOf: '9999-12-31', knownAt: null };
    for (const state of await readRecords(city.database, subjectId, viewpoint)) {
      found += 1;
      const record = model.records.get(identities.records.nameOf(state.recordId) ?? '');
      assert.ok(record, `record ${state.recordId} is not in the model`);
      const { facts, withheld, words, withheldWords } = state.content;
      assert.deepEqual({ facts: facts.f, withheld, words, withheldWords }, record.content.content);
      const { version, revoked, marks, kind } = state;
      assert.deepEqual(
        { version, revoked, marks: marks.map(({ mark }) => mark), kind, sourceDay: facts.d },
        {
          version: record.version,
          revoked: record.revoked,
          marks: record.marks,
          kind: record.kind,
          sourceDay: record.sourceDay,
        },
      );
    }
  }
  assert.equal(found, model.records.size, 'number of records');
}

/** The public figures equal a recount of the model. */
export async function checkFigures({ city, model }: Play): Promise<void> {
  const { database, catalogue, clock } = city;
  // The figures are kept for half a minute for each database object: this one is new.
  const fresh = { query: database.query.bind(database) };
  const figures = await getPublicFigures({ database: fresh, catalogue, clock });
  const expected: Record<string, number> = {};
  for (const record of model.records.values()) {
    if (model.isPublic(record)) expected[record.kind] = (expected[record.kind] ?? 0) + 1;
  }
  assert.deepEqual(
    Object.fromEntries(figures.byKind.map(({ kind, count }) => [kind, count])),
    expected,
  );
  const withCode = [...model.registry.subjects.values()].filter(({ uscc }) => uscc !== null);
  assert.equal(figures.organisations, withCode.length);
  const total = Object.values(expected).reduce((sum, count) => sum + count, 0);
  assert.equal(figures.records, total);
}

/** Representatives stand in their own table only, and only those of registrations and new subjects. */
export async function checkRepresentatives({ city, model, identities }: Play): Promise<void> {
  const rows = await city.database.query<{ subject: string }>(
    'select subject_id as subject from parties_representative',
  );
  const registered = [...model.records.values()].filter(({ kind }) => kind === registrationKind);
  for (const { subject } of rows) {
    assert.ok(model.registry.subjects.has(identities.subjects.nameOf(subject) ?? ''));
  }
  for (const record of registered) {
    const id = identities.subjects.get(record.subject);
    assert.ok(
      rows.some(({ subject }) => subject === id),
      `${record.subject} has a representative`,
    );
  }
}

function fail(stored: unknown): never {
  return assert.fail(`a subject that the model does not know: ${JSON.stringify(stored)}`);
}
