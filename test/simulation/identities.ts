// Which ids the platform gave to the subjects and records of the model: learned from the ledger, one to one.
import assert from 'node:assert/strict';
import type { Queryable } from '../../src/kernel/database.js';
import type { EntryFacts } from '../../src/ledger/entry.model.js';
import type { ModelRecord } from './model.js';

/** One to one between names of the model and ids of the platform. */
export class Identities {
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** Refuses a second id of one name, and a second name of one id. */
  learn(name: string, id: string): void {
    assert.equal(this.#ids.get(name) ?? id, id, `${name} has a second id`);
    assert.equal(this.#names.get(id) ?? name, name, `the id of ${name} is taken`);
    this.#ids.set(name, id);
    this.#names.set(id, name);
  }

  get(name: string): string {
    const id = this.#ids.get(name);
    assert.ok(id, `${name} has no id`);
    return id;
  }

  find(name: string): string | undefined {
    return this.#ids.get(name);
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }
}

/** An entry of a batch, as it stands in the ledger. */
export interface BatchEntry {
  readonly recordId: string;
  readonly subjectId: string;
  readonly facts: EntryFacts;
}

/** The entries of a batch by the line of the file that they came from. */
export async function entriesByLine(
  database: Queryable,
  batchId: string,
): Promise<Map<number, BatchEntry>> {
  const rows = await database.query<{ record: string; subject: string; facts: Buffer }>(
    'select record_id as record, subject_id as subject, facts from ledger_entry where batch_id = $1',
    [batchId],
  );
  return new Map(
    rows.map(({ record, subject, facts }) => {
      const read = JSON.parse(facts.toString('utf8')) as EntryFacts;
      return [read.l, { recordId: record, subjectId: subject, facts: read }];
    }),
  );
}

/** Records and subjects by their names in the model. */
export interface CityIdentities {
  readonly records: Identities;
  readonly subjects: Identities;
}

/** Takes over what a batch shows about the ids of a row's record and subject. */
export function learnRow(
  identities: CityIdentities,
  entry: BatchEntry,
  row: { readonly record: string; readonly model: ModelRecord },
): void {
  identities.records.learn(row.record, entry.recordId);
  identities.subjects.learn(row.model.subject, entry.subjectId);
}
