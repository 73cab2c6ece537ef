// The shape of the catalogue's YAML files: every key that exists, and nothing else.
import { type TProperties, type TSchema, Type } from 'typebox';
import { disclosures, fieldParts, fieldTypes, layers } from './item.model.js';

const strict = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

const text = Type.String({ minLength: 1 });
const bilingual = strict({ zh: text, en: text });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const fieldCode = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' });
const kebab = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });
const texts = Type.Array(text, { minItems: 1 });
const yes = Type.Literal(true);

const legalBasis = strict({
  instrument: bilingual,
  article: optional(text),
  source: text,
  confidence: Type.Enum(['H', 'M', 'L']),
  notEstablished: optional(yes),
  why: optional(bilingual),
});

const field = strict({
  code: fieldCode,
  label: bilingual,
  aliases: optional(texts),
  type: Type.Enum([...fieldTypes]),
  maxLength: optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  required: optional(Type.Boolean()),
  requiredWhen: optional(
    strict({ field: fieldCode, anyOf: optional(texts), filled: optional(yes) }),
  ),
  positive: optional(yes),
  codeList: optional(kebab),
  unit: optional(Type.Enum(['万元', '元'])),
  disclosure: Type.Enum([...disclosures]),
  part: Type.Enum([...fieldParts]),
  notAfterToday: optional(yes),
  longTermAllowed: optional(yes),
  note: optional(bilingual),
  example: optional(text),
});

const consistency = strict({
  rule: Type.Enum(['amount-agrees-with-text', 'not-before', 'prefix-agrees']),
  amount: optional(fieldCode),
  text: optional(fieldCode),
  later: optional(fieldCode),
  earlier: optional(fieldCode),
  code: optional(fieldCode),
  prefix: optional(text),
  field: optional(fieldCode),
  value: optional(text),
});

const timeliness = strict({
  period: Type.Integer({ minimum: 1 }),
  unit: Type.Enum(['working-days', 'natural-days']),
  startsFrom: fieldCode,
  basis: legalBasis,
});

const publication = strict({
  published: Type.Boolean(),
  except: optional(
    Type.Array(
      strict({
        field: fieldCode,
        onlyIn: optional(texts),
        contains: optional(texts),
        reason: bilingual,
        basis: legalBasis,
      }),
    ),
  ),
  reason: optional(bilingual),
  basis: optional(legalBasis),
});

const subject = strict({
  name: fieldCode,
  category: optional(fieldCode),
  uscc: fieldCode,
  registrationNumber: optional(fieldCode),
  organisationCode: optional(fieldCode),
  otherCodes: optional(Type.Array(fieldCode)),
  representative: optional(fieldCode),
});

/** A file under `code-lists/`. */
export const codeListSchema = strict({
  title: bilingual,
  basis: legalBasis,
  values: Type.Array(
    strict({
      code: text,
      label: bilingual,
      aliases: optional(texts),
      openText: optional(yes),
      personsOnly: optional(yes),
    }),
    { minItems: 1 },
  ),
});

const dated = {
  layer: Type.Enum([...layers]),
  site: optional(Type.String({ pattern: '^\\d{6}$' })),
  from: day,
  until: optional(day),
  legalBasis: Type.Array(legalBasis, { minItems: 1 }),
  consistency: optional(Type.Array(consistency)),
  codeLists: optional(Type.Array(kebab)),
};

/** A file that brings a kind of record. */
export const itemSchema = strict({
  ...dated,
  kind: kebab,
  title: bilingual,
  producer: bilingual,
  polarity: Type.Enum(['adverse', 'favourable', 'neutral']),
  frequency: bilingual,
  timeliness,
  publication,
  naturalKey: Type.Array(fieldCode, { minItems: 1 }),
  multiParty: optional(Type.Boolean()),
  subject,
  decidedOn: fieldCode,
  decisionNumber: optional(fieldCode),
  agency: optional(strict({ name: fieldCode, code: fieldCode })),
  effectiveFrom: optional(fieldCode),
  effectiveTo: optional(fieldCode),
  sourceDay: optional(fieldCode),
  fields: Type.Array(field, { minItems: 1 }),
});

/** A file with which an upper layer adds to a kind of a lower layer. */
export const additionSchema = strict({
  ...dated,
  site: Type.String({ pattern: '^\\d{6}$' }),
  addsTo: kebab,
  aliases: optional(Type.Record(fieldCode, texts)),
  fields: optional(Type.Array(field, { minItems: 1 })),
});

/** The members that each rule of `consistency` must have besides `rule`, and no others. */
export const consistencyMembers: Readonly<Record<string, readonly string[]>> = {
  'amount-agrees-with-text': ['amount', 'text'],
  'not-before': ['later', 'earlier'],
  'prefix-agrees': ['code', 'prefix', 'field', 'value'],
};
