// Shapes of the catalogue and of the receipt in the API.
import { type TSchema, Type } from 'typebox';
import { count, moment, optionalText, shape, text } from './schemas.js';

const optional = Type.Optional;

const field = Type.Object(
  {
    code: text(),
    label: shape('Bilingual'),
    aliases: Type.Array(text()),
    type: text(
      'text, uscc, organisation-code, registration-number, day, amount, number, code, codes.',
    ),
    maxLength: optional(count()),
    required: Type.Boolean(),
    requiredWhen: optional(Type.Unsafe({ type: 'object', additionalProperties: true })),
    codeList: optional(text('Name of a code list of the item.')),
    unit: optional(text()),
    disclosure: text('public, authorised or internal.'),
    part: text('facts, words, registry or dropped (discarded at the door).'),
    notAfterToday: optional(Type.Boolean()),
    longTermAllowed: optional(Type.Boolean()),
    note: optional(shape('Bilingual')),
    example: optional(text()),
    addedBy: optional(text('The layer that added the field.')),
  },
  { $id: 'CatalogueField', description: 'One field of a kind of record.' },
);

const basis = Type.Object(
  {
    instrument: shape('Bilingual'),
    article: optional(text()),
    source: text('Where the text was read.'),
    confidence: text('H, M or L.'),
    notEstablished: optional(Type.Boolean()),
    why: optional(shape('Bilingual')),
  },
  { $id: 'LegalBasis', description: 'The instrument on which something rests.' },
);

const line = Type.Object(
  {
    kind: text(),
    layer: text('nation, province, city or county.'),
    from: text('First day on which it holds.'),
    title: shape('Bilingual'),
    producer: shape('Bilingual'),
    polarity: text('adverse, favourable or neutral.'),
    fields: count('How many fields it has.'),
  },
  { $id: 'CatalogueLine', description: 'A kind of record that may be collected today.' },
);

const open = Type.Unsafe({ type: 'object', additionalProperties: true });
const item = Type.Object(
  {
    kind: text(),
    layer: text(),
    site: optional(text('Region code of the layer.')),
    from: text(),
    until: optional(text('First day on which it no longer holds.')),
    title: shape('Bilingual'),
    producer: shape('Bilingual'),
    polarity: text(),
    frequency: shape('Bilingual'),
    timeliness: open,
    publication: open,
    legalBasis: Type.Array(shape('LegalBasis')),
    naturalKey: Type.Array(text('Field code.')),
    multiParty: Type.Boolean(),
    subject: open,
    decidedOn: text('Code of the field with the day of decision.'),
    decisionNumber: optional(text()),
    agency: optional(open),
    consistency: Type.Array(open),
    codeLists: open,
    fields: Type.Array(shape('CatalogueField')),
  },
  { $id: 'CatalogueItem', description: 'A kind of record with its fields and rules.' },
);

const finding = Type.Object(
  {
    line: count('Line in the file handed over.'),
    column: optionalText('Heading in the file; null: the whole row.'),
    field: optionalText('Field code.'),
    code: text('Code of the finding.'),
    rule: text(),
    value: optionalText('Null where the field was dropped or masked.'),
    message: shape('Bilingual'),
  },
  { $id: 'Finding', description: 'What validation found in one row.' },
);

const receipt = Type.Object(
  {
    batch: text(),
    agency: Type.Object({ code: text(), name: shape('Bilingual') }),
    kind: text(),
    title: shape('Bilingual'),
    fileName: text(),
    sourceDay: text(),
    encoding: text(),
    receivedAt: moment('When the file was received.'),
    logged: Type.Unsafe({
      type: ['object', 'null'],
      properties: { position: { type: 'integer' }, recordedAt: { type: 'string' } },
      required: ['position', 'recordedAt'],
      description: 'Place in the public log; null for some seconds.',
    }),
    rows: Type.Object({
      read: count(),
      admitted: count(),
      unchanged: count(),
      corrected: count(),
      returned: count(),
      held: count(),
    }),
    columns: Type.Object({
      mapped: Type.Array(text()),
      unknown: Type.Array(text()),
      dropped: Type.Array(text()),
    }),
    masked: count('Pieces of personal data masked in texts.'),
    late: count('Rows that came after the period of the catalogue.'),
    findingsTotal: count('How many findings there are; `findings` is the part asked for.'),
    findings: Type.Array(shape('Finding')),
    held: Type.Array(
      Type.Object({
        line: count(),
        code: text(),
        candidates: Type.Array(Type.Object({ uscc: optionalText(), name: text() })),
      }),
    ),
  },
  { $id: 'Receipt', description: 'What the agency got back for a batch.' },
);

/** All shapes of this file, each with its name as `$id`. */
export const catalogueShapes: readonly TSchema[] = [basis, field, line, item, finding, receipt];

// That the log went on, for those who kept a checkpoint.
const consistency: TSchema = Type.Object(
  {
    format: text('`xinheng-consistency/1`.'),
    older: text('Signed note (C2SP) over the log of size `from`.'),
    newer: text('Signed note over the log of size `to`.'),
    path: Type.Array(text(), { description: 'Hashes as in RFC 9162, 2.1.4.1, base64url.' }),
    key: text('Verifier key (C2SP).'),
  },
  { $id: 'ConsistencyProof', description: 'A proof that `xinheng ledger check` accepts offline.' },
);

// Place in the log, for those who check a proof.
const recordProof: TSchema = Type.Object(
  {
    format: text('`xinheng-proof/1`.'),
    record: text(),
    subject: text(),
    entries: Type.Array(Type.Unsafe({ type: 'object', additionalProperties: true })),
    checkpoint: text('Signed note (C2SP) over the log.'),
    key: text('Verifier key (C2SP).'),
  },
  { $id: 'RecordProof', description: 'A proof that `xinheng ledger check` accepts offline.' },
);

/** The shapes of proof files, each with its name as `$id`. */
export const proofShapes: readonly TSchema[] = [recordProof, consistency];
