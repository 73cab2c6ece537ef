// From stored rows to what the public is shown of an organisation and of a record; masks persons' names.
import type { Catalogue } from '../catalogue/catalogue.js';
import { foldName, maskPersonName, readsLikePerson } from '../codes/organisation-name.js';
import type { EntryFacts, WordValues } from '../ledger/entry.model.js';
import type { PublicOrganisation, PublicRecord, ShownField } from './credit-file.model.js';
import type { OrganisationRow } from './organisation.store.js';
import type { RecordRow } from './record-row.store.js';
import { shownFields } from './shown-fields.policy.js';

// 张三（个体工商户）: the mark behind the name.
const traderMark = /[（(][^（）()]*[）)]$/u;

/**
 * The organisation as the public sees it: where its name is nothing but its owner's name, masked and without
 * former names; a former name that is a person's name is left out.
 */
export function publicOrganisation(row: OrganisationRow): PublicOrganisation {
  return {
    uscc: row.uscc,
    name: row.nameIsPerson ? maskPersonName(row.name) : row.name,
    nameIsMasked: row.nameIsPerson,
    formerNames: row.nameIsPerson
      ? []
      : (row.formerNames ?? []).filter((former) => !readsLikePerson(former.name)),
    category: row.category,
    status: row.status,
    confirmed: row.confirmed,
    registeredOn: row.registeredOn,
    region: row.region,
  };
}

/**
 * The record as the public sees it. Where its subject's name is or was a person's name, or the record itself names
 * a person (it may have been moved here), every field has that name masked: it often stands in the text as well.
 */
export function publicRecord(
  row: RecordRow,
  subject: OrganisationRow,
  catalogue: Catalogue,
): PublicRecord {
  const facts = JSON.parse(row.facts) as EntryFacts;
  const words = row.words === null ? {} : (JSON.parse(row.words) as WordValues);
  const item = catalogue.get(facts.k, facts.g);
  const shown = publicOrganisation(subject);
  return {
    recordId: row.recordId,
    subject: { uscc: subject.uscc, name: shown.name },
    kind: facts.k,
    kindTitle: item.title,
    polarity: item.polarity,
    decidedOn: facts.f[item.decidedOn] ?? facts.d,
    decisionNumber: valueOf(facts, item.decisionNumber),
    agencyName: valueOf(facts, item.agency?.name),
    fields: maskNames(
      shownFields(item, facts.f, words),
      personNames(subject, words[item.subject.name]),
    ),
    source: {
      batchId: row.batchId,
      line: facts.l,
      receivedAt: row.receivedAt.getTime(),
      agencyCode: row.agencyCode,
      agencyName: row.agencyName ?? row.agencyCode,
      logPosition: row.logPosition,
      recordedAt: row.recordedAt?.getTime() ?? null,
      version: row.version,
    },
  };
}

function valueOf(facts: EntryFacts, field: string | undefined): string | null {
  return field === undefined ? null : (facts.f[field] ?? null);
}

function maskNames(fields: ShownField[], names: readonly string[]): readonly ShownField[] {
  if (names.length === 0) return fields;
  const mask = (text: string) =>
    names.reduce((masked, name) => masked.replaceAll(name, maskPersonName(name)), text);
  return fields.map((field) =>
    field.text === null ? field : { ...field, text: mask(field.text) },
  );
}

/** Whether a person's name that is never shown stands in the record: its subject's, current or former, or its own. */
export function namesPerson(
  row: RecordRow,
  subject: OrganisationRow,
  catalogue: Catalogue,
): boolean {
  const facts = JSON.parse(row.facts) as EntryFacts;
  const words = row.words === null ? {} : (JSON.parse(row.words) as WordValues);
  const nameField = catalogue.get(facts.k, facts.g).subject.name;
  return personNames(subject, words[nameField]).length > 0;
}

/** The names that are a person's, with and without the mark behind them, longest first. */
function personNames(subject: OrganisationRow, own: string | null | undefined): string[] {
  const former = (subject.formerNames ?? []).map((name) => name.name);
  const names = former.filter(readsLikePerson);
  if (subject.nameIsPerson) names.push(subject.name);
  // An enterprise whose registered name happens to read like a person's keeps it.
  const isRegistered = own && !subject.nameIsPerson && foldName(own) === foldName(subject.name);
  if (own && !isRegistered && readsLikePerson(own)) names.push(own);
  const bare = names.map((name) => name.replace(traderMark, ''));
  return [...new Set([...names, ...bare])]
    .filter((name) => name.length > 1)
    .sort((left, right) => right.length - left.length);
}
