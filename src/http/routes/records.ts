// One public record, and the proof that it stands in the log.
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { getPublicProof, getPublicRecord } from '../../disclosure/record.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { noQuery, recordPath } from '../parameters.js';
import { writtenRecord } from '../record-form.js';
import { shape } from '../schemas.js';

type ByRecord = { Params: Static<typeof recordPath> };

const recordSchema = {
  tags: ['records'],
  operationId: 'getRecord',
  summary: 'A record that the public may see today',
  params: recordPath,
  querystring: noQuery,
  response: answers({ description: 'The record', schema: shape('Record') }, [404]),
};
const proofSchema = {
  tags: ['records'],
  operationId: 'getRecordProof',
  summary: 'Proof that the record stands in the public log as it is shown',
  params: recordPath,
  querystring: noQuery,
  response: answers({ description: 'The proof file', schema: shape('RecordProof') }, [404]),
};

/** Routes under `/records`. */
export async function recordRoutes(api: FastifyInstance, context: Context): Promise<void> {
  api.get<ByRecord>(
    '/records/:record',
    { schema: recordSchema, config: { act: 'public.read' } },
    async ({ params }) => writtenRecord(await getPublicRecord(context, params.record)),
  );
  api.get<ByRecord>(
    '/records/:record/proof',
    { schema: proofSchema, config: { act: 'public.read' } },
    async ({ params }, reply) => {
      const proof = await getPublicProof(context, params.record, context.logKey);
      const name = `${proof.record}.proof.json`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).send(proof);
    },
  );
}
