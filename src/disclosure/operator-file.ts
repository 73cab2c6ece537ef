// An organisation's file as those may look at it who are not the public: also as of the past, and always on the trail.
import type { AuditRules } from '../audit/audit-rules.model.js';
import { readWithRecord } from '../audit/reading.js';
import { recordAct } from '../audit/trail.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { readUscc } from '../codes/uscc.js';
import type { Database, Transaction } from '../kernel/database.js';
import type { Clock } from '../kernel/time.js';
import {
  type RecordState,
  readRecords,
  type StoredEntry,
  type Viewpoint,
} from '../ledger/as-of.js';
import type { PublicOrganisation, PublicRecord, ShownField } from './credit-file.model.js';
import { type BatchPlace, findBatchPlaces, listPublicRecordIds } from './operator-file.store.js';
import { findOrganisation, type OrganisationRow } from './organisation.store.js';
import { publicOrganisation, publicRecord } from './public-record.policy.js';
import { refuse } from './refusals.js';

/** What a look at a file works with. */
export interface OperatorReader {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly auditRules: Pick<AuditRules, 'purposes'>;
}

/** A look, and why. */
export interface Look {
  readonly viewpoint: Viewpoint;
  /** A pseudonym. */
  readonly actor: string;
  /** Code of the agency for which he looks. */
  readonly office?: string | undefined;
  /** Whose file it is: somebody else's, unless an organisation looks at its own. */
  readonly act?: 'file.read' | 'file.read-own';
  /** Both are needed to see what is not public; with one of them missing the look is for running the platform. */
  readonly purpose?: string;
  readonly matter?: string;
}

/** A record at the viewpoint. */
export interface OperatorRecord extends PublicRecord {
  readonly isPublic: boolean;
  readonly revoked: boolean;
  readonly inEffect: boolean;
  readonly marks: readonly string[];
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** Fields that are not for the public; empty unless purpose and matter were given. */
  readonly withheld: readonly ShownField[];
}

/** The file at the viewpoint. */
export interface OperatorFile {
  readonly organisation: PublicOrganisation;
  readonly purpose: string;
  readonly records: readonly OperatorRecord[];
  /** Records that exist at the viewpoint and are not public today; they open with purpose and matter only. */
  readonly closed: number;
}

const runningThePlatform = 'operation';

/**
 * Looks at an organisation's file as of a day, as known at a time. With purpose and matter it opens what is not
 * public, through the reading log. Without them it gives what is public today and nothing withheld (people.md,
 * guard 9), and is on the audit trail all the same. Refuses `disclosure.uscc_malformed`,
 * `disclosure.organisation_unknown`, and what the `reading` register names.
 */
export async function lookAtFile(
  reader: OperatorReader,
  text: string,
  look: Look,
): Promise<OperatorFile> {
  const { purpose, matter, actor, office, act = 'file.read' } = look;
  const organisation = await getOrganisation(reader, text);
  const about = organisation.uscc;
  const who = { at: reader.clock.now(), actor, ...(office !== undefined && { office }) };
  if (purpose !== undefined && matter !== undefined) {
    const by = act === 'file.read-own' ? 'organisation' : 'office';
    const purposes = reader.auditRules.purposes.filter((known) => known.by === by);
    const order = { ...who, act, purpose, matter, about: [about], purposes };
    return readWithRecord(reader.database, order, (tx) =>
      readFile(tx, { reader, organisation, look, opens: true }),
    );
  }
  return reader.database.transaction(async (tx) => {
    await recordAct(tx, {
      ...who,
      act: 'credit-file.look-public',
      object: about,
      purpose: purpose ?? runningThePlatform,
      ...(matter !== undefined && { matter }),
      outcome: 'done',
    });
    return readFile(tx, { reader, organisation, look, opens: false });
  });
}

/** The organisation with this code. Refuses `disclosure.uscc_malformed`, `disclosure.organisation_unknown`. */
export async function getOrganisation(
  { database }: Pick<OperatorReader, 'database'>,
  text: string,
): Promise<OrganisationRow> {
  const organisation = await findOrganisation(database, requireCode(text));
  if (!organisation) throw refuse.organisation_unknown({ uscc: text.slice(0, 40) });
  return organisation;
}

interface FileReading {
  readonly reader: OperatorReader;
  readonly organisation: OrganisationRow;
  readonly look: Look;
  readonly opens: boolean;
}

async function readFile(
  tx: Transaction,
  { reader, organisation, look, opens }: FileReading,
): Promise<OperatorFile> {
  const publicIds = await listPublicRecordIds(tx, organisation.subjectId);
  const states = await readRecords(tx, organisation.subjectId, look.viewpoint);
  const seen = states.filter((state) => opens || publicIds.has(state.recordId));
  const places = await findBatchPlaces(
    tx,
    seen.map((state) => state.content.batchId),
  );
  const shown = { catalogue: reader.catalogue, organisation, opens };
  return {
    organisation: shownOrganisation(organisation, opens),
    purpose: look.purpose ?? runningThePlatform,
    records: seen.map((state) => ({
      ...shownRecord(shown, state, places.get(state.content.batchId)),
      isPublic: publicIds.has(state.recordId),
    })),
    closed: states.length - seen.length,
  };
}

function shownOrganisation(row: OrganisationRow, opens: boolean): PublicOrganisation {
  const shown = publicOrganisation(row);
  if (!opens) return shown;
  return { ...shown, name: row.name, nameIsMasked: false, formerNames: row.formerNames ?? [] };
}

function requireCode(text: string): string {
  const { code, fault } = readUscc(text);
  if (fault === 'length' || fault === 'character') {
    throw refuse.uscc_malformed({ uscc: text.slice(0, 40) });
  }
  return code;
}

interface Showing {
  readonly catalogue: Catalogue;
  readonly organisation: OrganisationRow;
  readonly opens: boolean;
}

function shownRecord(
  { catalogue, organisation, opens }: Showing,
  state: RecordState,
  place: BatchPlace | undefined,
): Omit<OperatorRecord, 'isPublic'> {
  const { content } = state;
  const [effectiveFrom, effectiveTo] = content.facts.e;
  const row = {
    recordId: state.recordId,
    decidedOn: content.facts.d,
    batchId: content.batchId,
    version: content.version,
    facts: content.factBytes.toString('utf8'),
    words: JSON.stringify(content.words),
    receivedAt: new Date(content.receivedAt),
    agencyCode: content.facts.a,
    agencyName: place?.agencyName ?? null,
    logPosition: place?.position ?? null,
    recordedAt: content.recordedAt === null ? null : new Date(content.recordedAt),
  };
  const item = catalogue.get(content.facts.k, content.facts.g);
  return {
    ...publicRecord(row, organisation, catalogue),
    revoked: state.revoked,
    inEffect: state.inEffect,
    marks: state.marks.map(({ mark }) => mark),
    effectiveFrom,
    effectiveTo,
    withheld: opens ? withheldFields(item, content) : [],
  };
}

function withheldFields(item: CatalogueItem, content: StoredEntry): ShownField[] {
  const values: Readonly<Record<string, string | null>> = {
    ...content.withheld,
    ...content.withheldWords,
  };
  return item.fields.flatMap(({ code, label, unit }) => {
    const text = values[code];
    if (text === undefined) return [];
    return [{ code, label, text, ...(unit !== undefined && { unit }) }];
  });
}
