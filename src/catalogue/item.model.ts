// A catalogue item: one kind of record, with its fields, rules and legal basis, as the YAML files say it.
import type { Bilingual } from '../kernel/errors.js';
import type { IsoDay } from '../kernel/time.js';

/** The layers of the catalogue, from the base upwards. An upper layer may add, never take away. */
export const layers = ['nation', 'province', 'city', 'county'] as const;
export type Layer = (typeof layers)[number];

/**
 * Where a field's value goes. `facts` and `words` are the two parts of a ledger entry, `registry` is the
 * mutable registry of organisations alone, `dropped` is discarded at the door and never read.
 */
export const fieldParts = ['facts', 'words', 'registry', 'dropped'] as const;
export type FieldPart = (typeof fieldParts)[number];

/** Who may see a field: everybody, whoever has a mandate or consent, the agency and the credit office. */
export const disclosures = ['public', 'authorised', 'internal'] as const;
export type Disclosure = (typeof disclosures)[number];

/** What a value is. `code` is one value of a code list, `codes` are several, joined by `;`. */
export const fieldTypes = [
  'text',
  'uscc',
  'organisation-code',
  'registration-number',
  'day',
  'amount',
  'number',
  'code',
  'codes',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Canonical text of a day field that says "without end". */
export const longTerm = 'long-term';

/** H: read in the law or in two independent sources; M: one indirect source; L: from memory. */
export type Confidence = 'H' | 'M' | 'L';

/** The instrument on which something rests, where we read it, and how sure we are. */
export interface LegalBasis {
  readonly instrument: Bilingual;
  readonly article?: string;
  /** Where the text was read. */
  readonly source: string;
  readonly confidence: Confidence;
  /** True: the rule could not be established; `why` says what is missing. Shown wherever it is used. */
  readonly notEstablished?: true;
  readonly why?: Bilingual;
}

/** When a field must be filled although it is not always required. */
export interface Condition {
  readonly field: string;
  /** The other field has at least one of these values. */
  readonly anyOf?: readonly string[];
  /** The other field is filled at all. */
  readonly filled?: true;
}

/** One field of an item. */
export interface FieldSpec {
  readonly code: string;
  readonly label: Bilingual;
  /** Other headings under which the field is found, in any generation of the template. */
  readonly aliases: readonly string[];
  readonly type: FieldType;
  /** Characters; for an amount all digits, six of them behind the point. */
  readonly maxLength?: number;
  readonly required: boolean;
  readonly requiredWhen?: Condition;
  /** An amount that the condition asks for must also be more than zero. */
  readonly positive?: true;
  readonly codeList?: string;
  /** The unit of an amount. */
  readonly unit?: '万元' | '元';
  readonly disclosure: Disclosure;
  readonly part: FieldPart;
  readonly notAfterToday?: true;
  readonly longTermAllowed?: true;
  readonly note?: Bilingual;
  readonly example?: string;
  /** The layer that added the field to the item of a lower layer. */
  readonly addedBy?: Layer;
}

/** One value of a code list. */
export interface CodeValue {
  /** What is stored. */
  readonly code: string;
  readonly label: Bilingual;
  readonly aliases: readonly string[];
  /** The value must be followed by a text, as in `其他-责令改正`. */
  readonly openText?: true;
  /** The value exists for natural persons only; the row goes back and nothing of it is kept. */
  readonly personsOnly?: true;
}

export interface CodeList {
  readonly title: Bilingual;
  readonly basis: LegalBasis;
  readonly values: readonly CodeValue[];
}

/** What must be so between two fields of a row. */
export type Consistency =
  | { readonly rule: 'amount-agrees-with-text'; readonly amount: string; readonly text: string }
  | { readonly rule: 'not-before'; readonly later: string; readonly earlier: string }
  | {
      /** The code begins with the prefix exactly where the field has the value. */
      readonly rule: 'prefix-agrees';
      readonly code: string;
      readonly prefix: string;
      readonly field: string;
      readonly value: string;
    };

/** Within how many days after `startsFrom` the record must have been handed over. */
export interface Timeliness {
  /** Days, counted as `unit` says. */
  readonly period: number;
  readonly unit: 'working-days' | 'natural-days';
  /** Code of the day field from which the days are counted; that day itself is not counted. */
  readonly startsFrom: string;
  readonly basis: LegalBasis;
}

/** Records that the public does not see although the kind is published. */
export interface PublicationException {
  readonly field: string;
  /** All values of the field are among these. */
  readonly onlyIn?: readonly string[];
  /** The field's text contains one of these. */
  readonly contains?: readonly string[];
  readonly reason: Bilingual;
  readonly basis: LegalBasis;
}

export interface PublicationRule {
  readonly published: boolean;
  readonly except: readonly PublicationException[];
  /** Why the kind is not published, where it is not. */
  readonly reason?: Bilingual;
  readonly basis?: LegalBasis;
}

/** Field codes that say whom the record is about. */
export interface SubjectFields {
  readonly name: string;
  readonly category?: string;
  readonly uscc: string;
  readonly registrationNumber?: string;
  readonly organisationCode?: string;
  /** Further number columns of the subject, in which a person's identity number may stand. */
  readonly otherCodes: readonly string[];
  readonly representative?: string;
}

/** One kind of record as it holds from `from` until the day before `until`. */
export interface CatalogueItem {
  readonly kind: string;
  readonly layer: Layer;
  /** Region code of the layer's place; absent for the nation. */
  readonly site?: string;
  readonly from: IsoDay;
  /** First day on which it no longer holds. */
  readonly until?: IsoDay;
  readonly title: Bilingual;
  readonly producer: Bilingual;
  readonly polarity: 'adverse' | 'favourable' | 'neutral';
  readonly frequency: Bilingual;
  readonly timeliness: Timeliness;
  readonly publication: PublicationRule;
  readonly legalBasis: readonly LegalBasis[];
  /** Field codes; two records with the same values are the same record. */
  readonly naturalKey: readonly string[];
  readonly multiParty: boolean;
  readonly subject: SubjectFields;
  readonly decidedOn: string;
  readonly decisionNumber?: string;
  readonly agency?: { readonly name: string; readonly code: string };
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly sourceDay?: string;
  readonly consistency: readonly Consistency[];
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly fields: readonly FieldSpec[];
}

/** What an upper layer adds to an item of a lower layer. */
export interface CatalogueAddition {
  readonly addsTo: string;
  readonly layer: Layer;
  readonly site: string;
  readonly from: IsoDay;
  readonly until?: IsoDay;
  readonly legalBasis: readonly LegalBasis[];
  /** Further headings of fields that exist already, by field code. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly consistency: readonly Consistency[];
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly fields: readonly FieldSpec[];
}
