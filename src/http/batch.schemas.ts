// Shapes and parameters of what agencies do with their batches.
import { type TSchema, Type } from 'typebox';
import { count, moment, optionalMoment, optionalText, shape, text } from './schemas.js';

const closed = { additionalProperties: false };
const states = ['waiting', 'on-file', 'withdrawal-asked', 'withdrawn', 'rejected', 'dropped'];
const state = Type.Unsafe<
  'waiting' | 'on-file' | 'withdrawal-asked' | 'withdrawn' | 'rejected' | 'dropped'
>({ type: 'string', enum: states, description: 'Where the batch stands.' });

const fileQuery = {
  kind: Type.String({ maxLength: 100, description: 'Kind of record, as in the catalogue.' }),
  dated: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: "The source's own day, where rows carry none; today unless given.",
    }),
  ),
};
export const checkQuery = Type.Object(fileQuery, closed);
export const submitQuery = Type.Object(
  {
    ...fileQuery,
    agency: Type.String({ maxLength: 40, description: 'Code of the agency that hands it in.' }),
    fileName: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);
export const reviewQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })) },
  closed,
);
export const standingsQuery = Type.Object(
  {
    state: Type.Optional(state),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    after: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
);
export const agencyPath = Type.Object({ agency: Type.String({ description: 'Agency code.' }) });
export const reasonBody = Type.Object(
  { reason: Type.String({ description: 'One sentence, without personal data.' }) },
  closed,
);

const rows = Type.Object({
  read: count(),
  admitted: count(),
  unchanged: count(),
  corrected: count(),
  returned: count(),
  held: count(),
});
const label = shape('Bilingual');
const candidates = Type.Array(Type.Object({ uscc: optionalText(), name: text() }));
const heldRow = Type.Object({ line: count(), code: text(), candidates });
const counted = (item: TSchema) =>
  Type.Object({ total: count('How many there are.'), first: Type.Array(item) });

/** What agencies are answered. */
export const batchShapes: readonly TSchema[] = [
  Type.Object(
    {
      kind: text(),
      encoding: text(),
      rows,
      columns: Type.Object({
        mapped: Type.Array(text()),
        unknown: Type.Array(text()),
        dropped: Type.Array(text()),
      }),
      masked: count('Pieces of personal data masked in texts.'),
      late: count('Rows that would come after the period of the catalogue.'),
      findingsTotal: count('How many findings there are.'),
      findings: Type.Array(shape('Finding')),
    },
    { $id: 'CheckReport', description: 'The answers that a file would get.' },
  ),
  Type.Object(
    {
      batchId: text(),
      agencyCode: text(),
      kind: text(),
      fileName: text(),
      sourceDay: text(),
      receivedAt: moment('When it was handed in.'),
      rowsRead: count(),
      state,
      isOnFile: Type.Boolean({ description: 'Whether it is or was on file and has a receipt.' }),
      reason: optionalText('Of a rejection or withdrawal.'),
      decidedAt: optionalMoment('When it was rejected, withdrawn or dropped.'),
    },
    { $id: 'BatchStanding', description: 'A batch as its own agency sees it.' },
  ),
  Type.Object(
    { batches: Type.Array(shape('BatchStanding')), next: optionalText() },
    { $id: 'BatchStandingPage', description: 'Batches of an agency, newest first.' },
  ),
  Type.Object(
    {
      standing: shape('BatchStanding'),
      checkCode: optionalText(
        'Opens the receipt on the public site; shown once, and not again for a repeated request.',
      ),
      receipt: Type.Unsafe({
        anyOf: [{ $ref: 'Receipt#' }, { type: 'null' }],
        description: 'Null while the batch is not on file.',
      }),
    },
    { $id: 'HandedIn', description: 'What became of a file.' },
  ),
  Type.Object(
    {
      standing: shape('BatchStanding'),
      rows,
      late: count(),
      masked: count(),
      findingsTotal: count(),
      findings: Type.Array(shape('Finding')),
      newSubjects: counted(Type.Object({ uscc: optionalText(), name: text() })),
      corrections: counted(
        Type.Object({
          record: text(),
          line: count('Line in the file.'),
          changes: Type.Unsafe({
            description: 'Null where another agency put the present content on file.',
            anyOf: [
              { type: 'null' },
              Type.Array(
                Type.Object({
                  field: text(),
                  label,
                  before: optionalText(),
                  after: optionalText(),
                }),
              ),
            ],
          }),
        }),
      ),
      held: counted(heldRow),
    },
    { $id: 'ReleasePreview', description: 'What a batch that waits would change.' },
  ),
  Type.Object(
    {
      standing: shape('BatchStanding'),
      reason: text(),
      isAsked: Type.Boolean({
        description: 'True: it waits for confirmation, and the counts say what would come of it.',
      }),
      revoked: count('Records that came with the batch.'),
      restored: count('Records that have their former content again.'),
      left: counted(
        Type.Object({
          recordId: text(),
          why: text('`changed`, `moved`, `revoked`, `marked` or `redacted` since.'),
        }),
      ),
    },
    { $id: 'Withdrawal', description: 'Taking a batch back that is on file.' },
  ),
];
