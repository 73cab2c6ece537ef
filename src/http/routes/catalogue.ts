// The data dictionary: kinds of record, their fields, JSON Schema and template.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { jsonSchemaOf } from '../../catalogue/json-schema.js';
import { templateCsv } from '../../catalogue/template.js';
import { dayInShanghai } from '../../kernel/time.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { kindPath, noQuery, templateQuery } from '../parameters.js';
import { shape } from '../schemas.js';

type ByKind = { Params: Static<typeof kindPath> };

const listSchema = {
  tags: ['catalogue'],
  operationId: 'listCatalogue',
  summary: 'The kinds of record that may be collected today',
  querystring: noQuery,
  response: answers({
    description: 'The catalogue',
    schema: Type.Object({ items: Type.Array(shape('CatalogueLine')) }),
  }),
};
const itemSchema = {
  tags: ['catalogue'],
  operationId: 'getCatalogueItem',
  summary: 'A kind of record with its fields and rules, as it holds today',
  params: kindPath,
  querystring: noQuery,
  response: answers({ description: 'The item', schema: shape('CatalogueItem') }, [404]),
};
const schemaSchema = {
  tags: ['catalogue'],
  operationId: 'getCatalogueSchema',
  summary: 'JSON Schema (2020-12) of a record of this kind in canonical form',
  params: kindPath,
  querystring: noQuery,
  response: answers(
    {
      description: 'The schema',
      type: 'application/schema+json',
      schema: Type.Unsafe({ type: 'object', additionalProperties: true }),
    },
    [404],
  ),
};
const templateSchema = {
  tags: ['catalogue'],
  operationId: 'getCatalogueTemplate',
  summary: 'The template for handing in records of this kind (CSV, UTF-8)',
  params: kindPath,
  querystring: templateQuery,
  response: answers(
    { description: 'Headings of the template', type: 'text/csv', schema: Type.String() },
    [404],
  ),
};

/** Routes under `/catalogue`. */
export async function catalogueRoutes(api: FastifyInstance, context: Context): Promise<void> {
  const today = () => dayInShanghai(context.clock.now());
  const itemOf = (kind: string) => context.catalogue.get(kind.slice(0, 80), today());
  api.get('/catalogue', { schema: listSchema, config: { act: 'public.read' } }, async () => ({
    items: context.catalogue
      .itemsOn(today())
      .map((item) => ({ ...item, fields: item.fields.length })),
  }));
  api.get<ByKind>(
    '/catalogue/:kind',
    { schema: itemSchema, config: { act: 'public.read' } },
    async ({ params }) => itemOf(params.kind),
  );
  api.get<ByKind>(
    '/catalogue/:kind/schema',
    { schema: schemaSchema, config: { act: 'public.read' } },
    async ({ params }, reply) =>
      reply.type('application/schema+json').send(JSON.stringify(jsonSchemaOf(itemOf(params.kind)))),
  );
  api.get<ByKind & { Querystring: Static<typeof templateQuery> }>(
    '/catalogue/:kind/template',
    { schema: templateSchema, config: { act: 'public.read' } },
    async ({ params, query }, reply) => {
      const item = itemOf(params.kind);
      const name = encodeURIComponent(`${item.title.zh}.csv`);
      return reply
        .type('text/csv; charset=utf-8; header=present')
        .header(
          'content-disposition',
          `attachment; filename="${item.kind}.csv"; filename*=UTF-8''${name}`,
        )
        .send(templateCsv(item, { example: query.example ?? false }));
    },
  );
}
