// Batches: their public facts, and the receipt for whoever holds its check code.
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { getPublicBatch } from '../../disclosure/batch.js';
import { mayReadReceipt } from '../../intake/batch-standing.js';
import { getReceipt } from '../../intake/receipt.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { writtenMoment } from '../moments.js';
import { batchPath, noQuery, receiptQuery } from '../parameters.js';
import { shape } from '../schemas.js';
import { visitorOf } from '../visitor.js';

type ByBatch = { Params: Static<typeof batchPath> };

const batchSchema = {
  tags: ['batches'],
  operationId: 'getBatch',
  summary: 'What the public log says of a batch',
  params: batchPath,
  querystring: noQuery,
  response: answers({ description: 'The batch', schema: shape('Batch') }, [404]),
};
const receiptSchema = {
  tags: ['batches'],
  operationId: 'getReceipt',
  summary: 'The receipt of a batch: by its check code, or for an account of its agency',
  params: batchPath,
  querystring: receiptQuery,
  response: answers({ description: 'The receipt', schema: shape('Receipt') }, [404]),
};

/** Routes under `/batches`. */
export async function batchRoutes(api: FastifyInstance, context: Context): Promise<void> {
  const { database, catalogue } = context;
  api.get<ByBatch>(
    '/batches/:batch',
    { schema: batchSchema, config: { act: 'public.read' } },
    async ({ params }) => {
      const batch = await getPublicBatch(context, params.batch);
      return {
        ...batch,
        receivedAt: writtenMoment(batch.receivedAt),
        recordedAt: writtenMoment(batch.recordedAt),
      };
    },
  );
  api.get<ByBatch & { Querystring: Static<typeof receiptQuery> }>(
    '/batches/:batch/receipt',
    { schema: receiptSchema, config: { act: 'receipt.read' } },
    async (request, reply) => {
      const { params, query } = request;
      const { code, from = 1, limit = 1000 } = query;
      const batchId = params.batch.toLowerCase();
      const { principal } = visitorOf(request);
      // Without a code nothing opens for a stranger: an absent one must not mean "no code needed".
      const opens = code === undefined && (await mayReadReceipt(database, { principal, batchId }));
      const receipt = await getReceipt(database, catalogue, {
        batchId,
        ...(!opens && { checkCode: code ?? '' }),
        from,
        limit,
      });
      return reply.header('cache-control', 'no-store').send(receipt);
    },
  );
}
