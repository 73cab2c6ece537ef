// Shapes of the API's answers; they become the components of the OpenAPI document and cut every answer to size.
import { type TSchema, Type } from 'typebox';

/** A shape declared under this name. */
export function shape(name: string): TSchema {
  return Type.Unsafe({ $ref: `${name}#` });
}

export const text = (description?: string) => Type.String(description ? { description } : {});
export const count = (description?: string) =>
  Type.Integer({ minimum: 0, ...(description && { description }) });
export const optionalText = (description?: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], ...(description && { description }) });
export const optionalCount = (description?: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], ...(description && { description }) });
export const moment = (description: string) => Type.String({ format: 'date-time', description });
export const optionalMoment = (description: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time', description });

const next = optionalText('Give it back as `after` to get the next page; null: this was the last.');
const polarity = Type.Unsafe({
  type: 'string',
  enum: ['adverse', 'favourable', 'neutral'],
  description: 'Whether the record counts against, for, or neither for its subject.',
});

/** All declared shapes, each with its name as `$id`. */
export const shapes: readonly TSchema[] = [
  Type.Object(
    { zh: text(), en: text() },
    { $id: 'Bilingual', description: 'A text in Chinese and in English.' },
  ),
  Type.Object(
    {
      type: text('URN of the code.'),
      title: text('In the language of Accept-Language (zh or en).'),
      status: Type.Integer(),
      detail: text('What is so and what to do next, in the language of Accept-Language.'),
      code: text('Stable code, e.g. `disclosure.record_unknown`.'),
      text: shape('Bilingual'),
      basis: Type.Optional(text('Instrument and article, where a right is touched.')),
      parameter: Type.Optional(text('The parameter that does not fit.')),
      value: Type.Optional(text('What it was.')),
      limit: Type.Optional(text('What it may be.')),
      requestId: text('Number of the request in the log.'),
    },
    { $id: 'Problem', description: 'A problem document (RFC 9457).' },
  ),
  Type.Object(
    { kind: text(), title: shape('Bilingual'), count: count() },
    { $id: 'KindCount', description: 'How many records of a kind are public.' },
  ),
  Type.Object(
    {
      uscc: text('Unified social credit code.'),
      name: text("Masked where the registered name is nothing but its owner's name."),
      nameIsMasked: Type.Boolean(),
      formerNames: Type.Array(
        Type.Object({
          name: text(),
          usedUntil: optionalText('First day on which it was no longer the name.'),
        }),
      ),
      category: text('Kind of organisation, as coded in the catalogue.'),
      status: text('`active`, `revoked`, `cancelled` or `unknown`.'),
      confirmed: Type.Boolean({ description: 'Whether a registration record stands behind it.' }),
      registeredOn: optionalText(),
      region: optionalText('Region code of six digits.'),
    },
    { $id: 'Organisation', description: 'An organisation as the public sees it.' },
  ),
  Type.Object(
    { organisation: shape('Organisation'), totals: Type.Array(shape('KindCount')) },
    {
      $id: 'OrganisationFile',
      description: 'An organisation and how many public records it has of each kind.',
    },
  ),
  Type.Object(
    {
      code: text('Field code of the catalogue.'),
      label: shape('Bilingual'),
      text: optionalText('Days as `2026-04-10`, amounts as plain decimals; null: redacted by law.'),
      textEn: Type.Optional(text('The English label of a coded value.')),
      unit: Type.Optional(text('Unit of an amount: 万元 or 元.')),
    },
    { $id: 'ShownField', description: 'One public field of a record.' },
  ),
  Type.Object(
    {
      batchId: text(),
      line: count('Line in the file handed over; 0 where there was no file.'),
      receivedAt: moment('When the batch was received.'),
      agencyCode: text(),
      agencyName: text(),
      logPosition: optionalCount('Place of the batch in the public log; null for some seconds.'),
      recordedAt: optionalMoment('When the batch got its place in the log.'),
      version: Type.Integer({ minimum: 1, description: '1: as first handed over.' }),
    },
    { $id: 'RecordSource', description: 'Where a record comes from.' },
  ),
  Type.Object(
    {
      recordId: text(),
      subject: Type.Object({ uscc: text(), name: text() }),
      kind: text(),
      kindTitle: shape('Bilingual'),
      polarity,
      decidedOn: text('Day or month of the decision.'),
      decisionNumber: optionalText(),
      agencyName: optionalText('The agency that decided.'),
      fields: Type.Array(shape('ShownField')),
      source: shape('RecordSource'),
    },
    { $id: 'Record', description: 'A record that the public may see today.' },
  ),
  Type.Object(
    { records: Type.Array(shape('Record')), next },
    { $id: 'RecordPage', description: 'Public records of an organisation, newest decision first.' },
  ),
  Type.Object(
    {
      hits: Type.Array(
        Type.Object({
          uscc: text(),
          name: text(),
          matchedFormerName: optionalText(
            'The former name that matched, if it was not the current one.',
          ),
          status: text(),
          category: text(),
          recordCount: count('How many public records it has.'),
        }),
      ),
      next,
    },
    { $id: 'SearchPage', description: 'Organisations found.' },
  ),
  Type.Object(
    {
      batchId: text(),
      type: text(
        '`records`: handed over by an agency; `acts`: acts upon records on file; `trail`: sealed events of the audit trail.',
      ),
      agencyCode: text(),
      agencyName: text(),
      kind: text(),
      kindTitle: shape('Bilingual'),
      receivedAt: moment('When the batch was received.'),
      entries: count('Entries that the batch put into the ledger; of a `trail`: its events.'),
      root: text('Merkle root over the entries (SHA-256, base64url).'),
      logPosition: optionalCount('Place in the public log; null for some seconds.'),
      recordedAt: optionalMoment('When the batch got its place in the log.'),
    },
    { $id: 'Batch', description: 'The facts of a batch that stand in the public log.' },
  ),
  Type.Object(
    {
      organisations: count(),
      records: count(),
      agencies: count(),
      byKind: Type.Array(shape('KindCount')),
      checkpoint: Type.Unsafe({
        type: ['object', 'null'],
        properties: {
          size: { type: 'integer' },
          signedAt: { type: 'string', format: 'date-time' },
        },
        required: ['size', 'signedAt'],
      }),
    },
    { $id: 'Figures', description: 'What is published altogether; at most 30 seconds old.' },
  ),
];
