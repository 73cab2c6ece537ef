// Organisations: search, one organisation, its records.
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { getCreditFile } from '../../disclosure/credit-file.js';
import { searchOrganisations } from '../../disclosure/search.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { noQuery, pageQuery, searchQuery, usccPath } from '../parameters.js';
import { writtenRecord } from '../record-form.js';
import { shape } from '../schemas.js';

type ByUscc = { Params: Static<typeof usccPath> };

const searchSchema = {
  tags: ['organisations'],
  operationId: 'searchOrganisations',
  summary: 'Finds organisations by name, part of a name, former name or code',
  querystring: searchQuery,
  response: answers({ description: 'A page of hits', schema: shape('SearchPage') }),
};
const organisationSchema = {
  tags: ['organisations'],
  operationId: 'getOrganisation',
  summary: 'An organisation, and how many public records it has of each kind',
  params: usccPath,
  querystring: noQuery,
  response: answers({ description: 'The organisation', schema: shape('OrganisationFile') }, [404]),
};
const recordsSchema = {
  tags: ['organisations'],
  operationId: 'listRecords',
  summary: 'Public records of an organisation, newest decision first',
  params: usccPath,
  querystring: pageQuery,
  response: answers({ description: 'A page of records', schema: shape('RecordPage') }, [404]),
};

/** Routes under `/organisations`. */
export async function organisationRoutes(api: FastifyInstance, context: Context): Promise<void> {
  api.get<{ Querystring: Static<typeof searchQuery> }>(
    '/organisations',
    { schema: searchSchema, config: { act: 'public.read' } },
    async ({ query }) =>
      searchOrganisations(context, query.q, { limit: query.limit ?? 20, after: query.after }),
  );
  api.get<ByUscc>(
    '/organisations/:uscc',
    { schema: organisationSchema, config: { act: 'public.read' } },
    async ({ params }) => {
      const { organisation, totals } = await getCreditFile(context, params.uscc, { limit: 0 });
      return { organisation, totals };
    },
  );
  api.get<ByUscc & { Querystring: Static<typeof pageQuery> }>(
    '/organisations/:uscc/records',
    { schema: recordsSchema, config: { act: 'public.read' } },
    async ({ params, query }) => {
      const { limit = 20, after } = query;
      const file = await getCreditFile(context, params.uscc, { limit, after });
      return { records: file.records.map(writtenRecord), next: file.next };
    },
  );
}
