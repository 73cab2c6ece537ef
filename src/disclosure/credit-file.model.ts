// What the public is shown of an organisation and of a record: shapes for pages and the API.
import type { Bilingual } from '../kernel/errors.js';
import type { IsoDay } from '../kernel/time.js';

/** An organisation as the public sees it. */
export interface PublicOrganisation {
  readonly uscc: string;
  /** Masked where the registered name is nothing but its owner's name. */
  readonly name: string;
  readonly nameIsMasked: boolean;
  /** Empty where the name is masked. */
  readonly formerNames: readonly { readonly name: string; readonly usedUntil: IsoDay | null }[];
  readonly category: string;
  readonly status: string;
  /** Whether a registration record stands behind it; otherwise it is known from other records only. */
  readonly confirmed: boolean;
  readonly registeredOn: IsoDay | null;
  readonly region: string | null;
}

/** One field of a record with its label and the text to show. */
export interface ShownField {
  readonly code: string;
  readonly label: Bilingual;
  /** Null: redacted by law. */
  readonly text: string | null;
  /** The English label, where the field is a code and has one. */
  readonly textEn?: string;
  readonly unit?: string;
}

/** Where a record comes from: "show the source". */
export interface RecordSource {
  readonly batchId: string;
  readonly line: number;
  readonly receivedAt: number;
  readonly agencyCode: string;
  readonly agencyName: string;
  /** Null until the sequencer has given the batch its place (within seconds). */
  readonly logPosition: number | null;
  readonly recordedAt: number | null;
  /** Version of the record that is shown: 1 as first handed over, higher once it was corrected. */
  readonly version: number;
}

/** A record that the public may see today. */
export interface PublicRecord {
  readonly recordId: string;
  readonly subject: { readonly uscc: string; readonly name: string };
  readonly kind: string;
  readonly kindTitle: Bilingual;
  readonly polarity: 'adverse' | 'favourable' | 'neutral';
  readonly decidedOn: string;
  readonly decisionNumber: string | null;
  readonly agencyName: string | null;
  readonly fields: readonly ShownField[];
  readonly source: RecordSource;
}

/** A page of an organisation's file, newest decision first. */
export interface CreditFilePage {
  readonly organisation: PublicOrganisation;
  readonly totals: readonly {
    readonly kind: string;
    readonly title: Bilingual;
    readonly count: number;
  }[];
  readonly records: readonly PublicRecord[];
  /** Opaque; give it back to get the next page. Null: this was the last. */
  readonly next: string | null;
}

/** One hit of the search. */
export interface FoundOrganisation {
  readonly uscc: string;
  readonly name: string;
  /** The former name that matched, where it was not the current one. */
  readonly matchedFormerName: string | null;
  readonly status: string;
  readonly category: string;
  readonly recordCount: number;
}

/** A page of search results. */
export interface SearchPage {
  readonly hits: readonly FoundOrganisation[];
  readonly next: string | null;
}

/** The figures of the home page. */
export interface PublicFigures {
  readonly organisations: number;
  readonly records: number;
  readonly agencies: number;
  readonly byKind: readonly {
    readonly kind: string;
    readonly title: Bilingual;
    readonly count: number;
  }[];
  readonly checkpoint: { readonly size: number; readonly signedAt: number } | null;
}
