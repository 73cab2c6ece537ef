// The proof of a record with its whole history and what is not public: a look like any other, on the reading log.
import { readWithRecord } from '../audit/reading.js';
import type { LogVerifier } from '../ledger/log-key.js';
import { proveRecord } from '../ledger/proof.js';
import type { RecordProof } from '../ledger/proof.model.js';
import type { OperatorReader } from './operator-file.js';
import { findPublicSubject } from './organisation.store.js';

/** Who wants the proof, and why. */
export interface FullProofOrder {
  readonly actor: string;
  readonly purpose: string;
  readonly matter: string;
  /** The key of the log. */
  readonly verifier: LogVerifier;
}

/**
 * Proves a record with everything stored of it. Refuses `record.unknown`, `proof.not_logged`, `proof.does_not_hold`
 * and what the `reading` register names.
 */
export async function proveWholeRecord(
  { database, clock, auditRules }: OperatorReader,
  recordId: string,
  { verifier, ...why }: FullProofOrder,
): Promise<RecordProof> {
  const subject = await findPublicSubject(database, recordId);
  const purposes = auditRules.purposes.filter(({ by }) => by === 'office');
  const about = [subject?.uscc ?? recordId];
  const order = { at: clock.now(), act: 'ledger.prove-full', about, purposes, ...why };
  return readWithRecord(database, order, () =>
    proveRecord(database, recordId, { verifier, publicOnly: false }),
  );
}
