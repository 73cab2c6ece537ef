// A public record as the API writes it.
import type { PublicRecord } from '../disclosure/credit-file.model.js';
import { writtenMoment } from './moments.js';

/** The record with its moments as RFC 3339. */
export function writtenRecord(record: PublicRecord): object {
  const { receivedAt, recordedAt, ...source } = record.source;
  return {
    ...record,
    source: {
      ...source,
      receivedAt: writtenMoment(receivedAt),
      recordedAt: writtenMoment(recordedAt),
    },
  };
}
