// What the demo city is put together from: the shape of the files under data/demo.
import { type Static, type TProperties, Type } from 'typebox';

const strict = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text, { minItems: 1 });
const whole = Type.Integer({ minimum: 0 });
const region = Type.String({ pattern: '^99\\d{4}$' });
const body = Type.String({ pattern: '^[0-9A-HJ-NPQRTUWXY]{8}$' });
const span = Type.Array(whole, { minItems: 2, maxItems: 2 });

/** How a system writes files: encodings, generations of headings, delimiters, days. */
export const fileEncodings = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16'] as const;
export const headingForms = ['current', 'early', 'codes'] as const;
export const delimiterNames = ['comma', 'tab', 'semicolon', 'pipe'] as const;
export const dayForms = [
  'slash',
  'slash-padded',
  'hyphen',
  'hyphen-time',
  'compact',
  'chinese',
  'dotted',
  'spreadsheet',
  'full-width',
  'numerals',
] as const;

const exportStyle = strict({
  encoding: Type.Enum([...fileEncodings]),
  headings: Type.Enum([...headingForms]),
  days: Type.Enum([...dayForms]),
  delimiter: Type.Optional(Type.Enum([...delimiterNames])),
  /** Columns of the agency's own system that the template does not know. */
  extra: Type.Array(text),
  /** Whether the system exports the columns about the representative's identity document. */
  personal: Type.Boolean(),
});

const violation = strict({
  act: text,
  weight: whole,
  kinds: texts,
  /** Absent: any industry. */
  industries: Type.Optional(texts),
  facts: texts,
  items: Type.Optional(texts),
  basis: text,
  fineYuan: Type.Optional(span),
  stepYuan: Type.Optional(whole),
  confiscateYuan: Type.Optional(span),
});

const licence = strict({
  decision: text,
  weight: whole,
  type: text,
  certificate: text,
  mark: text,
  /** Absent: without end. */
  years: Type.Optional(whole),
  industries: Type.Optional(texts),
  contents: texts,
});

export const agencySchema = strict({
  name: strict({ zh: text, en: text }),
  organisationBody: body,
  mark: text,
  share: strict({ penalties: whole, licences: whole }),
  registrations: Type.Optional(exportStyle),
  export: strict({ penalty: exportStyle, licence: exportStyle }),
  penalties: Type.Array(violation, { minItems: 1 }),
  licences: Type.Array(licence, { minItems: 1 }),
});

export const citySchema = strict({
  city: strict({ zh: text, short: text, en: text, region }),
  elsewhere: strict({ zh: text, short: text, district: text, region }),
  districts: Type.Array(strict({ zh: text, en: text, region, share: whole }), { minItems: 1 }),
  registrars: Type.Record(text, strict({ zh: text, organisationBody: body })),
  towns: texts,
  roads: texts,
  buildings: texts,
  /** Fines by summary procedure, least and most. */
  summaryFineYuan: span,
  people: strict({ surnames: texts, given: texts }),
});

const industry = strict({
  section: Type.String({ pattern: '^[A-T]$' }),
  companies: whole,
  businesses: whole,
  company: texts,
  business: Type.Array(text),
  scope: text,
});

const otherKind = strict({
  kind: text,
  label: text,
  prefix: Type.String({ pattern: '^[0-9A-Z]{2}$' }),
  permille: whole,
  industry: Type.Optional(text),
  registrar: text,
  names: texts,
});

export const namesSchema = strict({
  marks: strict({ first: texts, second: texts, third: Type.Array(Type.String()) }),
  individualBusinessPermille: whole,
  personNamePermille: whole,
  others: Type.Array(otherKind, { minItems: 1 }),
  crops: texts,
  industries: Type.Record(text, industry),
});

export type ExportStyle = Static<typeof exportStyle>;
export type Violation = Static<typeof violation>;
export type LicenceMatter = Static<typeof licence>;
export type CityWords = Static<typeof citySchema>;
export type NameWords = Static<typeof namesSchema>;
export type OtherKind = Static<typeof otherKind>;
export type DayForm = (typeof dayForms)[number];
export type FileEncoding = (typeof fileEncodings)[number];

/** An agency of the demo city with all that it decides about. */
export interface AgencyWords extends Static<typeof agencySchema> {
  /** Name of its file, `market-regulation`. */
  readonly id: string;
}

/** Everything under data/demo. */
export interface Vocabulary {
  readonly city: CityWords;
  readonly names: NameWords;
  readonly agencies: readonly AgencyWords[];
}
