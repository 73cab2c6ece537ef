// An organisation's file as whoever holds the server may look at it: also as of the past, and always on the trail.
import { recordAct } from '../audit/trail.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { readUscc } from '../codes/uscc.js';
import type { Database } from '../kernel/database.js';
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
}

/** A look, and why. */
export interface Look {
  readonly viewpoint: Viewpoint;
  /** A pseudonym. */
  readonly actor: string;
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
 * Looks at an organisation's file as of a day, as known at a time. The look is written to the audit trail in the
 * same transaction. Without purpose and matter it gives what is public today and nothing withheld (people.md,
 * guard 9). Refuses `disclosure.uscc_malformed`, `disclosure.organisation_unknown`.
 */
export function lookAtFile(
  reader: OperatorReader,
  text: string,
  look: Look,
): Promise<OperatorFile> {
  const { purpose, matter } = look;
  const opens = purpose !== undefined && matter !== undefined;
  return reader.database.transaction(async (tx) => {
    const organisation = await findOrganisation(tx, requireCode(text));
    if (!organisation) throw refuse.organisation_unknown({ uscc: text.slice(0, 40) });
    await recordAct(tx, {
      at: reader.clock.now(),
      actor: look.actor,
      act: opens ? 'credit-file.look' : 'credit-file.look-public',
      object: organisation.uscc,
      purpose: purpose ?? runningThePlatform,
      ...(matter !== undefined && { matter }),
      outcome: 'done',
    });
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
      purpose: purpose ?? runningThePlatform,
      records: seen.map((state) => ({
        ...shownRecord(shown, state, places.get(state.content.batchId)),
        isPublic: publicIds.has(state.recordId),
      })),
      closed: states.length - seen.length,
    };
  });
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
