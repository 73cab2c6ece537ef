// Parameters of the API's addresses.
import { Type } from 'typebox';

const after = Type.Optional(
  Type.String({
    maxLength: 600,
    description: 'Where the page begins: `next` of the page before. Without it: the first page.',
  }),
);

function limit(most: number, usual: number) {
  return Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: most,
      default: usual,
      description: 'At most so many items on the page.',
    }),
  );
}

const closed = { additionalProperties: false };

export const noQuery = Type.Object({}, closed);
export const pageQuery = Type.Object({ limit: limit(100, 20), after }, closed);
export const searchQuery = Type.Object(
  {
    q: Type.String({
      maxLength: 200,
      description:
        'Part of a name from 2 characters, a former name, or a unified social credit code.',
    }),
    limit: limit(100, 20),
    after,
  },
  closed,
);
export const receiptQuery = Type.Object(
  {
    code: Type.Optional(
      Type.String({ maxLength: 100, description: 'The check code that came with the receipt.' }),
    ),
    limit: limit(10_000, 1000),
    from: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_147_483_647,
        default: 1,
        description:
          'Number of the first finding of the part; `findingsTotal` says how many there are.',
      }),
    ),
  },
  closed,
);
const logSize = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const consistencyQuery = Type.Object(
  {
    from: Type.Integer({
      ...logSize,
      description: 'Size of the earlier checkpoint: its second line.',
    }),
    to: Type.Optional(
      Type.Integer({
        ...logSize,
        description: 'Size of the later checkpoint. Without it: the latest.',
      }),
    ),
  },
  closed,
);
export const templateQuery = Type.Object(
  {
    example: Type.Optional(
      Type.Boolean({ default: false, description: 'Adds one invented row below the headings.' }),
    ),
  },
  closed,
);

export const usccPath = Type.Object({
  uscc: Type.String({ description: 'Unified social credit code, 18 characters.' }),
});
export const recordPath = Type.Object({
  record: Type.String({ description: 'Number of the record (UUID).' }),
});
export const batchPath = Type.Object({
  batch: Type.String({ description: 'Number of the batch (UUID).' }),
});
export const kindPath = Type.Object({
  kind: Type.String({
    description: 'Kind of record in the catalogue, e.g. `administrative-penalty`.',
  }),
});
