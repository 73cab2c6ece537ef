// What is not public of an organisation: its whole file, its own file, who looked at it, embargoes.
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { OperatorFile } from '../../disclosure/operator-file.js';
import { answers, done } from '../answer.js';
import { embargoBody, fileQuery, ownFileQuery } from '../audit.schemas.js';
import type { Context } from '../context.js';
import { writtenMoment } from '../moments.js';
import { listOwnReadings, readFile, readOwnFile, withholdReadings } from '../nonpublic.js';
import { pageQuery, usccPath } from '../parameters.js';
import { writtenRecord } from '../record-form.js';
import { shape } from '../schemas.js';
import { visitorOf } from '../visitor.js';

type ByUscc = { Params: Static<typeof usccPath> };

const refused = [401, 403, 404];
const tags = ['organisations'];
const wholeFile = { description: 'The file', schema: shape('WholeFile') };
const fileSchema = {
  tags,
  operationId: 'getWholeFile',
  summary:
    'The file with what is not public, for a purpose and a matter; the look is on the reading log',
  params: usccPath,
  querystring: fileQuery,
  response: answers(wholeFile, refused),
};
const ownFileSchema = {
  tags,
  operationId: 'getOwnFile',
  summary: 'The whole file of one’s own organisation',
  params: usccPath,
  querystring: ownFileQuery,
  response: answers(wholeFile, refused),
};
const readingsSchema = {
  tags,
  operationId: 'listReadings',
  summary: 'Who looked at one’s own organisation: office, time and matter',
  params: usccPath,
  querystring: pageQuery,
  response: answers({ description: 'A page', schema: shape('ReadingPage') }, refused),
};
const embargoSchema = {
  tags,
  operationId: 'setEmbargo',
  summary:
    'Withholds readings of one’s own office from the organisation, on a basis and until a day',
  params: usccPath,
  body: embargoBody,
  response: done(refused),
};

/** Routes under `/organisations/{uscc}` that are not for the public. */
export async function nonpublicRoutes(api: FastifyInstance, context: Context): Promise<void> {
  api.get<ByUscc & { Querystring: Static<typeof fileQuery> }>(
    '/organisations/:uscc/file',
    { schema: fileSchema, config: { act: 'file.read' } },
    async (request, reply) => {
      const order = { ...request.query, uscc: request.params.uscc };
      const file = await readFile(context, visitorOf(request).principal, order);
      return reply.header('cache-control', 'no-store').send(writtenFile(file));
    },
  );
  api.get<ByUscc & { Querystring: Static<typeof ownFileQuery> }>(
    '/organisations/:uscc/own-file',
    { schema: ownFileSchema, config: { act: 'file.read-own' } },
    async (request, reply) => {
      const order = { ...request.query, uscc: request.params.uscc };
      const file = await readOwnFile(context, visitorOf(request).principal, order);
      return reply.header('cache-control', 'no-store').send(writtenFile(file));
    },
  );
  api.get<ByUscc & { Querystring: Static<typeof pageQuery> }>(
    '/organisations/:uscc/readings',
    { schema: readingsSchema, config: { act: 'readings.read-own' } },
    async (request, reply) => {
      const { limit = 20, after } = request.query;
      const page = { uscc: request.params.uscc, limit, after };
      const found = await listOwnReadings(context, visitorOf(request).principal, page);
      const readings = found.readings.map(({ at, ...reading }) => ({
        ...reading,
        at: writtenMoment(at),
      }));
      return reply.header('cache-control', 'no-store').send({ readings, next: found.next });
    },
  );
  api.post<ByUscc & { Body: Static<typeof embargoBody> }>(
    '/organisations/:uscc/embargoes',
    { schema: embargoSchema, config: { act: 'embargo.set' } },
    async (request, reply) => {
      const wish = { ...request.body, uscc: request.params.uscc };
      await withholdReadings(context, visitorOf(request).principal, wish);
      return reply.code(204).send();
    },
  );
}

function writtenFile(file: OperatorFile): object {
  return { ...file, records: file.records.map(writtenRecord) };
}
