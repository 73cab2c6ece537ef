// An entry on its way into the ledger.
import type { IsoDay } from '../kernel/time.js';
import type { EncodedEntry } from './entry.js';
import type { EntryOperation } from './entry.model.js';

/** An entry on its way in. */
export interface NewEntry extends EncodedEntry {
  readonly subjectBytes: Uint8Array;
  readonly recordBytes: Uint8Array;
  readonly operation: EntryOperation;
  readonly version: number;
  /** As in the facts; whoever knows them saves projectors from decoding. */
  readonly sourceDay?: IsoDay;
  readonly catalogueDay?: IsoDay;
}
