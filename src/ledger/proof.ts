// Proofs: a file with which anybody can check, offline, that a record stands in the log as it is shown.
import type { Database, Queryable } from '../kernel/database.js';
import { defineRefusals } from '../kernel/errors.js';
import { getRecordState } from './act.js';
import { findRecordState, listRecordHistory, type PlacedEntry, type RecordState } from './as-of.js';
import { findRecordHead } from './directory.projector.js';
import type { CommittedPart } from './entry.js';
import { databaseSubtrees, findCheckpoint } from './log.js';
import type { LogVerifier } from './log-key.js';
import { inclusionPath } from './merkle.js';
import { type OpenedPart, type ProofEntry, proofFormat, type RecordProof } from './proof.model.js';
import { findLogPlaces, findStoredParts, type LogPlace, type StoredParts } from './proof.store.js';
import { checkProof } from './proof-check.js';
import { proofRoles } from './proof-roles.policy.js';
import { redactionsOf } from './redaction.js';
import { inSnapshot } from './snapshot.js';
import { batchSubtrees } from './tiles.js';

const refuse = defineRefusals('proof', {
  no_public_record: {
    kind: 'not_found',
    zh: '没有编号为 {record} 的公开信用记录。核对编号；记录编号见记录页面。',
    en: 'There is no public record {record}. Compare the number; it stands on the record page.',
  },
  not_logged: {
    kind: 'unavailable',
    zh: '记录 {record} 刚刚入库，尚未写入公共日志。几秒钟后再取证明。',
    en: 'Record {record} has just been put on file and has no place in the public log yet. Fetch the proof again in some seconds.',
  },
  does_not_hold: {
    kind: 'unavailable',
    zh: '记录 {record} 的存储内容与日志不符，无法出具证明。由管理员运行 xinheng ledger verify 查明。',
    en: 'What is stored of record {record} does not fit the log, so no proof can be given. The operator finds the place with xinheng ledger verify.',
  },
});

/** For whom the proof is. */
export interface ProofOrder {
  /** The key of the log. */
  readonly verifier: LogVerifier;
  /**
   * True: the entry whose content holds, with its public words only, and the redaction that explains words
   * taken out. False: every entry of the record with everything stored. Whether the public may see the record
   * at all is the caller's to know.
   */
  readonly publicOnly: boolean;
}

/**
 * Makes the proof of a record against the latest checkpoint.
 * Refuses `record.unknown` (for the public `proof.no_public_record`), `proof.not_logged`, `proof.does_not_hold`.
 */
export function proveRecord(
  database: Database,
  recordId: string,
  order: ProofOrder,
): Promise<RecordProof> {
  return inSnapshot(database, async (tx) => {
    const { state, entries } = order.publicOnly
      ? await choosePublic(tx, recordId)
      : await chooseAll(tx, recordId);
    const checkpoint = await findCheckpoint(tx);
    const batchIds = entries.map(({ entry }) => entry.batchId);
    const places = await findLogPlaces(tx, batchIds);
    if (!checkpoint || !batchIds.every((batch) => places.has(batch))) {
      throw refuse.not_logged({ record: recordId });
    }
    const subjects = [...new Set(entries.map(({ subjectId }) => subjectId))];
    const parts = await findStoredParts(tx, subjects, recordId);
    const roles = proofRoles(entries.map(({ entry }) => entry.facts));
    const proof: RecordProof = {
      format: proofFormat,
      record: recordId,
      subject: state.subjectId,
      entries: [],
      checkpoint: checkpoint.note,
      key: order.verifier.text,
    };
    for (const [index, { entry }] of entries.entries()) {
      proof.entries.push({
        role: roles[index] as ProofEntry['role'],
        facts: entry.factBytes.toString('utf8'),
        ...openParts(parts.get(`${entry.batchId}/${entry.leaf}`), order.publicOnly),
        ...(await provePlace(tx, {
          batchId: entry.batchId,
          leaf: entry.leaf,
          place: places.get(entry.batchId) as LogPlace,
          logSize: checkpoint.size,
        })),
      });
    }
    if (!checkProof(proof, { verifier: order.verifier }).ok) {
      throw refuse.does_not_hold({ record: recordId });
    }
    return proof;
  });
}

interface Chosen {
  readonly state: RecordState;
  readonly entries: readonly PlacedEntry[];
}

async function chooseAll(database: Queryable, recordId: string): Promise<Chosen> {
  const state = await getRecordState(database, recordId);
  return { state, entries: await listRecordHistory(database, state) };
}

async function choosePublic(database: Queryable, recordId: string): Promise<Chosen> {
  const { subjectId } = (await findRecordHead(database, recordId)) ?? {};
  const state =
    subjectId === undefined
      ? undefined
      : await findRecordState(
          database,
          { subjectId, recordId },
          { asOf: '9999-12-31', knownAt: null },
        );
  if (!state || state.revoked) throw refuse.no_public_record({ record: recordId });
  const { content } = state;
  const explains = state.entries.findLast(({ facts }) =>
    redactionsOf(facts).some(
      ({ batchId, leaf }) => batchId === content.batchId && leaf === content.leaf,
    ),
  );
  const entries = explains ? [content, explains] : [content];
  return { state, entries: entries.map((entry) => ({ subjectId: state.subjectId, entry })) };
}

function openParts(
  parts: StoredParts | undefined,
  publicOnly: boolean,
): Pick<ProofEntry, 'words' | 'withheld' | 'withheldWords'> {
  return {
    ...(parts?.words && { words: openPart(parts.words) }),
    ...(!publicOnly && parts?.withheld && { withheld: openPart(parts.withheld) }),
    ...(!publicOnly && parts?.withheldWords && { withheldWords: openPart(parts.withheldWords) }),
  };
}

function openPart(part: CommittedPart): OpenedPart {
  return {
    salt: Buffer.from(part.salt).toString('base64url'),
    text: Buffer.from(part.bytes).toString('utf8'),
  };
}

interface Place {
  readonly batchId: string;
  readonly leaf: number;
  readonly place: LogPlace;
  readonly logSize: number;
}

async function provePlace(
  database: Queryable,
  { batchId, leaf, place, logSize }: Place,
): Promise<Pick<ProofEntry, 'batch' | 'logPath'>> {
  const [batch] = await database.query<{ entries: number }>(
    'select entries from ledger_batch where batch_id = $1',
    [batchId],
  );
  const size = batch?.entries ?? 0;
  const path = await inclusionPath(leaf, size, batchSubtrees(database, batchId));
  const logPath = await inclusionPath(place.position, logSize, databaseSubtrees(database));
  return {
    batch: {
      leaf: place.leaf.toString('utf8'),
      position: place.position,
      index: leaf,
      size,
      path: path.map((hash) => hash.toString('base64url')),
    },
    logPath: logPath.map((hash) => hash.toString('base64url')),
  };
}
